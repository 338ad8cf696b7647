"""People and roles of a partnership, as its administrators see and change them."""
