"""What people do with their accounts: verbs, one transaction each."""

from .address_book import add_address, change_address, delete_address, set_default_address
from .emails import confirm_email_change, request_email_change
from .passwords import change_password, request_password_reset, set_password
from .profile import delete_account, request_deletion, update_profile
from .registration import confirm_account, normalised, register
from .sign_in import deactivate_tokens, sign_in

__all__ = [
    "add_address",
    "change_address",
    "change_password",
    "confirm_account",
    "confirm_email_change",
    "deactivate_tokens",
    "delete_account",
    "delete_address",
    "normalised",
    "register",
    "request_deletion",
    "request_email_change",
    "request_password_reset",
    "set_default_address",
    "set_password",
    "sign_in",
    "update_profile",
]
