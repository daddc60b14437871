"""Where goods are and how many: warehouses, stock, reservations and allocations (all of them holds)."""
