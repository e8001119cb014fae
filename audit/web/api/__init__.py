"""What programs may ask under /api/v1: one table of operations, of which the addresses and the description are made."""
