"""Bringing in what a lecturer has already: forum posts, decks, Markdown and Word files become outlines.

In: a file of somebody else's making. Out: the text of an outline, and the pictures that it names. Readers (`readers/`,
one for each format) make a `model.Document`, which knows nothing of YAML or slides' kinds; `parts` and `prose` turn
running text into pages; `compose` chooses a kind for each page; `writer` writes YAML in house order. Words are cut,
never reworded, and none is lost: what no slide shows is in the notes. What is guessed is marked `# check:`.
"""
