"""The explorers of activations: the slope that a gradient must pass, at one neuron and at the output."""
