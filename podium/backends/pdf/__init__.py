"""A deck as PDF: a page for each slide, with text that can be selected, searched and read aloud; and PNG from it.

In: a scene. Out: the bytes of a tagged PDF 1.7 in which each line stands where layout put it, with fonts and pictures
inside; the same bytes for the same scene and fonts. From the bottom up: `fonts`, `images`, `resources` (what pages
share), `tags` (what a page says, for those who do not see it), `page` (one slide), `document` (the file), `paper`
(slides on sheets of paper), `raster` (PNG).
"""
