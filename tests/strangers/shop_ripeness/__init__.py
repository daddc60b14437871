"""A stranger's plugin: how ripe a product is. It shows a field, a mutation, a hook and a table."""
