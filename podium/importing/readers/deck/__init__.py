"""PowerPoint decks, whoever made them: `document` reads the package, `shapes` one slide, with `text`, `charts` and
`pictures`; `arrangement` says in which order people read what stands on it. python-pptx opens the file."""
