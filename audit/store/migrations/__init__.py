"""How the database came to its shape, one revision a change."""
