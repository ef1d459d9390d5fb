"""A preview from its start to Ctrl-C.

In: an outline and options. Out: nothing; everything that was started has ended.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from podium.preview.server import Server
from podium.preview.session import Session
from podium.preview.watching import follow


def run(
    path: Path,
    *,
    port: int | None,
    opens: bool,
    variant: str,
    allow_scripts: bool,
    allowed: tuple[Path, ...],
    say: Callable[[str], None],
) -> None:
    """Serves the preview until it is interrupted. `say` prints a line. Raises PodiumError if the port is taken."""
    session = Session(path, allow_scripts=allow_scripts, allowed=allowed, variant=variant)
    server = Server(session, port)
    stop = threading.Event()
    threads = [
        threading.Thread(target=session.run, daemon=True),
        threading.Thread(target=follow, args=(session, stop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    say(f"{path}: preview at {server.address} (Ctrl-C ends it)")
    try:
        server.run(opens)
    finally:
        stop.set()
        session.end()
        for thread in threads:
            thread.join(timeout=2)
