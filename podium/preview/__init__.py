"""The preview: a deck in a browser that follows every save of its outline, and in which the outline can be edited.

In: the path of an outline. Out: a server on 127.0.0.1 that lays the deck out again when one of its files changes, and
sends the pages that look different.

- `session`: the deck as it is now, laid out again on demand; `views`: pages as a browser gets them; `told`: findings
  with the lines that they are about; `painter`: the process that draws what takes long.
- `desk`: edits of the files, with undo (`podium.editing`).
- `watching`: which folders are watched; `server`: HTTP and events; `assets/`: the page itself.

What is written is only what somebody asked for in the page. Everything is in one process but what takes long.
"""
