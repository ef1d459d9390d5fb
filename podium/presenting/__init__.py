"""Presenting from a server: the page of the HTML export, and what only a server can do for it.

In: a scene and the files of its outline. Out: a server on 127.0.0.1, and one for phones if wanted.

- `rehearsal`: the minutes that a rehearsal took, written into the outline.
- `hub`: where the lecture is, and what phones wish; `lan`: the address and the server for phones.
- `server`: HTTP for the windows.
"""
