"""Figures that PowerPoint has no native form for: one module for each type, found by `podium.registry`.

In: a table, and room in points. Out: scene boxes, which a back-end paints as a picture. `base` says what a type is.
"""
