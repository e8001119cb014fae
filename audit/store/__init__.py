"""What is kept: bodies, people, audits, participation apart from answers, events."""
