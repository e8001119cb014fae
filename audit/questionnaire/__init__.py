"""What is asked: the questionnaire model, its files, its expressions and the way through it."""
