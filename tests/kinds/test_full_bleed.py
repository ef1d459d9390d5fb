"""Pictures from edge to edge: `image` with `full`, `picture:` under other pages, the cover, a person's whole height.

Contrast is measured on the painted page without its words, in cells of two points, for pictures of every kind.
"""

from __future__ import annotations

import io
import json
from functools import partialmethod
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from talk import Talk, box, boxes_of, read, text_of
from thorough import mixed

from podium.backends.pictures.paint import paint
from podium.scene.boxes import Box, Group, Page, Picture, Shape, Text
from podium.scene.units import EMU_PER_PT, Rect
from podium.themes import contrast

LEAST, OF_TITLES = 4.5, 3.0  # WCAG 2.2, 1.4.3
TITLE = 48  # pt
CELL = 2 * EMU_PER_PT
THEMES = ("atlas", "night", "signal", "archive")
PERSON = "name: Georgy Zhukov\nlife: 1896–1974\nrole: General\ncredit: An archive"
LONG = "The headline of this slide is so long that it needs a second line, and then nearly a third line as well"
SLIDES = {
    "image": "image: A short headline\nfile: {file}\nfull: true\ncaption: A caption\ncredit: An archive",
    "long": f"image: {LONG}\nfile: {{file}}\nfull: true\ncaption: {LONG}\ncredit: An archive\nwhen: 1939",
    "column": "image: H\nfile: {file}\nfull: true\ntext: Some words\nitems: [one, two]\ncredit: An archive",
    "images": "images: H\nitems:\n  - {{at: full, file: {file}, full: true, caption: C}}",
    "quote": "quote: A word that is *stressed* here\nby: Somebody\npicture: {{file: {file}, credit: An archive}}",
    "quote-under": "quote: H\ntext: A quotation\nby: Somebody\ncontext: Somewhere\npicture: {file}",
    "question": "question: What is it?\nitems: [one, two]\npicture: {{file: {file}, credit: An archive}}",
    "portrait": f"portrait: H\nfile: {{file}}\nfull: true\n{PERSON}\nitems: [one, two]",
    "number": "number: 35,000\ntext: were killed\nnote: by one count\nside: a\npicture: {file}",
    "number-under": "number: H\nfigure: up to 35000\nunit: people\ntext: were killed\npicture: {file}",
}


def save_pictures(folder: Path) -> None:
    rng = Random(7)
    folder.mkdir(parents=True)

    def noise(size: tuple[int, int]) -> Image.Image:
        return Image.frombytes("L", size, rng.randbytes(size[0] * size[1])).point([255 * (v > 127) for v in range(256)])

    half = Image.new("RGB", (1600, 900), "black")
    half.paste((255, 255, 255), (0, 0, 800, 900))
    clear = Image.new("RGBA", (1600, 900), (255, 255, 255, 0))
    clear.paste((255, 255, 0, 255), (400, 0, 1600, 900))
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.new("RGB", (1200, 800), "black")
    turned.paste((255, 255, 255), (900, 0, 1200, 800))  # at the foot, once it is upright
    Image.new("RGB", (1600, 900), "white").save(folder / "white.png")
    Image.new("RGB", (1600, 900), "black").save(folder / "black.png")
    noise((1600, 900)).save(folder / "noise.png")
    half.save(folder / "half.png")
    half.rotate(90, expand=True).save(folder / "upright.png")
    noise((2500, 500)).resize((2500, 500)).save(folder / "panorama.png")
    Image.new("RGB", (500, 2000), (200, 255, 200)).save(folder / "tower.jpg")
    clear.save(folder / "clear.png")
    turned.save(folder / "turned.jpg", exif=exif)
    Image.new("RGB", (120, 90), (255, 220, 90)).save(folder / "small.jpg")


FILES = ("white.png", "black.png", "noise.png", "half.png", "upright.png", "panorama.png", "tower.jpg", "clear.png",
         "turned.jpg", "small.jpg")  # fmt: skip


@pytest.fixture(autouse=True)
def _hasty_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """PNG files with the same pixels, but not packed, which would take half the time of these tests."""
    monkeypatch.setattr(Image.Image, "save", partialmethod(Image.Image.save, compress_level=0))


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("gallery")
    save_pictures(project / "images")
    (project / "slides_src").mkdir()
    return project


def made_of(gallery: Path, slide: str, head: str = "", section: str = "") -> Talk:
    source = gallery / "slides_src" / "talk.yaml"
    body = "\n".join("        " + line for line in slide.strip("\n").splitlines())
    sides = "sides: {a: {name: A, colour: red}}\nspan: 1935/1945\n"
    section = "".join(f"    {line}\n" for line in section.splitlines())
    source.write_text(
        "title: The title of the talk\nsubtitle: And more\nauthor: Me\ncredits: false\nagenda: false\n"
        f"{sides}{head}sections:\n"
        f"  - title: The section\n{section}    slides:\n      -\n{body}\n",
        "utf-8",
    )
    return read(source)


def unreadable(talk: Talk, page: Page) -> dict[str, float]:
    """The texts whose contrast with the ground in the cells under them is too small, and that contrast."""
    scene = talk.scene
    grounds = [b for b in page.boxes if not isinstance(b, Text) and getattr(b, "geometry", "") != "line"]
    ground = scene_ground(talk, page)
    rect = scene.grid.slide
    png = paint(grounds, rect, scene.theme, scene.media, ground=ground, pixels=2 * rect.w // CELL)
    image = Image.open(io.BytesIO(png)).convert("RGB").reduce(2)
    found = {}
    texts = (b for b in page.boxes if isinstance(b, Text) and b.fill is None)
    for text in (t for t in texts if "monogram" not in t.name):  # its rings are not under its letters
        r = inked(text)
        cells = image.crop(
            (r.x // CELL, r.y // CELL, max(r.x // CELL + 1, r.right // CELL), max(r.y // CELL + 1, r.bottom // CELL))
        )
        seen = {bytes(c).hex() for c in zip(*[iter(cells.tobytes())] * 3, strict=True)}
        roles = {run.colour for p in text.paragraphs for run in p.runs if run.text.strip()}
        small = any(run.size < TITLE for p in text.paragraphs for run in p.runs)
        if roles:
            there = min(contrast(scene.theme.rgb(role), cell) for role in roles for cell in seen)
            if there < (LEAST if small else OF_TITLES):
                found[text.name] = there
    return found


def inked(text: Text) -> Rect:
    left, top, right, bottom = text.inset
    r = text.rect
    return Rect(r.x + left, r.y + top, r.w - left - right, r.h - top - bottom)


def scene_ground(talk: Talk, page: Page) -> str:
    from podium.scene.masters import layouts

    return layouts(talk.scene.grid)[page.layout].ground or "ground"


def picture_of(page: Page) -> Picture:
    (found,) = (b for b in boxes_of(page) if isinstance(b, Picture))
    return found


@pytest.mark.cases(8)
@pytest.mark.parametrize(("kind", "file"), mixed(SLIDES, FILES, rounds=4))
def test_words_can_be_read_on_any_picture(gallery: Path, kind: str, file: str) -> None:
    theme = THEMES[(FILES.index(file) + list(SLIDES).index(kind)) % len(THEMES)]
    talk = made_of(gallery, SLIDES[kind].format(file=file), f"theme: {theme}\n")
    for page in talk.slides():
        assert unreadable(talk, page) == {}


@pytest.mark.parametrize(
    ("file", "theme"), mixed(["white.png", "noise.png", "half.png", "clear.png", "tower.jpg"], THEMES, rounds=2)
)
def test_words_can_be_read_on_cover_and_divider(gallery: Path, file: str, theme: str) -> None:
    head = f"theme: {theme}\ncover: {{file: {file}, full: true, caption: C, credit: An archive}}\n"
    section = (
        f"span: 1936/1939\nquestion: Why?\npicture: {{file: {file}, credit: An archive}}\nevents: {{1937: This}}"
    )
    talk = made_of(gallery, "points: H\nitems: [b]", head, section)
    for page in talk.pages[:2]:
        assert unreadable(talk, page) == {}


@pytest.mark.parametrize(("accent", "theme"), mixed(("FFE000", "00FF88", "101010", "FF00FF"), THEMES, rounds=2))
def test_words_can_be_read_with_any_accent(gallery: Path, accent: str, theme: str) -> None:
    quote, head = SLIDES["quote"].format(file="white.png"), f'theme: {theme}\naccent: "#{accent}"\n'
    talk = made_of(gallery, quote, head, section="picture: white.png")
    for page in talk.pages[1:]:
        assert unreadable(talk, page) == {}


@pytest.mark.parametrize("file", FILES)
def test_the_picture_reaches_every_edge_and_is_not_distorted(gallery: Path, file: str) -> None:
    talk = made_of(gallery, SLIDES["image"].format(file=file))
    (page,) = talk.slides()
    picture = picture_of(page)
    assert picture.rect == talk.scene.grid.slide
    with Image.open(io.BytesIO(talk.scene.media[picture.media].data)) as image:
        width, height = image.size
    left, top, right, bottom = picture.crop
    shown = width * (1 - left - right) / (height * (1 - top - bottom))
    assert shown == pytest.approx(picture.rect.w / picture.rect.h, rel=0.01)
    assert sum(v > 0 for v in (left + right, top + bottom)) <= 1


def test_the_focus_stays_in_sight(gallery: Path) -> None:
    talk = made_of(gallery, SLIDES["image"].format(file="panorama.png") + "\nfocus: [0.95, 0.5]")
    assert picture_of(talk.slides()[0]).crop[2] == 0.0


def test_the_headline_stands_where_the_picture_is_calm(gallery: Path) -> None:
    busy = Image.new("L", (1600, 900), 90)
    crowd = Image.effect_noise((1600, 450), 90).resize((160, 45)).resize((1600, 450), Image.Resampling.NEAREST)
    for name, y in (("low", 450), ("high", 0)):
        busy.paste(90, (0, 0, 1600, 900))
        busy.paste(crowd, (0, y))
        busy.save(gallery / "images" / f"{name}.png")
    tops = {n: title(made_of(gallery, SLIDES["image"].format(file=f"{n}.png"))).rect.y for n in ("low", "high")}
    assert tops["low"] < 2_000_000 < tops["high"]


def title(talk: Talk) -> Text:
    (found,) = (b for b in talk.slides()[0].boxes if isinstance(b, Text) and b.role == "title")
    return found


def test_a_dark_calm_picture_keeps_a_light_scrim(gallery: Path) -> None:
    talk = made_of(gallery, SLIDES["image"].format(file="black.png"))
    for scrim in (b for b in talk.slides()[0].boxes if isinstance(b, Shape) and "crim" in b.name):
        assert max(alpha for _, alpha in scrim.fill.stops) < 0.5  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", SLIDES)
def test_a_missing_picture_is_a_finished_page(gallery: Path, kind: str) -> None:
    talk = made_of(gallery, SLIDES[kind].format(file="none.jpg"))
    assert any("is not there yet" in m for m in talk.messages)
    for page in talk.slides():
        assert not any(isinstance(b, Picture) for b in page.boxes)
        assert unreadable(talk, page) == {}
        texts = [b for b in page.boxes if isinstance(b, Text) and b.paragraphs]
        assert not any(
            meet(a.rect, b.rect) for n, a in enumerate(texts) for b in texts[:n] if a.name != "Quotation mark" != b.name
        )


@pytest.mark.parametrize("kind", SLIDES)
def test_no_word_is_lost_however_long_the_texts_are(gallery: Path, kind: str) -> None:
    for file in ("half.png", "missing.jpg"):
        slide, marks = SLIDES[kind].format(file=file), []
        for text in ("A caption", "Some words", "one", "two", "Somebody", "Somewhere", "A quotation", "What is it?",
                     "were killed", "by one count", "General", "A word that"):  # fmt: skip
            if text in slide:
                marks.append(f"Mark{len(marks)}")
                slide = slide.replace(text, f"{text} {' '.join([LONG] * 5)} {marks[-1]}", 1)
        talk = made_of(gallery, slide)
        words = " ".join(map(text_of, talk.slides()))
        assert [m for m in marks if m not in words] == []
        whole = talk.scene.grid.slide
        for b in (b for page in talk.slides() for b in page.boxes if isinstance(b, Text)):
            assert whole.x <= b.rect.x and b.rect.right <= whole.right and b.rect.bottom <= whole.bottom  # noqa: PT018


def meet(a: Rect, b: Rect) -> bool:
    slack = 3 * EMU_PER_PT
    return min(a.right, b.right) - max(a.x, b.x) > slack and min(a.bottom, b.bottom) - max(a.y, b.y) > slack


def test_a_picture_with_few_pixels_fills_the_slide_with_a_warning(gallery: Path) -> None:
    talk = made_of(gallery, SLIDES["image"].format(file="small.jpg"))
    assert any("too few" in m for m in talk.messages)
    assert picture_of(talk.slides()[0]).rect == talk.scene.grid.slide


# ------------------------------------------------------------------------------------------ a person, whole height


def test_a_portrait_has_the_whole_height_at_the_right_edge(gallery: Path) -> None:
    for size in ("16:9", "4:3"):
        talk = made_of(gallery, f"portrait: H\nfile: upright.png\n{PERSON}", f'size: "{size}"\n')
        (page,) = talk.slides()
        r, whole = picture_of(page).rect, talk.scene.grid.slide
        assert (r.y, r.h, r.right) == (0, whole.h, whole.w)
        assert 0.38 <= r.w / whole.w <= 0.42
        others: list[Box] = [b for b in page.boxes if isinstance(b, Text)]
        assert all(b.rect.right <= r.x for b in others)
        assert "Georgy Zhukov" in text_of(page)


def test_beside_words_its_name_stands_on_the_picture(gallery: Path) -> None:
    (page,) = made_of(gallery, f"portrait: H\nfile: upright.png\n{PERSON}\nitems: [one]").slides()
    name, r = box(page, "Caption: Georgy Zhukov").rect, picture_of(page).rect
    assert r.x < name.x
    assert name.right < r.right
    assert name.bottom < r.bottom


def test_a_portrait_with_few_pixels_or_none_to_spare_stands_under_the_headline(gallery: Path) -> None:
    for more in ("file: small.jpg", "file: upright.png\nfull: false", "file: panorama.png"):
        (page,) = made_of(gallery, f"portrait: H\n{PERSON}\n{more}").slides()
        assert page.layout != "portrait"


def test_long_words_beside_a_portrait_are_continued(gallery: Path) -> None:
    items = ", ".join(f"'{n} {LONG}'" for n in range(14))
    talk = made_of(gallery, f"portrait: H\nfile: upright.png\n{PERSON}\nitems: [{items}]")
    words = " ".join(map(text_of, talk.slides()))
    assert len(talk.slides()) > 1
    assert all(f"{n} The headline" in words for n in range(14))


def test_a_number_stands_beside_a_portrait_of_the_whole_height(gallery: Path) -> None:
    for head in ("number: 35,000", "number: H\nfigure: 35000"):
        talk = made_of(
            gallery, f"{head}\ntext: were killed\nbeside: {{portrait: {{file: upright.png, name: N, life: L}}}}"
        )
        (page,) = talk.slides()
        assert picture_of(page).rect.h == talk.scene.grid.height
        assert "35,000" in text_of(page)
        assert "N" in text_of(page)


def test_a_plate_beside_a_number_has_all_its_words(gallery: Path) -> None:
    person = "{file: none.jpg, name: N, life: L, role: R, caption: Capmark, credit: Creditmark}"
    for head in ("number: 35,000", "number: H\nfigure: 35000"):
        (page,) = made_of(gallery, f"{head}\ntext: were killed\nbeside: {{portrait: {person}}}").slides()
        assert {"35,000", "N", "L", "R", "Capmark", "Creditmark"} <= set(text_of(page).split())


# ------------------------------------------------------------------------------------------------ keys


def test_credits_are_on_the_page_and_on_the_credits_page(gallery: Path) -> None:
    source = gallery / "slides_src" / "talk.yaml"
    source.write_text(
        "title: T\ncover: {file: half.png, full: true, credit: First}\nsections:\n"
        "  - title: S\n    picture: {file: half.png, credit: Second}\n    slides:\n"
        "      - {quote: Q, picture: {file: half.png, credit: Third}}\n"
        "      - {question: Q, picture: {file: half.png, credit: Fourth}}\n",
        "utf-8",
    )
    pages = [text_of(p) for p in read(source).pages]
    for n, name in enumerate(("First", "Second", "Third", "Fourth")):
        assert name in pages[n]
        assert name in pages[-1]


def test_full_says_where_it_has_no_effect(gallery: Path) -> None:
    two = "images: H\nitems:\n  - {file: half.png, full: true}\n  - {file: white.png}"
    beside = "points: H\nitems: [a]\nbeside: {image: {file: half.png, full: true}}"
    for slide in (two, beside):
        assert any("no effect" in m or "full" in m for m in made_of(gallery, slide).messages)


def test_a_mistake_in_a_picture_is_found(gallery: Path) -> None:
    talk = made_of(gallery, "quote: Q\npicture: {file: half.png, fokus: left}")
    assert any("unknown key 'fokus' in 'picture'" in m for m in talk.messages)


# ------------------------------------------------------------------------------------------ a map under a divider

MAP = "map: M\nframe: [90, 30, 150, 55]\nfill: {soviet: [rus]}\ncities: [{name: Here, at: [107, 48]}]\nsource: none"


def test_a_divider_has_the_land_of_its_first_map(gallery: Path) -> None:
    for theme in THEMES:
        talk = made_of(gallery, MAP, f"theme: {theme}\n", "span: 1936/1939\nquestion: Why?\nground: map")
        divider = talk.pages[1]
        ground = box(divider, "Map ground")
        assert ground is divider.boxes[0]
        assert ground.rect == talk.scene.grid.slide
        assert not any(isinstance(b, Text) for b in ground.boxes)
        assert unreadable(talk, divider) == {}


def test_of_a_map_of_several_years_it_has_the_land_of_the_first(gallery: Path) -> None:
    own = "map: M\nterritories: east-asia-1931-1941\nfit: [manchukuo]\nfill: {soviet: [ussr]}\nyears: [1931, 1939]"
    ground = box(made_of(gallery, own, section="ground: map").pages[1], "Map ground")
    assert isinstance(ground, Group)
    names = [b.name for b in ground.boxes if b.name.startswith("territory: ")]
    assert "territory: Soviet Union" in names
    assert "territory: Manchukuo" not in names
    assert len(names) == len(set(names))
    # Manchukuo is what the frame fits, though the first year lacks it.
    korea = next(b for b in ground.boxes if b.name.startswith("territory: Korea"))
    assert korea.rect.h > ground.rect.h / 4


def test_it_says_nothing_twice(gallery: Path) -> None:
    plain = made_of(gallery, MAP)
    with_ground = made_of(gallery, MAP, section="ground: map")
    assert len(with_ground.messages) == len(plain.messages)
    assert [p.notes for p in with_ground.pages] == [p.notes for p in plain.pages]


@pytest.mark.parametrize(("lang", "word"), [("en", "Source"), ("de", "Quelle")])
def test_borders_of_others_are_credited_under_a_divider_too(gallery: Path, lang: str, word: str) -> None:
    corners = [[-9, 37], [-3, 37], [-3, 43], [-9, 43], [-9, 37]]
    shape = {"type": "Polygon", "coordinates": [corners]}
    land = {"type": "Feature", "properties": {"NAME": "Lusitania"}, "geometry": shape}
    (gallery / "slides_src" / "1914.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [land]}))
    own = "map: M\nframe: [-12, 35, 5, 45]\nterritories: {1914: 1914.geojson, credit: A. Cartographer}\nyear: 1914"
    talk = made_of(gallery, own, f"lang: {lang}\n", "ground: map")
    divider = talk.pages[1]
    credit = box(divider, "Credit")
    assert isinstance(credit, Text)
    assert [p.text for p in credit.paragraphs] == [f"{word}: A. Cartographer"]
    assert unreadable(talk, divider) == {}
    assert "Credit" not in {b.name for b in made_of(gallery, own, section="divider: true").pages[1].boxes}
    assert "Credit" not in {b.name for b in made_of(gallery, MAP, section="ground: map").pages[1].boxes}


def test_a_section_without_a_map_says_so(gallery: Path) -> None:
    talk = made_of(gallery, "points: H\nitems: [b]", section="ground: map")
    assert any("has no map" in m for m in talk.messages)
