"""Whether a deck may contain an SVG that another program drew.

In: the bytes of a file. Out: the same without a document type, if it contains nothing but drawing: elements and
attributes on an allow-list, references to itself, embedded pictures. Else `Unsafe`, with the line. Anything unknown is
refused: programs that open a deck differ in what they load and run.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_METADATA = (_RDF, "http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/")
_MOST = 200_000  # elements
_DEEPEST = 200

_DRAWING = """
    svg g defs symbol use title desc metadata style path rect circle ellipse line polyline polygon image text
    tspan textPath clipPath mask marker pattern linearGradient radialGradient stop filter feBlend feColorMatrix
    feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
    feMergeNode feMorphology feOffset
"""
_ELEMENTS = frozenset(_DRAWING.split())
_LOOKS = """
    alignment-baseline amplitude azimuth baseline-shift class clip-path clip-rule clipPathUnits color
    color-interpolation color-interpolation-filters color-rendering cx cy d direction display dominant-baseline
    dx dy exponent fill fill-opacity fill-rule filter filterUnits flood-color flood-opacity font-family
    font-size font-size-adjust font-stretch font-style font-variant font-weight fr fx fy gradientTransform
    gradientUnits height href id image-rendering in in2 intercept isolation k1 k2 k3 k4 lang lengthAdjust
    letter-spacing marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask maskContentUnits
    maskUnits method mix-blend-mode mode offset opacity operator orient overflow paint-order patternContentUnits
    patternTransform patternUnits pathLength pointer-events points preserveAspectRatio primitiveUnits r radius refX refY
    result role rotate rx ry shape-rendering slope spacing spreadMethod startOffset stdDeviation stop-color
    stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width style systemLanguage tableValues text-anchor text-decoration text-rendering
    textLength transform transform-origin type unicode-bidi values vector-effect version viewBox visibility
    white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
"""
_ATTRIBUTES = frozenset(_LOOKS.split())
_WORDS = re.compile(r"(data|aria)-[\w.-]+")  # attributes that only contain words
_INNER = re.compile(r"#[^\s#()'\"<>\\]+")
_PICTURE = re.compile(r"data:image/(png|jpe?g);base64,([A-Za-z0-9+/=\s]*)")
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_CALLED = re.compile(r"([\w-]*)\s*\(")
_CALLS = "rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy calc"
_FUNCTIONS = frozenset(_CALLS.split())
_OWN_URL = re.compile(r"url\(\s*(['\"]?)#[^\s#()'\"<>\\]+\1\s*\)", re.IGNORECASE)
_TYPE = re.compile(rb"<!DOCTYPE\s[^>\[]*>")


class Unsafe(Exception):
    """What in an SVG is not a drawing element, as the end of a sentence: "has <script> on line 3"."""


def checked(data: bytes) -> bytes:
    """The SVG as it may be embedded. Raises Unsafe."""
    data = _TYPE.sub(b"", data.removeprefix(b"\xef\xbb\xbf"), count=1)  # a DTD on the web; matplotlib names one
    try:
        if "\0" in data.decode("utf-8"):  # UTF-16 without declaring it
            raise Unsafe("is not UTF-8 text")
    except UnicodeDecodeError:
        raise Unsafe("is not UTF-8 text") from None
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as e:
        raise Unsafe(f"is not XML: {expat.errors.messages[e.code]} in line {e.lineno}") from None
    reader.finish()
    return data


class _Reader:
    """Follows the parser through the file; entities, namespaces and CDATA are resolved before anything is compared."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._refuse("a document type")
        self.parser.EntityDeclHandler = self._refuse("an entity")
        self.parser.ProcessingInstructionHandler = self._refuse("a processing instruction")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._open: list[tuple[str, str, str]] = []  # namespace, name, id
        self._style: list[str] = []
        self._count = 0
        self._used: set[str] = set()
        self._using: set[str] = set()  # ids of elements that contain a <use>

    def finish(self) -> None:
        """The check of the whole file: copies of copies could grow without limit. Raises Unsafe."""
        if again := self._used & self._using:
            raise Unsafe(f"uses '#{min(again)}', which itself uses others")

    def _fail(self, what: str) -> None:
        raise Unsafe(f"has {what} on line {self.parser.CurrentLineNumber}")

    def _refuse(self, what: str) -> Any:
        return lambda *_: self._fail(what)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            self._fail(f"the encoding {encoding}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self._count += 1
        if self._count > _MOST:
            self._fail(f"more than {_MOST:,} elements")
        if len(self._open) >= _DEEPEST:
            self._fail(f"elements {_DEEPEST} deep")
        around = self._open[-1][:2] if self._open else ("", "")
        if not self._open and (space, local) != (_SVG, "svg"):
            self._fail(f"<{local}> in place of <svg>")
        in_metadata = any(element[:2] == (_SVG, "metadata") for element in self._open)
        if around == (_SVG, "style") or not (
            (space == _SVG and local in _ELEMENTS) or (in_metadata and space in _METADATA)
        ):
            self._fail(f"<{local}>")
        self._open.append((space, local, attributes.get("id", "")))
        if (space, local) == (_SVG, "use"):
            self._using.update(id for _, _, id in self._open if id)
        for key, value in attributes.items():
            self._attribute(space, local, key, value)

    def _attribute(self, element_space: str, element: str, key: str, value: str) -> None:
        space, _, name = key.rpartition(" ")
        if element_space != _SVG:  # metadata: names of its subjects, which nothing loads
            if space not in _METADATA:
                self._fail(f"'{name}'")
        elif space == _XML:
            if name not in ("space", "lang"):
                self._fail(f"'xml:{name}'")
        elif name == "href" and space in ("", _XLINK):
            self._reference(element, value)
        elif space == _XLINK and name in ("type", "title"):
            pass
        elif space or not (name in _ATTRIBUTES or _WORDS.fullmatch(name)):
            self._fail(f"'{name}'")
        elif element == "style" and name == "type":
            if value != "text/css":
                self._fail(f"a style of type '{value[:40]}'")
        elif not (_WORDS.fullmatch(name) or name in ("id", "class")):
            self._styled(value)

    def _reference(self, element: str, value: str) -> None:
        if element == "image":
            carried = _PICTURE.fullmatch(value)
            try:
                start = base64.b64decode("".join(carried[2].split())[:64]) if carried else b""
            except (binascii.Error, ValueError):
                start = b""
            if not start.startswith(_SIGNATURES):
                self._fail(f"a picture from '{value[:40]}'")
        elif not _INNER.fullmatch(value):
            self._fail(f"a link to '{value[:40]}'")
        elif element == "use":
            self._used.add(value[1:])

    def _styled(self, value: str) -> None:
        """Refuses what CSS could load, and any spelling that hides it. Raises Unsafe."""
        rest = _OWN_URL.sub("", value)
        if "\\" in value or "@" in rest or "/*" in value:
            self._fail(f"the style '{value.strip()[:40]}'")
        for called in _CALLED.findall(rest):
            if called and called.lower() not in _FUNCTIONS:
                self._fail(f"the style '{called[:40]}(…)'")

    def _text(self, text: str) -> None:
        if self._open and self._open[-1][:2] == (_SVG, "style"):
            self._style.append(text)

    def _end(self, name: str) -> None:
        if name == f"{_SVG} style":
            self._styled("".join(self._style))
            self._style.clear()
        self._open.pop()
