"""What a machine has for podium: each finding with what to do. No package that may be missing is needed for it.

In: nothing; the machine and the current folder are looked at. Out: `Finding`s, an error for what `build` cannot do
without, a warning for what only makes it better.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

_ROOT = Path(__file__).parents[2]
PYTHON = (3, 11)
_IMPORTS = {
    "pyyaml": "yaml",
    "markdown-it-py": "markdown_it",
    "python-pptx": "pptx",
    "pyshp": "shapefile",
    "pillow": "PIL",
    "fonttools": "fontTools",
}
ATLAS = (
    "aliases.json.z", "countries.map", "lakes.map", "land.map", "places.keys.z", "places.tsv.z", "relief-world.bin",
    "relief.bin", "river_names.tsv", "rivers.map", "seas.tsv", "sets.faces", "states.tsv", "towns.tsv",
    "units.map",
)  # fmt: skip
# A deck's font, how the files of it and of its open twin begin, and what Debian calls the twin.
_FONTS = {
    "Calibri": (("calibri", "carlito"), "Carlito", "fonts-crosextra-carlito"),
    "Cambria": (("cambria", "caladea"), "Caladea", "fonts-crosextra-caladea"),
    "Arial": (("arial", "liberationsans"), "Liberation Sans", "fonts-liberation"),
    "Times New Roman": (("times", "liberationserif"), "Liberation Serif", "fonts-liberation"),
}
_PROGRAMS = {
    "LibreOffice": (("soffice", "libreoffice"), "to look at decks without PowerPoint: https://www.libreoffice.org"),
    "A browser": (
        ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "firefox"),
        "to print or look at pages: Chromium, Chrome, Edge or Firefox",
    ),
}
_PLACES = {  # where Windows and macOS keep programs that are not on the path
    "LibreOffice": ("C:/Program Files/LibreOffice/program/soffice.exe", "/Applications/LibreOffice.app"),
    "A browser": (
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
        "/Applications/Google Chrome.app",
        "/Applications/Firefox.app",
        "/Applications/Safari.app",
    ),
}
_EXTRAS = {  # the packages of an extra, and what it is for
    "lan": (("segno", "psutil"), "'present --lan' prints links without QR codes, and knows one address only"),
    "lsp": (("pygls",), "'lsp', the language server for editors, does not start"),
    "import": (("selectolax",), "'import' reads no saved web pages; texts, decks, Markdown and Word it does"),
    "gis": (("pyogrio",), "borders from GeoPackage, KML and FlatGeobuf cannot be read; GeoJSON and shapefiles can"),
}
_MOST_FILES = 200_000  # of folders of fonts, and of the cache


class Finding(NamedTuple):
    """One thing that was looked at. `code` is a stable short name, `hint` says what to do, "" if nothing."""

    severity: Literal["ok", "warning", "error"]
    code: str
    message: str
    hint: str = ""

    def as_dict(self) -> dict[str, str]:
        """The finding as plain data."""
        return self._asdict()


def examine() -> Iterator[Finding]:
    """All findings, what matters most first."""
    yield _python()
    yield from _packages()
    yield from _extras()
    yield _atlas()
    yield from _fonts()
    yield from _programs()
    yield _cache()
    yield from _project()


def _python() -> Finding:
    version = platform.python_version()
    message = f"Python {version} ({platform.system()}, {8 * (8 if sys.maxsize > 2**32 else 4)} bit)"
    if sys.version_info < PYTHON:
        wanted = ".".join(str(n) for n in PYTHON)
        return Finding("error", "python", message, f"podium needs Python {wanted} or newer")
    return Finding("ok", "python", message)


def _packages() -> Iterator[Finding]:
    """The packages that podium depends on; those that are fine on one line."""
    good, bad = [], []
    for name, least in _required():
        version = _version(name)
        module = _IMPORTS.get(name.lower(), name.lower().replace("-", "_"))
        if version is None:
            bad.append(f"{name} is not installed")
        elif _numbers(version) < _numbers(least):
            bad.append(f"{name} {version} is older than {least}")
        elif fault := _fault(module):
            bad.append(f"{name} {version} is installed but cannot be loaded: {fault}")
        else:
            good.append(f"{name} {version}")
    yield Finding("ok", "packages", f"packages: {', '.join(good) or 'none'}")
    for message in bad:
        hint = "run 'make deck' in podium's folder, or: python -m pip install -e ."
        yield Finding("error", "packages", message, hint)


def _extras() -> Iterator[Finding]:
    """The packages that are not needed for building, by the extras that bring them."""
    there = []
    for extra, (packages, without) in _EXTRAS.items():
        missing = [name for name in packages if _version(name) is None or _fault(name)]
        if missing:
            message = f"the extra '{extra}' is not complete: {', '.join(missing)}"
            hint = f"not needed for building; without it {without}: pip install 'podium[{extra}]'"
            yield Finding("warning", "extras", message, hint)
        else:
            there.append(extra)
    if there:
        yield Finding("ok", "extras", f"extras: {', '.join(there)}")


def _required() -> list[tuple[str, str]]:
    """(name, lowest version) of each package that podium depends on, as its project says, else the install."""
    try:
        import tomllib

        wanted = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    except (OSError, KeyError, ValueError):
        try:
            wanted = [r for r in metadata.requires("podium") or [] if "extra ==" not in r]
        except metadata.PackageNotFoundError:
            wanted = []
    found = (re.match(r"([\w.-]+?)\s*(?:>=\s*([\w.]+))?\s*(?:[;,].*)?$", text) for text in wanted)
    return [(m[1], m[2] or "0") for m in found if m]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version.partition("+")[0])[:3])


def _fault(module: str) -> str:
    """Why a package cannot be loaded, "" if it can: a wheel for another machine, a library that is missing."""
    import importlib

    try:
        importlib.import_module(module)
    except Exception as e:
        return (str(e) or type(e).__name__).splitlines()[0]
    return ""


def _atlas() -> Finding:
    """The maps' data: a copy that was not complete has stubs instead of files."""
    from podium import data

    files = [*(data.MAPS / name for name in ATLAS), data.MAPS.with_name("widths.bin")]
    broken = [file.name for file in files if not _is_whole(file)]
    if broken:
        hint = "fetch podium anew; with Git: git lfs pull, or git checkout -- podium/data"
        return Finding("error", "atlas", f"the atlas is damaged: {', '.join(broken)}", hint)
    size = sum(file.stat().st_size for file in files)
    recipes = ", ".join(sorted(file.stem for file in data.MAPS.glob("*.yaml")))
    return Finding("ok", "atlas", f"atlas: {_megabytes(size)}; territories: {recipes}")


def _is_whole(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            start = opened.read(40)
    except OSError:
        return False
    return bool(start) and not start.startswith(b"version https://git-lfs")


def _fonts() -> Iterator[Finding]:
    """The fonts of the themes, or the open ones of the same widths."""
    names = set(_font_files())
    missing = []
    there = []
    for font, (starts, twin, package) in _FONTS.items():
        own, other = (any(name.startswith(start) for name in names) for start in starts)
        if own or other:
            there.append(font if own else f"{twin} for {font}")
        else:
            missing.append((font, twin, package))
    if there:
        yield Finding("ok", "fonts", f"fonts: {', '.join(there)}")
    for font, twin, package in missing:
        hint = (
            f"slides look as they should in PowerPoint, which has it; for LibreOffice and pictures install "
            f"{twin} (Debian, Ubuntu: apt install {package})"
        )
        yield Finding("warning", "fonts", f"neither {font} nor {twin} is installed", hint)


def _font_files() -> Iterator[str]:
    """The names of all font files of the machine and the user, in small letters without blanks and dashes."""
    home = Path(os.path.expanduser("~"))
    data = [Path(p) for p in os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(os.pathsep) if p]
    folders = [*(p / "fonts" for p in data), home / ".fonts", home / ".local/share/fonts"]
    if sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
        folders.append(Path("/Applications/Microsoft PowerPoint.app/Contents/Resources/DFonts"))
    elif sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
        folders.append(Path(os.environ.get("LOCALAPPDATA") or home) / "Microsoft/Windows/Fonts")
    for file in _files_below(folders):
        if file.lower().endswith((".ttf", ".ttc", ".otf")):
            yield re.sub(r"[\s_-]", "", os.path.basename(file).lower())


def _files_below(folders: Iterable[Path]) -> Iterator[str]:
    seen = 0
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                seen += 1
                if seen > _MOST_FILES:
                    return
                yield os.path.join(place, name)


def _programs() -> Iterator[Finding]:
    for program, (names, why) in _PROGRAMS.items():
        at = next((p for name in names if (p := shutil.which(name))), "")
        at = at or next((p for p in _PLACES[program] if os.path.exists(p)), "")
        if at:
            yield Finding("ok", "programs", f"{program}: {at}")
        else:
            yield Finding("warning", "programs", f"{program} is not installed", f"not needed for building; {why}")


def _cache() -> Finding:
    """The cache: its folder, its size, whether it can be written."""
    from podium import cache

    folder = cache.folder("")
    size = 0
    for file in _files_below([folder]):
        try:
            size += os.stat(file).st_size
        except OSError:
            continue
    message = f"cache: {folder} ({_megabytes(size)})"
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK):
        hint = "maps are drawn anew each time; name a folder that can be written in PODIUM_CACHE"
        return Finding("warning", "cache", f"{message} cannot be written", hint)
    return Finding("ok", "cache", message)


def _project() -> Iterator[Finding]:
    """The project in the current folder and its outlines."""
    from podium import PodiumError, console
    from podium.commands._arguments import OUTLINES, OUTPUT, all_outlines
    from podium.outline.project import Project

    here = Path.cwd()
    try:
        outlines = all_outlines()
    except PodiumError:
        hint = f"go to the folder that has {OUTLINES}/, or start: {console.called()} new {OUTLINES}/lecture.yaml"
        yield Finding("warning", "project", f"there are no outlines in {here / OUTLINES}", hint)
        return
    names = ", ".join(path.name for path in outlines[:12]) + (" …" if len(outlines) > 12 else "")
    count = f"{len(outlines)} outline{'s' if len(outlines) > 1 else ''}"
    yield Finding("ok", "project", f"project: {Project.of(outlines[0]).root}, {count}: {names}")
    unreadable = [path.name for path in outlines if not os.access(path, os.R_OK)]
    if unreadable:
        yield Finding("error", "project", f"cannot be read: {', '.join(unreadable)}", "give yourself the right to read")
    place = OUTPUT if OUTPUT.exists() else here
    if not os.access(place, os.W_OK):
        yield Finding("error", "project", f"{OUTPUT}/ cannot be written", "build with -o into another folder")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
