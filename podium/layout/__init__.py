"""Layout: what all kinds and blocks share when they place text and pictures on a slide.

In: texts and pictures of the outline, and rectangles. Out: scene boxes. `stage` is what a block is laid out with,
`columns` sets lists and running text, `headline` balances titles, `plate` draws the panel shown where a picture is
missing, and `pictures` finds and prepares picture files.
"""
