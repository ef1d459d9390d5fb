"""Markdown: `slides` finds what parts slides, `blocks` reads what stands on one, `document` puts them together."""
