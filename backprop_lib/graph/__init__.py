"""Scalar computational graph: record a calculation, differentiate it, replay it."""

from .operations import OPERATIONS
from .record import Graph, record
from .value import Value

__all__ = ["OPERATIONS", "Graph", "Value", "record"]
