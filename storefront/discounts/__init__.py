"""Public vouchers and gift cards, in Saleor's shape. Promises that a use or a cent is never spent twice."""
