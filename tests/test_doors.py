"""An outline from a stranger: none of its code runs, and no private file gets into the deck."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from thorough import mixed

from podium.cli import main
from podium.diagnostics import Report
from podium.outline.project import NotThere, Project, Refused
from podium.pipeline import scene_of

ROOT = Path(__file__).parent.parent
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090 7753de0000000c4944415408d763f8cfc0000003010100c9fe92ef"  # noqa: E501
    "0000000049454e44ae426082".replace(" ", "")
)
DOTS = "title: T\nslides:\n  - figure: A\n    type: range-dots\n    data: {A: 4, B: 7}\n"


def podium(folder: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PODIUM_CACHE": str(folder / "cache"), **more}
    command = [sys.executable, str(ROOT / "generate.py"), *args]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`here(folder, …)`: as `podium`, in this process, which starts at once."""

    def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
        result = CliRunner().invoke(main, args)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return subprocess.CompletedProcess(args, result.exit_code, result.stdout, result.stderr)

    return run


# ------------------------------------------------------------------------------------------ no code runs


NAMES = [
    "random", "pickle", "types", "calendar", "json", "hashlib", "matplotlib", "numpy", "PIL", "podium", "click",
    "sitecustomize", "usercustomize", "encodings", "codecs", "zlib", "string", "enum", "dataclasses", "yaml", "pydantic",  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize("where", [".", "slides_src"])
@pytest.mark.parametrize("pythonpath", ["", ".", ":"])
def test_nothing_is_imported_from_where_one_stands(tmp_path: Path, where: str, pythonpath: str) -> None:
    (tmp_path / "slides_src").mkdir()
    (tmp_path / "slides_src" / "x.yaml").write_text(DOTS)
    for n, name in enumerate(NAMES):
        place = tmp_path / where / name
        module = place / "__init__.py" if n % 2 else place.with_suffix(".py")
        module.parent.mkdir(exist_ok=True)
        module.write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\nraise SystemExit(99)\n")
    if pythonpath:  # what the user asks of Python itself is his; the processes that podium starts do not inherit it
        from podium.backends.figures.script import environment

        before, os.environ["PYTHONPATH"] = os.environ.get("PYTHONPATH"), f"{pythonpath}{os.pathsep}{os.sep}x"
        try:
            assert environment()["PYTHONPATH"] == f"{os.sep}x"
        finally:
            os.environ.pop("PYTHONPATH")
            os.environ |= {"PYTHONPATH": before} if before is not None else {}
        return
    outline = Path("slides_src/x.yaml") if where == "." else Path("x.yaml")
    env = {**os.environ, "PODIUM_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, str(ROOT / "generate.py"), "build", str(outline), "-o", "x.pptx"]
    done = subprocess.run(
        command, cwd=tmp_path / where, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()
    assert done.returncode == 0, done.stderr


def test_the_podium_beside_generate_py_runs_and_nothing_else_that_lies_there(tmp_path: Path) -> None:
    """Whatever podium is installed: the one beside it is another here, in the painter too."""
    here, work = tmp_path / "a copy", tmp_path / "work"
    work.mkdir()
    shutil.copytree(ROOT / "podium", here / "podium", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "generate.py", here)
    for file, trace in (("cli.py", "commands"), ("backends/pictures/paint.py", "painter")):
        with (here / "podium" / file).open("a") as code:
            code.write(f"\nopen({str(tmp_path / trace)!r}, 'w').close()\n")
    more = {"importlib", "os", "site", "signal", "email_validator", "cairo"}
    for n, name in enumerate(sorted(more | set(NAMES) - {"podium"})):
        module = here / name / "__init__.py" if n % 2 else here / f"{name}.py"
        module.parent.mkdir(exist_ok=True)
        module.write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\n")
    (work / "x.yaml").write_text(DOTS)
    env = {**os.environ, "PODIUM_CACHE": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(here / "generate.py"), "build", "x.yaml", "-o", "x.pptx"]
    done = subprocess.run(command, cwd=work, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()
    assert (tmp_path / "commands").exists()
    assert (tmp_path / "painter").exists()


@pytest.mark.parametrize("how", ["-m", "-c"])
def test_python_dash_m_imports_nothing_from_where_one_stands(tmp_path: Path, how: str) -> None:
    for name in ("click", "yaml", "json", "pydantic"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\n")
    (tmp_path / "x.yaml").write_text("title: T\nslides: [{points: A, items: [a]}]\n")
    code = ["-m", "podium"] if how == "-m" else ["-P", "-c", "from podium.__main__ import main; main()"]
    env = {**os.environ, "PODIUM_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, *code, "check", "x.yaml"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()


TRAPS = ("axes.facecolor: red\nlines.linewidth: 40\n", "no settings\n", b"\xff\xfe\0")


@pytest.mark.parametrize(("command", "traps"), [("build", TRAPS), ("map", TRAPS[:1])])
def test_no_settings_of_matplotlib_are_read_from_where_one_stands(
    tmp_path: Path, command: str, traps: tuple[str | bytes, ...]
) -> None:
    slide = DOTS if command == "build" else "title: T\nslides:\n  - {map: A, frame: [125, 35, 135, 45]}\n"
    (tmp_path / "x.yaml").write_text(slide)
    out = ["-o", "x.pptx" if command == "build" else "x.png"]
    made = []
    for trap in ("", *traps):
        if trap:
            (tmp_path / "matplotlibrc").write_bytes(trap if isinstance(trap, bytes) else trap.encode())
            shutil.rmtree(tmp_path / "cache" / "figures", ignore_errors=True)
        done = podium(tmp_path, command, "x.yaml", *out, MATPLOTLIBRC="matplotlibrc", MPLBACKEND="none")
        assert (done.returncode, done.stderr.replace("x.yaml", "")) == (0, ""), done.stderr
        made.append((tmp_path / out[1]).read_bytes())
    assert len(set(made)) == 1


def test_a_script_finds_its_helpers_but_they_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "calendar.py").write_text("raise SystemExit('the wrong calendar')")
    (tmp_path / "helpers_of_mine.py").write_text("import calendar; WORD = calendar.month_name[5]")
    (tmp_path / "draw.py").write_text(
        "import os, calendar, helpers_of_mine\nimport matplotlib.pyplot as plt\n"
        "assert helpers_of_mine.WORD == 'May'\nplt.plot([1, 2])\nplt.savefig(os.environ['PODIUM_FIGURE'])\n"
    )
    (tmp_path / "x.yaml").write_text("title: T\nslides:\n  - figure: A\n    script: draw.py\n    alt: x\n")
    done = podium(tmp_path, "build", "x.yaml", "-o", "x.pptx", "--allow-scripts")
    assert done.returncode == 0, done.stderr


def test_what_a_script_prints_takes_no_room_and_what_it_starts_ends(tmp_path: Path) -> None:
    (tmp_path / "draw.py").write_text(
        "import os, subprocess, sys\n"
        "for _ in range(20): print('x' * 5_000_000)\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3); open(\"alive\", \"w\")'])\n"
        "raise SystemExit('the end of it')\n"
    )
    (tmp_path / "x.yaml").write_text("title: T\nslides:\n  - figure: A\n    script: draw.py\n    alt: x\n")
    done = podium(tmp_path, "build", "x.yaml", "-o", "x.pptx", "--allow-scripts", TMPDIR=str(tmp_path))
    assert done.returncode == 1
    assert "the end of it" in done.stderr
    subprocess.run(["sleep", "3.5"], check=False)
    assert not (tmp_path / "alive").exists()


# -------------------------------------------------------------------------------------- no file gets in


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with private things, a folder of downloads, and a project."""
    for name, text in {
        ".ssh/id_rsa": "A,B\nPRIVATE,5\n",
        "Documents/marks.csv": "A,B\nPRIVATE,5\n",
        "Downloads/own.csv": "A,B\nfine,5\n",
        "project/slides_src/own.csv": "A,B\nfine,5\n",
        "project/data.csv": "A,B\nfine,5\n",
        "recipes/mine.yaml": "title: PRIVATE\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "Pictures").mkdir()
    (tmp_path / "Pictures" / "private.png").write_bytes(PNG)
    (tmp_path / "Downloads" / "link.png").symlink_to(tmp_path / "Pictures" / "private.png")
    (tmp_path / "Downloads" / "folder").symlink_to(tmp_path / "Pictures")
    (tmp_path / "Downloads" / "fine.png").write_bytes(PNG)
    return tmp_path


SLIDES = {
    "table": "table: A\n    file: {}",
    "chart": "chart: A\n    type: column\n    file: {}",
    "losses": "losses: A\n    file: {}",
    "forces": "forces: A\n    file: {}",
    "image": "image: A\n    alt: x\n    file: {}",
    "cover": "points: A\n    items: [a]\ncover: {{file: {}, alt: x}}",
    "recipe": "map: A\n    territories: {}\n    year: 1939",
}


@pytest.mark.parametrize("start", ["Downloads", "."])
@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("table", "../.ssh/id_rsa"),
        ("table", "../Documents/marks.csv"),
        ("chart", "../Documents/marks.csv"),
        ("losses", "../Documents/marks.csv"),
        ("forces", "../Documents/marks.csv"),
        ("image", "../Pictures/private.png"),
        ("image", "link.png"),
        ("image", "folder/private.png"),
        ("cover", "../Pictures/private.png"),
        ("recipe", "../recipes/mine.yaml"),
        ("table", "{home}/Documents/marks.csv"),
        ("recipe", "{home}/recipes/mine.yaml"),
    ],
)
def test_an_outline_reads_nothing_outside_its_folder(
    home: Path, start: str, kind: str, file: str, here: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    written = file.format(home=home)
    (home / "Downloads" / "x.yaml").write_text(f"title: T\nslides:\n  - {SLIDES[kind].format(written)}\n")
    name = "x.yaml" if start == "Downloads" else "Downloads/x.yaml"
    run = podium if file == "../.ssh/id_rsa" else here
    done = run(home / start, "build", name, "-o", "x.pptx")
    assert done.returncode == 1
    assert "is outside the project" in done.stderr
    assert "--allow-outside" in done.stderr
    assert "PRIVATE" not in done.stderr
    assert not (home / start / "x.pptx").exists()


def test_a_folder_that_is_allowed_may_be_read(home: Path) -> None:
    (home / "Downloads" / "x.yaml").write_text(
        "title: T\nslides:\n  - {image: A, alt: x, file: ../Pictures/private.png}\n"
    )
    done = podium(home, "check", "Downloads/x.yaml", "--allow-outside", "Pictures")
    assert done.returncode == 0, done.stderr


HIDDEN = [".env", ".git/config", "sub/.own/a.csv", "link.csv", "linked/config", ".nowhere", ".fine.csv"]


@pytest.mark.parametrize("kind", list(SLIDES))
def test_hidden_files_of_the_project_are_no_part_of_a_lecture(home: Path, kind: str) -> None:
    project = home / "project"
    for name in (".env", ".git/config", "sub/.own/a.csv", "own.csv"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("A,B\nPRIVATE,5\n")
    (project / "link.csv").symlink_to(project / ".env")
    (project / "linked").symlink_to(project / ".git")
    (project / ".fine.csv").symlink_to(project / "own.csv")
    ending = ".yaml" if kind == "recipe" else ""
    for file in HIDDEN if ending else ():
        if (project / file).exists():
            shutil.copy(project / file, project / f"{file}{ending}", follow_symlinks=False)

    def checked(files: list[str], *allowed: Path) -> Report:
        slides = "".join(f"  - {SLIDES[kind].format(file + ending)}\n" for file in files)
        (project / "x.yaml").write_text(f"title: T\nslides:\n{slides}")
        return scene_of(project / "x.yaml", allowed=allowed)[0]

    for files in [[file] for file in HIDDEN] if kind == "cover" else [HIDDEN]:  # a deck has one cover
        report = checked(files)
        said = " ".join(map(str, report))
        assert report.failed
        for file in files:
            assert f"'{file}{ending}' is hidden: its name, or that of its folder, begins with a dot; copy it" in said
        assert "PRIVATE" not in said
    if kind == "table":
        assert not checked([file for file in HIDDEN if file != ".nowhere"], project).failed


def test_a_project_may_lie_in_a_hidden_folder(tmp_path: Path) -> None:
    place = tmp_path / ".lectures" / "slides_src" / ".drafts"
    place.mkdir(parents=True)
    (place / "own.csv").write_text("A,B\nfine,5\n")
    project = Project.of(place / "x.yaml")
    for name in ("own.csv", str(place / "own.csv"), "../../slides_src/.drafts/own.csv"):
        assert project.find(name, [place]).path == place / "own.csv"
    with pytest.raises(NotThere):
        project.find(str(place / "other.csv"), [place])


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("\\\\server\\share\\a.csv", "is on another machine"),
        ("//host/share/a.csv", "is on another machine"),
        (" //host/share/a.csv", "is on another machine"),
        ("\\/host/a.csv", "is on another machine"),
        ("\\\\?\\C:\\a.csv", "is on another machine"),
        ("file:///etc/passwd", "is an address"),
        ("file:/etc/passwd", "is an address"),
        ("FILE:a.csv", "is an address"),
        ("smb:a.csv", "is an address"),
        ("smb://host/a.csv", "is an address"),
        ("data:image/png;base64,AAAA", "is an address"),
        ("C:\\Users\\me\\a.csv", "is on the drive C:, which only Windows has"),
        ("d:/a.csv", "is on the drive D:, which only Windows has"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="drives are explained where there are none")
def test_other_machines_addresses_and_drives_are_explained(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "a.csv").write_text("A,B\n")
    with pytest.raises(Refused, match=why) as caught:
        Project.of(tmp_path / "x.yaml").find(name, [tmp_path])
    assert "into the project and give its name" in caught.value.hint


def test_a_colon_is_only_a_letter_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "Map: Asia.png").write_bytes(PNG)
    assert Project.of(tmp_path / "x.yaml").find("Map: Asia.png", [tmp_path]).path.name == "Map: Asia.png"


@pytest.mark.parametrize("start", ["project", "project/slides_src", "."])
def test_a_project_is_found_from_wherever_one_stands(home: Path, start: str) -> None:
    (home / "project" / "images").mkdir()
    (home / "project" / "images" / "a.png").write_bytes(PNG)
    text = "title: T\nslides:\n  - {image: A, alt: x, file: a.png}\n  - {table: B, file: ../data.csv}\n  - {table: C, file: own.csv}\n"  # noqa: E501
    (home / "project" / "slides_src" / "x.yaml").write_text(text)
    name = os.path.relpath(home / "project" / "slides_src" / "x.yaml", home / start)
    done = podium(home / start, "check", name)
    assert done.returncode == 0, done.stderr
    assert "not there" not in done.stderr


def test_a_marker_makes_a_folder_the_project(home: Path) -> None:
    assert Project.of(home / "Downloads" / "x.yaml").root == home / "Downloads"
    (home / ".podium").touch()
    assert Project.of(home / "Downloads" / "x.yaml").root == home


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
@pytest.mark.parametrize(("what", "kind"), mixed(SLIDES, ["fifo", "zero", "folder"], rounds=2))
def test_what_is_no_file_never_hangs(home: Path, kind: str, what: str) -> None:
    endings = {"image": ".png", "cover": ".png", "recipe": ".yaml"}
    place = home / "Downloads" / f"odd{endings.get(what, '.csv')}"
    if kind == "fifo":
        os.mkfifo(place)
    elif kind == "zero":
        place.symlink_to("/dev/zero")
    else:
        place.mkdir()
    (home / "Downloads" / "x.yaml").write_text(f"title: T\nslides:\n  - {SLIDES[what].format(place.name)}\n")
    done = podium(home / "Downloads", "check", "x.yaml", "--allow-outside", "/dev")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------------------------------- names of files


@pytest.mark.parametrize(
    ("there", "written", "note"),
    [
        ("rgb.jpg", "images/rgb.jpg", ""),
        ("rgb.jpg", "./rgb.jpg", ""),
        ("rgb.jpg", " rgb.jpg ", ""),
        ("Zhukov.JPG", "zhukov.jpg", "write 'Zhukov.JPG'"),
        ("Zhukov.JPG", "zhukov.jpeg", "write 'Zhukov.JPG'"),
        ("rgb.jpg", "rgb.jpeg", "write 'rgb.jpg'"),
        ("rgb.jpg", "rgb", "write 'rgb.jpg'"),
        ("rgb.jpg", "images\\rgb.jpg", "write 'rgb.jpg'"),
        ("Ku\u0308hn.jpg", "K\u00fchn.jpg", "write 'Ku\u0308hn.jpg'"),
        ("K\u00fchn.jpg", "Ku\u0308hn.jpg", "write 'K\u00fchn.jpg'"),
    ],
)
def test_a_name_that_only_one_file_can_mean_is_found(tmp_path: Path, there: str, written: str, note: str) -> None:
    images = tmp_path / "images"
    images.mkdir()
    (images / there).write_bytes(PNG)
    found = Project.of(tmp_path / "x.yaml").find(written, [images, tmp_path], frozenset({".jpg", ".png"}))
    assert found.path.name == there
    assert found.note.startswith(note)
    assert bool(found.note) == bool(note)


def test_a_name_that_two_files_can_mean_is_not_guessed(tmp_path: Path) -> None:
    for name in ("A.jpg", "a.JPG"):
        (tmp_path / name).write_bytes(PNG)
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("this file system does not tell them apart")
    with pytest.raises(NotThere):
        Project.of(tmp_path / "x.yaml").find("a.jpg", [tmp_path])


def test_a_near_name_is_offered(tmp_path: Path) -> None:
    (tmp_path / "zhukov-1939.jpg").write_bytes(PNG)
    with pytest.raises(NotThere) as caught:
        Project.of(tmp_path / "x.yaml").find("zhukow-1939.jpg", [tmp_path])
    assert caught.value.hint == "did you mean 'zhukov-1939.jpg'?"


NEAR = {
    "table": ("loses-1939.csv", "did you mean 'losses-1939.csv'?"),
    "chart": ("losses-1939.tvs", "did you mean 'losses-1939.csv'?"),
    "losses": ("sub/korea.cvs", "did you mean 'sub/korea.csv'?"),
    "forces": ("losses_1939", "did you mean 'losses-1939.csv'?"),
    "image": ("zukov.png", "did you mean 'zhukov.png'?"),
    "cover": ("zhukow.png", "did you mean 'zhukov.png'?"),
    "recipe": ("manchura.yaml", "did you mean 'manchuria.yaml'?"),
    "recipe by name": ("koreaa", "did you mean 'korea'?"),
    "recipe in a folder": ("sub/koera.yaml", "did you mean 'sub/korea.yaml'?"),
}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """An outline's folder with a few files, among them links that lead nowhere."""
    for name in ("losses-1939.csv", "sub/korea.csv", "manchuria.yaml", "territories/korea.yaml", "sub/korea.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("A,B\nfine,5\n")
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "zhukov.png").write_bytes(PNG)
    for place in ("broken.csv", "images/broken.png", "territories/broken.yaml"):
        (tmp_path / place).symlink_to("nowhere" + Path(place).suffix)
    return tmp_path


@pytest.mark.parametrize("kind", NEAR)
def test_near_names_of_files_that_are_there_are_offered(
    shelf: Path, kind: str, here: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    written, hint = NEAR[kind]
    (shelf / "x.yaml").write_text(f"title: T\nslides:\n  - {SLIDES[kind.split()[0]].format(written)}\n")
    done = here(shelf, "check", "x.yaml")
    assert f"'{written}'" in done.stderr
    assert hint in done.stderr


@pytest.mark.parametrize("kind", SLIDES)
@pytest.mark.parametrize("near", [False, True])
def test_a_link_that_leads_nowhere_is_named_and_never_offered(
    shelf: Path, kind: str, near: bool, here: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    ending = {"image": ".png", "cover": ".png", "recipe": ".yaml"}.get(kind, ".csv")
    written = ("brokn" if near else "broken") + ending
    (shelf / "x.yaml").write_text(f"title: T\nslides:\n  - {SLIDES[kind].format(written)}\n")
    done = here(shelf, "check", "x.yaml")
    assert f"'{written}' is not there" in done.stderr or f"no recipe of territories '{written}'" in done.stderr
    assert ("it is a broken link" in done.stderr) != near
    assert "'broken" not in done.stderr or not near or kind == "recipe"


@pytest.mark.skipif(os.name != "posix", reason="POSIX only")
@pytest.mark.parametrize(
    ("command", "force"),
    mixed([["map", "m.yaml"], ["territories", "east-asia-1931-1941", "--year", "1939"]], [[], ["--force"]]),
)
def test_a_pipe_as_target_is_an_error_and_no_wait(tmp_path: Path, command: list[str], force: list[str]) -> None:
    (tmp_path / "m.yaml").write_text("map: {frame: [125, 35, 135, 45]}\n")
    target = "out.png" if command[0] == "map" else "out.json"
    os.mkfifo(tmp_path / target)
    done = podium(tmp_path, *command, *force, "-o", target)
    assert done.returncode == 2
    assert f"{target}: is a device or a pipe, not a file; name a file with -o" in done.stderr
    assert (tmp_path / target).is_fifo()


def test_an_address_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is an address"):
        Project.of(tmp_path / "x.yaml").find("https://example.org/a.jpg", [tmp_path])


def test_a_wrong_case_is_a_warning_at_the_line(slide: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "images").mkdir(exist_ok=True)
    (tmp_path / "images" / "Zhukov.png").write_bytes(PNG)
    made = slide("image: A\nfile: zhukov.png\nalt: x")
    assert any("is spelled differently; write 'Zhukov.png'" in m for m in made.messages), made.messages
    assert made.scene.media
