"""Reveals and transitions as they are written: PowerPoint's own XML, valid, and read by others."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podium.backends.pptx.slide import SlideWriter
from podium.backends.pptx.timing import Play, Step, timing
from podium.backends.pptx.xml import NAMESPACES, Painter
from podium.pages.running_time import clicks
from podium.scene.boxes import Page, Paragraph, Picture, Run, Shape, Text
from podium.scene.grid import Grid
from podium.scene.masters import layouts
from podium.scene.units import Rect
from podium.themes import load

Deck = Callable[..., Any]
RECT = Rect(0, 0, 100, 100)
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
P14 = 'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
P159 = 'xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main"'


def _choice(needs: str, rest: str, effect: str, fallback: str, speed: str) -> str:
    return (
        f"<mc:AlternateContent {MC}><mc:Choice {needs}>"
        f'<p:transition spd="{speed}" {rest}>{effect}</p:transition></mc:Choice>'
        f'<mc:Fallback><p:transition spd="{speed}">{fallback}</p:transition></mc:Fallback></mc:AlternateContent>'
    )


FADE, PUSH, MORPH = "<p:fade/>", '<p:push dir="u"/>', '<p159:morph option="byObject"/>'
TRANSITIONS = {
    "": "",
    "fade": _choice(f'{P14} Requires="p14"', 'p14:dur="700"', FADE, FADE, "med"),
    "push": _choice(f'{P14} Requires="p14"', 'p14:dur="1000"', PUSH, PUSH, "slow"),
    "morph": _choice(f'{P159} Requires="p159"', f'{P14} p14:dur="2000"', MORPH, FADE, "slow"),
}
LECTURE = """\
title: Motion
transition: fade
credits: false
sides: {soviet: {name: Soviet Union, colour: red}, japan: {name: Japan, colour: blue}}
slides:
  - points: One by one
    id: points
    reveal: true
    items: [One, Two, Three]
  - timeline: Events
    transition: push
    reveal: true
    events: {1931: Mukden, 1935: Raids, 1939: The Halha}
  - map: The north-east
    id: steps
    territories: east-asia-1931-1941
    date: 1931-09-01
    frame: [88, 19, 164, 53]
    relief: false
    fill: {soviet: [ussr], japan: [manchukuo, mengjiang, japan, korea]}
    steps: [{name: Manchukuo, date: 1932-03-02}, {name: Mengjiang, date: 1936-06-01}]
  - map: The Halha
    id: close
    transition: morph
    territories: east-asia-1931-1941
    date: 1939-05-11
    around: {at: [118.62, 47.74], km: 600}
    fill: {soviet: [ussr], japan: [manchukuo, mengjiang]}
"""


class _NoPackage:
    def media(self, key: str) -> str:
        return "rId9"

    def chart(self, box: Any) -> str:
        return "rId9"

    def link(self, target: str) -> tuple[str, bool]:
        return "", False


def written(*boxes: Any, transition: str = "") -> str:
    """The slide part of a page."""
    layout = layouts(Grid.of("16:9"))["content"]
    page = Page("a", "content", "A", boxes, transition=transition)
    return SlideWriter(Painter(load("atlas"), "en"), _NoPackage(), layout).slide(page).decode()


def words(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Run(t, 18.0),), 22.0) for t in texts)


# ---- reveals -------------------------------------------------------------------------------------------------


def test_a_fade_on_click_is_what_powerpoint_writes() -> None:
    target = '<p:tgtEl><p:spTgt spid="2"><p:txEl><p:pRg st="0" end="0"/></p:txEl></p:spTgt></p:tgtEl>'
    assert timing([Step(1, 2, 0)]) == (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>'
        '<p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>'
        '<p:par><p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>'
        '<p:par><p:cTn id="5" presetID="10" presetClass="entr" presetSubtype="0" fill="hold"'
        ' grpId="0" nodeType="clickEffect"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>'
        '<p:set><p:cBhvr><p:cTn id="6" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>'
        f"{target}<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set>'
        '<p:animEffect transition="in" filter="fade"><p:cBhvr><p:cTn id="7" dur="300"/>'
        f"{target}</p:cBhvr></p:animEffect>"
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
        "</p:childTnLst></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst>'
        "</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
        '<p:bldLst><p:bldP spid="2" grpId="0" build="p"/></p:bldLst></p:timing>'
    )
    assert timing([]) == ""


def test_a_deck_that_runs_by_itself_plays_its_recordings_one_after_the_other() -> None:
    sequence = timing([], [Play(2, True, 2000), Play(3, True, 1500)], auto=True).partition("<p:prevCondLst>")[0]
    group = r'<p:cTn id="(\d+)" fill="hold"><p:stCondLst>(.*?)</p:stCondLst>'
    begin = '<p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>'  # as PowerPoint writes "Automatically"
    assert re.findall(group, sequence) == [
        ("3", f'<p:cond delay="indefinite"/>{begin}'), ("4", '<p:cond delay="0"/>'), ("7", '<p:cond delay="2000"/>'),
    ]  # fmt: skip
    assert re.findall(r'nodeType="(\w+Effect)"', sequence) == ["afterEffect", "afterEffect"]


def test_the_build_list_has_texts_and_shapes_as_powerpoint_lists_them() -> None:
    xml = written(
        Text(name="Free", rect=RECT, paragraphs=words("a"), step=1),
        Text(name="Filled", rect=RECT, paragraphs=words("a"), fill="panel", step=1),
        Shape(name="Shape", rect=RECT, fill="ink", step=2),
        Shape(name="Line", rect=RECT, geometry="line", step=2),
        Picture(name="Picture", rect=RECT, media="m", step=2),
        Text(name="List", rect=RECT, paragraphs=words("a", "b"), steps=(3, 4)),
    )
    found = re.search("<p:bldLst>(.*)</p:bldLst>", xml)
    assert found is not None
    assert found[1] == (
        '<p:bldP spid="2" grpId="0"/><p:bldP spid="3" grpId="0" animBg="1"/><p:bldP spid="4" grpId="0" animBg="1"/>'
        '<p:bldP spid="7" grpId="0" build="p"/>'
    )
    grouped = {int(id) for id in re.findall(r'<p:cTn id="\d+" presetID="10"[^>]*grpId="0".*?spid="(\d+)"', xml)}
    assert grouped == {2, 3, 4, 7}


def test_what_leaves_fades_out_with_its_click_as_powerpoint_writes_it() -> None:
    boxes = [
        Shape(name="Stays a while", rect=RECT, fill="ink", step=1, until=2),
        Shape(name="Is there", rect=RECT, fill="ink", until=2),
        Shape(name="Comes", rect=RECT, fill="ink", step=2),
    ]
    xml = written(*boxes)
    assert clicks(boxes) == 2
    assert re.findall(r'presetID="10" presetClass="(\w+)" presetSubtype="0" fill="hold" grpId="(\d)"', xml) == [
        ("entr", "0"),
        ("exit", "1"),
        ("exit", "0"),
        ("entr", "0"),
    ]
    assert re.findall(r'<p:bldP spid="(\d)" grpId="(\d)"', xml) == [("2", "0"), ("2", "1"), ("3", "0"), ("4", "0")]
    target = '<p:tgtEl><p:spTgt spid="3"/></p:tgtEl>'
    assert re.search(
        r'<p:animEffect transition="out" filter="fade"><p:cBhvr><p:cTn id="\d+" dur="300"/>'
        rf"{target}</p:cBhvr></p:animEffect>"
        r'<p:set><p:cBhvr><p:cTn id="\d+" dur="1" fill="hold"><p:stCondLst><p:cond delay="299"/></p:stCondLst></p:cTn>'
        rf"{target}<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        r'<p:to><p:strVal val="hidden"/></p:to></p:set>',
        xml,
    )
    ids = [int(n) for n in re.findall(r'<p:cTn id="(\d+)"', xml)]
    assert ids == sorted(set(ids))


def test_words_turn_pale_with_the_next_click_but_the_last_ones_do_not() -> None:
    xml = written(*(Text(name=f"Step {n}", rect=RECT, paragraphs=words("a"), steps=(n,), pale="grey") for n in (1, 2)))
    target = '<p:tgtEl><p:spTgt spid="2"><p:txEl><p:pRg st="0" end="0"/></p:txEl></p:spTgt></p:tgtEl>'
    colour = Painter(load("atlas"), "en").colour("grey")
    assert re.findall("<p:subTnLst>.*?</p:subTnLst>", xml) == [
        '<p:subTnLst><p:animClr clrSpc="rgb" dir="cw"><p:cBhvr override="childStyle">'
        '<p:cTn dur="1" fill="hold" display="0" masterRel="nextClick" afterEffect="1"/>'
        f"{target}<p:attrNameLst><p:attrName>ppt_c</p:attrName></p:attrNameLst></p:cBhvr><p:to>{colour}</p:to></p:animClr></p:subTnLst>"
    ]


def test_the_names_of_past_steps_of_a_map_turn_grey(deck: Deck) -> None:
    made = deck(LECTURE)
    names = [b for b in made.page("steps").boxes if re.match(r"step \d: (?!number)", b.name)]
    assert [(b.name, b.steps, b.step, b.pale) for b in names] == [
        ("step 1: Manchukuo", (1,), 0, "grey"),
        ("step 2: Mengjiang", (2,), 0, "grey"),
    ]
    assert clicks(made.page("steps").boxes) == 2


# ---- transitions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TRANSITIONS)
def test_a_transition_is_what_powerpoint_writes(name: str) -> None:
    xml = written(Text(name="List", rect=RECT, paragraphs=words("a"), steps=(1,)), transition=name)
    assert f"</p:clrMapOvr>{TRANSITIONS[name]}<p:timing>" in xml
    assert NAMESPACES in xml
    assert name or "AlternateContent" not in xml


def test_a_deck_in_motion_is_valid_and_python_pptx_reads_it(deck: Deck) -> None:
    audit = pytest.importorskip("openxml_audit")
    made = deck(LECTURE)
    result = audit.OpenXmlValidator(file_format=audit.FileFormat.MICROSOFT_365, max_errors=0).validate(made.path)
    assert result.is_valid, [str(e) for e in result.errors]
    slides = list(made.presentation().slides)
    wide, close = ({s.name for s in slide.shapes if s.name.startswith("!!")} for slide in slides[-2:])
    assert wide == close
    assert "!!territory: Manchukuo" in close
    for slide in slides:
        targets = {int(t) for t in slide._element.xpath(".//p:spTgt/@spid")}
        assert targets <= {s.shape_id for s in slide.shapes}


@pytest.mark.render
def test_libreoffice_opens_a_deck_in_motion_with_its_transitions(deck: Deck, soffice: str, tmp_path: Path) -> None:
    made = deck(LECTURE)
    command = [soffice, "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to", "odp"]
    subprocess.run([*command, "--outdir", tmp_path, made.path], check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / made.path.with_suffix(".odp").name) as z:
        content = z.read("content.xml").decode()
    transitions = re.findall(r'<anim:transitionFilter smil:dur="[^"]*" smil:type="(\w+)"', content)
    assert {"fade", "pushWipe"} <= set(transitions)
    assert 'smil:attributeName="dim"' in content
