"""Baskets, and the whole sale on one screen in complete.py."""
