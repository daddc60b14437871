"""What people do with their accounts: verbs, one transaction each."""

from .address_book import add_address, change_address, delete_address, set_default_address
from .consents import Proof, say
from .emails import confirm_email_change, request_email_change
from .export import count_export
from .passwords import change_password, request_password_reset, set_password
from .profile import delete_account, request_deletion, update_profile
from .registration import confirm_account, normalised, register
from .sign_in import deactivate_tokens, sign_in

__all__ = [
    "Proof",
    "add_address",
    "change_address",
    "change_password",
    "confirm_account",
    "confirm_email_change",
    "count_export",
    "deactivate_tokens",
    "delete_account",
    "delete_address",
    "normalised",
    "register",
    "request_deletion",
    "request_email_change",
    "request_password_reset",
    "say",
    "set_default_address",
    "set_password",
    "sign_in",
    "update_profile",
]
