"""The drawing: a map composed from base map, features, labels and panels.

In: the keys of a map, a rectangle, a stage. Out: scene boxes, from the cache if nothing has changed; warnings at the
keys; a note on provenance.
"""
