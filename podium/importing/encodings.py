"""Text of any encoding: a byte order mark decides, then what the file declares, then strict UTF-8, then a guess.

In: bytes, and the encoding that the file or the lecturer names. Out: the text, the encoding, and whether it is a guess.
A guess weighs how the letters of each encoding's reading follow one another; it is never made in silence.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from podium import PodiumError
from podium.diagnostics import Report, Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "koi8-r", "cp1253", "cp1254", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr",
)  # fmt: skip
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})")
_WIDE = ("utf-16", "utf-32")
_NO_PAGES = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined")  # codecs of Python's own
_HEAD = 4096
_SAMPLE = 60_000
# Letters that are frequent where an encoding is meant: wrong readings are full of rare ones.
_USUAL = {
    "cp1252": "éèàùâêîôûçëïüöäßÄÖÜñáíóúãõåæøÉ’“”–—„°§«»",
    "cp1250": "ěščřžýáíéůúňťďóąęłśćżźńőűăşţâî„“”–—’",
    "cp1251": "аеоинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїє«»–—",
    "koi8-r": "аеоинтсрвлкмдпуяыьгзбчйхжшюцщэфё",
    "cp1253": "αειοτνσρκλμπυηςάέίόύώήθγδχφωβξζψ",
    "cp1254": "ığüşöçİĞÜŞÖÇâî’",
}
_NAMES = {  # as browsers take them
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
}


class Decoded(NamedTuple):
    """A text with the encoding that it was in; `doubt` is a phrase if that is not certain."""

    text: str
    encoding: str
    doubt: str = ""


def text_of(data: bytes, path: Path, report: Report, named: str = "", told: str = "", *, is_page: bool = False) -> str:
    """The text of a file; `named` is the encoding that the lecturer gave, `told` what stands around the file, "" for
    nothing. A guess is reported. Raises PodiumError."""
    try:
        found = decode(data, named, told, is_page=is_page)
    except LookupError:
        raise PodiumError(f"there is no encoding '{named}'; write utf-8, cp1252, cp1251, shift_jis …", 2) from None
    except UnicodeError:
        hint = f"it is not in {named}" if named else "it is no text"
        raise PodiumError(f"{path}: cannot be read: {hint}") from None
    if found.doubt:
        hint = "if letters look wrong, say which it is with --encoding"
        report.warn(f"{found.doubt}: read as {found.encoding}", Span(path.name), "encoding", hint)
    return found.text


def decode(data: bytes, named: str = "", told: str = "", *, is_page: bool = False) -> Decoded:
    """The text of some bytes; `named` is the encoding that the lecturer gave, `told` what stands around them, as the
    head of a message does, "" for none. Raises UnicodeError if they are in no encoding at all, LookupError if `named`
    is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and not (encoding == "utf-16" and data.startswith(codecs.BOM_UTF32_LE)):
            return Decoded(data.decode(encoding), encoding)
    if named:
        return Decoded(data.decode(codecs.lookup(named).name), named)
    declared = _as_browsers(told) or (_declared(data) if is_page else "")
    if declared:
        try:
            return Decoded(data.decode(declared), declared)
        except UnicodeError:
            pass
    try:
        return Decoded(data.decode("utf-8"), "utf-8", f"it says {declared}, but is not" if declared else "")
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:_HEAD]:
        raise UnicodeError("is no text")
    return _guessed(data, declared)


def _declared(data: bytes) -> str:
    """The encoding that a page names, as browsers understand the name; "" for none or an unknown one. A page whose
    head can be read as ASCII is not in UTF-16 or UTF-32, whatever it says."""
    found = _DECLARED.search(data[:_HEAD]) or _DECLARED_XML.search(data[:_HEAD])
    name = _as_browsers(found[1].decode("ascii")) if found else ""
    return "utf-8" if name.startswith(_WIDE) else name


def _as_browsers(name: str) -> str:
    """The codec for a name, as browsers understand it; "" for none that text is in."""
    name = name.strip().lower()
    try:
        known = codecs.lookup(_NAMES.get(name, name)).name
        b"a".decode(known)  # refuses codecs that make no text
    except (LookupError, ValueError):
        return ""
    return "" if known in _NO_PAGES else known


def _guessed(data: bytes, declared: str) -> Decoded:
    best, rank = None, float("-inf")
    for encoding in (declared, *_CANDIDATES) if declared else _CANDIDATES:
        text = data.decode(encoding, "replace")
        score = _score(text[:_SAMPLE], encoding)
        if score > rank:
            best, rank = Decoded(text, encoding, "nothing says in which encoding it is"), score
    assert best is not None
    return best


def _score(text: str, encoding: str) -> float:
    """How likely a reading is, for each letter that is not ASCII."""
    usual = _USUAL.get(encoding, "")
    total = score = 0.0
    before = " "
    for sign in text:
        if ord(sign) > 127:
            total += 1
            score += _weight(sign, before, usual)
        before = sign
    return score / total if total else 0.0


def _weight(sign: str, before: str, usual: str) -> float:
    kind = unicodedata.category(sign)
    if sign == "\ufffd" or kind in ("Cc", "Co", "Cn"):
        return -8.0
    if "\u3040" <= sign <= "\u30ff":  # kana: nothing else is read so by chance
        return 1.6
    if "\u4e00" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3":
        return 0.9 if ord(before) > 127 or not before.isalpha() else -1.0
    if "\uff61" <= sign <= "\uff9f" or "\u2500" <= sign <= "\u259f":  # half-width kana, frames: wrong readings
        return -2.0
    if sign.lower() in usual or sign in usual:
        return 1.2 if not (kind == "Lu" and before.islower()) else -0.5
    if kind == "Lu" and before.islower():
        return -1.5
    if kind in ("Ll", "Lu"):
        return 0.2
    return -0.6 if before.isalpha() else 0.0
