"""Blocks: whatever can stand in a rectangle of a slide. One module or folder for each, found by `podium.registry`.

In: a block's keys from the outline, and a rectangle. Out: scene boxes on one sheet, or on several if one is too small.
`base` says what a block is; modules with an underscore are shared by several blocks.
"""
