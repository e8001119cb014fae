"""What follows a closed audit: the auditor's findings, the body's promises, and how far they are."""
