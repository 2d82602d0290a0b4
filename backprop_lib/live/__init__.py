"""Explorers: ipywidgets sliders that move a whole backpropagation, in a page or with a kernel."""

from backprop_lib.live.activations.explorer import explore_activations
from backprop_lib.live.depth.explorer import explore_depth
from backprop_lib.live.explorer import Explorer
from backprop_lib.live.inputs.explorer import explore_two_inputs
from backprop_lib.live.network.explorer import explore
from backprop_lib.live.optimizers.explorer import explore_optimizers
from backprop_lib.live.slip.explorer import spot_the_slip
from backprop_lib.live.training.explorer import explore_training

__all__ = [
    "Explorer",
    "explore",
    "explore_activations",
    "explore_depth",
    "explore_optimizers",
    "explore_training",
    "explore_two_inputs",
    "spot_the_slip",
]
