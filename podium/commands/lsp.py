"""lsp: the language server for editors."""

from __future__ import annotations

import click

from podium import PodiumError


@click.command(
    epilog="""\b
Examples:
  python generate.py lsp
"""
)
def command() -> None:
    """Serve an editor on standard input and output: mistakes as you type, completion, explanations.

    Editors start it themselves; docs/editors.md says how to set up VS Code, Neovim, Helix, Emacs and Zed.
    """
    try:
        from podium.lsp.server import make
    except ModuleNotFoundError as e:
        if not str(e.name).startswith(("pygls", "lsprotocol")):
            raise
        raise PodiumError("the language server needs pygls: install it with pip install 'podium[lsp]'", 3) from None
    make().start_io()
