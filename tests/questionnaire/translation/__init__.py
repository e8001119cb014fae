"""Translating a questionnaire."""
