"""A questionnaire that is being written: its data changed piece by piece, mistakes and all."""
