"""The names of our cookies; without imports, for the shell looks at them before Django is set up."""

SESSION = "session"
BASKET = "basket-"  # and the shop's slug
ORDERED = "ordered-"  # as well
