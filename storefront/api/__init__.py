"""GraphQL: the only way in. Types and mutations declare; the areas decide."""
