"""People: customers, staff, their addresses, permission groups and tokens. Promises that nobody learns who exists."""
