"""The block `chart`: native PowerPoint charts.

In: numbers, a chart type, and a rectangle. Out: a `ChartSpec` in a box, with title, key, notes and alt text around it.
`block` reads the keys; `plan` chooses the module that lays out the type (`bars`, `lines`, `pies`, `combined`); `points`
lays out scatter and bubble charts, `multiples` small multiples.
"""
