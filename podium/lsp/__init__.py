"""The language server for editors: what they show while an outline is typed.

In: the messages of an editor. Out: mistakes, and what `assist` says of a place; where a name is defined and used, and
slides as symbols. `server` speaks the protocol; the other modules are functions from a text to plain data, in lines and
columns (code points) from 0.
"""
