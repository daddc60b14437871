"""Placed orders: status, preparation and hand-over, each with its table of allowed moves; fulfilments and refunds."""
