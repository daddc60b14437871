"""The people of the accounts' tests."""

from tests.storefront.accounts.conftest import person, shops, staff, token_of  # noqa: F401
