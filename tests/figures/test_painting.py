"""How figures get into the deck: painted once, the same bytes, PNG with SVG beside it, scripts only if allowed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from podium import themes
from podium.backends.figures import painting
from podium.backends.figures import script as figure_script
from podium.backends.pictures import fonts as picture_fonts
from podium.backends.pictures import text as picture_text
from podium.backends.pptx.write import write
from podium.diagnostics import Report, Span
from podium.layout import missing_letters
from podium.typesetting import measure
from podium.typesetting.fonts import Face

ROOT = Path(__file__).parents[2]
DOTS = "type: range-dots\ndata: {Japan: up to 20000, Soviet Union: ~28000, Х: 70-90, 关: 5}"
SAVE = 'open(os.environ["PODIUM_FIGURE"], "wb").write(data)'
DRAWN = f"""import os, io
from PIL import Image
out = io.BytesIO()
Image.new("RGBA", (1200, 400), "red").save(out, "PNG")
data = out.getvalue()
{SAVE}
"""


def build(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """The outline built by a program of its own, which says whether it has imported matplotlib."""
    code = "import sys; from podium.cli import main\ntry:\n    main()\nfinally:\n    print('matplotlib' in sys.modules)"
    command = [sys.executable, "-c", code, "build", "talk.yaml", "-o", "talk.pptx", "--force", *more]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_a_figure_is_a_png_of_twice_the_screen_with_an_svg_beside_it(lay: Callable[..., Any], tmp_path: Path) -> None:
    made = lay(DOTS, paint=True)
    (picture,) = made.pictures
    with Image.open(BytesIO(made.scene.media[picture.media].data)) as image:
        assert image.width == pytest.approx(picture.rect.w / 914_400 * 192, abs=2)
        assert image.mode == "RGBA"
        assert image.getpixel((0, 0))[3] == 0  # the slide's own ground shows
    svg = made.scene.media[picture.svg].data
    assert svg.startswith(b"<?xml")
    assert b"<image" not in svg
    write(made.scene, tmp_path / "x.pptx")
    with zipfile.ZipFile(tmp_path / "x.pptx") as deck:
        slide, relations = (deck.read(f"ppt/slides/{n}").decode() for n in ("slide2.xml", "_rels/slide2.xml.rels"))
        (png_id, svg_id) = re.findall(r'<a:blip r:embed="(\w+)">.*?<asvg:svgBlip [^>]*r:embed="(\w+)"', slide)[0]
        targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="\.\./([^"]+)"', relations))
        assert targets[png_id].endswith(".png")
        assert deck.read(f"ppt/{targets[svg_id]}") == svg
        assert b'Extension="svg" ContentType="image/svg+xml"' in deck.read("[Content_Types].xml")


def test_the_same_figure_is_the_same_bytes_and_has_no_date_and_no_programs_name(
    lay: Callable[..., Any], cache: Path
) -> None:
    def painted() -> dict[str, bytes]:
        made = lay(DOTS, paint=True)
        return {key: m.data for key, m in made.scene.media.items()}

    first = painted()
    for file in cache.iterdir():
        file.unlink()
    assert painted() == first
    assert not any(word in data for data in first.values() for word in (b"<dc:date", b"Software", b"tIME"))


def test_a_second_build_paints_nothing_and_the_first_paints_elsewhere(lay: Callable[..., Any], tmp_path: Path) -> None:
    lay(DOTS)  # writes the outline
    first = build(tmp_path)
    assert first.returncode == 0, first.stderr
    deck = (tmp_path / "talk.pptx").read_bytes()
    second = build(tmp_path)
    assert (first.stdout.splitlines()[-1], second.stdout.splitlines()[-1]) == ("False", "False")
    assert (tmp_path / "talk.pptx").read_bytes() == deck


def test_only_what_has_changed_is_painted_again(lay: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[list[str]] = []

    def paint(batch: list[tuple[str, Any]], children: object) -> dict[str, tuple[bytes, bytes, str]]:
        batches.append([key for key, _ in batch])
        return {key: (b"png", b"<svg/>", "") for key, _ in batch}

    monkeypatch.setattr(painting, "_paint", paint)
    two = DOTS + "\n\n"
    lay(two, paint=True)
    lay(two, paint=True)
    lay(two.replace("20000", "21000"), paint=True)
    assert len(batches) == 2
    assert batches[0] != batches[1]


def test_other_colours_are_another_picture(lay: Callable[..., Any]) -> None:
    keys = {lay(DOTS, f"theme: {theme}").drawings[0].key() for theme in themes.names()}
    assert len(keys) == len(themes.names())


def test_a_damaged_cache_is_painted_over(lay: Callable[..., Any], cache: Path) -> None:
    painting.save("k", (b"png", b"svg"))
    assert painting.load("k") == (b"png", b"svg")
    file = cache / "k.fig"
    for broken in (b"", b"abc", file.read_bytes()[:-1], b"\0" + file.read_bytes()[1:]):
        file.write_bytes(broken)
        assert painting.load("k") is None


def test_without_a_folder_for_the_cache_figures_are_painted_all_the_same(
    lay: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "file"))
    made = lay(DOTS, paint=True)
    assert made.scene.media[made.pictures[0].media].data.startswith(b"\x89PNG")


def test_without_the_decks_fonts_letters_take_no_more_room_than_layout_gave_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    face = Face("Calibri", True, False)
    room = measure.natural_width([measure.Span("Soviet Union", face, 1.0, 0.0)])
    monkeypatch.setattr(picture_text, "_FAMILIES", {"calibri": ("No such font", "DejaVu Sans")})
    forget_fonts()
    try:
        drawn = picture_text._letters("Soviet Union", face).get_extents()
    finally:
        forget_fonts()
    assert drawn.x1 == pytest.approx(room)
    assert drawn.height > 0.7


# ------------------------------------------------------------------------- letters that the fonts lack


def forget_fonts() -> None:
    """The next text looks for its fonts anew."""
    for known in (*vars(picture_text).values(), *vars(picture_fonts).values()):
        if hasattr(known, "cache_clear"):
            known.cache_clear()


def font_of(path: Path, family: str, letters: str) -> str:
    """A font that has a square for each of the letters and nothing else."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for move, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (0, 900)), (pen.lineTo, (900, 900)), (pen.lineTo, (900, 0))):
        move(point)
    pen.closePath()
    square = pen.glyph()
    names = {ord(c): f"u{ord(c):05X}" for c in letters}
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", *names.values()])
    made.setupCharacterMap(names)
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), **dict.fromkeys(names.values(), square)})
    made.setupHorizontalMetrics(dict.fromkeys((".notdef", *names.values()), (1000, 0)))
    made.setupHorizontalHeader(ascent=900, descent=-100)
    made.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    made.setupOS2(usWeightClass=400)
    made.setupPost()
    made.save(path)
    return str(path)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Files that are added to this list are fonts that were installed a moment ago."""
    from matplotlib import font_manager

    files: list[str] = []
    monkeypatch.setattr(font_manager.fontManager, "ttflist", list(font_manager.fontManager.ttflist))
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: files)
    forget_fonts()
    yield files
    forget_fonts()


def test_letters_that_the_decks_fonts_lack_are_taken_from_another_font(installed: list[str], tmp_path: Path) -> None:
    letters, face = "𐘀𐘁", Face("Calibri", False, False)
    assert picture_text._beyond(letters, face) == ((), letters)
    forget_fonts()
    installed.append(font_of(tmp_path / "a.ttf", "Only Minoan", letters))
    assert picture_text._beyond(f"a {letters}", face) == (("Only Minoan",), "")
    drawn = picture_text._letters("𐘀", face).get_extents()
    assert drawn.height == pytest.approx(0.9, abs=0.02)
    assert drawn.width == pytest.approx(drawn.x1, abs=0.01)


def test_letters_that_no_font_has_are_a_warning_at_their_text_in_every_build(lay: Callable[..., Any]) -> None:
    body = "type: range-dots\ndata:\n  Київ: 4\n  Knossos 𐘀𐘁: 5"
    for _ in range(2):  # what has boxes is not taken from the cache: the font may be there next time
        (said,) = lay(body, paint=True).messages
        assert said.partition("talk.yaml:")[2] == (
            "14:7: warning: no installed font has Linear A letters: they appear as boxes in the picture; "
            "install one, for example Noto Sans Linear A"
        )


@pytest.mark.parametrize(
    ("letters", "message"),
    [
        ("กร", "no installed font has Thai letters: they appear as boxes in the picture; … Noto Sans Thai"),
        ("देह", "no installed font has Devanagari letters: they appear as boxes in the picture; … Noto Sans Devanagari"),
        ("ไद", "no installed font has Thai and Devanagari letters: they appear as boxes … Noto Sans Thai"),
        ("中国", "no installed font has Chinese letters: they appear as boxes … Noto Sans CJK"),
        ("かカ", "no installed font has Japanese letters: they appear as boxes … Noto Sans CJK"),
        ("שלום", "no installed font has Hebrew letters: they appear as boxes … Noto Sans Hebrew"),
        ("🎌", "no installed font has '🎌': they appear as boxes in the picture; write a word instead"),
    ],
)
def test_the_warning_names_the_script_and_a_font(lay: Callable[..., Any], letters: str, message: str) -> None:
    report = Report()
    stage: Any = SimpleNamespace(report=report, outline=SimpleNamespace(span=lambda place: Span("x", *place)))
    missing_letters.warn_of(SimpleNamespace(tree=None, place=lambda: (1, 1)), stage, letters)  # type: ignore[arg-type]
    beginning, _, end = message.partition("…")
    said = str(next(iter(report))).removeprefix("x:1:1: warning: ")
    assert said.startswith(beginning)
    assert said.endswith(end)


def test_the_usual_letters_need_no_other_font() -> None:
    for text in ("Jiří, Łódź – Київ, Αθήνα", "line\u2028 break\u00ad\u200b", "“„«»… ± ≈ →"):
        assert picture_text._beyond(text, Face("Calibri", True, False)) == ((), "")


# ------------------------------------------------------------------------------------------ scripts


def scripted(tmp_path: Path, source: str) -> str:
    (tmp_path / "my.py").write_text(source, encoding="utf-8")
    return "script: my.py\nalt: What it shows"


def test_a_script_runs_only_where_it_is_allowed(lay: Callable[..., Any], tmp_path: Path) -> None:
    body = scripted(tmp_path, DRAWN + f"open({str(tmp_path / 'ran')!r}, 'w')")
    made = lay(body, paint=True)
    assert any(
        "talk.yaml:11:13: error: the script 'my.py' is not allowed to run; if you trust it, build with " in m
        for m in made.messages
    )
    assert not (tmp_path / "ran").exists()
    made = lay(body, paint=True, allow_scripts=True)
    assert not made.messages
    assert (tmp_path / "ran").exists()


def test_the_option_of_the_command_allows_it(lay: Callable[..., Any], tmp_path: Path) -> None:
    lay(scripted(tmp_path, DRAWN))
    refused, allowed = build(tmp_path), build(tmp_path, "--allow-scripts")
    assert (refused.returncode, allowed.returncode) == (1, 0), allowed.stderr
    assert "is not allowed to run" in refused.stderr


def test_a_picture_of_other_proportions_is_not_distorted(lay: Callable[..., Any], tmp_path: Path) -> None:
    made = lay(scripted(tmp_path, DRAWN), paint=True, allow_scripts=True)
    (picture,) = made.pictures
    with Image.open(BytesIO(made.scene.media[picture.media].data)) as image:
        assert image.width / image.height == pytest.approx(picture.rect.w / picture.rect.h, rel=0.01)
        assert image.getbbox()[2] - image.getbbox()[0] == 1200
    assert picture.svg == ""


def test_a_script_knows_its_size_its_data_and_the_decks_look(lay: Callable[..., Any], tmp_path: Path) -> None:
    source = """import json, os, matplotlib
from matplotlib import rcParams
told = {k: os.environ[k] for k in ("PODIUM_WIDTH", "PODIUM_HEIGHT", "PODIUM_DATA")}
print(json.dumps({**told, "size": list(rcParams["figure.figsize"]),
                  "cycle": rcParams["axes.prop_cycle"].by_key()["color"][0]}))
raise SystemExit(1)
"""
    (tmp_path / "n.csv").write_text("a,b\n1,2\n")
    made = lay(scripted(tmp_path, source) + "\nfile: n.csv", paint=True, allow_scripts=True)
    (message,) = made.messages
    told = __import__("json").loads(message.partition("failed: ")[2].rpartition(";")[0])
    assert [float(told["PODIUM_WIDTH"]), float(told["PODIUM_HEIGHT"])] == told["size"]
    assert told["PODIUM_DATA"].endswith("n.csv")
    assert told["cycle"].strip("#").upper() == "40647F"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import sys\nprint('beginning')\nprint('the cause', file=sys.stderr)\nsys.exit(3)", "failed: the cause;"),
        ("x = 1 / 0", "failed: ZeroDivisionError: division by zero;"),
        ("raise SystemExit(4)", "failed: exit code 4;"),
        ("print('done')", "saved no picture; end it with: plt.savefig(os.environ['PODIUM_FIGURE'])"),
        (f"import os\ndata = b'words'\n{SAVE}", "saved a file that is not a picture"),
        (DRAWN.replace('"PNG"', '"GIF"'), "saved a GIF, not a PNG"),
        (f"import os\ndata = bytes(60_000_001)\n{SAVE}", "saved a picture that is larger than 60 MB;"),
        ("open('big', 'wb').truncate(500_000_001)", "failed: OSError: [Errno 27] File too large"),
    ],
)
def test_a_script_that_fails_is_an_error_with_its_last_line(
    lay: Callable[..., Any], tmp_path: Path, source: str, message: str
) -> None:
    made = lay(scripted(tmp_path, source), paint=True, allow_scripts=True)
    (said,) = made.messages
    assert f"talk.yaml:11:13: error: the script 'my.py' {message}" in said
    assert "Traceback" not in said


def test_a_script_that_does_not_end_is_stopped(
    lay: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figure_script, "SECONDS", 0.5)
    made = lay(scripted(tmp_path, "import time\ntime.sleep(60)"), paint=True, allow_scripts=True)
    assert "was stopped after 0.5 seconds" in made.messages[0]


def test_a_script_runs_again_when_it_or_a_file_beside_it_changes(lay: Callable[..., Any], tmp_path: Path) -> None:
    body = scripted(tmp_path, DRAWN + f"open({str(tmp_path / 'runs' / 'x')!r}, 'a').write('.')")
    (tmp_path / "runs").mkdir()

    def runs() -> int:
        lay(body, paint=True, allow_scripts=True)
        return len((tmp_path / "runs" / "x").read_text())

    assert [runs(), runs()] == [1, 1]
    (tmp_path / "data.csv").write_text("new")
    assert [runs(), runs()] == [2, 2]


@pytest.mark.parametrize("name", ["nowhere.py", "../outside.py", "/etc/hostname", "."])
def test_a_script_that_is_not_beside_the_outline_is_not_there(
    lay: Callable[..., Any], tmp_path: Path, name: str
) -> None:
    (tmp_path.parent / "outside.py").write_text("raise SystemExit('ran')")
    made = lay(f"script: {name}\nalt: x", paint=True, allow_scripts=True)
    assert any(f"the script '{name}' is not there" in m or "is outside the project" in m for m in made.messages)


def test_a_script_without_alt_text_is_a_warning(lay: Callable[..., Any], tmp_path: Path) -> None:
    made = lay(scripted(tmp_path, DRAWN).splitlines()[0], paint=True, allow_scripts=True)
    assert any("no 'alt' text" in m for m in made.messages)
