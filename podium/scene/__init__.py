"""The scene: the contract between layout and the back-ends.

Layout builds a `Scene`; a back-end writes it to a file and decides nothing. The scene imports no other room.

- `boxes`: pages and what stands on them: texts, shapes, connectors, pictures, tables, charts. Boxes come in reading
  order, which is also drawing order, with final sizes, line pitch and alt text.
- `charts`: a native chart, decided to the last label, in plain values and texts. `chart_types`: what
  distinguishes its types.
- Media (`boxes.Media`) are bytes under a key; a picture refers to the key.
- Colours are roles ("ink", "red.deep") that a theme resolves; fonts are "major" or "minor".
- `units`: rectangles in EMU, text in points. `grid`: the margins and columns of the page. `type_scale`: a style for
  each role that text has. `masters`: the slide layouts of the template with their placeholders.
"""
