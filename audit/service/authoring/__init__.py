"""A body writes its own questionnaires: drafts that may hold mistakes, and versions that are published for good."""
