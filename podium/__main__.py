"""The entry of `podium`, `python -m podium` and `generate.py`. Ctrl-C, SIGTERM and SIGHUP end it in silence."""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # where one stands: a `random.py` that lies there hides no module of Python's

# Nothing more is imported up here: a signal is only caught within `main`.
from podium import Terminated


def main(**how: object) -> None:
    """Runs the command line; SystemExit with the exit code of `podium.cli`."""

    def end(*_: object) -> None:
        raise Terminated

    try:
        import signal

        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:  # `nohup` goes on
                signal.signal(number, end)
        from podium.cli import main as commands

        commands(**how)
    except Terminated:
        sys.exit(143)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(prog_name="podium")
