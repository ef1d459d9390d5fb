"""Templates of others: the university's `.potx` or `.pptx`, in whose layouts a deck is set.

In: a file. Out: a `Template`: what of it is free and in which colours and fonts, for layout; and its parts as they are,
for the PowerPoint back-end. `package` reads the file, `colours` and `survey` what it says, `room` what it leaves free;
`mapping` finds the colours for podium's roles, `faces` the widths of its fonts, `fitting` places pages on its slides.
"""
