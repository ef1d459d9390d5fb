"""The documents are correct: every command, option and kind is there, examples build, links lead to files."""

from __future__ import annotations

import ast
import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import Result
from pptx import Presentation

from podium import kinds, registry
from podium.cli import main
from podium.diagnostics import Report
from podium.kinds import load
from podium.kinds._examples import CHARTS, FIGURES
from podium.outline.starter import STARTER
from podium.pipeline import scene_of
from podium.scene.chart_types import TRAITS

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
FOLDERS = (".", "docs", "docs/how-to", "bench")
DOCUMENTS = sorted(p.relative_to(ROOT).as_posix() for f in FOLDERS for p in (ROOT / f).glob("*.md"))
SHIPPED = ("soviet-japanese-border-war", "night-sampler")  # a lecturer may have others there
OUTLINES = [ROOT / "slides_src" / f"{name}.yaml" for name in SHIPPED]
PARTS = re.split(r"^## ", COMMANDS_PAGE, flags=re.MULTILINE)
_CONTEXT = click.Context(main)
COMMANDS = {name: main.get_command(_CONTEXT, name) for name in main.list_commands(_CONTEXT)}
EPILOGS = [c.epilog or "" for c in (main, *COMMANDS.values())]
EXAMPLES = sorted(
    {
        example.strip()
        for text in (*EPILOGS, *((ROOT / name).read_text("utf-8") for name in DOCUMENTS))
        for example in re.findall(r"python generate\.py ([^`\n]+)", text)
        if not re.search(r"\b(COMMAND|OUTLINE|RECIPE)\b", example)
    }
)
ENDLESS = tuple(example for example in EXAMPLES if example.startswith(("preview", "present")))  # until Ctrl-C
SECTIONS = {part.partition("\n")[0].strip(): part for part in PARTS[1:]}


def options(name: str) -> set[str]:
    """The options of a command, as they are typed."""
    return {o for p in COMMANDS[name].params if isinstance(p, click.Option) for o in p.opts}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented_with_its_choices_and_an_example(name: str) -> None:
    assert name in SECTIONS, f"docs/commands.md has no section '## {name}'"
    assert f"(#{name})" in PARTS[0], f"the table at the top does not name {name}"
    assert f"generate.py {name}" in SECTIONS[name], f"'## {name}' has no example"
    for parameter in COMMANDS[name].params:
        if isinstance(parameter.type, click.Choice):
            assert "|".join(parameter.type.choices) in SECTIONS[name], f"'## {name}' lacks choices of {parameter.name}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_documented_options_are_those_of_the_command(name: str) -> None:
    rows = [line.split("|")[1] for line in SECTIONS[name].splitlines() if line.startswith("| `-")]
    assert set(re.findall(r"`(-[^`]+)`", "".join(rows))) == options(name)


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(SECTIONS) - {"Exit codes"} == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help_and_examples(name: str) -> None:
    command = COMMANDS[name]
    assert command.help, f"{name} has no help"
    assert "Examples:" in (command.epilog or ""), f"{name} has no examples in its help"
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.opts[0]} has no help"


@pytest.mark.parametrize("name", kinds.names())
def test_every_kind_and_its_keys_are_documented(name: str) -> None:
    page = (ROOT / "docs" / "outline.md").read_text(encoding="utf-8")
    assert f"`{name}`" in page, f"docs/outline.md does not name the kind '{name}'"
    keys = (field.alias or key for key, field in kinds.model_of(name).model_fields.items())
    missing = [key for key in keys if key != "headline" and f"`{key}" not in page]
    assert not missing, f"docs/outline.md does not name keys of '{name}': {', '.join(missing)}"


def readme_outline() -> str:
    """The README's example, with the slide that it shows further down."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    (one_slide_more,) = re.findall(r"```\n( +- map: .*?)```", readme, re.DOTALL)
    return str(example) + str(one_slide_more)


def test_the_outline_in_the_readme_has_no_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(readme_outline(), encoding="utf-8")
    report = Report()
    load(path, report)
    assert not report.failed, [str(d) for d in report]
    assert not report.failed


def _old_deck() -> Any:
    from pptx import Presentation

    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[1]).shapes.title.text = "Nobody won"
    return deck


@pytest.mark.cases(8)
@pytest.mark.parametrize("example", sorted({*EXAMPLES} - {*ENDLESS}))
def test_every_printed_example_runs(example: str, project: Path, podium: Callable[..., Result]) -> None:
    """In a copy of the project; what the examples call my own is there."""
    for folder in ("slides_src", "images"):
        shutil.copytree(ROOT / folder, project / folder, dirs_exist_ok=True)
    (project / "docs").mkdir()
    podium("new", "my-lecture.yaml")
    shutil.copy(ROOT / "slides_src/territories/turkey-1923.yaml", project / "my-recipe.yaml")
    (project / "post.txt").write_text("A war\n\nIt began in 1848. Nobody won it.\n", "utf-8")
    _old_deck().save(str(project / "old-lecture.pptx"))
    Presentation().save(project / "university.potx")
    command, _, target = example.partition(" > ")
    if found := re.match(r"diff (\S+)(?: --outline (\S+))?", command):
        podium("build", found[2] or f"slides_src/{Path(found[1]).stem}.yaml", "-o", found[1])
    before = {p for p in project.rglob("*") if p.is_file()}
    result = podium(*shlex.split(command))
    assert result.exit_code == 0, result.output
    if target:
        assert result.stdout
        (project / target).write_text(result.stdout, "utf-8")
    if named := re.search(r"(?:-o|new) (\S+)\.(\w+)", command):
        written = {*project.rglob(f"*.{named[2]}")} - before
        stem = str(project / named[1])
        assert any(str(path).startswith(stem) for path in written), f"nothing like {named[0]} is there"


@pytest.mark.parametrize("example", ENDLESS)
def test_every_printed_example_that_serves_is_understood(example: str) -> None:
    """They have tests of their own of what they do."""
    name, *arguments = shlex.split(example)
    command = COMMANDS[name]
    with command.make_context(name, arguments) as context:
        outline = ROOT / context.params["outline"]
    variant = context.params["variant"]
    assert not variant or variant in yaml.safe_load(outline.read_text("utf-8"))["for"]
    assert outline.is_file()


def test_the_outline_in_the_readme_builds(project: Path, podium: Callable[..., Result]) -> None:
    path = project / "slides_src" / "readme.yaml"
    path.write_text(readme_outline(), "utf-8")
    result = podium("build", str(path), "-o", "readme.pptx")
    assert result.exit_code == 0, result.output
    assert (project / "readme.pptx").is_file()


def test_the_schema_that_editors_read_is_that_of_the_models() -> None:
    kept = json.loads((ROOT / "docs" / "outline.schema.json").read_text(encoding="utf-8"))
    assert kept == kinds.schema(), "make it anew: python generate.py schema > docs/outline.schema.json"


@pytest.mark.parametrize("text", [STARTER, *(p.read_text(encoding="utf-8") for p in OUTLINES)])
def test_every_outline_names_the_schema_that_is_there(text: str) -> None:
    (schema,) = re.findall(r"\A# yaml-language-server: \$schema=(\S+)$", text, re.MULTILINE)
    assert (ROOT / "slides_src" / schema).resolve() == ROOT / "docs" / "outline.schema.json"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file(name: str) -> None:
    document = ROOT / name
    text = re.sub(r"(?ms)```.*?```|^    .*?$|`[^`]*`", "", document.read_text(encoding="utf-8"))
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)]+)\)", text) if "://" not in t]
    missing = [t for t in targets if t and not (document.parent / t).exists()]
    assert not missing, f"{name} links to what is not there: {', '.join(missing)}"


def _codes() -> set[str]:
    """The codes that stand in the calls that note a finding."""
    found: set[str] = set()
    for path in (ROOT / "podium").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            of_report = (
                name in ("warn", "error")
                and isinstance(call.func, ast.Attribute)
                and "report" in ast.unparse(call.func.value)
            )
            at = {"warn": 2 if of_report else 3, "error": 2 if of_report else 3, "Problem": 2, "mistake": 1}.get(name)
            given = [call.args[at]] if at is not None and at < len(call.args) else []
            given += [k.value for k in call.keywords if k.arg == "code"]
            given = [part for g in given for part in ([g.body, g.orelse] if isinstance(g, ast.IfExp) else [g])]
            found |= {g.value for g in given if isinstance(g, ast.Constant) and isinstance(g.value, str) and g.value}
    return found


def test_every_code_of_a_finding_is_documented() -> None:
    page = (ROOT / "docs" / "findings.md").read_text("utf-8")
    documented = re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)
    assert documented == sorted(set(documented))
    codes = _codes()
    assert len(codes) > 90
    assert codes - set(documented) == set()


SIDES = "title: T\nsides:\n  soviet: {name: Soviet Union, colour: red}\n  japan: {name: Japan, colour: blue}\nslides:\n"


_NAMES = ("France", "Germany", "Austria-Hungary", "Russia")
_ROWS = (
    f'{{"type": "Feature", "properties": {{"name": "{name}"}}, "geometry": {{"type": "Polygon", "coordinates": '
    f"[[[{x}, 44], [{x + 9}, 44], [{x + 9}, 54], [{x}, 54], [{x}, 44]]]}}}}"
    for x, name in zip(range(-3, 36, 9), _NAMES, strict=False)
)
BORDERS = f'{{"type": "FeatureCollection", "features": [{", ".join(_ROWS)}]}}'


def _snippets() -> dict[str, str]:
    """The slides in the pages for beginners, by page and first line."""
    found = {}
    for page in (ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))):
        for block in re.findall(r"(?:^    - \w+: .*\n)(?:^(?:    .*)?\n)*", page.read_text("utf-8"), re.MULTILINE):
            found[f"{page.stem}: {block.splitlines()[0].strip()}"] = block
    return found


@pytest.mark.parametrize("name", sorted(_snippets()))
def test_every_slide_in_the_pages_for_beginners_builds(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slides_src" / "a.yaml"
    path.parent.mkdir()
    text = re.sub(r"^  ", "", _snippets()[name], flags=re.MULTILINE)
    path.write_text(SIDES + text, "utf-8")
    (path.parent / "my-borders.geojson").write_text(BORDERS, "utf-8")
    report, _ = scene_of(path)
    assert not report.failed, list(report)


def test_the_pages_for_beginners_show_slides() -> None:
    assert len(_snippets()) >= 5


@pytest.mark.parametrize("name", sorted({**CHARTS, **FIGURES}))
def test_the_examples_of_charts_and_figures_build_as_what_they_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slides_src" / "a.yaml"
    path.parent.mkdir()
    text = {**CHARTS, **FIGURES}[name]
    assert f"  type: {name}\n" in text
    path.write_text(SIDES + "  " + text.replace("\n", "\n  ") + "\n", "utf-8")
    report, scene = scene_of(path)
    assert not list(report), list(report)
    assert scene is not None


def test_every_type_of_chart_and_figure_has_an_example() -> None:
    assert set(CHARTS) == set(TRAITS)
    assert set(FIGURES) == set(registry.names("podium.figures"))
