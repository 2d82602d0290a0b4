"""The figures of the chapters."""

from backprop_lib.figures.graphs import computational_graph
from backprop_lib.figures.networks import network

__all__ = ["computational_graph", "network"]
