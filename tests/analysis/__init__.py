"""Tests that mirror audit/analysis."""
