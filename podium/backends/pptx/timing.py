"""Reveal by click: the steps of a page as PowerPoint's main sequence.

In: (click, shape id, paragraph or None) in drawing order. Out: `p:timing`, "" without steps. Each click fades in the
shapes and paragraphs with its number; the XML is what PowerPoint writes for "Fade, on click" (checked with the Open XML
SDK).
"""

from __future__ import annotations

from itertools import count

Step = tuple[int, int, int | None]
_FADE, _DURATION = 10, 400  # PowerPoint's preset number of "fade"; milliseconds


def timing(steps: list[Step]) -> str:
    """The timing element of a slide."""
    if not steps:
        return ""
    ids = count(3)
    clicks = sorted({s[0] for s in steps})
    sequence = "".join(_click([s for s in steps if s[0] == n], ids) for n in clicks)
    paragraphs = dict.fromkeys(s[1] for s in steps if s[2] is not None)
    builds = "".join(f'<p:bldP spid="{id}" grpId="0" build="p"/>' for id in paragraphs)
    ends = "".join(
        f'<p:{tag}><p:cond evt="{event}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:{tag}>'
        for tag, event in (("prevCondLst", "onPrev"), ("nextCondLst", "onNext"))
    )
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek">'
        f'<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{sequence}</p:childTnLst></p:cTn>{ends}</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>'
        + (f"<p:bldLst>{builds}</p:bldLst>" if builds else "")
        + "</p:timing>"
    )


def _click(steps: list[Step], ids: count[int]) -> str:
    """One click: the first effect waits for it, the others come with it."""
    outer, inner = next(ids), next(ids)
    effects = "".join(
        _effect(id, paragraph, "clickEffect" if n == 0 else "withEffect", ids)
        for n, (_, id, paragraph) in enumerate(steps)
    )
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst><p:par><p:cTn id="{inner}" fill="hold">'
        f'<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>'
    )


def _effect(shape: int, paragraph: int | None, node: str, ids: count[int]) -> str:
    own = next(ids)
    part = f'<p:txEl><p:pRg st="{paragraph}" end="{paragraph}"/></p:txEl>' if paragraph is not None else ""
    target = (
        f'<p:tgtEl><p:spTgt spid="{shape}">{part}</p:spTgt></p:tgtEl>'
        if part
        else f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>'
    )
    group = ' grpId="0"' if paragraph is not None else ""
    return (
        f'<p:par><p:cTn id="{own}" presetID="{_FADE}" presetClass="entr" presetSubtype="0" fill="hold"{group} nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f'<p:childTnLst><p:set><p:cBhvr><p:cTn id="{next(ids)}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>{target}'
        '<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set>'
        f'<p:animEffect transition="in" filter="fade"><p:cBhvr><p:cTn id="{next(ids)}" dur="{_DURATION}"/>{target}</p:cBhvr></p:animEffect></p:childTnLst></p:cTn></p:par>'
    )
