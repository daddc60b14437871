"""What clients say about baskets."""

MONEY = "gross { amount currency } net { amount } tax { amount }"
BASKET = """
fragment Basket on Checkout {
  id email quantity isShippingRequired voucherCode discountName languageCode customerNote
  discount { amount currency }
  lines { id quantity variant { id sku } unitPrice { MONEY } totalPrice { MONEY }
          undiscountedUnitPrice { amount } undiscountedTotalPrice { amount } requiresShipping }
  subtotalPrice { MONEY } shippingPrice { MONEY } totalPrice { MONEY } totalBalance { amount }
  billingAddress { firstName city postalCode country { code } } shippingAddress { city postalCode country { code } }
  giftCards { id displayCode currentBalance { amount } }
  delivery { id shippingMethod { id name price { amount currency } minimumDeliveryDays active } }
  authorizeStatus chargeStatus
}""".replace("MONEY", MONEY)
ERRORS = "errors { field message code variants lines addressType }"


def mutation(name, arguments, extra="checkout { ...Basket }"):
    """The document of a mutation: mutation("checkoutEmailUpdate", {"id": "ID", "email": "String!"})."""
    declared = ", ".join(f"${name}: {type_}" for name, type_ in arguments.items())
    passed = ", ".join(f"{name}: ${name}" for name in arguments)
    fragment = BASKET if "Basket" in extra else ""
    return f"mutation({declared}) {{ {name}({passed}) {{ {extra} {ERRORS} }} }} {fragment}"


CREATE = mutation("checkoutCreate", {"input": "CheckoutCreateInput!"})
LINES_ADD = mutation("checkoutLinesAdd", {"id": "ID", "lines": "[CheckoutLineInput!]!"})
LINES_UPDATE = mutation("checkoutLinesUpdate", {"id": "ID", "lines": "[CheckoutLineUpdateInput!]!"})
LINES_DELETE = mutation("checkoutLinesDelete", {"id": "ID", "linesIds": "[ID!]!"})
LINE_DELETE = mutation("checkoutLineDelete", {"id": "ID", "lineId": "ID"})
EMAIL = mutation("checkoutEmailUpdate", {"id": "ID", "email": "String!"})
ATTACH = mutation("checkoutCustomerAttach", {"id": "ID", "customerId": "ID"})
DETACH = mutation("checkoutCustomerDetach", {"id": "ID"})
LANGUAGE = mutation("checkoutLanguageCodeUpdate", {"id": "ID", "languageCode": "LanguageCodeEnum!"})
NOTE = mutation("checkoutCustomerNoteUpdate", {"id": "ID!", "customerNote": "String!"})
BILLING = mutation(
    "checkoutBillingAddressUpdate",
    {
        "id": "ID",
        "billingAddress": "AddressInput!",
        "saveAddress": "Boolean",
        "validationRules": "CheckoutAddressValidationRules",
    },
)
SHIPPING = mutation(
    "checkoutShippingAddressUpdate",
    {"id": "ID", "shippingAddress": "AddressInput!", "validationRules": "CheckoutAddressValidationRules"},
)
DELIVERY = mutation("checkoutDeliveryMethodUpdate", {"id": "ID", "deliveryMethodId": "ID"})
ADD_PROMO = mutation("checkoutAddPromoCode", {"checkoutId": "ID", "promoCode": "String!"})
REMOVE_PROMO = mutation("checkoutRemovePromoCode", {"checkoutId": "ID", "promoCode": "String", "promoCodeId": "ID"})
CALCULATE = """mutation($id: ID!) { deliveryOptionsCalculate(id: $id) {
  deliveries { id shippingMethod { id name price { amount currency } active minimumDeliveryDays } }
  errors { field message code } } }"""
COMPLETE = mutation(
    "checkoutComplete",
    {"id": "ID"},
    """order {
  id number token userEmail total { MONEY } subtotal { gross { amount } } shippingPrice { gross { amount } }
  lines { quantity productName productSku unitPrice { gross { amount } } totalPrice { gross { amount } } }
  billingAddress { firstName city } shippingAddress { streetAddress1 city }
  deliveryMethod { __typename ... on Warehouse { id name address { city } } ... on ShippingMethod { id name } }
  discounts { amount { amount } name } isPaid chargeStatus status customerNote metadata { key value }
}""".replace("MONEY", MONEY),
)
READ = "query($id: ID) { checkout(id: $id) { ...Basket } }" + BASKET
PROBLEMS = """query($id: ID) { checkout(id: $id) { problems { __typename
  ... on CheckoutLineProblemInsufficientStock { availableQuantity line { id quantity } variant { id } }
  ... on CheckoutLineProblemVariantNotAvailable { line { id } }
  ... on CheckoutProblemDeliveryMethodStale { delivery { id shippingMethod { name price { amount } } } }
  ... on CheckoutProblemDeliveryMethodInvalid { delivery { id shippingMethod { name } } } }
  lines { problems { __typename } } } }"""


def codes(payload):
    """[(code, field)] of a payload's errors."""
    return [(error["code"], error["field"]) for error in payload["errors"]]
