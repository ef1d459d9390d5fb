"""The parts of somebody else's template, carried into a deck as they are.

In: a scene's `Template`. Out: its masters, layouts, themes and all that they need, byte for byte; what the deck's main
part must say of them; and which layout each page takes. Slides of the template are left behind: a relationship of a
layout that leads to one leads to the deck's first slide instead. A part has another name only where the deck has one of
that name, or where the name is not plain.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from podium.backends.pptx import xml
from podium.backends.pptx.package import PackageWriter, Relations
from podium.backends.pptx.xml import HEADER, attribute
from podium.ooxml import Relation
from podium.templates.choice import OPENINGS
from podium.templates.fitting import Template
from podium.templates.package import A, P, R
from podium.templates.values import whole

_TABLES = "tableStyles"
_LEFT = frozenset({"notesSlide", "comments", "commentAuthors", "presProps", "viewProps", _TABLES})
"""What belongs to slides and to the main part: no XML refers to these relationships by their ids."""
_FONTS = ("regular", "bold", "italic", "boldItalic")
_FIRST_SLIDE, _MAIN = "ppt/slides/slide1.xml", "ppt/presentation.xml"
_PLAIN = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_PODIUM_S = re.compile(
    r"customXml/item(props)?1\.xml|docProps/.*|ppt/(presentation|presProps|viewProps|tableStyles)\.xml"
    r"|ppt/(slides|notesSlides)/.*|(.*/)?(podium|carried)-[^/]*",
    re.IGNORECASE,
)
"""The names of what a deck has of its own."""


class Carried:
    """The template of a deck, for its writer."""

    def __init__(self, template: Template) -> None:
        self.template, self.package = template, template.package
        self._main = self.package.relations(self.package.main_part)
        self.names = {self.package.main_part: _MAIN, **_named(self._reachable())}
        """The names of the parts in the deck, by those in the template."""
        self.masters = [r for r in self._main if r.type == "slideMaster" and r.target in self.package]
        notes = self.package.related(self.package.main_part, "notesMaster")
        self._notes_master = notes[0] if notes else ""

    @property
    def notes_master(self) -> str:
        """The part of the notes master, from the main part's folder; "" if there is none."""
        return self._from_main(self._notes_master) if self._notes_master else ""

    def layout_file(self, page: str) -> str:
        """The part of the layout of a page, from a slide's folder."""
        return posixpath.relpath(self.names[self.template.chosen.layout(page).part], "ppt/slides")

    def mapping(self, page: str) -> str:
        """The map of colours of a page: its layout's own, "" for the master's."""
        return self.template.chosen.layout(page).mapping if page in OPENINGS else ""

    def write(self, package: PackageWriter) -> None:
        """Copies the parts, with their relationships."""
        for name, new in self._parts():
            package.add(new, self.package.data(name))
            folder, _, file = name.rpartition("/")
            listed = f"{folder}/_rels/{file}.rels".lstrip("/")
            if listed in self.package:
                folder, _, file = new.rpartition("/")
                package.add(f"{folder}/_rels/{file}.rels".lstrip("/"), self._relations(name, new, listed))

    def types(self, defaults: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """The content types by ending that the template adds to `defaults`, and those of single parts."""
        more: dict[str, str] = {}
        single: dict[str, str] = {}
        for name, new in self._parts():
            type, ending = self.package.type_of(name), posixpath.splitext(new)[1].lstrip(".").lower()
            if ending in ("", "xml") or {**defaults, **more}.get(ending, type) != type:
                single[new] = type
            elif ending not in defaults:
                more[ending] = type
        return more, single

    def notes_slots(self) -> dict[str, int]:
        """The index of each placeholder of the template's notes master."""
        found: dict[str, int] = {}
        for place in self.package.xml(self._notes_master).iter(f"{P}ph"):
            found.setdefault(place.get("type", ""), whole(place.get("idx"), 0, 0))
        return found

    # ---------------------------------------------------------- what the main part says

    def master_ids(self, relations: Relations) -> str:
        """`p:sldMasterIdLst`, the template's masters with their ids."""
        ids = {e.get(f"{R}id"): e.get("id", "") for e in self.package.presentation.iter(f"{P}sldMasterId")}
        entries = ""
        for relation in self.masters:
            own = f' id="{attribute(ids[relation.id])}"' if ids.get(relation.id) else ""
            entries += f'<p:sldMasterId{own} r:id="{relations.add("slideMaster", self._from_main(relation.target))}"/>'
        return f"<p:sldMasterIdLst>{entries}</p:sldMasterIdLst>"

    def other_masters(self, relations: Relations) -> str:
        """`p:handoutMasterIdLst`, if there is one."""
        found = self.package.related(self.package.main_part, "handoutMaster")
        if not found:
            return ""
        id = relations.add("handoutMaster", self._from_main(found[0]))
        return f'<p:handoutMasterIdLst><p:handoutMasterId r:id="{id}"/></p:handoutMasterIdLst>'

    def other_relations(self, relations: Relations) -> None:
        """The theme of the main part."""
        for theme in self.package.related(self.package.main_part, "theme"):
            relations.add("theme", self._from_main(theme))

    def sizes(self) -> str:
        """`p:sldSz` and `p:notesSz`."""
        slide, notes = (self.package.presentation.find(f"{P}{tag}") for tag in ("sldSz", "notesSz"))
        kind = f' type="{attribute(slide.get("type", ""))}"' if slide is not None and slide.get("type") else ""
        width, height = self.template.survey.width, self.template.survey.height
        x, y = (whole(notes.get(key), 0, 1) if notes is not None else 0 for key in ("cx", "cy"))
        x, y = (x, y) if x and y else (6_858_000, 9_144_000)
        return f'<p:sldSz cx="{width}" cy="{height}"{kind}/><p:notesSz cx="{x}" cy="{y}"/>'

    def embedded_fonts(self, relations: Relations) -> str:
        """`p:embeddedFontLst`, if the template brings fonts."""
        targets = {r.id: r for r in self._main if r.type == "font" and r.target in self.package}
        entries = ""
        for font in self.package.presentation.iter(f"{P}embeddedFont"):
            named = font.find(f"{P}font")
            faces = "".join(
                f'<p:{kind} r:id="{relations.add("font", self._from_main(targets[id].target))}"/>'
                for kind in _FONTS
                if (e := font.find(f"{P}{kind}")) is not None and (id := e.get(f"{R}id", "")) in targets
            )
            if named is not None and faces:
                entries += f'<p:embeddedFont><p:font typeface="{attribute(named.get("typeface", ""))}"/>{faces}</p:embeddedFont>'
        return f"<p:embeddedFontLst>{entries}</p:embeddedFontLst>" if entries else ""

    def text_style(self) -> str:
        """`p:defaultTextStyle`, "" if the template has none."""
        found = self.package.presentation.find(f"{P}defaultTextStyle")
        if found is None:
            return ""
        for extension in found.findall(f"{A}extLst"):
            found.remove(extension)
        ET.register_namespace("a", xml.A)
        ET.register_namespace("p", xml.P)
        return ET.tostring(found, encoding="unicode")

    def table_styles(self) -> bytes | None:
        """The template's table styles."""
        found = self.package.related(self.package.main_part, _TABLES)
        return self.package.data(found[0]) if found else None

    # ---------------------------------------------------------------------------- parts

    def _parts(self) -> Iterable[tuple[str, str]]:
        """The parts that are carried, by their old and their new names."""
        return ((name, new) for name, new in self.names.items() if name != self.package.main_part)

    def _reachable(self) -> Iterator[str]:
        """The parts that masters, themes and fonts need, each once."""
        wanted = ("slideMaster", "theme", "notesMaster", "handoutMaster", "font")
        todo = [r.target for kind in wanted for r in self._main if r.type == kind]
        seen = {self.package.main_part}
        while todo:
            name = todo.pop(0)
            if name in seen or name not in self.package or name.lower().endswith(".rels"):
                continue
            seen.add(name)
            yield name
            todo += [r.target for r in self.package.relations(name) if not r.external and r.type not in _LEFT | {"slide"}]

    def _relations(self, name: str, new: str, listed: str) -> bytes | str:
        """The relationships of a part: as they are, but for those that lead to slides or to what has another name."""
        relations = self.package.relations(name)
        targets = [self._target(r, name, new) for r in relations]
        if all(t == r.written for t, r in zip(targets, relations, strict=True)):
            return self.package.data(listed)
        entries = ""
        for r, target in zip(relations, targets, strict=True):
            outside = ' TargetMode="External"' if r.external else ""
            if target:
                entries += f'<Relationship Id="{attribute(r.id)}" Type="{attribute(r.uri)}" Target="{attribute(target)}"{outside}/>'
        return (
            f'{HEADER}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}'
            "</Relationships>"
        )

    def _target(self, relation: Relation, name: str, new: str) -> str:
        """What a relationship of a part leads to in the deck, "" if it is left out."""
        if relation.external:
            return relation.written
        if relation.type in _LEFT:
            return ""
        target = _FIRST_SLIDE if relation.type == "slide" else self.names.get(relation.target, relation.target)
        stays = name == new and target == relation.target
        return relation.written if stays else posixpath.relpath(target, posixpath.dirname(new))

    def _from_main(self, part: str) -> str:
        return posixpath.relpath(self.names[part], "ppt")


def _named(parts: Iterable[str]) -> dict[str, str]:
    """Names for parts in a deck: their own, if they are plain and free."""
    names: dict[str, str] = {}
    for name in parts:
        folder, _, file = name.rpartition("/")
        if not _PLAIN.fullmatch(name) or _PODIUM_S.fullmatch(name):
            ending = posixpath.splitext(file)[1]
            ending = ending if _PLAIN.fullmatch(ending) else ""
            folder = folder if _PLAIN.fullmatch(folder) and not _PODIUM_S.fullmatch(f"{folder}/x") else "ppt"
            names[name] = f"{folder}/carried-{len(names) + 1}{ending}"
        else:
            names[name] = name
    return names
