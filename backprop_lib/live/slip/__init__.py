"""Spot the slip: calculations with one wrong line, some of which were really printed."""
