"""Edits of the files of an outline, by whole lines; YAML is never written.

- `entries`: which lines a slide has; `edits`: from a text and an operation to a new text; `journal`: the same on files,
  with undo.

What comes from the preview and from a rehearsal is written here.
"""
