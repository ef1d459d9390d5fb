"""The atlas: the modern world that every map starts from, read from the package's own files.

In: names as people write them, bounding boxes in degrees (west > east crosses the 180th meridian). Out: administrative
units, land, lakes, rivers, places, heights; longitude and latitude in degrees (WGS 84). No network and no GDAL; every
file is opened once in a process.
"""
