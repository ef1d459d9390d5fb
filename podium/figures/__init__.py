"""Figures that PowerPoint has no native form for: one module a type, found by `podium.registry`."""
