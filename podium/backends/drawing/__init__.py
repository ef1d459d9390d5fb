"""What painters of pages share: boxes of every kind as texts, shapes, freeforms and pictures, and where lines of text
stand.

In: the boxes of a scene. Out: `plain` boxes, which any painter can draw; outlines in EMU; lines with their baselines
in points. Nothing is decided here: charts, tables and connectors stand where the PowerPoint writer puts them, and look
as LibreOffice draws them.
"""
