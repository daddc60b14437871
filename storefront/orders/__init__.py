"""Placed orders. Knows what was sold, to whom, at what price, and how far it has come; promises that an order never
changes what it said: prices, names and rates are kept as they were, numbers have no gaps, money given back never
exceeds money received, and private things are shown only as `queries.sight` decides.
"""
