"""The page engine: a page is a query and a template, a form is a mutation."""
