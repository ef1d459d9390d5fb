"""Derive the map data that the package carries, from registry packages. Kept so that anyone can make the
same files again.

In: a folder of unpacked packages (which, and how to get them: `sources.py`). Out: the files of
podium/data/maps/. Run it as `python -m podium.maps.derive DATA [OUT]` with `pyogrio` installed beside the
project's own dependencies; the program itself never imports this package."""
