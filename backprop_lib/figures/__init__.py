"""The figures of the chapters."""

from backprop_lib.figures.charts import Line, lines, plane
from backprop_lib.figures.graphs import computational_graph
from backprop_lib.figures.networks import network

__all__ = ["Line", "computational_graph", "lines", "network", "plane"]
