"""Training: a whole run at every move, and any of its epochs in numbers and pictures."""
