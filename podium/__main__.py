"""The entry of `podium`, `python -m podium` and `generate.py`. Ctrl-C and SIGTERM end it at any moment in silence."""

from __future__ import annotations

import signal
import sys
from typing import Any

from podium import Terminated


def main(**how: Any) -> None:
    """Runs the command line; SystemExit with the exit code of `podium.cli`."""

    def end(*_: object) -> None:
        raise Terminated

    try:
        signal.signal(signal.SIGTERM, end)
        from podium.cli import main as commands

        commands(**how)
    except Terminated:
        sys.exit(143)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(prog_name="podium")
