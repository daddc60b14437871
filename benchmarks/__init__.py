"""How fast the shop is: python -m benchmarks, or make bench. Prints; asserts nothing."""
