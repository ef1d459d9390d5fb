"""An SVG from a script may draw, and do nothing else."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podium.backends.figures.svg_check import Unsafe, checked

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(80)).decode()
WEB = "http://example.org/a"


def svg(inside: str) -> bytes:
    return f"{HEAD}{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><path d="M0 0L1 1z" style="fill: #ff0000; stroke-width: 2" clip-path="url(#b)"/></g>',
        '<defs><clipPath id="b"><rect x="0" y="0" width="1" height="1"/></clipPath></defs>',
        '<defs><path id="p" d="M0 0"/></defs><use xlink:href="#p" x="1"/><use href="#p"/>',
        '<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>',
        "<style><![CDATA[.a { fill: url('#g') }]]></style>",
        f'<image width="1" height="1" xlink:href="data:image/png;base64,{PNG}"/>',
        '<text transform="translate(1 2) rotate(-90)" style="font: 12px \'Curly\'" xml:space="preserve">a &amp; b</text>',  # noqa: E501
        '<linearGradient id="g" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="rgb(1, 2, 3)"/></linearGradient>',  # noqa: E501
        "<!-- a word --><title>Fighting</title><desc>every year</desc>",
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/">'
        '<d:type r:resource="http://purl.org/dc/dcmitype/StillImage"/></r:RDF></metadata>',
        '<g aria-label="x" data-n="url(y)" role="img" class="a"/>',
        '<s:rect xmlns:s="http://www.w3.org/2000/svg" width="1"/>',
    ],
)
def test_what_only_draws_passes(inside: str) -> None:
    assert checked(svg(inside)) == svg(inside)


WAYS_ROUND = {
    "script": "<script>alert(1)</script>",
    "script under a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "HTML under a prefix": '<h:script xmlns:h="http://www.w3.org/1999/xhtml" src="x.js"/>',
    "capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "no namespace": '<rect xmlns=""/>',
    "event": '<rect onload="alert(1)"/>',
    "event in capitals": '<rect onLoad="alert(1)"/>',
    "event under a prefix": '<rect xmlns:s="http://www.w3.org/2000/svg" s:onload="alert(1)"/>',
    "foreign object": "<foreignObject/>",
    "picture from the web": f'<image href="{WEB}.png"/>',
    "picture from the disk": '<image xlink:href="file:///etc/passwd"/>',
    "picture beside": '<image xlink:href="a.png"/>',
    "picture of another machine": r'<image href="\\host\share\a.png"/>',
    "picture that is an SVG": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "picture with a false name": '<image href="data:image/png;base64,PHN2Zy8+"/>',
    "picture in capitals": f'<image href="HTTP{WEB[4:]}"/>',
    "href with blanks": f'<image href="  {WEB}"/>',
    "href as entities": f'<image href="&#104;&#x74;tp{WEB[4:]}"/>',
    "another prefix": f'<image xmlns:q="http://www.w3.org/1999/xlink" q:href="{WEB}"/>',
    "use of the web": f'<use href="{WEB}#a"/>',
    "use of a file": '<use xlink:href="other.svg#a"/>',
    "use of a use": '<g id="a"><use href="#b"/><use href="#b"/></g><g id="b"/><use href="#a"/>',
    "use of itself": '<g id="a"><use href="#a"/></g>',
    "link": f'<a href="{WEB}"><rect/></a>',
    "link that runs": '<a href="javascript:alert(1)"/>',
    "gradient elsewhere": f'<linearGradient id="g" href="{WEB}#g"/>',
    "picture in a filter": f'<filter id="f"><feImage href="{WEB}"/></filter>',
    "set": f'<use href="#a"><set attributeName="href" to="{WEB}"/></use>',
    "animate": f'<image><animate attributeName="href" values="{WEB}"/></image>',
    "base": f'<g xml:base="{WEB}"><use href="#a"/></g>',
    "style": f'<rect style="fill: url({WEB})"/>',
    "style in quotes": f"<rect style=\"fill: url( '{WEB}' )\"/>",
    "style in capitals": f'<rect style="fill: URL({WEB})"/>',
    "style with escapes": rf'<rect style="fill: u\72l({WEB})"/>',
    "style in two halves": f'<rect style="fill: uurl(#a)rl({WEB})"/>',
    "style as entities": f'<rect style="fill: &#117;rl({WEB})"/>',
    "fill": f'<rect fill="url({WEB})"/>',
    "mask": f'<rect mask="url({WEB}#a)"/>',
    "cursor": f'<rect cursor="url({WEB})"/>',
    "image-set": f"<rect style=\"mask: image-set('{WEB}' 1x)\"/>",
    "binding": "<rect style=\"behavior: expression(alert('x'))\"/>",
    "import": f"<style>@import '{WEB}.css';</style>",
    "import in CDATA": f"<style><![CDATA[@import '{WEB}.css';]]></style>",
    "import with escapes": rf"<style>@\69mport '{WEB}.css';</style>",
    "import in capitals": f"<style>@IMPORT '{WEB}.css';</style>",
    "import in pieces": f"<style>&#64;im<!-- -->port '{WEB}.css';</style>",
    "font": f"<style>@font-face {{ font-family: a; src: url({WEB}) }}</style>",
    "style of another kind": '<style type="text/x-less">a</style>',
    "style sheet": f'<?xml-stylesheet href="{WEB}.css"?>',
    "handler": '<handler type="text/javascript"/>',
    "foreign in metadata": '<metadata><x:a xmlns:x="urn:x"/></metadata>',
    "event in metadata": '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" onload="x"/></metadata>',  # noqa: E501
    "entity": "&nbsp;",
    "another document": f"<iframe src='{WEB}'/>",
    "too deep": "<g>" * 300 + "</g>" * 300,
}


@pytest.mark.parametrize("inside", WAYS_ROUND.values(), ids=WAYS_ROUND)
def test_what_would_load_or_run_is_refused(inside: str) -> None:
    with pytest.raises(Unsafe):
        checked(svg(inside))


@pytest.mark.parametrize(
    "whole",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<!DOCTYPE svg><!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<?xml-stylesheet href="http://example.org/a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>',
        b'<?xml version="1.0" encoding="UTF-7"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16"),
        '<svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16-le"),
        b"<svg/>",
        b'<svg xmlns="http://www.w3.org/2000/svg">',
        b"words",
        b"\x1f\x8b gzip",
    ],
)
def test_what_is_no_plain_svg_is_refused(whole: bytes) -> None:
    with pytest.raises(Unsafe):
        checked(whole)


def test_the_reason_names_element_and_line() -> None:
    with pytest.raises(Unsafe, match=r"has <script> on line 3"):
        checked(svg("\n<g>\n<script/></g>"))


def test_a_document_type_is_taken_off() -> None:
    whole = b'<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "http://y/z.dtd">\n<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert b"DOCTYPE" not in checked(whole)
    assert checked(whole).endswith(b"/>")


def test_what_matplotlib_draws_passes(tmp_path: Path) -> None:
    code = (
        "import matplotlib.pyplot as plt, numpy as np\n"
        "f, (a, b, c) = plt.subplots(1, 3)\n"
        "a.bar([1, 2], [3, 4], hatch='//', label='x'); a.legend(); a.set_title('Žukov $x^2$ 中')\n"
        "b.scatter([1, 2, 3], [3, 4, 5], c=[1, 2, 3]); b.imshow(np.eye(9))\n"
        "c.fill_between([1, 2], [1, 2]); c.annotate('there', (1, 1), arrowprops={'arrowstyle': '->'}); c.grid()\n"
        "plt.savefig('paths.svg'); plt.rcParams['svg.fonttype'] = 'none'; plt.savefig('text.svg')\n"
    )
    env = {**os.environ, "MPLBACKEND": "Agg"}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=tmp_path, env=env, check=True, timeout=120)
    for name in ("paths.svg", "text.svg"):
        assert b"<svg" in checked((tmp_path / name).read_bytes())


def test_the_png_stands_alone_where_the_svg_is_refused_and_the_warning_comes_again(
    slide: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from podium.pipeline import scene_of

    monkeypatch.setenv("PODIUM_CACHE", str(tmp_path / "cache"))
    (tmp_path / "draw.py").write_text(
        "import os\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nto = os.environ['PODIUM_FIGURE']\n"
        f"plt.savefig(to)\nopen(to[:-3] + 'svg', 'w').write({svg('<script/>').decode()!r})\n"
    )
    (tmp_path / "x.yaml").write_text("title: T\nslides:\n  - figure: A\n    script: draw.py\n    alt: x\n")
    for _ in range(2):
        report, scene = scene_of(tmp_path / "x.yaml", allow_scripts=True)
        assert scene is not None
        assert [m.ending for m in scene.media.values()] == ["png"]
        (said,) = [str(d) for d in report]
        assert ":4:13: warning: the script 'draw.py' saved an SVG that has <script> on line 1; only its PNG" in said
