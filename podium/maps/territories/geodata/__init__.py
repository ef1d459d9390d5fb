"""Borders from files of others: GeoJSON, TopoJSON, shapefiles, and with the extra `podium[gis]` what GDAL reads.

In: files of the project, and which of their properties are ids, names and dates. Out: territories by day, as those of a
recipe, or what is wrong with a file, with the number of the feature; never a traceback, whatever a file contains.
"""
