"""A lecturer's own figure: a Python script that saves a picture.

In: a script's path and the size of its place. Out: its PNG, and its SVG if it saved one beside it. It runs in its own
process, in the folder of the outline, for a limited time, with
- `PODIUM_FIGURE`: the file to save the picture to, a PNG; a file beside it that ends with `.svg` is taken too,
- `PODIUM_WIDTH`, `PODIUM_HEIGHT`: the size of its place in inches,
- `PODIUM_DATA`: the file under `file`, if the outline names one,
- its own folder last on the import path, so that no installed module is shadowed,
- matplotlib's settings from the deck (`MATPLOTLIBRC`): size, fonts, palette, a transparent background.
Of the script's output, only the last line is shown, and only if it fails.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from podium import files
from podium.backends.figures.children import Children
from podium.backends.figures.svg_check import Unsafe, checked
from podium.scene.figures import Script
from podium.themes import Theme

SECONDS = 60
_SIZES = "figure.figsize: {w:.4f}, {h:.4f}\nfigure.dpi: 192\nsavefig.dpi: 192\n"
_FAMILIES = {"Calibri": "Calibri, Carlito, DejaVu Sans",
             "Calibri Light": "Calibri Light, Carlito, DejaVu Sans", "Cambria": "Cambria, Caladea, DejaVu Serif",
             "Arial": "Arial, Liberation Sans, DejaVu Sans",
             "Times New Roman": "Times New Roman, Liberation Serif, DejaVu Serif"}  # fmt: skip
_CYCLE = ("blue", "red", "ochre", "green", "violet", "grey")
_MOST_FILES = 2_000  # beside a script that are checked for changes
_MAX_BYTES = 60_000_000
_MOST_WRITTEN = 500_000_000  # bytes of any file that a script writes: a loop must not fill the disk


# Runs a script with its folder last on the import path, so that its own helpers are found, but a `calendar.py` beside
# it does not hide Python's module.
_START = """import os, runpy, sys
path, most = sys.argv[1], int(sys.argv[2])
try:
    import resource
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
except ImportError:
    pass  # not a POSIX system
sys.argv[:] = [path]
sys.path.append(os.path.dirname(path))
runpy.run_path(path, run_name='__main__')
"""


class ScriptError(Exception):
    """Why there is no picture; `hint` says what to do."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


def settings(theme: Theme, width: float, height: float) -> str:
    """matplotlib's settings for a theme and a size in inches, as a matplotlibrc file."""
    ink, second, rule = (theme.rgb(role) for role in ("ink", "ink2", "rule"))
    cycle = ", ".join(f"'{theme.rgb(role)}'" for role in _CYCLE)
    lines = [
        _SIZES.format(w=width, h=height) + "backend: Agg",
        "figure.facecolor: none", "axes.facecolor: none", "savefig.facecolor: none", "savefig.transparent: True",
        "figure.constrained_layout.use: True",
        "font.family: sans-serif", f"font.sans-serif: {_FAMILIES.get(theme.minor, theme.minor)}",
        f"font.serif: {_FAMILIES.get(theme.major, theme.major)}",
        "font.size: 16", "axes.titlesize: 18", "axes.labelsize: 16", "xtick.labelsize: 14", "ytick.labelsize: 14",
        "legend.fontsize: 14", "legend.frameon: False",
        f"text.color: {ink}", f"axes.labelcolor: {second}", f"axes.edgecolor: {rule}", f"xtick.color: {second}",
        f"ytick.color: {second}", f"grid.color: {theme.rgb('hairline')}",
        f"axes.prop_cycle: cycler('color', [{cycle}])",
        "axes.spines.top: False", "axes.spines.right: False", "lines.linewidth: 2.5",
        "svg.hashsalt: podium", "svg.fonttype: path",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def digest(work: Script) -> str:
    """The name of its picture: it changes with the script, its data, or a file beside it."""
    digest = hashlib.blake2b(settings(work.theme, work.width, work.height).encode(), digest_size=16)
    digest.update(f"{sys.version_info[:2]} {work.path} {work.data}".encode())
    for file in (work.path, work.data):
        if file is not None:
            with suppress(OSError):
                digest.update(file.read_bytes())
    digest.update(repr(sorted(_states(work.path.parent))).encode())
    return digest.hexdigest()


def run(work: Script, children: Children) -> tuple[bytes, bytes]:
    """PNG and SVG (b"" for none) that the script saves. Raises ScriptError."""
    with tempfile.TemporaryDirectory(prefix="podium-") as name:
        place = Path(name)
        target = place / "figure.png"
        (place / "matplotlibrc").write_text(settings(work.theme, work.width, work.height), encoding="utf-8")
        _execute(work, place, target, children)
        return _taken(work, target)


def vectors(work: Script, svg: bytes) -> bytes:
    """The SVG that a script saved, if a deck may contain it; else b"" and a warning, and only the PNG is used."""
    try:
        return checked(svg) if svg else b""
    except Unsafe as e:
        work.warn(f"saved an SVG that {e}; only its PNG is shown", "an SVG may contain only drawing elements")
        return b""


def _execute(work: Script, place: Path, target: Path, children: Children) -> None:
    env = {
        **environment(),
        "PODIUM_FIGURE": str(target),
        "PODIUM_WIDTH": f"{work.width:.4f}",
        "PODIUM_HEIGHT": f"{work.height:.4f}",
        "PODIUM_DATA": str(work.data or ""),
        "MATPLOTLIBRC": str(place / "matplotlibrc"),
        "MPLBACKEND": "Agg",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH") or "946684800",
        "PYTHONIOENCODING": "utf-8",
    }
    process = children.start(
        [sys.executable, "-P", "-c", _START, str(work.path), str(_MOST_WRITTEN)],
        env,
        cwd=work.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    tail = _Tail(process)
    try:
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise ScriptError(
            f"was stopped after {SECONDS} seconds", "draw less, or prepare the data beforehand"
        ) from None
    finally:
        children.end(process)
    if code:
        raise ScriptError(f"failed: {tail.last_line() or f'exit code {code}'}", "run it on its own to see more")


def _taken(work: Script, target: Path) -> tuple[bytes, bytes]:
    """The saved picture, on a background with the proportions of its place."""
    from PIL import Image

    how = "end it with: plt.savefig(os.environ['PODIUM_FIGURE'])"
    if not target.is_file():
        raise ScriptError("saved no picture", how)
    try:
        data = files.read(target, _MAX_BYTES)
    except files.Unreadable as e:
        raise ScriptError(f"saved a picture that {e}", "save a smaller picture") from None
    try:
        with Image.open(io.BytesIO(data)) as found:
            if found.format != "PNG":
                raise ScriptError(f"saved a {found.format}, not a PNG", how)
            image = found.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ScriptError("saved a file that is not a picture", how) from None
    wanted = work.width / work.height
    if abs(image.width / image.height / wanted - 1) > 0.01:
        return _padded(image, wanted), b""
    try:
        return data, files.read(target.with_suffix(".svg"), _MAX_BYTES)
    except (files.Unreadable, FileNotFoundError):
        return data, b""


def _states(folder: Path) -> list[tuple[str, int, int]]:
    """Name, size and time of the files in a folder, without outlines, which change with every word."""
    states = []
    with suppress(OSError):
        for file in sorted(folder.iterdir())[:_MOST_FILES]:
            status = file.stat()
            if stat.S_ISREG(status.st_mode) and file.suffix not in (".yaml", ".yml"):
                states.append((file.name, status.st_size, status.st_mtime_ns))
    return states


class _Tail:
    """The end of a process's output; anything before it is read and discarded."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._end = b""
        self._thread = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        self._thread.start()

    def _read(self, pipe: Any) -> None:
        with pipe, suppress(OSError, ValueError):
            while part := pipe.read1(65_536):
                self._end = (self._end + part)[-4_000:]

    def last_line(self) -> str:
        """The last line that is not blank, "" if there is none."""
        self._thread.join(1.0)
        lines = [line.strip() for line in self._end.decode("utf-8", "replace").splitlines() if line.strip()]
        return "".join(c for c in lines[-1][:300] if c.isprintable()) if lines else ""


def environment() -> dict[str, str]:
    """The environment for podium's own processes: nothing in it makes Python import from the working folder."""
    paths = [p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if os.path.isabs(p)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _padded(image: Any, aspect: float) -> bytes:
    """The picture centred on a transparent background with that ratio of width to height, as PNG."""
    from PIL import Image

    width, height = max(image.width, round(image.height * aspect)), max(image.height, round(image.width / aspect))
    ground = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ground.paste(image, ((width - image.width) // 2, (height - image.height) // 2))
    out = io.BytesIO()
    ground.save(out, "PNG")
    return out.getvalue()
