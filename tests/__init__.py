"""Everything that keeps the shop honest; `make test` runs it on SQLite and on PostgreSQL."""
