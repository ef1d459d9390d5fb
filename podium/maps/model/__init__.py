"""The keys of a map in an outline.

`keys` is the model of a map, `parts` its features, `values` what stands under a key, `findings` where a key stands
in the outline. In: YAML. Out: frozen models, or mistakes at their keys. Imports neither numpy nor shapely nor pyproj.
"""
