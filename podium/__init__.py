"""podium turns a YAML outline into a PowerPoint lecture deck with charts and historical maps."""

__version__ = "0.1.0"


class Terminated(KeyboardInterrupt):
    """The system asked the program to end (SIGTERM): everything is left as after Ctrl-C."""
