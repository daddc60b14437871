"""Money that moved or should move: transactions, their events, and the protocol a gateway speaks."""
