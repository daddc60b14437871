"""GraphQL types, one file per family; thin: they show what the areas know."""
