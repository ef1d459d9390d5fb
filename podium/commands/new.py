"""new: a small outline to start from."""

from __future__ import annotations

from pathlib import Path

import click

from podium import PodiumError, console


@click.command(
    epilog="""\b
Examples:
  python generate.py new slides_src/turkish-independence.yaml
"""
)
@click.argument("outline", type=click.Path(path_type=Path))
def command(outline: Path) -> None:
    """Write a small OUTLINE to start from; an existing file is never overwritten."""
    import json

    from podium.outline.starter import STARTER

    name = "".join(c for c in outline.stem if c.isprintable())
    title = name.replace("-", " ").replace("_", " ").strip().capitalize() or "A lecture"
    text = STARTER.format(title=json.dumps(title, ensure_ascii=False)).encode()
    try:
        outline.parent.mkdir(parents=True, exist_ok=True)
        with outline.open("xb") as file:
            file.write(text)
    except FileExistsError:
        raise PodiumError(f"{outline}: already exists", 2) from None
    except OSError as e:
        raise PodiumError(f"{outline}: cannot be written: {e.strerror or e}") from None
    console.tell(f"{outline}: written; build it with: python generate.py build {outline}")
