"""The entry of `podium`, `python -m podium` and `generate.py`. Ctrl-C, SIGTERM and SIGHUP end it in silence."""

from __future__ import annotations

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # where one stands: a `random.py` that lies there hides no module of Python's

# Nothing more is imported up here: a signal is only caught within `main`.
from podium import Terminated


def main(**how: object) -> None:
    """Runs the command line; SystemExit with the exit code of `podium.cli`."""
    ended = []

    def end(number: int, _: object) -> None:
        ended.append(130 if number == signal.SIGINT else 143)
        raise KeyboardInterrupt if number == signal.SIGINT else Terminated

    try:
        import signal

        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            sign = getattr(signal, name, None)
            if sign is not None and signal.getsignal(sign) != signal.SIG_IGN:  # `nohup` goes on
                signal.signal(sign, end)
        from podium.cli import main as commands

        commands(**how)
    except SystemExit:
        raise
    except BaseException as e:  # a class that is being made wraps the interrupt in an error of its own
        if not ended and not isinstance(e, KeyboardInterrupt):
            raise
        sys.exit(ended[0] if ended else 130)


if __name__ == "__main__":
    main(prog_name="podium")
