"""The language server for editors: what they show while an outline is typed.

In: the text of an outline as it is in the editor, and a place in it. Out: mistakes, completions, explanations, where a
name is defined and used, slides as symbols. `server` speaks the protocol; every other module is functions from a text
to plain data, in lines and columns (code points) from 0. `grammar` knows what may stand where: it is the JSON Schema.
"""
