"""What others changed in a deck, and how it comes back into the outline.

In: a deck, and the outline that it was made of. Out: the differences with their places in the outline, and the
outline's files with those in them that can be written without guessing.
"""
