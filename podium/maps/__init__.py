"""Maps: historical territories, towns and movements on a projected base map.

In: the keys of a map in an outline, recipes of territories (YAML). Out: scene boxes. From the ground up: `atlas`,
`territories`, `basemap`, `model` (the keys), `spec` (the keys resolved), `symbols`, `labels`, `drawing`; `catalogue` is
for the command `list`. numpy, shapely and pyproj are imported only from here; this package imports none of its modules
by itself, so that a deck without maps does not load them.
"""
