"""Typesetting: how large text is set, where its lines break, and how it goes on to further pages.

In: texts with a style, and room in points. Out: scene paragraphs with final sizes and exact line pitch. Widths come
from tables in `podium/data`, so no font needs to be installed. `fonts` has advance widths, `measure` breaks lines,
`text` fits paragraphs into columns.
"""
