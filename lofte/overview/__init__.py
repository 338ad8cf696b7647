"""Staff pages that look across the floors: the start page and the sign-in."""
