"""GraphQL mutations, one file per family; each calls one action."""
