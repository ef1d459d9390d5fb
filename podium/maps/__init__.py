"""Maps: atlas data, historical territories and projection. numpy, shapely and pyproj are imported only
from here.

In: a recipe of territories (YAML), a date, a frame. Out: polygons in degrees or in the frame's own units.
Import the modules you need (`atlas`, `territories`, `projection`, `geojson`); this package imports none of
them by itself, so that a deck without maps pays nothing."""
