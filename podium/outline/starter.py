"""The outline that `podium new` writes: small, and ready to build."""

STARTER = """\
# yaml-language-server: $schema=../docs/outline.schema.json
title: {title}
subtitle: One sentence that says what it was about
author: Your name
theme: atlas            # or signal, archive; night for a dark room
# minutes: 45   # how long you have: then build says whether the lecture fits
sides:
  first: {{name: First side, colour: red}}
  second: {{name: Second side, colour: blue}}
sources:
  book: {{title: A book, author: A. Historian, date: 2001}}
source: book
sections:
  - title: Background
    span: 1900/1910
    question: Why did it begin?
    slides:
      - points: A headline is a sentence that says something
        when: 1905
        items:
          - A claim in a few words: One sentence of proof under it.
          - A second claim: Two to four are enough for one slide.
        notes: |
          What you will say, in your own words.
      - images: Two people faced each other
        items:
          - {{at: left, file: first.jpg, name: First Person, life: 1860–1930, side: first}}
          - {{at: right, file: second.jpg, name: Second Person, life: 1865–1940, side: second}}
  - title: What came of it
    span: 1911/1920
    question: What changed?
    slides:
      - question: What would you have done?
        items: {{Discuss in pairs: Three minutes}}
      - summary: Three things to take home
        items:
          - First: It began here.
          - Second: It went on there.
          - Third: It ended so.
"""
