"""Backpropagation to the last digit: the library of the book."""
