"""What answers mean: parity, scores, statistics and the disclosure gate; pure values in, one Report out."""
