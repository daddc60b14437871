"""Who may do what: Saleor's 25 permissions, each held for all channels or for some."""

from dataclasses import dataclass, field

from .errors import NotAuthenticated, PermissionDenied

PERMISSIONS = {
    "MANAGE_USERS": "Manage customers.",
    "MANAGE_STAFF": "Manage staff.",
    "IMPERSONATE_USER": "Impersonate user.",
    "MANAGE_APPS": "Manage apps.",
    "MANAGE_OBSERVABILITY": "Manage observability.",
    "MANAGE_CHECKOUTS": "Manage checkouts.",
    "HANDLE_CHECKOUTS": "Handle checkouts.",
    "HANDLE_TAXES": "Handle taxes.",
    "MANAGE_TAXES": "Manage taxes.",
    "MANAGE_CHANNELS": "Manage channels.",
    "MANAGE_CUSTOMER_TYPES_AND_ATTRIBUTES": "Manage customer types and attributes.",
    "MANAGE_DISCOUNTS": "Manage sales and vouchers.",
    "MANAGE_GIFT_CARD": "Manage gift cards.",
    "MANAGE_MENUS": "Manage navigation.",
    "MANAGE_ORDERS": "Manage orders.",
    "MANAGE_ORDERS_IMPORT": "Manage orders import.",
    "MANAGE_PAGES": "Manage pages.",
    "MANAGE_PAGE_TYPES_AND_ATTRIBUTES": "Manage page types and attributes.",
    "HANDLE_PAYMENTS": "Handle payments.",
    "MANAGE_PLUGINS": "Manage plugins.",
    "MANAGE_PRODUCTS": "Manage products.",
    "MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES": "Manage product types and attributes.",
    "MANAGE_SHIPPING": "Manage shipping.",
    "MANAGE_SETTINGS": "Manage settings.",
    "MANAGE_TRANSLATIONS": "Manage translations.",
}
EVERYWHERE = "everywhere"


@dataclass
class Visitor:
    """Whoever is asking. `grants` maps a permission to EVERYWHERE or to a set of channel ids."""

    user_id: int | None = None
    email: str = ""
    is_staff: bool = False
    grants: dict = field(default_factory=dict)
    address: str = ""  # the caller's network address, for limits only

    def channels(self, permission):
        """EVERYWHERE, or the set (maybe empty) of channel ids where the permission holds."""
        return self.grants.get(permission, set())

    def may(self, permission, channel_id=None):
        """Does the permission hold in that channel? None: in any at all; EVERYWHERE: not in some channels only."""
        where = self.channels(permission)
        return where == EVERYWHERE or (channel_id in where if channel_id is not None else bool(where))

    def require(self, *permissions, channel_id=None):
        """Refuse unless one of the permissions holds."""
        if not any(self.may(p, channel_id) for p in permissions):
            raise PermissionDenied(permissions)

    def require_user(self):
        """Refuse the anonymous."""
        if self.user_id is None:
            raise NotAuthenticated


ANONYMOUS = Visitor()
