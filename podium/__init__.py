"""podium turns a YAML outline into a PowerPoint lecture deck with charts and historical maps."""

__version__ = "0.1.0"


class Terminated(KeyboardInterrupt):
    """The system asked the program to end (SIGTERM): everything is left as after Ctrl-C."""


class PodiumError(Exception):
    """Ends a run, or a request, with one clear line. `exit_code` is one of those of `podium.cli`; `details` are what a
    page is told besides."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        from podium.diagnostics import shown

        super().__init__(shown(message))
        self.exit_code = exit_code
        self.details: dict[str, object] = {}
