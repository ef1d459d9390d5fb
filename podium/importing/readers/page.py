"""A saved page of a forum, or any other page with a text in it.

In: HTML, or an archive of a page and its pictures (MHTML). Out: a document with the posts of the one who began the
thread; navigation, signatures, what others wrote and copies of a post are left out, and told. Pictures are taken from
the folder that the browser saved beside the page, from the archive or from the page itself; nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from podium import PodiumError
from podium.console import plural
from podium.diagnostics import Report, Span
from podium.importing import rich
from podium.importing.captions import with_pictures
from podium.importing.days import DATE
from podium.importing.encodings import text_of
from podium.importing.model import Block, Document, Grid, Heading, Listing, Lost, Paragraph, Picture, Quotation, Rich
from podium.importing.readers import html, images
from podium.importing.readers.forums import DROPPED, FORUMS, JUMPS, PREVIEWS, QUOTES, Forum
from podium.importing.readers.threads import SIGNATURE, letters_of, tell_left_out

MISSING = "saved pages need selectolax: install it with pip install 'podium[import]'"
_HEAD = 5  # blocks at the top among which the title may stand once more
_MOST_PICTURES = 500
_ADDRESS = 500  # letters of an address that is shown
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
_LABELS = {"quot": "a quotation of another post", "sig": "a signature"}
_NAMED = 80  # letters of a quotation among which whom it is from stands
_COPIED = 20  # letters that are the same in two posts
_FOOTNOTES = "li[id^=footnote], li[id^=fn], li[id^=cite_note], li[id^=endnote], .footnote-item[id]"
_LONGEST_NOTE = 1_500  # letters
_LEAST_BODY = 20  # words of a post that is a text
_ARTICLES = "[itemprop=articleBody], article, main, [role=main], #content, #mw-content-text"
_WORDLESS = "script, style, template, noscript"
_SITE = re.compile(r"\s*(?:[|•·]|\s[-–—]\s|::).*$")
_PREFIX = re.compile(r"^(?:re|topic|thread|thema)\s*:\s*", re.IGNORECASE)


class _Post(NamedTuple):
    author: str
    date: str
    body: Any
    letters: str


def read(text: str, path: Path, report: Report) -> Document:
    """The document in a page."""
    return _read(text, path, report, images.beside(path))


def read_archive(data: bytes, path: Path, report: Report, encoding: str = "") -> Document:
    """The document in a page that was saved with its pictures as one file (MHTML)."""
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    page: tuple[bytes, str] | None = None
    parts: dict[str, bytes] = {}
    for part in message.walk():
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if part.get_content_type() == "text/html" and page is None:
            page = content, str(part.get_content_charset() or "")
        elif part.get_content_maintype() == "image":
            for key in (part.get("Content-Location"), part.get("Content-ID")):
                if key:
                    parts[str(key).strip("<>")] = content
    if page is None:
        raise PodiumError(f"{path}: there is no page in it")

    def find(source: str) -> bytes | None:
        return parts.get(source) or parts.get(source.removeprefix("cid:"))

    text = text_of(page[0], path, report, encoding, page[1], is_page=True)
    return _read(text, path, report, find)


def _read(text: str, path: Path, report: Report, find: images.Find) -> Document:
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as e:
        if not str(e.name).startswith("selectolax"):
            raise
        raise PodiumError(MISSING, 3) from None
    if html.is_too_deep(text):
        raise PodiumError(f"{path}: its elements are nested more than {html.DEEPEST:,} deep, and it is not read")
    tree = LexborHTMLParser(text)
    if tree.body is None:
        raise PodiumError(f"{path}: is no page")
    for node in tree.css(_WORDLESS):  # whose letters would be counted among the words
        node.decompose()
    forum, posts = _posts(tree)
    if not posts:
        return _any_page(tree, path, report, find)
    kept, gone = _kept(posts, path.name, report)
    flow: list[Block] = []
    dropped: list[str] = []
    notes = _notes(tree)
    for number, post in enumerate(kept, 1):
        origin = f"post {number}" if len(kept) > 1 else "post"
        out = {node.mem_id for node in post.body.css(QUOTES) if _is_of_post(node, post, posts)}
        flow += _blocks(post.body, find, origin, dropped, out, notes)
    left_out = (*filter(None, [gone]), *_told_of(dropped, path.name, report))
    first = kept[0]
    return Document(
        "forum post", _title(tree, forum), author=first.author, date=first.date, url=_address(tree),
        lang=_language(tree), publisher=_site(tree), flow=tuple(with_pictures(flow)),
        left_out=left_out,
    )  # fmt: skip


# ---- posts ----------------------------------------------------------------------------------------------


def _posts(tree: Any) -> tuple[Forum | None, list[_Post]]:
    """The posts of the program whose markup the page has."""
    for forum in FORUMS:
        found: list[_Post] = []
        seen: set[int] = set()
        for node in tree.css(forum.posts):
            body = _first(node, forum.body)
            if body is None or body.mem_id in seen:
                continue
            seen.add(body.mem_id)
            found.append(_Post(_author(node, forum), _date(node, forum), body, letters_of(body.text(deep=True))))
        if any(_count(post.body) >= _LEAST_BODY for post in found):
            return forum, found
    return None, []


def _first(node: Any, selectors: str) -> Any:
    """What the first of several selectors finds that finds anything."""
    return next((found for one in selectors.split(", ") if (found := node.css_first(one)) is not None), None)


def _author(node: Any, forum: Forum) -> str:
    given = node.attributes.get("data-author") or ""
    if not given:
        found = _first(node, forum.author)
        given = found.text(deep=True) if found is not None else ""
    return rich.clean(given).strip().lstrip("@")


def _date(node: Any, forum: Forum) -> str:
    """The day of a post: as the page shows it, or from what it tells programs."""
    for found in node.css(forum.date):
        shown = rich.clean(f"{found.text(deep=True)} {found.attributes.get('title') or ''}")
        if day := re.search(DATE, shown, re.IGNORECASE):
            return day[0].strip(" ,")
        for key in ("datetime", "data-timestamp", "data-time", "content"):
            if day_of := _told(found.attributes.get(key) or ""):
                return day_of
    return ""


def _told(value: str) -> str:
    """A day as programs have it: `2017-06-21T17:49:25Z`, or seconds or milliseconds since 1970."""
    import datetime

    if day := re.match(r"\d{4}-\d\d-\d\d", value):
        return day[0]
    if re.fullmatch(r"\d{9,13}", value):
        seconds = int(value) / (1000 if len(value) > 11 else 1)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    return ""


def _kept(posts: list[_Post], name: str, report: Report) -> tuple[list[_Post], str]:
    """The first post and those that its author wrote further down; and how many others are left out, as a phrase."""
    first = posts[0]
    kept, seen = [first], {first.letters}
    copies = others = answers = 0
    for post in posts[1:]:
        if post.letters in seen:
            copies += 1
        elif post.author != first.author or not first.author:
            others += 1
        elif any(_is_of_post(q, post, posts) for q in post.body.css(QUOTES)) or _count(post.body) < 4 * _LEAST_BODY:
            answers += 1
        else:
            kept.append(post)
            seen.add(post.letters)
    return kept, tell_left_out(name, report, copies=copies, answers=answers, others=others)


def _is_of_post(quotation: Any, post: _Post, posts: list[_Post]) -> bool:
    """Whether a quotation is one of another post: it leads there, names who writes on the page, or stands there too; a
    quotation of a source is the post's own."""
    told = quotation.attributes
    if any(told.get(key) for key in ("data-post", "data-topic")) or "post" in (told.get("data-source") or ""):
        return True
    beginning = rich.clean(quotation.text(deep=True, separator=" "))[:_NAMED]
    names = {other.author for other in posts if other.author}
    named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", beginning, re.IGNORECASE) for name in names)
    if named or quotation.css_first(JUMPS) is not None:
        return True
    letters = letters_of(quotation.text(deep=True))
    return len(letters) >= _COPIED and any(letters in other.letters for other in posts if other is not post)


def _notes(tree: Any) -> dict[str, str]:
    """The notes at the foot of a page, by their ids; without what leads back to the text."""
    found = {}
    for node in tree.css(_FOOTNOTES):
        for back in node.css("a[href^='#'], .mw-cite-backlink"):
            back.decompose()
        if (text := rich.clean(node.text(deep=True)).strip()) and len(text) <= _LONGEST_NOTE:
            found[node.attributes.get("id") or ""] = text
    referred = {(a.attributes.get("href") or "")[1:] for a in tree.css("a[href^='#']")}
    return {id: text for id, text in found.items() if id in referred}


# ---- the text -------------------------------------------------------------------------------------------


def _blocks(
    body: Any, find: images.Find, origin: str, dropped: list[str], foreign: set[int], notes: dict[str, str]
) -> list[Block]:
    """The blocks of a post's body, without the `foreign` quotations; what is left out is added to `dropped`."""
    out = {node.mem_id for node in body.css(DROPPED)} | foreign
    previews = {node.mem_id for node in body.css(PREVIEWS)}

    def passed(node: Any) -> bool:
        if node.mem_id in previews:
            leads = node.css_first("a[href]")
            address = rich.clean((leads.attributes.get("href") or "") if leads is not None else "").strip()
            dropped.append(f"a preview of {address[:_ADDRESS] or 'a page'}")
            return True
        if node.mem_id not in out:
            return False
        words = node.text(deep=True, separator=" ").split()
        if words:
            named = f"{node.tag} {node.attributes.get('class')} {node.attributes.get('id')}".lower()
            dropped.append(next((label for part, label in _LABELS.items() if part in named), " ".join(words[:6])))
        return True

    count = 0

    def picture(node: Any) -> Picture | Lost | None:
        nonlocal count
        count += 1
        if count > _MOST_PICTURES:
            dropped.append(f"pictures after the first {_MOST_PICTURES}")
            return None
        made = _picture(node, find, origin)
        if isinstance(made, Lost) and not made.words:  # mostly a sign of the site's
            dropped.append(made.what)
            return None
        return made

    blocks = html.Walker(passed, picture, origin, notes).read(body)
    return _without_signature(blocks, dropped)


def _told_of(dropped: list[str], name: str, report: Report) -> tuple[str, ...]:
    """What was dropped, each once, and said so."""
    once = tuple(dict.fromkeys(dropped))
    if once:
        report.warn(f"left out: {', '.join(once)}", Span(name), "left-out")
    return once


def _without_signature(blocks: list[Block], dropped: list[str]) -> list[Block]:
    """The blocks above a line of dashes near the end, which is how old programs part a signature from its post."""
    for n in range(len(blocks) - 1, max(0, len(blocks) - 6), -1):
        block = blocks[n]
        if isinstance(block, Paragraph) and SIGNATURE.fullmatch(rich.text_of(block.text)):
            dropped.append("a signature")
            return blocks[:n]
    return blocks


def _picture(node: Any, find: images.Find, origin: str) -> Picture | Lost:
    """A picture with its bytes, if they are at hand."""
    attributes = node.attributes
    sources = [rich.seen(attributes.get(k) or "").strip() for k in ("src", "data-src", "data-url", "data-original")]
    sources.sort(key=lambda source: source.startswith("data:"))  # which may stand in for one that is loaded later
    parent = node.parent
    while parent is not None and parent.tag in ("span", "div", "figure"):
        parent = parent.parent
    behind = rich.seen(parent.attributes.get("href") or "").strip() if parent is not None and parent.tag == "a" else ""
    if _PICTURE.search(behind):  # the large one behind a small one
        sources.insert(0, behind)
    data = next((d for s in sources if s and (d := _inside(s) or find(s)) is not None), None)
    url = next((s for s in sources if re.match(r"https?://", s)), "")
    source = next((s for s in sources if s and not s.startswith("data:")), "picture")
    name = unquote(urlsplit(source).path).rpartition("/")[2] or "picture"
    alt = rich.clean(attributes.get("alt") or attributes.get("title") or "").strip()
    if alt == name or _PICTURE.search(alt):
        alt = ""
    if data is not None:
        return images.picture(name, data, alt=alt, url=url or source, origin=origin)
    remark = f"the picture is not in what was saved{f'; it was at {url[:_ADDRESS]}' if url else ''}"
    return Picture(name, None, alt=alt, url=url or source, origin=origin, remark=remark)


def _inside(source: str) -> bytes | None:
    """The bytes of a picture that is in the page itself."""
    found = re.match(r"data:image/[\w.+-]+((?:;[\w=-]+)*),(.*)", source, re.DOTALL)
    try:
        if found and not found[1].endswith(";base64"):
            return unquote_to_bytes(found[2])
        return base64.b64decode(found[2], validate=False) if found else None
    except (binascii.Error, ValueError):
        return None


# ---- what the page says of itself -----------------------------------------------------------------------


def _title(tree: Any, forum: Forum | None) -> Rich:
    found = _first(tree, forum.title if forum else "h1")
    for prefix in found.css(".label, .label-append, .prefix") if found is not None else ():
        prefix.decompose()
    text = rich.clean(found.text(deep=True)).strip() if found is not None else ""
    if not text:
        text = _meta(tree, "og:title")
    if not text and (title := tree.css_first("title")) is not None:
        text = _SITE.sub("", rich.clean(title.text(deep=True)).strip())
    return rich.plain(_PREFIX.sub("", text))


def _says(block: Block, title: str) -> bool:
    """Whether a block is nothing but the title."""
    return bool(title) and isinstance(block, (Heading, Paragraph)) and rich.text_of(block.text) == title


def _meta(tree: Any, name: str) -> str:
    found = tree.css_first(f'meta[property="{name}"], meta[name="{name}"]')
    return rich.clean(found.attributes.get("content") or "").strip() if found is not None else ""


def _address(tree: Any) -> str:
    found = tree.css_first('link[rel="canonical"]')
    url = rich.clean((found.attributes.get("href") if found is not None else "") or _meta(tree, "og:url")).strip()
    return url if re.fullmatch(r"https?://[^\s<>\"]{1,500}", url) else ""


def _site(tree: Any) -> str:
    return _meta(tree, "og:site_name")


def _language(tree: Any) -> str:
    found = tree.css_first("html")
    lang = (found.attributes.get("lang") or "").strip() if found is not None else ""
    return lang.partition("-")[0].lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", lang) else ""


def _articles(tree: Any) -> list[Any]:
    """The elements that a page marks as its text, none within another; its body if they have little of the words."""
    found: list[Any] = []
    inner: set[int] = set()
    for node in tree.css(_ARTICLES):
        if node.mem_id not in inner:
            found.append(node)
            inner |= {within.mem_id for within in node.css(_ARTICLES)}
    return found if 3 * sum(map(_count, found)) >= _count(tree.body) and found else [tree.body]


def _count(node: Any) -> int:
    return len(node.text(deep=True, separator=" ").split())


def _any_page(tree: Any, path: Path, report: Report, find: images.Find) -> Document:
    """A page of no known forum: its articles, or all of it if they have little of its text."""
    nodes = _articles(tree)
    around = _count(tree.body) - sum(map(_count, nodes))
    beside = f"the {plural(around, 'word')} around" if around else ""
    said = f"its articles were read, not {beside} them" if around else "all of it was read"
    message = f"its markup is of no forum that is known: {said}"
    report.warn(message, Span(path.name), "guessed", "take out what does not belong to it")
    dropped: list[str] = []
    flow: list[Block] = []
    for number, node in enumerate(nodes, 1):
        origin = f"article {number}" if len(nodes) > 1 else "page"
        flow += _blocks(node, find, origin, dropped, set(), _notes(tree))
    left_out = (*([f"{beside} its articles"] if around else ()), *_told_of(dropped, path.name, report))
    title = _title(tree, None)
    flow = [b for n, b in enumerate(flow) if not (n < _HEAD and _says(b, rich.text_of(title)))]
    if not any(isinstance(b, (Paragraph, Listing, Grid, Quotation)) for b in flow):
        raise PodiumError(f"{path}: there is no text in it")
    author = _meta(tree, "author") or _meta(tree, "article:author")
    date = _told(_meta(tree, "article:published_time"))
    return Document("web page", title, author=author, date=date, url=_address(tree), lang=_language(tree),
                    publisher=_site(tree), flow=tuple(with_pictures(flow)), left_out=left_out)  # fmt: skip
