"""Reveal by click: the steps of a page as PowerPoint's main sequence.

In: the steps of a page in drawing order, and its recordings. Out: `p:timing`, "" without any. Each click fades in what
has its number, in 0.3 s, or wipes it in, in 1.2 s, and fades out what leaves; the XML is what PowerPoint writes for
"Fade, on click" (as an entrance and as an exit) and "Wipe, from left", for "After animation: colour" where a text turns pale with the next click, and for recordings that are
played on click or, one after the other, automatically.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Literal, NamedTuple

from podium.scene.boxes import Effect

Build = Literal["", "words", "shape"]
_EFFECTS = {  # PowerPoint's preset number, its subtype (8: from the left), the filter, milliseconds
    "fade": (10, 0, "fade", 300),
    "wipe": (22, 8, "wipe(left)", 1200),
}
_BUILDS = {
    "words": '<p:bldP spid="{}" grpId="{}"/>',
    "shape": '<p:bldP spid="{}" grpId="{}" animBg="1"/>',
}
_PARAGRAPHS = '<p:bldP spid="{}" grpId="0" build="p"/>'


class Step(NamedTuple):
    """What fades in with a click, or out if it `leaves`: a shape, or one paragraph of it.

    `build` is how PowerPoint lists the shape in its build list: "words" (a text alone), "shape" (with a ground or an
    outline), or "" for pictures, tables, groups and lines, which it does not list. `group` is 1 for the exit of what also
    has an entrance. `pale` is the colour
    that the paragraph takes with the next click, as DrawingML; "" for none.
    """

    click: int
    shape: int
    paragraph: int | None = None
    build: Build = ""
    pale: str = ""
    effect: Effect = "fade"
    leaves: bool = False
    group: int = 0


class Play(NamedTuple):
    """A recording that is played after all that appears; `length` in milliseconds, 0 if unknown."""

    shape: int
    sound: bool = False
    length: int = 0
    loop: bool = False


def timing(steps: list[Step], plays: Sequence[Play] = (), auto: bool = False) -> str:
    """The timing element of a slide; with `auto` no recording waits for a click."""
    if not (steps or plays):
        return ""
    ids = count(3)
    clicks = sorted({s.click for s in steps})
    # PowerPoint would wait for one more click to turn the last words pale: they keep their colour.
    steps = [s._replace(pale="") if s.click == clicks[-1] else s for s in steps]
    sequence = "".join(_click([s for s in steps if s.click == n], ids) for n in clicks)
    sequence += _unasked(plays, ids) if auto and plays else "".join(_played(play, ids) for play in plays)
    nodes = "".join(_media_node(play, ids) for play in plays)
    builds = "".join(dict.fromkeys(_build(s) for s in steps))
    ends = "".join(
        f'<p:{tag}><p:cond evt="{event}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{tag}>'
        for tag, event in (("prevCondLst", "onPrev"), ("nextCondLst", "onNext"))
    )
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek">'
        f'<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{sequence}</p:childTnLst></p:cTn>{ends}</p:seq>{nodes}</p:childTnLst></p:cTn></p:par></p:tnLst>'
        + (f"<p:bldLst>{builds}</p:bldLst>" if builds else "")
        + "</p:timing>"
    )


def _build(step: Step) -> str:
    """The step's entry in the build list, "" for none."""
    if step.paragraph is not None:
        return _PARAGRAPHS.format(step.shape)
    return _BUILDS[step.build].format(step.shape, step.group) if step.build else ""


def _click(steps: list[Step], ids: count[int]) -> str:
    """One click: the first effect waits for it, the others come with it."""
    outer, inner = next(ids), next(ids)
    effects = "".join(_effect(step, "clickEffect" if n == 0 else "withEffect", ids) for n, step in enumerate(steps))
    return _waiting(outer, inner, effects)


def _waiting(outer: int, inner: int, effects: str) -> str:
    """Effects that wait for a click."""
    return _begun(outer, '<p:cond delay="indefinite"/>', _begun(inner, '<p:cond delay="0"/>', effects))


def _begun(id: int, when: str, inside: str) -> str:
    """A group of effects or of groups that begins under a condition."""
    return f'<p:par><p:cTn id="{id}" fill="hold"><p:stCondLst>{when}</p:stCondLst><p:childTnLst>{inside}</p:childTnLst></p:cTn></p:par>'


def _played(play: Play, ids: count[int]) -> str:
    """A click that plays a recording from its beginning."""
    outer, inner = next(ids), next(ids)
    return _waiting(outer, inner, _call(play.shape, 1, "playFrom(0.0)", play.length or 1, ids))


def _unasked(plays: Sequence[Play], ids: count[int]) -> str:
    """All recordings one after the other, from the beginning of the slide."""
    outer, at, inside = next(ids), 0, ""
    for play in plays:
        inner, length = next(ids), play.length or 1
        call = _call(play.shape, 1, "playFrom(0.0)", length, ids, "afterEffect")
        inside += _begun(inner, f'<p:cond delay="{at}"/>', call)
        at += length
    return _begun(outer, '<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>', inside)


def _call(shape: int, preset: int, command: str, length: int, ids: count[int], node: str = "clickEffect") -> str:
    """A command to a recording as an effect."""
    return (
        f'<p:par><p:cTn id="{next(ids)}" presetID="{preset}" presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f'<p:childTnLst><p:cmd type="call" cmd="{command}"><p:cBhvr><p:cTn id="{next(ids)}" dur="{length}" fill="hold"/><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
    )


def _media_node(play: Play, ids: count[int]) -> str:
    """The recording itself; a video also stops and goes on when it is clicked."""
    target = f'<p:tgtEl><p:spTgt spid="{play.shape}"/></p:tgtEl>'
    again = ' repeatCount="indefinite"' if play.loop else ""
    start = '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>'
    if play.sound:
        end = '<p:endCondLst><p:cond evt="onStopAudio" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:endCondLst>'
        return f'<p:audio><p:cMediaNode vol="80000"><p:cTn id="{next(ids)}"{again} fill="hold" display="0">{start}{end}</p:cTn>{target}</p:cMediaNode></p:audio>'
    node = f'<p:video><p:cMediaNode vol="80000"><p:cTn id="{next(ids)}"{again} fill="hold" display="0">{start}</p:cTn>{target}</p:cMediaNode></p:video>'
    own, outer, inner = next(ids), next(ids), next(ids)
    clicked = f'<p:cond evt="onClick" delay="0">{target}</p:cond>'
    now = '<p:stCondLst><p:cond delay="0"/></p:stCondLst>'
    return (
        f'{node}<p:seq concurrent="1" nextAc="seek"><p:cTn id="{own}" restart="whenNotActive" fill="hold" evtFilter="cancelBubble" nodeType="interactiveSeq">'
        f'<p:stCondLst>{clicked}</p:stCondLst><p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst><p:par><p:cTn id="{outer}" fill="hold">{now}'
        f'<p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">{now}<p:childTnLst>{_call(play.shape, 2, "togglePause", 1, ids)}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>'
        f"</p:childTnLst></p:cTn><p:nextCondLst>{clicked}</p:nextCondLst></p:seq>"
    )


def _effect(step: Step, node: str, ids: count[int]) -> str:
    own, n = next(ids), step.paragraph
    part = f'<p:txEl><p:pRg st="{n}" end="{n}"/></p:txEl>' if n is not None else ""
    shape = f'<p:spTgt spid="{step.shape}">{part}</p:spTgt>' if part else f'<p:spTgt spid="{step.shape}"/>'
    target = f"<p:tgtEl>{shape}</p:tgtEl>"
    group = f' grpId="{step.group}"' if _build(step) else ""
    preset, subtype, filter, duration = _EFFECTS[step.effect]
    kind, way, delay, state = ("exit", "out", duration - 1, "hidden") if step.leaves else ("entr", "in", 0, "visible")
    first, second = next(ids), next(ids)
    if step.leaves:
        first, second = second, first
    parts = [
        f'<p:set><p:cBhvr><p:cTn id="{first}" dur="1" fill="hold"><p:stCondLst><p:cond delay="{delay}"/></p:stCondLst></p:cTn>{target}'
        f'<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr><p:to><p:strVal val="{state}"/></p:to></p:set>',
        f'<p:animEffect transition="{way}" filter="{filter}"><p:cBhvr><p:cTn id="{second}" dur="{duration}"/>{target}</p:cBhvr></p:animEffect>',
    ]
    return (
        f'<p:par><p:cTn id="{own}" presetID="{preset}" presetClass="{kind}" presetSubtype="{subtype}" fill="hold"{group} nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f"<p:childTnLst>{''.join(parts[::-1] if step.leaves else parts)}</p:childTnLst>{_turn_pale(step.pale, target)}</p:cTn></p:par>"
    )


def _turn_pale(colour: str, target: str) -> str:
    """What PowerPoint writes for "After animation: colour": with the next click the text takes the colour."""
    if not colour:
        return ""
    return (
        '<p:subTnLst><p:animClr clrSpc="rgb" dir="cw"><p:cBhvr override="childStyle"><p:cTn dur="1" fill="hold" display="0" masterRel="nextClick" afterEffect="1"/>'
        f"{target}<p:attrNameLst><p:attrName>ppt_c</p:attrName></p:attrNameLst></p:cBhvr><p:to>{colour}</p:to></p:animClr></p:subTnLst>"
    )
