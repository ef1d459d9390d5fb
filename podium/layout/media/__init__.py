"""Video and sound of a deck: found, checked by their content, measured.

In: a file name from the outline. Out: a `Recording` that the deck can carry, or a finding that says what would work.
Nothing is decoded and no file is read as a whole.
"""
