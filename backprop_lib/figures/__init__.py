"""The figures of the chapters."""

from backprop_lib.figures.charts import Line, Panel, lines, planes
from backprop_lib.figures.graphs import computational_graph
from backprop_lib.figures.networks import network

__all__ = ["Line", "Panel", "computational_graph", "lines", "network", "planes"]
