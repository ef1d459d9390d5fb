"""The parts of somebody else's template, carried into a deck as they are.

In: a scene's `Template`. Out: its masters, layouts, themes and all that they need, byte for byte; what the deck's main
part must say of them; and which layout each page takes. Slides of the template are left behind: a relationship of a
layout that leads to one leads to the deck's first slide instead.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from podium.backends.pptx.package import PackageWriter, Relations
from podium.backends.pptx.xml import HEADER, A, P, attribute
from podium.templates.choice import OPENINGS
from podium.templates.fitting import Template
from podium.templates.values import whole

_LEFT = frozenset({"slide", "notesSlide", "commentAuthors", "customXml", "presProps", "viewProps"})
_TABLES = "tableStyles"
_FONTS = ("regular", "bold", "italic", "boldItalic")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_A, _P = f"{{{A}}}", f"{{{P}}}"
_FIRST_SLIDE = "ppt/slides/slide1.xml"


class Carried:
    """The template of a deck, for its writer."""

    def __init__(self, template: Template) -> None:
        self.template, self.package = template, template.package
        self._main = self.package.relations(self.package.main_part)
        self.names = list(self._reachable())
        self.masters = [r for r in self._main if r.type == "slideMaster" and r.target in self.package]
        notes = self.package.related(self.package.main_part, "notesMaster")
        self.notes_master = notes[0] if notes else ""

    def layout_file(self, page: str) -> str:
        """The part of the layout of a page, from a slide's folder."""
        return posixpath.relpath(self.template.chosen.layout(page).part, "ppt/slides")

    def mapping(self, page: str) -> str:
        """The map of colours of a page: its layout's own, "" for the master's."""
        return self.template.chosen.layout(page).mapping if page in OPENINGS else ""

    def write(self, package: PackageWriter) -> None:
        """Copies the parts, with their relationships."""
        for name in self.names:
            package.add(name, self.package.data(name))
            folder, _, file = name.rpartition("/")
            listed = f"{folder}/_rels/{file}.rels"
            if listed in self.package:
                package.add(listed, self._relations(name, listed))

    def types(self, defaults: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """The content types by ending that the template adds to `defaults`, and those of single parts."""
        more: dict[str, str] = {}
        single: dict[str, str] = {}
        for name in self.names:
            type, ending = self.package.type_of(name), name.rpartition(".")[2].lower()
            if ending == "xml" or {**defaults, **more}.get(ending, type) != type:
                single[name] = type
            elif ending not in defaults:
                more[ending] = type
        return more, single

    def notes_slots(self) -> dict[str, int]:
        """The index of each placeholder of the template's notes master."""
        found: dict[str, int] = {}
        for place in self.package.xml(self.notes_master).iter(f"{_P}ph"):
            found.setdefault(place.get("type", ""), whole(place.get("idx"), 0, 0))
        return found

    # ---------------------------------------------------------- what the main part says

    def master_ids(self, relations: Relations) -> str:
        """`p:sldMasterIdLst`, the template's masters with their ids."""
        ids = {e.get(_ID): e.get("id", "") for e in self.package.presentation.iter(f"{_P}sldMasterId")}
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
        slide, notes = (self.package.presentation.find(f"{_P}{tag}") for tag in ("sldSz", "notesSz"))
        kind = f' type="{attribute(slide.get("type", ""))}"' if slide is not None and slide.get("type") else ""
        width, height = self.template.survey.width, self.template.survey.height
        x, y = (whole(notes.get(key), 0, 1) if notes is not None else 0 for key in ("cx", "cy"))
        x, y = (x, y) if x and y else (6_858_000, 9_144_000)
        return f'<p:sldSz cx="{width}" cy="{height}"{kind}/><p:notesSz cx="{x}" cy="{y}"/>'

    def embedded_fonts(self, relations: Relations) -> str:
        """`p:embeddedFontLst`, if the template brings fonts."""
        targets = {r.id: r for r in self._main if r.type == "font" and r.target in self.package}
        entries = ""
        for font in self.package.presentation.iter(f"{_P}embeddedFont"):
            named = font.find(f"{_P}font")
            faces = "".join(
                f'<p:{kind} r:id="{relations.add("font", self._from_main(targets[id].target))}"/>'
                for kind in _FONTS
                if (e := font.find(f"{_P}{kind}")) is not None and (id := e.get(_ID, "")) in targets
            )
            if named is not None and faces:
                entries += f'<p:embeddedFont><p:font typeface="{attribute(named.get("typeface", ""))}"/>{faces}</p:embeddedFont>'
        return f"<p:embeddedFontLst>{entries}</p:embeddedFontLst>" if entries else ""

    def text_style(self) -> str:
        """`p:defaultTextStyle`, "" if the template has none."""
        found = self.package.presentation.find(f"{_P}defaultTextStyle")
        if found is None:
            return ""
        for extension in found.findall(f"{_A}extLst"):
            found.remove(extension)
        ET.register_namespace("a", A)
        ET.register_namespace("p", P)
        return ET.tostring(found, encoding="unicode")

    def table_styles(self) -> bytes | None:
        """The template's table styles."""
        found = self.package.related(self.package.main_part, _TABLES)
        return self.package.data(found[0]) if found else None

    # ---------------------------------------------------------------------------- parts

    def _reachable(self) -> Iterator[str]:
        """The parts that masters, themes and fonts need, each once."""
        wanted = ("slideMaster", "theme", "notesMaster", "handoutMaster", "font")
        todo = [r.target for kind in wanted for r in self._main if r.type == kind]
        seen: set[str] = set()
        while todo:
            name = todo.pop(0)
            if name in seen or name not in self.package or name == self.package.main_part:
                continue
            seen.add(name)
            yield name
            todo += [r.target for r in self.package.relations(name) if not r.external and r.type not in _LEFT]

    def _relations(self, name: str, listed: str) -> bytes | str:
        """The relationships of a part: as they are, but for those that lead to slides."""
        relations = self.package.relations(name)
        if not any(r.type in _LEFT for r in relations):
            return self.package.data(listed)
        folder = name.rpartition("/")[0]
        entries = ""
        for r in relations:
            target = posixpath.relpath(_FIRST_SLIDE, folder) if r.type in _LEFT else r.written
            outside = ' TargetMode="External"' if r.external else ""
            entries += f'<Relationship Id="{attribute(r.id)}" Type="{attribute(r.uri)}" Target="{attribute(target)}"{outside}/>'
        return (
            f'{HEADER}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}'
            "</Relationships>"
        )

    @staticmethod
    def _from_main(part: str) -> str:
        return posixpath.relpath(part, "ppt")

