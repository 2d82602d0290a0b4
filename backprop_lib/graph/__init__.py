"""Scalar computational graph: record a calculation, differentiate it, replay it."""

from .operations import OPERATIONS
from .record import Graph, Replay, record
from .value import Value

__all__ = ["OPERATIONS", "Graph", "Replay", "Value", "record"]
