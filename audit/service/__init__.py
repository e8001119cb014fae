"""Use cases: one module a journey, one transaction a function, every change with its actor."""
