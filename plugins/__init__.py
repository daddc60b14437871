"""Our own plugins. Each registers like a stranger's: through an entry point, by hooks, tables, words and outlets."""
