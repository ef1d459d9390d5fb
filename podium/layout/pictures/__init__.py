"""Picture files: found, checked and made ready for the deck.

In: a file name from the outline. Out: the bytes that the deck carries, with their size in pixels, or a finding that
says what is wrong with the file and what helps. `library` looks a picture up, `file` decodes and scales it, `colours`
converts it to sRGB, `formats` names what cannot be shown, `metadata` removes what the camera wrote.
"""
