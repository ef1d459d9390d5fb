"""The documents tell the truth: every command, option and kind, an example that builds, links that lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from podium.cli import main
from podium.diagnostics import Report
from podium.kinds import base as kinds
from podium.outline.deck import load
from podium.outline.schema import outline_schema
from podium.outline.starter import STARTER

ROOT = Path(__file__).parent.parent
COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(p.relative_to(ROOT).as_posix() for f in (".", "docs", "bench") for p in (ROOT / f).glob("*.md"))
OUTLINES = sorted((ROOT / "slides_src").glob("*.yaml"))
PARTS = re.split(r"^## ", COMMANDS_PAGE, flags=re.MULTILINE)
SECTIONS = {part.partition("\n")[0].strip(): part for part in PARTS[1:]}


def options(name: str) -> set[str]:
    """The options of a command, as they are typed."""
    return {o for p in main.commands[name].params if isinstance(p, click.Option) for o in p.opts}


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_documented_with_its_choices_and_an_example(name: str) -> None:
    assert name in SECTIONS, f"docs/commands.md has no section '## {name}'"
    assert f"(#{name})" in PARTS[0], f"the table at the top does not name {name}"
    assert f"generate.py {name}" in SECTIONS[name], f"'## {name}' has no example"
    for parameter in main.commands[name].params:
        if isinstance(parameter.type, click.Choice):
            assert "|".join(parameter.type.choices) in SECTIONS[name], f"'## {name}' lacks choices of {parameter.name}"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_the_documented_options_are_those_of_the_command(name: str) -> None:
    rows = [line.split("|")[1] for line in SECTIONS[name].splitlines() if line.startswith("| `-")]
    assert set(re.findall(r"`(-[^`]+)`", "".join(rows))) == options(name)


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(SECTIONS) - {"Exit codes"} == set(main.commands)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_and_examples(name: str) -> None:
    command = main.commands[name]
    assert command.help, f"{name} has no help"
    assert "Examples:" in (command.epilog or ""), f"{name} has no examples in its help"
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.opts[0]} has no help"


@pytest.mark.parametrize("name", kinds.names())
def test_every_kind_and_its_keys_are_documented(name: str) -> None:
    page = (ROOT / "docs" / "outline.md").read_text(encoding="utf-8")
    assert f"`{name}`" in page, f"docs/outline.md does not name the kind '{name}'"
    missing = [key for key in kinds.model_of(name).model_fields if key != "headline" and f"`{key}" not in page]
    assert not missing, f"docs/outline.md does not name keys of '{name}': {', '.join(missing)}"


def test_the_outline_in_the_readme_has_no_mistakes(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    (one_slide_more,) = re.findall(r"```\n( +- map: .*?)```", readme, re.DOTALL)
    path = tmp_path / "example.yaml"
    path.write_text(example + one_slide_more, encoding="utf-8")
    report = Report()
    load(path, report)
    assert not report.failed, [str(d) for d in report]
    assert not report.failed


def test_the_schema_that_editors_read_is_that_of_the_models() -> None:
    kept = json.loads((ROOT / "docs" / "outline.schema.json").read_text(encoding="utf-8"))
    assert kept == outline_schema(), "make it anew: python generate.py schema > docs/outline.schema.json"


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
