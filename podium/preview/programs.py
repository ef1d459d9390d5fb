"""Other programs that the page's buttons start: podium's own `build` and `export`, and the lecturer's editor.

In: a session, a place. Out: what the program said, or `Refused` with what to do.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from podium.editing.edits import Refused
from podium.preview.session import Session

_SECONDS = 600
_TERMINAL = frozenset({"vi", "vim", "nvim", "nano", "pico", "micro", "helix", "hx", "joe", "ed", "ne", "mcedit"})
# How editors are told a line, by the beginning of their name.
_COLON = ("subl", "zed", "pulsar", "atom", "lapce")
_CODE = ("code", "codium", "vscodium", "cursor", "windsurf")


def run(session: Session, what: str) -> tuple[bool, str]:
    """Builds the deck, or exports it as HTML: whether that went well, and the last of what was said."""
    if what not in ("build", "export"):
        raise Refused(f"there is no '{what}'")
    request = session.request
    arguments = [what, str(session.path), *(["--for", request.variants[0]] if request.variants[0] else [])]
    arguments += ["--allow-scripts"] if request.allow_scripts else []
    arguments += [part for folder in request.allowed for part in ("--allow-outside", str(folder))]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "NO_COLOR": "1"}
    command = [sys.executable, "-P", "-m", "podium", *arguments]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"'{what}' did not end within {_SECONDS // 60} minutes") from None
    said = done.stdout if done.returncode == 0 else done.stderr or done.stdout
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return done.returncode == 0, "\n".join(lines[:2] if done.returncode == 0 else lines[-4:])


def open_editor(path: Path, line: int, environment: Mapping[str, str] = os.environ) -> str:
    """Opens a file at a line, in $VISUAL or in Visual Studio Code. Returns the editor's name."""
    command = editor(path, line, environment.get("VISUAL", ""))
    try:
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as e:
        raise Refused(f"{command[0]} cannot be started: {e.strerror or e}") from None
    return Path(command[0]).stem


def editor(path: Path, line: int, visual: str) -> Sequence[str]:
    """The command that opens a file at a line. Raises Refused if there is no editor with a window."""
    file = str(path.resolve())
    try:
        words = shlex.split(visual, posix=os.name != "nt")
    except ValueError:
        words = [visual]
    if not words:
        if code := shutil.which("code"):
            return [code, "-g", f"{file}:{line}"]
        raise Refused("no editor is known: set VISUAL to yours, for example VISUAL=code, and start the preview again")
    name = Path(words[0]).stem.lower()
    if name in _TERMINAL or "-nw" in words or "-t" in words:
        raise Refused(f"VISUAL is {name}, which needs a terminal; set it to an editor with a window, such as code")
    if name.startswith(_CODE):
        return [*words, "-g", f"{file}:{line}"]
    if name.startswith(_COLON):
        return [*words, f"{file}:{line}"]
    if name.startswith("notepad++"):
        return [*words, f"-n{line}", file]
    if name.startswith(("notepad", "open", "xdg-open")):
        return [*words, file]
    return [*words, f"+{line}", file]
