"""How orders refuse."""

import graphene

from ..mutation import error_type
from .address import AddressTypeEnum
from .order_enums import OrderErrorCode, OrderNoteAddErrorCode

OrderError = error_type(
    "OrderError",
    OrderErrorCode,
    warehouse=graphene.ID(),
    order_lines=graphene.List(graphene.NonNull(graphene.ID)),
    variants=graphene.List(graphene.NonNull(graphene.ID)),
    address_type=graphene.Field(AddressTypeEnum),
)
OrderNoteAddError = error_type("OrderNoteAddError", OrderNoteAddErrorCode)
