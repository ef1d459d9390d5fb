"""What others changed in a deck: every change is reported at its line, and what is written back rebuilds to it."""

from __future__ import annotations

import copy
import json
import random
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from pptx import Presentation
from thorough import some

TALK = """\
title: A *short* war   # of ours
author: N. N.
credits: false
sides: {soviet: {name: Soviet Union, colour: red}, japan: {name: Japan, colour: blue}}
sections:
  - title: Before the war
    notes: The first section begins with a map.
    slides:
      # Kept above the claims.
      - points: Two empires met in **Manchuria**   # the headline
        id: empires
        items:
          - Russia came first: It built [a railway](https://example.org/rails) across the north.
          - 'Japan''s army followed': "It won at \\"Mukden\\" in 1905."
          # between items
          - The *border* stayed open
        notes: |
          Say first where the railway ran. [click]

          Then say who paid for it, and why
          nobody drew the border.
      - points: A treaty left
          the frontier open
        id: treaty
        items: [One clause was missing, Two maps disagreed about the river]
        notes: "Ask them: who gains?"
      - compare: Both sides prepared
        id: both
        columns:
          - {title: Soviet plans, items: [More tanks for the east, A new railway line]}
          - {title: Japanese plans, items: [Fortresses on the hills, Officers who decide alone]}
      - include: parts.yaml
  - title: The fighting itself
    slides:
      - quote: We did not ask Tokyo before we crossed
        id: quote
        by: An officer of the staff
      - table: Who stood where in summer
        id: table
        columns: [Unit, Commander, Place]
        rows:
          - [First army group, Zhukov himself, East of the river]
          - [Sixth army, General Ogisu, Around the old temple]
      - terms: Three words that you will hear
        id: words
        items:
          Kwantung Army: Japan's army in the leased territory of Manchuria
          Kuomintang: The party that ruled the Chinese republic
        notes: Do not read these out.
      - timeline: Four months of fighting
        id: months
        events:
          - {date: 1939-05-11, title: First shots at the river}
          - {date: 1939-08-20, title: Zhukov attacks at dawn}
      - number: Most of one division was lost
        id: lost
        figure: 11000
        text: men of the division's strength
"""
PARTS = """\
# For all lectures.
- points: The part that every lecture has
  id: part
  items:
    - It stands in a file of its own   # yes
    - Others include it too
  notes: >-
    Folded notes go on
    over two lines.
"""


@pytest.fixture
def built(podium: Callable[..., Result], project: Path) -> Callable[..., Path]:
    """`built()`: the talk as a project, and its deck; the deck's path."""

    def make(text: str = TALK) -> Path:
        (project / "slides_src" / "talk.yaml").write_text(text, "utf-8")
        (project / "slides_src" / "parts.yaml").write_text(PARTS, "utf-8")
        result = podium("build", "slides_src/talk.yaml", "-q")
        assert result.exit_code == 0, result.output
        return project / "output" / "talk.pptx"

    return make


def texts(project: Path) -> dict[str, str]:
    return {name: (project / "slides_src" / name).read_text("utf-8") for name in ("talk.yaml", "parts.yaml")}


def changes(podium: Callable[..., Result], deck: Path, *more: str) -> list[dict[str, Any]]:
    result = podium("diff", str(deck), "--json", *more)
    found = json.loads(result.stdout)
    left = [c for c in found if not c.get("written")]
    assert result.exit_code == bool(left), result.output
    return list(found)


def titles_of(slides: Iterable[Any]) -> list[str]:
    """The headline of each slide, "" where it has none."""
    return [even(s.shapes.title.text) if s.shapes.title is not None else "" for s in slides]


def shapes(slide: Any) -> Iterator[Any]:
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        if shape.shape_type == 6:
            waiting = [*shape.shapes, *waiting]
        else:
            yield shape


def paragraphs(slide: Any) -> Iterator[tuple[Any, Any]]:
    """All paragraphs with words, cells of tables included, but no fields."""
    for shape in shapes(slide):
        frames = [shape.text_frame] if shape.has_text_frame else []
        if shape.has_table:
            frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
        for frame in frames:
            yield from ((shape, p) for p in frame.paragraphs if p.text.strip() and p.runs)


def edited_at_random(deck: Path, seed: int, count: int) -> list[tuple[int, str, str]]:
    """Changes so many texts of the deck; (number of the slide, old text, new text)."""
    chance, presentation, done = random.Random(seed), Presentation(str(deck)), []
    everything = [(n, p) for n, slide in enumerate(presentation.slides, 1) for _, p in paragraphs(slide)]
    for n, slide in enumerate(presentation.slides, 1):
        if slide.has_notes_slide:
            everything += [(n, p) for p in slide.notes_slide.notes_text_frame.paragraphs[1:] if p.runs]
    chance.shuffle(everything)
    for n, paragraph in everything[:count]:
        old, run = paragraph.text, chance.choice(paragraph.runs)
        words = run.text.split(" ")
        at = chance.randrange(len(words))
        how = chance.choice(["replace", "insert", "delete", "letter"])
        if how == "replace":
            words[at] = chance.choice(["Replaced", "it’s", "d’Or", "half"])
        elif how == "insert" or (how == "delete" and len(words) < 2):
            words.insert(
                at, chance.choice(["inserted", "“quoted”", "50 %", "a: b", "#tag", "*star*", "it's", "[x]", "Чита"])
            )
        elif how == "delete":
            del words[at]
        else:
            words[at] += "x"
        run.text = " ".join(words)
        done.append((n, old, paragraph.text))
    presentation.save(str(deck))
    return done


def even(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def words_of(deck: Path) -> list[str]:
    """For each slide, all its words and notes."""
    said = []
    for slide in Presentation(str(deck)).slides:
        rows = [p.text for _, p in paragraphs(slide)]
        rows += [p.text for p in slide.notes_slide.notes_text_frame.paragraphs] if slide.has_notes_slide else []
        said.append(even("\n".join(rows)))
    return said


def test_a_deck_as_podium_wrote_it_has_no_changes(podium: Callable[..., Result], built: Callable[..., Path]) -> None:
    deck = built()
    result = podium("diff", str(deck))
    assert result.exit_code == 0
    assert result.stdout == f"{deck}: as slides_src/talk.yaml says\n"


def test_saving_alone_changes_nothing(podium: Callable[..., Result], built: Callable[..., Path]) -> None:
    deck = built()
    Presentation(str(deck)).save(str(deck))
    assert changes(podium, deck) == []
    told = podium("build", "slides_src/talk.yaml")
    assert told.exit_code == 1
    assert f"has been changed by another program; 'podium diff {Path('output/talk.pptx')}' says what" in told.stderr


@pytest.mark.parametrize("seed", some(range(8)))  # 25 edits each
def test_random_edits_are_reported_at_their_lines_and_rebuild(
    seed: int, podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    before = texts(project)
    done = edited_at_random(deck, seed, 25)
    found = changes(podium, deck)
    for number, old, new in done:
        if even(old) == even(new):
            continue
        hits = [c for c in found if c["slide"] == number and even(new) in even(c["new"])]
        assert hits, (number, old, new)
        lines = [
            n for text in before.values() for n, row in enumerate(text.splitlines(), 1) if f" {old}\n" in f"{row}\n"
        ]
        if len(lines) == 1 and hits[0]["kind"] != "notes":
            assert hits[0]["line"] == lines[0], (hits[0], lines)
    after = changes(podium, deck, "--apply")
    assert len(after) == len(found)
    written = [c for c in after if c["written"]]
    assert len(written) > 0.4 * len(found), [(c["old"], c["new"], c["reason"]) for c in after if not c["written"]]
    not_said = [c for c in after if not c["written"] and c["reason"].startswith("podium words")]
    for change in not_said:  # podium's own words only
        assert not any(f" {change['old']}\n" in text for text in before.values()), change
    conflicts = ("the same text was changed in two ways", "another change is in the same words", "its emphasis")
    rest = [c for c in after if not c["written"] and c not in not_said]
    assert all(c["reason"].startswith(conflicts) for c in rest), rest
    assert all(c["reason"] for c in after if not c["written"])
    assert {c["new"] for c in changes(podium, deck)} == {c["new"] for c in after if not c["written"]}
    for name, text in texts(project).items():  # every comment is where it was
        comments = re.findall("#.*", before[name])
        assert comments == re.findall("|".join(map(re.escape, comments)) or "$^", text)
    assert podium("build", "slides_src/talk.yaml", "--force", "-q").exit_code == 0
    said = words_of(deck)
    for change in written:
        assert all(even(row) in said[change["slide"] - 1] for row in change["new"].split("\n")), change


def test_markup_comments_and_line_breaks_stay(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    presentation = Presentation(str(deck))
    wanted = {
        "across the north": ("railway", "canal"),
        "followed": ("followed", "followed slowly"),
        "Mukden": ("1905", "1905, at last"),
        "frontier": ("frontier", "border"),
        "Manchuria": ("met", "clashed"),
        "of its own": ("of its own", "apart"),
        "Ogisu": ("General", "Lieutenant General"),
    }
    for slide in presentation.slides:
        for _, paragraph in paragraphs(slide):
            for word, (old, new) in wanted.items():
                if word in paragraph.text:
                    for run in paragraph.runs:
                        run.text = run.text.replace(old, new)
    presentation.save(str(deck))
    assert all(c["written"] for c in changes(podium, deck, "--apply"))
    talk = (
        TALK.replace("met in", "clashed in")
        .replace("[a railway]", "[a canal]")
        .replace("army followed", "army followed slowly")
    )
    talk = talk.replace("in 1905.", "in 1905, at last.").replace("the frontier open", "the border open")
    talk = talk.replace("[Sixth army, General", "[Sixth army, Lieutenant General")
    assert texts(project)["talk.yaml"].splitlines() == talk.splitlines()
    assert texts(project) == {"talk.yaml": talk, "parts.yaml": PARTS.replace("a file of its own", "a file apart")}


def test_notes_are_changed_added_and_deleted(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    presentation = Presentation(str(deck))
    by_title = {even(s.shapes.title.text): s for s in presentation.slides if s.shapes.title is not None}
    frames = {title: slide.notes_slide.notes_text_frame for title, slide in by_title.items() if slide.has_notes_slide}
    first = frames["Two empires met in Manchuria"]
    first.paragraphs[2].runs[0].text = "Then say who paid for the whole line, and why nobody drew the border."
    first.add_paragraph().text = "A new paragraph: with a colon."
    frames["A treaty left the frontier open"].paragraphs[1].runs[0].text = 'Ask "them" first'
    words = frames["Three words that you will hear"]
    for paragraph in list(words.paragraphs)[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    by_title["Both sides prepared"].notes_slide.notes_text_frame.text = "Notes that are new\nand have two paragraphs"
    frames["Before the war"].paragraphs[1].runs[0].text = "The first section begins with two maps."
    frames["The part that every lecture has"].paragraphs[1].runs[0].text = "Folded notes go on over many lines."
    presentation.save(str(deck))
    found = changes(podium, deck, "--apply")
    assert [c["kind"] for c in found] == ["notes"] * 6
    assert all(c["written"] for c in found), [c["reason"] for c in found]
    assert changes(podium, deck) == []
    talk = texts(project)["talk.yaml"]
    assert (
        "          Then say who paid for the whole line, and why\n          nobody drew the border.\n\n          A new"
        in talk
    )
    assert "Do not read these out" not in talk
    assert "begins with two maps." in talk
    assert texts(project)["parts.yaml"] == PARTS.replace("over two lines", "over many lines")


def test_slides_are_moved_with_their_comments(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    presentation = Presentation(str(deck))
    order = presentation.slides._sldIdLst
    titles = titles_of(presentation.slides)
    entries = dict(zip(titles, list(order), strict=True))
    moved = entries["Two empires met in Manchuria"]
    order.remove(moved)
    order.insert(list(order).index(entries["Three words that you will hear"]), moved)
    presentation.save(str(deck))
    (change,) = changes(podium, deck)
    assert (change["kind"], change["line"], change["new"]) == (
        "moved",
        line_of(TALK, "points: Two"),
        "Two empires met in Manchuria",
    )
    assert changes(podium, deck, "--apply")[0]["written"]
    assert changes(podium, deck) == []
    talk = texts(project)["talk.yaml"]
    assert (
        talk.index("Who stood where")
        < talk.index("# Kept above")
        < talk.index("Two empires")
        < talk.index("Three words")
    )
    assert sorted(talk.splitlines()) == sorted(TALK.splitlines())


def test_everything_else_is_named_and_left(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    before = texts(project)
    presentation = Presentation(str(deck))
    slides = list(presentation.slides)
    titles = titles_of(slides)
    copied = slides[titles.index("Who stood where in summer")]
    copy_of = presentation.slides.add_slide(copied.slide_layout)
    for shape in list(copy_of.shapes):
        shape._element.getparent().remove(shape._element)
    for shape in copied.shapes:
        copy_of.shapes._spTree.append(copy.deepcopy(shape._element))
    new = presentation.slides.add_slide(copied.slide_layout)
    new.shapes.add_textbox(0, 0, 3_000_000, 500_000).text_frame.text = "Words of a new slide"
    slides[titles.index("Both sides prepared")]._element.set("show", "0")
    shifted = next(
        s for s in shapes(slides[titles.index("Both sides prepared")]) if s.has_text_frame and not s.is_placeholder
    )
    shifted.left += 400_000
    slides[titles.index("Two empires met in Manchuria")].shapes.add_textbox(0, 0, 9, 9).text_frame.text = "By hand"
    last = next(
        p for _, p in paragraphs(slides[titles.index("The part that every lecture has")]) if "include" in p.text
    )
    last._p.getparent().remove(last._p) if len(last._p.getparent().p_lst) > 1 else last.clear()
    quote = list(presentation.slides._sldIdLst)[titles.index("We did not ask Tokyo before we crossed")]
    presentation.part.drop_rel(quote.rId)
    presentation.slides._sldIdLst.remove(quote)
    presentation.save(str(deck))
    found = {c["kind"]: c for c in changes(podium, deck, "--apply")}
    assert set(found) == {"new-slide", "hidden", "other", "new-text", "deleted-text", "deleted-slide"}
    assert not any(c["written"] for c in found.values())
    assert found["other"]["new"] == f"moved or resized: '{shifted.name}'"
    assert (found["deleted-text"]["old"], found["deleted-text"]["line"]) == ("Others include it too", 6)
    assert found["deleted-text"]["file"].endswith("parts.yaml")
    assert found["deleted-slide"]["line"] == line_of(TALK, "We did not ask")
    assert "An officer of the staff" in found["deleted-slide"]["old"]
    said = podium("diff", str(deck)).stdout
    assert "a copy of “Who stood where in summer”" in said
    assert "new slide: “Words of a new slide”" in said
    assert texts(project) == before


def test_what_the_outline_changed_is_no_change_of_the_deck(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    presentation = Presentation(str(deck))
    for slide in presentation.slides:
        for _, paragraph in paragraphs(slide):
            for run in paragraph.runs:
                run.text = run.text.replace("Two maps disagreed", "Two maps differed")
    presentation.save(str(deck))
    source = project / "slides_src" / "talk.yaml"
    slide = "      - points: A slide that is new in the outline\n        items: [Other words]\n"
    changed = TALK.replace("      # Kept above", f"{slide}      # Kept above").replace(
        "More tanks for", "Fewer tanks for"
    )
    source.write_text(changed.replace("[One clause was", "[One article was"), "utf-8")
    (change,) = changes(podium, deck, "--apply")
    text = source.read_text("utf-8")
    assert (change["line"], change["written"]) == (line_of(text, "Two maps differed"), True), change
    assert "One article was missing, Two maps differed about the river" in text
    assert "Fewer tanks" in text


def test_nothing_is_written_where_both_have_changed(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    edited_at_random(deck, 1, 10)
    presentation = Presentation(str(deck))
    for slide in presentation.slides:
        for _, paragraph in paragraphs(slide):
            for run in paragraph.runs:
                run.text = run.text.replace("An officer", "A captain")
    presentation.save(str(deck))
    source = project / "slides_src" / "talk.yaml"
    source.write_text(TALK.replace("An officer of the", "A colonel of the"), "utf-8")
    before = texts(project)
    result = podium("diff", str(deck), "--apply")
    assert result.exit_code == 1
    line = line_of(TALK, "An officer of")
    assert f"was changed in the same lines since the deck was built: slides_src/talk.yaml:{line}:13" in result.stderr
    assert texts(project) == before


def test_a_deck_without_its_record_is_compared_and_not_applied(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    from zipfile import ZipFile

    deck = built()
    edited_at_random(deck, 3, 5)
    bare = project / "bare.pptx"
    with ZipFile(deck) as old, ZipFile(bare, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))
    expected = [(c["slide"], c["new"]) for c in changes(podium, deck)]
    result = podium("diff", str(bare), "--json", "--outline", "slides_src/talk.yaml")
    assert [(c["slide"], c["new"]) for c in json.loads(result.stdout)] == expected
    assert "has lost podium's record" in result.stderr
    refused = podium("diff", str(bare), "--apply", "--outline", "slides_src/talk.yaml")
    assert refused.exit_code == 1
    assert "nobody can tell who changed what" in refused.stderr
    assert podium("diff", str(bare)).exit_code == 2


def test_the_record_has_no_words_and_no_folders(built: Callable[..., Path], project: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(built()) as archive:
        record = archive.read("customXml/item1.xml").decode()
    assert str(project) not in record
    assert "slides_src" not in record
    assert not re.search("Manchuria|railway|officer|Zhukov", record)
    assert 'outline="talk.yaml"' in record


@pytest.mark.render
def test_saving_with_libreoffice_changes_nothing_else(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path, soffice: str
) -> None:
    deck = built()
    saved = project / "saved"

    def save() -> Path:
        place = f"-env:UserInstallation={(project / 'office').as_uri()}"
        command = [soffice, place, "--headless", "--convert-to", "pptx", "--outdir", str(saved), str(deck)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return saved / deck.name

    assert changes(podium, save()) == []
    edited_at_random(deck, 11, 25)
    presentation = Presentation(str(deck))
    order = presentation.slides._sldIdLst
    last = list(order)[-1]
    order.remove(last)
    order.insert(4, last)
    presentation.save(str(deck))
    expected = [(c["kind"], c["line"], c["slide"], even(c["old"]), even(c["new"])) for c in changes(podium, deck)]
    office = save()
    found = changes(podium, office)
    assert [(c["kind"], c["line"], c["slide"], even(c["old"]), even(c["new"])) for c in found] == expected
    after = changes(podium, office, "--apply")
    assert sum(c["written"] for c in after) > len(after) / 2
    assert len(changes(podium, office)) == sum(not c["written"] for c in after)


def test_a_text_that_stands_in_two_places_may_be_corrected_in_one(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    """The title of a section is on its divider and in the agenda."""
    deck = built()
    presentation = Presentation(str(deck))
    for slide in list(presentation.slides)[2:]:
        for shape, paragraph in paragraphs(slide):
            if shape == slide.shapes.title and paragraph.text == "The fighting itself":
                paragraph.runs[0].text = "The battle itself"
    presentation.save(str(deck))
    (change,) = changes(podium, deck, "--apply")
    assert change["written"], change
    assert texts(project)["talk.yaml"] == TALK.replace("The fighting itself", "The battle itself")
    assert podium("build", "slides_src/talk.yaml", "--force", "-q").exit_code == 0
    assert sum("The battle itself" in words for words in words_of(deck)) >= 2


def test_what_another_change_brings_about_is_not_left(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    """A foot that is too long for its row has no place of its own; with the section's title, it is right."""
    talk = TALK.replace("The fighting itself", "The fighting along the river Khalkhin Gol in summer")
    deck = built(talk)
    presentation = Presentation(str(deck))
    for slide in presentation.slides:
        for _, paragraph in paragraphs(slide):
            for run in paragraph.runs:
                run.text = run.text.replace("fighting", "battles")
    presentation.save(str(deck))
    found = changes(podium, deck)
    assert any("…" in c["old"] for c in found)
    assert all(c["written"] for c in changes(podium, deck, "--apply"))
    assert changes(podium, deck) == []
    assert texts(project)["talk.yaml"] == talk.replace("fighting", "battles")


def test_texts_that_changed_places_are_written(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    presentation = Presentation(str(deck))
    for slide in presentation.slides:
        for _, paragraph in paragraphs(slide):
            old = {"One clause was missing": "Two maps", "Two maps disagreed about the river": "One clause"}
            if (text := even(paragraph.text)) in old:
                paragraph.runs[0].text = next(t for t in old if t != text)
                for run in paragraph.runs[1:]:
                    run.text = ""
    presentation.save(str(deck))
    assert [c["written"] for c in changes(podium, deck, "--apply")] == [True, True]
    assert changes(podium, deck) == []
    new = TALK.replace("One clause was missing, Two maps", "Two maps disagreed about the river, One clause was missing")
    assert texts(project)["talk.yaml"] == new.replace("missing disagreed about the river", "missing")


def test_why_all_else_is_left(podium: Callable[..., Result], built: Callable[..., Path]) -> None:
    deck = built()
    presentation = Presentation(str(deck))
    slides = list(presentation.slides)
    for slide in slides:
        for shape, paragraph in paragraphs(slide):
            if "The *border*".replace("*", "") in paragraph.text:
                shape.left += 400_000
            if "One clause" in paragraph.text:
                paragraph.runs[0].font.italic = True
    presentation.save(str(deck))
    reasons = [c["reason"] for c in changes(podium, deck, "--apply")]
    assert reasons == ["podium arranges slides itself", "emphasis and links stand in the text"]


def test_a_slide_with_another_headline_is_moved_too_and_a_deleted_one_stays_deleted(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    """Although its title is that of the moved slide, and the section's that of the deleted divider."""
    deck = built()
    presentation = Presentation(str(deck))
    order = presentation.slides._sldIdLst
    titles = titles_of(presentation.slides)
    for slide in presentation.slides:
        for _, paragraph in paragraphs(slide):
            for run in paragraph.runs:
                run.text = run.text.replace("Who stood", "Who fought").replace("The fighting", "The battle")
    entries = list(order)
    table, divider = titles.index("Who stood where in summer"), titles.index("The fighting itself")
    order.remove(entries[table])
    order.insert(table + 2, entries[table])
    presentation.part.drop_rel(entries[divider].rId)
    order.remove(entries[divider])
    presentation.save(str(deck))
    found = changes(podium, deck, "--apply")
    assert {(c["kind"], c["written"]) for c in found} == {
        ("text", True), ("headline", True), ("moved", True), ("deleted-slide", False),
    }  # fmt: skip
    assert [c["kind"] for c in changes(podium, deck)] == ["deleted-slide"]


def test_no_slide_is_moved_behind_the_credits(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built(TALK.replace("credits: false", "source: A History of the War"))
    before = texts(project)
    presentation = Presentation(str(deck))
    order = presentation.slides._sldIdLst
    order.append(order[3])
    presentation.save(str(deck))
    (change,) = changes(podium, deck, "--apply")
    assert change["reason"] == "podium places the page above it, and no slide comes after that"
    assert texts(project) == before


def test_new_notes_of_podiums_own_pages_are_for_the_lecturer(
    podium: Callable[..., Result], built: Callable[..., Path], project: Path
) -> None:
    deck = built()
    presentation = Presentation(str(deck))
    for slide in list(presentation.slides)[:2]:
        slide.notes_slide.notes_text_frame.text = "By hand"
    presentation.save(str(deck))
    found = changes(podium, deck, "--apply")
    why = "podium makes this page; write 'notes' into its section, or into 'cover', 'agenda' or 'credits'"
    assert [c["reason"] for c in found] == [why, why]
    assert texts(project)["talk.yaml"] == TALK
