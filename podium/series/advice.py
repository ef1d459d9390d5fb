"""A warning about what is drawn, before it has a place in the outline.

In: what a chart or figure finds while it is laid out. Out: an `Advice`; the block that owns the data reports it at
their place.
"""

from __future__ import annotations

Advice = tuple[str, str, str]  # message, code, hint
