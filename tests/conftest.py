"""What all tests share: those marked `render` look at slides with LibreOffice and poppler, where these are."""

from __future__ import annotations

import os
import shutil

import pytest

PROGRAMS = ("soffice", "pdftotext", "pdftoppm")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what cannot be rendered here; CI installs the programs, so there a missing one is a failure."""
    missing = [p for p in PROGRAMS if shutil.which(p) is None]
    if not missing or os.environ.get("CI") == "true":
        return
    for item in items:
        if item.get_closest_marker("render"):
            item.add_marker(pytest.mark.skip(reason=f"not installed: {', '.join(missing)}"))
