"""Historical territories: from recipes to borders.

In: a recipe (YAML, docs/territories.md) and a date. Out: polygons in degrees that share their edges exactly, or the
mistakes of the recipe; lists and GeoJSON for the commands; a cache of computed geometries.
"""
