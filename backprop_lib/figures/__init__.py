"""The figures of the chapters."""

from backprop_lib.figures.charts import Line, Panel, lines, planes
from backprop_lib.figures.graphs import computational_graph, two_doublings
from backprop_lib.figures.images import Picture, images
from backprop_lib.figures.networks import network
from backprop_lib.figures.shapes import batch_shapes

__all__ = [
    "Line",
    "Panel",
    "Picture",
    "batch_shapes",
    "computational_graph",
    "images",
    "lines",
    "network",
    "planes",
    "two_doublings",
]
