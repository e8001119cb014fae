"""Who sees it: forms, pages and the guard that denies by default."""
