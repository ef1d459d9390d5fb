"""A template's package: a presentation, template or show without macros.

In: the bytes of a `.potx` or `.pptx`. Out: a `Package`. Raises `Unusable` for what is no template, or what no template
needs: macros, entities, parts beyond any reasonable size.
"""

from __future__ import annotations

import io
import re
from functools import cached_property
from xml.etree import ElementTree as ET

from podium import ooxml
from podium.ooxml import Unusable as Unusable

MOST = 100_000_000  # bytes of the file
_LIMITS = ooxml.Limits(5_000, 20_000_000, 100_000_000, 200_000_000)
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAVE = "in PowerPoint, save it as 'PowerPoint Template (*.potx)'"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Package(ooxml.Package):
    """The parts of a template; `main_part` is the presentation."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), _LIMITS)
        kind = self.type_of(self.main_part)
        if "macroEnabled" in kind:
            raise Unusable("contains macros (.potm, .pptm)", "save it without macros, as .potx")
        if not re.search(r"presentationml\.(presentation|template|slideshow)\.main\+xml$", kind):
            raise Unusable("is no PowerPoint template or presentation", _SAVE)
        if _STRICT in self.data(self.main_part):
            raise Unusable("is saved as 'Strict Open XML', which few programs read", _SAVE)

    @cached_property
    def presentation(self) -> ET.Element:
        """The root of the main part."""
        return self.xml(self.main_part)
