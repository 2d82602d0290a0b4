"""One sigmoid neuron with two inputs: its decision line, and its loss over two of its parameters."""
