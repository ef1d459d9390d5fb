"""The field type of an uncertain figure; apart from the other fields, since few slides have one."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import WithJsonSchema

from podium.outline.fields import reading_language
from podium.outline.models import ReadWith, mistake
from podium.outline.quantities import Quantity, QuantityError, parse_quantity


def _read_quantity(data: Any) -> Quantity | None:
    if data is None or isinstance(data, Quantity):
        return data
    if not isinstance(data, (str, int, float)):
        raise mistake("expected a number, not 'key: value' lines or a list", "type")
    try:
        return parse_quantity(data, reading_language.get())
    except QuantityError as e:
        raise mistake(str(e), "quantity") from None


QuantityField = Annotated[
    Quantity | None, ReadWith(_read_quantity), WithJsonSchema({"type": ["string", "number", "null"]})
]
