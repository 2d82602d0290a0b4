"""A deep network: the gradient of each of its layers, from one backward pass."""
