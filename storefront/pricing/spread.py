"""Splitting an amount, and weighing it, without losing a cent."""


def spread(amount, weights):
    """Split a whole amount in proportion to the weights, by largest remainder; the parts add up to the amount.

    A tie goes to whoever stands first. Without any weight all count the same. A negative amount is split likewise.
    No part is further from its exact share than one unit, so a part never exceeds its weight when the amount does not
    exceed their sum.
    """
    if not weights:
        return []
    if amount < 0:
        return [-part for part in spread(-amount, weights)]
    if not any(weights):
        weights = [1] * len(weights)
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(amount * weights[i] % whole))
    for i in by_remainder[: amount - sum(parts)]:
        parts[i] += 1
    return parts


def per_kilo(price, grams):
    """What a kilogram costs, in the price's minor units, when so many grams cost that; None without price or weight."""
    return half_up(price * 1000, grams) if grams and price is not None else None


def half_up(numerator, denominator):
    """numerator / denominator rounded to a whole number, halves away from zero; the denominator is positive."""
    sign = -1 if numerator < 0 else 1
    return sign * ((2 * abs(numerator) + denominator) // (2 * denominator))
