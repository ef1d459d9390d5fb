"""The loads: the same slides as an outline, as Markdown for pandoc, by python-pptx, and as data for pptxgenjs.

In: how many slides, and what is on each. Out: files in a folder. Every load has a headline and five lines of text
(`text`), the same and speaker notes (`notes`), a headline and one picture (`picture`), or a headline and one native
chart of two series and ten years (`chart`). Twenty different JPEGs of 1280 x 960 pixels go round.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

LOADS = ("text", "notes", "picture", "chart")
PICTURES = 20
NOTE = ("Remember to tell them about the barricades in Paris, why nobody in the chamber believed the news, "
        "and what the telegraph had to do with it.")
YEARS = range(1900, 1910)


TOWNS = "".join(f"\n    - {{name: Town {n}, at: [{n * 37 % 45 - 8}, {37 + n * 23 % 41 / 2}]}}" for n in range(160))
# Full-slide maps by name: a continent's territories on a day, a battlefield, the world, more towns than have room.
MAPS = {
    "east asia": """
    territories: east-asia-1931-1941
    year: 1939
    frame: [88, 19, 164, 53]
    fill: {red: [ussr, mongolia], blue: [japan, korea, manchukuo, mengjiang]}
    hatch: {occupied blue: [occupied]}""",
    "battle": """
    territories: east-asia-1931-1941
    date: 1939-08-20
    around: {at: [118.75, 47.72], km: 33}
    fill: {red pale: [mongolia], blue pale: [manchukuo]}
    units: [{kind: armour, echelon: division, side: red, at: [118.36, 47.93], label: North}]
    arrows: [{from: [118.46, 47.96], via: [[118.93, 47.85]], to: [118.98, 47.715], side: red, number: 1}]""",
    "world": """
    frame: [-180, -58, 180, 80]
    fill: {blue: [FRA, GBR, USA], red: [DEU, JPN, ITA]}""",
    "towns": f"""
    frame: [-10, 35, 40, 60]
    cities:{TOWNS}""",
}


def map_outline(name: str) -> str:
    """A deck of a cover and one full-slide map; "" is the same deck with words in the map's place."""
    slide = f"  - map: A map\n    full: true{MAPS[name]}" if name else "  - points: A map\n    items: [One thing]"
    return f"title: Benchmark\nagenda: false\ncredits: false\nslides:\n{slide}\n"


def lecture_of_maps(count: int) -> str:
    """A deck of full-slide maps, all different: half of East Asia, half of Europe, as a lecture has them."""
    slides = []
    for n in range(count):
        year, rest = (1933 + n % 7, "territories: east-asia-1931-1941\n    frame: [88, 19, 164, 53]")
        if n % 2:
            year, rest = (1921 + n, "territories: europe-1919-1938\n    frame: [-12, 35, 45, 60]")
        slides.append(f"  - map: Map {n + 1}\n    full: true\n    {rest}\n    year: {year}\n")
    return "title: Benchmark\nagenda: false\ncredits: false\nslides:\n" + "".join(slides)


def headline(i: int) -> str:
    return f"Slide {i}: the street decided what the chamber had put off"


def lines(i: int) -> list[str]:
    return [f"The first point of lecture {i} about 1848",
            *(f"Another point, number {k}, with some words to fill the line of a slide" for k in range(2, 6))]


def chart(i: int) -> dict[str, list[int]]:
    return {"Paris": [j * i % 17 + 1 for j in range(10)], "Vienna": [j + 3 for j in range(10)]}


def picture(i: int) -> str:
    return f"bench-{i % PICTURES:02}.jpg"


def make_pictures(folder: Path) -> None:
    """Soft gradients with some grain: about 60 kB each, as a scanned photograph on a slide has."""
    from PIL import Image, ImageFilter

    folder.mkdir(parents=True, exist_ok=True)
    for n in range(PICTURES):
        rng = random.Random(n)
        small = Image.frombytes("RGB", (40, 30), bytes(rng.randrange(256) for _ in range(40 * 30 * 3)))
        large = small.resize((1280, 960), Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(2))
        large.save(folder / picture(n), quality=80)


def outline(load: str, slides: int) -> str:
    """A podium outline."""
    out = ["title: Benchmark", "agenda: false", "credits: false", "slides:"]
    for i in range(1, slides + 1):
        title = json.dumps(headline(i))
        if load in ("text", "notes"):
            out += [f"  - points: {title}", "    items:", *(f"      - {json.dumps(t)}" for t in lines(i))]
            if load == "notes":
                out.append(f"    notes: {json.dumps(NOTE)}")
        elif load == "picture":
            out += [f"  - image: {title}", f"    file: {picture(i)}", f"    alt: Picture {i}"]
        else:
            a, b = chart(i).items()
            rows = (f"{y}: {{{a[0]}: {m}, {b[0]}: {n}}}" for y, m, n in zip(YEARS, a[1], b[1], strict=True))
            out += [f"  - chart: {title}", "    type: line", "    data:", *(f"      {r}" for r in rows)]
    return "\n".join(out) + "\n"


def markdown(load: str, slides: int) -> str:
    """The same for pandoc, which has no charts."""
    out = ["% Benchmark", ""]
    for i in range(1, slides + 1):
        out += [f"# {headline(i)}", ""]
        if load == "picture":
            out += [f"![]({picture(i)})", ""]
            continue
        out += [*(f"- {t}" for t in lines(i)), ""]
        if load == "notes":
            out += ["::: notes", NOTE, ":::", ""]
    return "\n".join(out)


def data(load: str, slides: int) -> str:
    """The same for pptxgenjs, as JSON."""
    made = []
    for i in range(1, slides + 1):
        slide: dict[str, object] = {"title": headline(i)}
        if load in ("text", "notes"):
            slide["lines"] = lines(i)
            if load == "notes":
                slide["notes"] = NOTE
        elif load == "picture":
            slide["picture"] = picture(i)
        else:
            slide["chart"] = chart(i)
        made.append(slide)
    return json.dumps({"years": [str(y) for y in YEARS], "slides": made})
