"""Data out: what a report says as tables and codebooks that other programs read; a module a format."""
