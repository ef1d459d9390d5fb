"""The documentation as a site that works offline: `make docs` writes it to build/site/.

In: the pages of docs/, the registry of kinds, blocks, chart types, figures and themes with their examples. Out: a site
made by Zensical with a page for each of them and a picture that podium itself has drawn. Nothing on it is fetched from
elsewhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import yaml

from podium import kinds, themes
from podium.backends.svg.files import page_files
from podium.blocks.base import names as block_names
from podium.kinds._examples import CHARTS, FIGURES, example
from podium.outline.models import about_keys
from podium.outline.slide import Slide
from podium.pipeline import scene_of

ROOT = Path(__file__).parent.parent
BUILD = ROOT / "build"
PAGES, SITE = BUILD / "docs", BUILD / "site"
_FETCHED = re.compile(r"""src="?https?://[^\s">]*/iframe-worker/[^\s">]*"?""")
_OWN = "assets/iframe-worker.js"
_EXAMPLE = re.compile(r"    (?:(?:- )?[a-z][a-z-]*:(?: |$)|# )")  # the first line of YAML that is indented as code
_ENTRY = re.compile(r" *(?:[-*]|\d+\.) ")
HEAD = """title: Examples
theme: {theme}
agenda: false
credits: false
sides:
  soviet: {{name: Soviet Union, colour: red}}
  japan: {{name: Japan, colour: blue}}
  mongolia: {{name: Mongolia, colour: ochre}}
slides:
"""
SAMPLE = ("points", "chart", "map", "quote", "summary")  # the kinds that show what a theme looks like
NAV = [
    {"Home": "index.md"},
    {"Tutorial": "tutorial.md"},
    {
        "How to": [
            "how-to/maps.md", {"Historical borders": "territories.md"}, "how-to/uncertain.md",
            "how-to/importing.md", "how-to/customising.md", "how-to/templates.md", "how-to/presenting.md",
            "how-to/editing-in-powerpoint.md", {"Editors": "editors.md"},
        ]
    },
    {"Outline": "outline.md"},
    {"Commands": "commands.md"},
    {"Findings": "findings.md"},
    {"Design": "design.md"},
]  # fmt: skip


# What a reader of the site begins with, under the first words of the home page.
BEGIN = """**New here?** [Your first deck in five minutes](tutorial.md) goes from nothing to a lecture;
[Make a map](how-to/maps.md) to borders of a day. [Reference](reference/index.md) shows every slide, chart and theme.
"""
PALETTE = [
    {"media": "(prefers-color-scheme)", "toggle": {"icon": "lucide/sun-moon", "name": "As the system: to light"}},
    *(
        {"media": f"(prefers-color-scheme: {name})", "scheme": scheme, "toggle": {"icon": icon, "name": said}}
        for name, scheme, icon, said in (
            ("light", "default", "lucide/sun", "Light: to dark"),
            ("dark", "slate", "lucide/moon", "Dark: as the system"),
        )
    ),
]  # fmt: skip


def main() -> None:
    """Writes the site."""
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    home = (ROOT / "README.md").read_text("utf-8").replace("](docs/", "](")
    (PAGES / "index.md").write_text(_without_links_outside(home).replace("\n![", f"\n{BEGIN}\n![", 1), "utf-8")
    for name in ("outline.md", "commands.md", "design.md", "territories.md", "editors.md"):
        page = PAGES / name
        page.write_text(_without_links_outside(page.read_text("utf-8")), "utf-8")
    _illustrate("how-to/maps.md", "maps")
    _illustrate("tutorial.md", "tutorial")
    for page in PAGES.rglob("*.md"):
        page.write_text(_fenced(page.read_text("utf-8")), "utf-8")
    reference = _reference()
    settings = {
        "site_name": "podium", "docs_dir": PAGES.name, "site_dir": SITE.name, "use_directory_urls": False,
        "theme": {
            "font": False, "palette": PALETTE,
            "features": ["navigation.indexes", "navigation.footer", "navigation.top", "content.code.copy"],
        },
        "plugins": ["search", "offline"], "extra_css": ["assets/site.css"],
        "markdown_extensions": ["tables", "toc", "md_in_html", "pymdownx.superfences", "pymdownx.highlight"],
        "nav": [*NAV[:3], {"Reference": reference}, *NAV[3:]],
    }  # fmt: skip
    file = BUILD / "mkdocs.yml"
    file.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    shutil.rmtree(SITE, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "zensical", "build", "--strict", "-f", str(file)], check=True)
    for page in SITE.rglob("*.html"):  # the only thing that pages would fetch from elsewhere
        up = "../" * (len(page.relative_to(SITE).parts) - 1)
        page.write_text(re.sub(_FETCHED, f'src="{up}{_OWN}"', page.read_text("utf-8")), "utf-8")
    print(f"{(SITE / 'index.html').relative_to(ROOT)} is the site")


def _illustrate(page: str, what: str) -> None:
    """Puts under each whole slide among the indented examples of a page what podium makes of it. Slides that need a
    file of the reader's have no picture."""
    file = PAGES / page
    parts = re.split(r"(?m)((?:^    - [a-z]+: .+\n)(?:^    .+\n)*)", file.read_text("utf-8"))
    found = {n: textwrap.dedent(text) for n, text in enumerate(parts) if n % 2 and "file:" not in text}
    folder = file.parent / "pictures"
    folder.mkdir()
    _draw(what, {str(n): text for n, text in found.items()}, folder)
    for n, text in found.items():
        headline = text.partition("\n")[0].partition(": ")[2]
        parts[n] += f"\n![{headline}](pictures/{what}-{n}.svg)\n"
    file.write_text("".join(parts), "utf-8")


def _fenced(text: str) -> str:
    """A page whose indented examples of YAML are fenced, so that they are coloured as those of the reference are.
    What belongs to an entry of a list stays as it is."""
    made: list[str] = []
    lines = text.split("\n")
    n, is_fence, before = 0, False, ""
    while n < len(lines):
        is_fence ^= lines[n].startswith("```")
        end = n + 1
        if not is_fence and _EXAMPLE.match(lines[n]) and not lines[n - 1] and not _ENTRY.match(before):
            while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
                end += 1
            while not lines[end - 1].strip():
                end -= 1
            made += ["```yaml", textwrap.dedent("\n".join(lines[n:end])), "```"]
        else:
            made.append(lines[n])
        before = lines[end - 1] or before
        n = end
    return "\n".join(made)


def _without_links_outside(text: str) -> str:
    """A page whose links to files that are not part of the site are plain text."""

    def plain(found: re.Match[str]) -> str:
        target = found[2].partition("#")[0]
        is_here = not target or target.startswith("http") or (PAGES / target).exists()
        return found[0] if is_here else found[1]

    return re.sub(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", plain, text)


# ---- reference -----------------------------------------------------------------------------------------------


def _reference() -> list[object]:
    """A page for each kind, chart type, figure and theme; the part of the navigation with them."""
    folder = PAGES / "reference"
    pictures = folder / "pictures"
    pictures.mkdir(parents=True)
    nav: list[object] = ["reference/index.md"]
    parts: list[str] = ["# Reference\n\nEvery picture here is drawn by podium from the lines on its page.\n"]
    pages = {kind: example(kind) for kind in kinds.names()}
    _draw("kinds", pages, pictures)
    tiles: list[str] = []
    inner: list[object] = []
    for kind in kinds.names():
        _kind_page(kind, folder)
        inner.append({kind: f"reference/{kind}.md"})
        tiles.append(_tile(kind, kinds.model_of(kind).summary, f"kinds-{kind}"))
    parts.append(_group("Kinds and blocks", tiles))
    nav.append({"Kinds and blocks": inner})
    for title, folder_name, examples in (("Charts", "charts", CHARTS), ("Figures", "figures", FIGURES)):
        _draw(folder_name, examples, pictures)
        inner, tiles = [], []
        for name, text in examples.items():
            page = f"# {name}\n\n![{name}](pictures/{folder_name}-{name}.svg)\n\n```yaml\n{text}\n```\n"
            (folder / f"{folder_name}-{name}.md").write_text(page, "utf-8")
            inner.append({name: f"reference/{folder_name}-{name}.md"})
            tiles.append(_tile(f"{folder_name}-{name}", "", f"{folder_name}-{name}", name))
        parts.append(_group(title, tiles))
        nav.append({title: inner})
    inner, tiles = [], []
    for theme in themes.names():
        _draw(f"theme-{theme}", {kind: example(kind) for kind in SAMPLE}, pictures, theme)
        shown = "\n\n".join(f"![{kind} in {theme}](pictures/theme-{theme}-{kind}.svg)" for kind in SAMPLE)
        (folder / f"theme-{theme}.md").write_text(
            f"# {theme}\n\n{themes.summary(theme)}\n\n    theme: {theme}\n\n{shown}\n", "utf-8"
        )
        inner.append({theme: f"reference/theme-{theme}.md"})
        tiles.append(_tile(f"theme-{theme}", themes.summary(theme), f"theme-{theme}-points", theme))
    parts.append(_group("Themes", tiles))
    nav.append({"Themes": inner})
    (folder / "index.md").write_text("\n".join(parts), "utf-8")
    return nav


def _group(title: str, tiles: list[str]) -> str:
    return f'\n## {title}\n\n<div class="tiles" markdown>\n{"".join(tiles)}\n</div>\n'


def _tile(page: str, summary: str, picture: str, name: str = "") -> str:
    said = f": {summary}" if summary else ""
    return f"\n[![{name or page}](pictures/{picture}.svg)]({page}.md)\n**[{name or page}]({page}.md)**{said}\n"


def _kind_page(kind: str, folder: Path) -> None:
    model = kinds.model_of(kind)
    rows = [f"| `{key}` | {about.replace('|', chr(92) + '|')} |" for key, about in about_keys(model).items()]
    own = [row for row, key in zip(rows, about_keys(model), strict=True) if key not in Slide.model_fields]
    common = ", ".join(f"`{key}`" for key in Slide.model_fields if key != "headline")
    block = f"\nAs a block: `beside: {{{kind}: {{…}}}}`.\n" if kind in block_names() else ""
    (folder / f"{kind}.md").write_text(
        f"# {kind}\n\n{model.summary[:1].upper()}{model.summary[1:]}.\n\n"
        f"![A {kind} slide](pictures/kinds-{kind}.svg)\n\n"
        f"```yaml\n{example(kind)}\n```\n\n| key | what it is |\n|---|---|\n" + "\n".join(own) + "\n"
        f"\nAs every slide: {common}. {block}\n[The outline language](../outline.md) says more.\n",
        "utf-8",
    )


def _draw(what: str, examples: dict[str, str], folder: Path, theme: str = "atlas") -> None:
    """Pictures in a folder, of the first slide of each example."""
    outline = BUILD / "slides_src" / f"{what}.yaml"
    outline.parent.mkdir(parents=True, exist_ok=True)
    slides = [f"  {text.strip()}\n  id: example-{name}".replace("\n", "\n  ") for name, text in examples.items()]
    outline.write_text(HEAD.format(theme=theme) + "\n".join(slides) + "\n", "utf-8")
    report, scene = scene_of(outline)
    if scene is None or report.failed:
        raise SystemExit("\n".join(str(found) for found in report))
    pages = dict(zip((page.id for page in scene.pages), (text for _, text in page_files(scene)), strict=True))
    for name in examples:
        (folder / f"{what}-{name}.svg").write_text(pages[f"example-{name}"], "utf-8")


if __name__ == "__main__":
    main()
