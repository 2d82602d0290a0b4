"""Explorers: ipywidgets sliders that move a whole backpropagation, in a page or with a kernel."""

from .explorer import Explorer, explore

__all__ = ["Explorer", "explore"]
