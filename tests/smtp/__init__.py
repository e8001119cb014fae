"""Tests that talk to a real SMTP peer."""
