"""Échoppe: one street of artisans' shops behind one GraphQL API."""
