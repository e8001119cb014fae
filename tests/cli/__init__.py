"""Tests that mirror audit/cli."""
