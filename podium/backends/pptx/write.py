"""The PowerPoint back-end: writes a scene as a .pptx file.

In: a `Scene` and a path. Out: a .pptx file, the same bytes for the same scene; or PodiumError, and the old file stays.
Slide parts are written one after the other, so that time and memory grow linearly.
"""

from __future__ import annotations

import datetime as dt
import os
import uuid
import zlib
from pathlib import Path
from typing import BinaryIO

from podium import PodiumError, __version__, files, languages
from podium.backends.pptx import record, template
from podium.backends.pptx.carried import Carried
from podium.backends.pptx.package import PackageWriter, Relations, content_types
from podium.backends.pptx.show import USUAL, Show, properties
from podium.backends.pptx.slide import SlideWriter
from podium.backends.pptx.template import PML
from podium.backends.pptx.xml import HEADER, NAMESPACES, TREE, Painter, attribute, text
from podium.scene.boxes import Box, Chart, Group, Media, Page, Picture, Recording, Scene, every_box
from podium.scene.links import quoted
from podium.scene.masters import layouts_of
from podium.scene.speech import clock, cues, length

_OFFICE = "application/vnd.openxmlformats-officedocument."
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
}
_RECORDINGS = {"mp4": "video/mp4", "m4a": "audio/mp4", "mp3": "audio/mpeg", "wav": "audio/wav"}
_EMBEDDED = "http://schemas.microsoft.com/office/2007/relationships/media"
_EPOCH = 946684800  # 2000-01-01, unless SOURCE_DATE_EPOCH says otherwise
_FIRST_SLIDE_ID = 256


def write(scene: Scene, path: Path, show: Show = USUAL) -> None:
    """Writes the scene to `path`, played as `show` says. Raises PodiumError if that is not possible."""
    with files.replacing(path) as file:
        write_into(file, scene, show)


def write_into(file: BinaryIO, scene: Scene, show: Show = USUAL) -> None:
    """Writes the scene into a file that is open and empty."""
    package = PackageWriter(file)
    _Deck(scene, package, show).write()
    package.close()


class _Deck:
    """The parts of one deck and their relationships."""

    def __init__(self, scene: Scene, package: PackageWriter, show: Show) -> None:
        self.scene, self.package, self.show = scene, package, show
        self.language = languages.proofing(scene.lang)
        self.painter = Painter(scene.theme, self.language)
        self.carried = Carried(scene.template) if scene.template is not None else None
        self.layouts = layouts_of(scene)
        self.layout_files = {name: f"../slideLayouts/slideLayout{n}.xml" for n, name in enumerate(self.layouts, 1)}
        own = ""  # what begins the names of parts that a template may have too
        if self.carried is not None:
            self.layout_files = {name: self.carried.layout_file(name) for name in self.layouts}
            own = "podium-"
        self.slide_of = {page.id: n for n, page in enumerate(scene.pages, 1)}
        self.charts_of = [_charts(page.boxes) for page in scene.pages]
        charts = (box for boxes in self.charts_of for box in boxes)
        self.charts = {id(box): n for n, box in enumerate(charts, 1)}  # its number in the package
        self.media = _shown(scene)
        self.media_files = {key: f"{own}image{n}.{m.ending}" for n, (key, m) in enumerate(self.media.items(), 1)}
        self.media_checks: dict[str, int] = {}
        self.clip_files = {key: f"{own}media{n}.{c.ending}" for n, (key, c) in enumerate(scene.clips.items(), 1)}
        self.chart_file = f"{own}chart{{}}".format
        self.noted: list[record.NotedSlide] = []
        theme, on = scene.theme, scene.template.digest if scene.template is not None else ""
        self.made_with = sorted(theme.slots.items()), theme.major, theme.minor, on

    def write(self) -> None:
        if self.carried is None:
            parts = template.parts(self.scene, self.painter, self.media_files)
        else:
            parts = [] if self.carried.notes_master else template.notes_parts(self.language)
        self._content_types({p.name: p.type for p in parts})
        self._presentation()
        for part in parts:
            self._part(part.name, part.xml, part.relations)
        if self.carried is not None:
            self.carried.write(self.package)
        for key, media in self.media.items():
            self.media_checks[key] = self.package.add(f"ppt/media/{self.media_files[key]}", media.data)
        for number, page in enumerate(self.scene.pages, 1):
            self._slide(page, number)
        for key, clip in self.scene.clips.items():
            self.package.add_file(f"ppt/media/{self.clip_files[key]}", clip.path, clip.size)
        self._properties()
        self._record()

    def _part(self, name: str, xml: str | bytes, relations: Relations) -> None:
        self.package.add(name, xml)
        folder, file = name.rsplit("/", 1)
        entries = relations.xml()
        if "<Relationship " in entries:
            self.package.add(f"{folder}/_rels/{file}.rels", entries)

    # ------------------------------------------------------------------- slides

    def _slide(self, page: Page, number: int) -> None:
        relations = Relations()
        relations.add("slideLayout", self.layout_files[page.layout])
        carrier = _Carrier(self, relations)
        mapping = self.carried.mapping(page.layout) if self.carried is not None else ""
        writer = SlideWriter(self.painter, carrier, self.layouts[page.layout], self.show.auto, mapping)
        xml = writer.slide(page)
        if page.notes:  # the last, so that the others have the same ids with notes and without
            relations.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
        self._part(f"ppt/slides/slide{number}.xml", xml, relations)
        if page.notes:
            relations = Relations()
            relations.add("notesMaster", f"../{self._notes_master}")
            relations.add("slide", f"../slides/slide{number}.xml")
            self._part(f"ppt/notesSlides/notesSlide{number}.xml", self._notes(page, number), relations)
        charts = [self._chart(box) for box in self.charts_of[number - 1]]
        pictures = [self.media_checks[key] for key in carrier.shown]
        look = zlib.crc32(repr((self.made_with, writer.look, carrier.links, charts, pictures)).encode())
        notes = record.digest(page.notes) if page.notes else ""
        place, first = record.named(page.place), _FIRST_SLIDE_ID - 1
        self.noted.append(
            record.NotedSlide(first + number, page.id, place, page.hidden, notes, tuple(writer.noted), f"{look:x}")
        )

    def _notes(self, page: Page, number: int) -> str:
        language = self.language
        slots = {"sldImg": 2, "body": 3, "sldNum": 5}
        if self.carried is not None and self.carried.notes_master:
            slots = self.carried.notes_slots()
        image, notes, numbering = (f' idx="{slots[k]}"' if slots.get(k) else "" for k in ("sldImg", "body", "sldNum"))
        lines = ["".join([self._run(*part) for part in cues(line)]) for line in page.notes.split("\n")]
        if page.seconds and not page.hidden:
            lines.insert(0, self._run(f"{clock(page.starts)} · {length(page.seconds)}", bold=True))
        words = "".join(f"<a:p>{line}</a:p>" for line in lines)
        return (
            f"{HEADER}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}"
            '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>'
            f'<p:ph type="sldImg"{image}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f'</p:cNvSpPr><p:nvPr><p:ph type="body"{notes}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>'
            f'<p:sp><p:nvSpPr><p:cNvPr id="4" name="Page"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter"{numbering}/></p:nvPr></p:nvSpPr>'
            f'<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="{language}"/>'
            f"<a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )

    def _run(self, words: str, bold: bool = False) -> str:
        weight = ' b="1"' if bold else ""
        return f'<a:r><a:rPr lang="{self.language}"{weight} dirty="0"/><a:t>{text(words)}</a:t></a:r>'

    def _chart(self, box: Chart) -> int:
        """Writes a chart with its workbook; returns its check sum."""
        from podium.backends.pptx.charts.part import chart_part

        name = self.chart_file(self.charts[id(box)])
        xml, workbook = chart_part(box.spec, self.scene.theme)
        check = self.package.add(f"ppt/charts/{name}.xml", xml)
        relations = Relations()
        relations.add("package", f"../embeddings/{name}.xlsx")
        self.package.add(f"ppt/charts/_rels/{name}.xml.rels", relations.xml())
        self.package.add(f"ppt/embeddings/{name}.xlsx", workbook)
        return check

    # ---------------------------------------------------------------- the frame

    def _content_types(self, parts: dict[str, str]) -> None:
        overrides = {
            "ppt/presentation.xml": PML + ("slideshow" if self.show.plays else "presentation") + ".main+xml",
            **parts,
            "ppt/presProps.xml": PML + "presProps+xml",
            "ppt/viewProps.xml": PML + "viewProps+xml",
            "ppt/tableStyles.xml": PML + "tableStyles+xml",
            record.PROPERTIES: record.PROPERTIES_TYPE,
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "docProps/app.xml": _OFFICE + "extended-properties+xml",
        }
        for number, page in enumerate(self.scene.pages, 1):
            overrides[f"ppt/slides/slide{number}.xml"] = PML + "slide+xml"
            if page.notes:
                overrides[f"ppt/notesSlides/notesSlide{number}.xml"] = PML + "notesSlide+xml"
        for number in self.charts.values():
            overrides[f"ppt/charts/{self.chart_file(number)}.xml"] = _OFFICE + "drawingml.chart+xml"
        defaults = _DEFAULTS | {clip.ending: _RECORDINGS[clip.ending] for clip in self.scene.clips.values()}
        if self.carried is not None:
            more, single = self.carried.types(defaults)
            defaults, overrides = defaults | more, overrides | single
        self.package.add("[Content_Types].xml", content_types(defaults, overrides))
        package = Relations()
        package.add("officeDocument", "ppt/presentation.xml")
        package.add(_CORE, "docProps/core.xml")
        package.add("extended-properties", "docProps/app.xml")
        self.package.add("_rels/.rels", package.xml())

    def _presentation(self) -> None:
        relations, grid, carried = Relations(), self.scene.grid, self.carried
        if carried is None:
            master = relations.add("slideMaster", "slideMasters/slideMaster1.xml")
            masters = f'<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="{master}"/></p:sldMasterIdLst>'
        else:
            masters = carried.master_ids(relations)
        notes = relations.add("notesMaster", self._notes_master)
        for kind in ("presProps", "viewProps", "tableStyles"):
            relations.add(kind, f"{kind}.xml")
        if carried is None:
            relations.add("theme", "theme/theme1.xml")
        else:
            carried.other_relations(relations)
        relations.add("customXml", f"../{record.PART}")
        slides = "".join(
            f'<p:sldId id="{_FIRST_SLIDE_ID + n}" r:id="{relations.add("slide", f"slides/slide{n + 1}.xml")}"/>'
            for n in range(len(self.scene.pages))
        )
        kind = ' type="screen4x3"' if grid.width * 3 == grid.height * 4 else ""
        sizes = f'<p:sldSz cx="{grid.width}" cy="{grid.height}"{kind}/><p:notesSz cx="6858000" cy="9144000"/>'
        others = ""
        if carried is not None:
            others, sizes = carried.other_masters(relations), carried.sizes() + carried.embedded_fonts(relations)
        style = (carried.text_style() if carried is not None else "") or self._text_style()
        xml = (
            f'{HEADER}<p:presentation {NAMESPACES} saveSubsetFonts="1">{masters}'
            f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes}"/></p:notesMasterIdLst>{others}<p:sldIdLst>{slides}</p:sldIdLst>'
            f"{sizes}{style}{self._sections()}</p:presentation>"
        )
        self._part("ppt/presentation.xml", xml, relations)
        a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        self.package.add("ppt/presProps.xml", self._shown())
        self.package.add("ppt/viewProps.xml", f"{HEADER}<p:viewPr {NAMESPACES}/>")
        tables = carried.table_styles() if carried is not None else None
        plain = f'{HEADER}<a:tblStyleLst {a} def="{{2D5ABB26-0587-4C30-8999-92F81FD0307C}}"/>'
        self.package.add("ppt/tableStyles.xml", tables or plain)

    def _text_style(self) -> str:
        """How text outside placeholders looks that says nothing of it."""
        levels = "".join(
            f'<a:lvl{n}pPr marL="{457200 * (n - 1)}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="0"><a:defRPr sz="1800" '
            f'kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
            f"</a:defRPr></a:lvl{n}pPr>"
            for n in range(1, 10)
        )
        return f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{self.language}"/></a:defPPr>{levels}</p:defaultTextStyle>'

    @property
    def _notes_master(self) -> str:
        """The part of the notes master, from the main part's folder."""
        theirs = self.carried.notes_master if self.carried is not None else ""
        return theirs or f"notesMasters/{template.OWN_NOTES if self.carried is not None else 'notesMaster1.xml'}"

    def _shown(self) -> str:
        """The presentation's properties."""
        inside = properties(self.show, len(self.scene.pages))
        return f"{HEADER}<p:presentationPr {NAMESPACES}>{inside}</p:presentationPr>"

    def _sections(self) -> str:
        """PowerPoint's sections: the slides before the first section, then each section; every slide is in one."""
        groups: list[tuple[str, list[int]]] = []
        current: int | None = None
        for n, page in enumerate(self.scene.pages):
            if page.section != current or not groups:
                name = self.scene.title if page.section < 0 else self.scene.sections[page.section]
                groups.append((name, []))
                current = page.section
            groups[-1][1].append(_FIRST_SLIDE_ID + n)
        if len(groups) < 2:
            return ""
        entries = "".join(
            f'<p14:section name="{attribute(name)}" id="{{{str(uuid.uuid5(uuid.NAMESPACE_OID, f"{n}:{name}")).upper()}}}"><p14:sldIdLst>'
            f"{''.join(f'<p14:sldId id={chr(34)}{i}{chr(34)}/>' for i in ids)}</p14:sldIdLst></p14:section>"
            for n, (name, ids) in enumerate(groups)
        )
        return (
            '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
            f"{entries}</p14:sectionLst></p:ext></p:extLst>"
        )

    def _properties(self) -> None:
        when = _stamp()
        scene = self.scene
        subject = f"<dc:subject>{text(scene.subject)}</dc:subject>" if scene.subject else ""
        stamp = "".join(f'<dcterms:{k} xsi:type="dcterms:W3CDTF">{when}</dcterms:{k}>' for k in ("created", "modified"))
        self.package.add(
            "docProps/core.xml",
            (
                f'{HEADER}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
                f"<dc:title>{text(scene.title)}</dc:title>{subject}<dc:creator>{text(scene.author)}</dc:creator><cp:lastModifiedBy>{text(scene.author)}</cp:lastModifiedBy>"
                f"{stamp}<dc:language>{text(self.language)}</dc:language></cp:coreProperties>"
            ),
        )
        self.package.add(
            "docProps/app.xml",
            (
                f'{HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>podium</Application>'
                f"<Slides>{len(scene.pages)}</Slides><AppVersion>{'.'.join(__version__.split('.')[:2]).zfill(2)}</AppVersion></Properties>"
            ),
        )


    def _record(self) -> None:
        """What was written, for `podium diff`."""
        scene = self.scene
        made = record.Record(Path(scene.source).name, scene.variant, self.show.auto, tuple(self.noted))
        self.package.add(record.PART, record.part(made))
        relations = Relations()
        relations.add("customXmlProps", record.PROPERTIES.rpartition("/")[2])
        self.package.add("customXml/_rels/item1.xml.rels", relations.xml())
        self.package.add(record.PROPERTIES, record.properties())


def _stamp() -> str:
    """The deck's date: SOURCE_DATE_EPOCH, or a fixed day, so that the same outline gives the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH") or _EPOCH
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        raise PodiumError(f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not '{given}'", 2) from None


class _Carrier:
    """The relationship ids of one slide."""

    def __init__(self, deck: _Deck, relations: Relations) -> None:
        self.deck, self.relations = deck, relations
        self.shown: list[str] = []  # the pictures
        self.links: list[str] = []  # where they lead

    def media(self, key: str) -> str:
        self.shown.append(key)
        return self.relations.add("image", f"../media/{self.deck.media_files[key]}")

    def clip(self, box: Recording) -> tuple[str, str]:
        target = f"../media/{self.deck.clip_files[box.clip]}"
        return self.relations.add("audio" if box.sound else "video", target), self.relations.add(_EMBEDDED, target)

    def chart(self, box: Chart) -> str:
        return self.relations.add("chart", f"../charts/{self.deck.chart_file(self.deck.charts[id(box)])}.xml")

    def link(self, target: str) -> tuple[str, bool]:
        self.links.append(target)
        if target.startswith("#"):
            number = self.deck.slide_of.get(target[1:])
            return (self.relations.add("slide", f"slide{number}.xml"), True) if number else ("", False)
        return self.relations.add("hyperlink", quoted(target), external=True), False


def _shown(scene: Scene) -> dict[str, Media]:
    """The pictures that pages and master show: layout may have tried others."""
    if not scene.media:
        return {}
    boxes = [b for page in scene.pages for b in every_box(page.boxes) if isinstance(b, Picture)]
    keys = {key for b in boxes for key in (b.media, b.svg)} | {scene.logo.media if scene.logo is not None else ""}
    return {key: media for key, media in scene.media.items() if key in keys}


def _charts(boxes: tuple[Box, ...]) -> list[Chart]:
    """The charts among the boxes, including those in groups."""
    if not any(isinstance(box, (Chart, Group)) for box in boxes):  # as on most pages
        return []
    return [box for box in every_box(boxes) if isinstance(box, Chart)]
