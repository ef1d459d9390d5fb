"""Pages as SVG, and a deck as one HTML file.

In: a scene. Out: the text of an SVG for each page, and of a page for browsers that needs nothing else; the same text for
the same scene. Each line of text stands where layout put it; fonts travel along, cut to the letters that are used.
"""
