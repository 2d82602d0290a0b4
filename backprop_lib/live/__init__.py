"""Explorers: ipywidgets sliders that move a whole backpropagation, in a page or with a kernel."""

from backprop_lib.live.activations.explorer import explore_activations
from backprop_lib.live.explorer import Explorer
from backprop_lib.live.network.explorer import explore

__all__ = ["Explorer", "explore", "explore_activations"]
