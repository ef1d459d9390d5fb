"""The command line: one group whose commands are the modules of `podium.commands`, found by name, loaded when called.

Exit codes: 0 success, 1 the outline has errors, 2 wrong usage, 3 a program or package is missing, 130 Ctrl-C, 143
SIGTERM.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from podium import PodiumError, Terminated, __version__, commands, console, registry

_EXAMPLES = """\b
Examples:
  python generate.py build slides_src/soviet-japanese-border-war.yaml
  python generate.py check --json my-lecture.yaml
"""


class _Commands(click.Group):
    """Ends every run with an exit code of the table above, and never with a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return registry.modules(*commands.__path__)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{commands.__name__}.{name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does it, with the command that was meant."""
        name = args[0]
        if name.startswith("-") or self.get_command(ctx, name) is not None:
            return super().resolve_command(ctx, args)
        from podium.diagnostics import did_you_mean

        hint = did_you_mean(name, self.list_commands(ctx))
        if name.lower().endswith((".yaml", ".yml")):
            hint = f"a command comes first: build {name}"
        raise click.UsageError(f"No such command '{name}'; {hint}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with what the first line of its module says, so that none has to be loaded."""
        rows = []
        for name in self.list_commands(ctx):
            with open(os.path.join(*commands.__path__, f"{name}.py"), encoding="utf-8") as file:
                rows.append((name, file.readline().strip('".\n').partition(": ")[2]))
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        console.prepare_streams()
        try:
            code = super().main(*args, **kwargs)
        except SystemExit as e:
            code = e.code
        except OSError as e:  # the help that could not be printed
            code = console.failed_to_print(e)
        sys.exit(console.flushed(code))

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except KeyboardInterrupt as e:  # for click that would be "Aborted!" and 1
            raise SystemExit(143 if isinstance(e, Terminated) else 130) from None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PodiumError as e:
            console.say(f"{console.red('error')}: {e}")
            ctx.exit(e.exit_code)
        except click.UsageError as e:
            from podium.diagnostics import shown

            e.message = shown(e.message)  # type: ignore[misc]  # names of files are in it
            raise
        except Terminated:
            console.say("stopped")
            ctx.exit(143)
        except KeyboardInterrupt:
            console.say("stopped")
            ctx.exit(130)
        except OSError as e:
            ctx.exit(console.failed_to_print(e))


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    epilog=_EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="podium")
@click.pass_context
def main(ctx: click.Context) -> None:
    """podium turns a YAML outline into a PowerPoint lecture deck."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


if __name__ == "__main__":
    main()
