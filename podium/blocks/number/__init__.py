"""A figure as an exhibit: one number so large that the back row reads it, or two or three in a row.

`block` is what the outline says, `figures` takes a figure apart (words, number, unit), `plan` finds the sizes,
`draw` makes the boxes, `hint` finds claims that begin with a figure.
"""
