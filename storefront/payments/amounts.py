"""What each kind of event does to a transaction's amounts: one table, and the sums made from it."""

AUTHORIZE, CHARGE, REFUND, CANCEL = "authorize_pending", "charge_pending", "refund_pending", "cancel_pending"
SET, DONE = "set", "done"  # the amount itself; or nothing is pending any more, even if less came than was asked

EFFECTS = {
    "AUTHORIZATION_REQUEST": {AUTHORIZE: 1},
    "AUTHORIZATION_SUCCESS": {AUTHORIZE: DONE, "authorized": 1},
    "AUTHORIZATION_FAILURE": {AUTHORIZE: DONE},
    "AUTHORIZATION_ADJUSTMENT": {"authorized": SET},
    "AUTHORIZATION_ACTION_REQUIRED": {},
    "CHARGE_REQUEST": {CHARGE: 1},
    "CHARGE_SUCCESS": {CHARGE: DONE, "charged": 1, "authorized": -1},
    "CHARGE_FAILURE": {CHARGE: DONE},
    "CHARGE_ACTION_REQUIRED": {},
    "CHARGE_BACK": {"charged": -1},
    "REFUND_REQUEST": {REFUND: 1},
    "REFUND_SUCCESS": {REFUND: -1, "refunded": 1, "charged": -1},
    "REFUND_FAILURE": {REFUND: -1},
    "REFUND_REVERSE": {"refunded": -1, "charged": 1},
    "CANCEL_REQUEST": {CANCEL: 1},
    "CANCEL_SUCCESS": {CANCEL: -1, "canceled": 1, "authorized": -1, AUTHORIZE: DONE, CHARGE: DONE},
    "CANCEL_FAILURE": {CANCEL: -1},
    "INFO": {},
}
AMOUNTS = ("authorized", "charged", "refunded", "canceled", AUTHORIZE, CHARGE, REFUND, CANCEL)


def summed(events):
    """{amount: minor units} after these (type, amount) pairs, in their order; no amount is ever below 0.

    What is being charged or cancelled is no longer authorised, what is being refunded no longer charged.
    """
    total = dict.fromkeys(AMOUNTS, 0)
    for kind, amount in events:
        for word, sign in EFFECTS[kind].items():
            total[word] = _after(total[word], sign, amount)
    total["authorized"] = max(total["authorized"] - total[CHARGE] - total[CANCEL], 0)
    total["charged"] = max(total["charged"] - total[REFUND], 0)
    return total


def _after(before, sign, amount):
    if sign == DONE:
        return 0
    return amount if sign == SET else max(before + sign * amount, 0)
