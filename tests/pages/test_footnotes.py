"""Footnotes: a raised number in the text, the note with its source at the foot, the source in the credits."""

from __future__ import annotations

from collections.abc import Callable

from talk import Talk, box, text_of, words

from podium.scene.boxes import Text

Lecture = Callable[..., Talk]
HEAD = """title: T
sources:
  lytton: {title: Report, author: League of Nations, date: 1932}
  coox: {title: Nomonhan, short: "Coox, Nomonhan"}
  post: {title: Post}
source: post
slides:
"""
SLIDE = """  - points: It was staged[^lytton, p. 71]
    id: mukden
    items:
      - Tracks were whole: A train ran.[^lytton, p. 71]
      - "So says Coox.[^coox]"
      - A letter [^In private hands; seen in 1999]
    notes: As I said.[^coox]
"""


def foot(made: Talk, id: str) -> str:
    found = box(made.page(id), "Source")
    return " ".join(p.text for p in found.paragraphs).replace("\u00a0", " ")


def test_notes_are_numbered_in_the_order_of_the_texts(lecture: Lecture) -> None:
    made = lecture(HEAD + SLIDE)
    assert made.messages == []
    assert foot(made, "mukden") == (
        "¹ League of Nations, Report, 1932, p. 71 · ² Coox, Nomonhan · ³ In private hands; seen in 1999"
    )
    page = made.page("mukden")
    raised = [r.text for b in page.boxes if isinstance(b, Text) for p in b.paragraphs for r in p.runs if r.form]
    assert sorted(raised) == ["1", "1", "2", "3"]
    assert page.notes == "As I said."
    assert "[^" not in text_of(page)


def test_the_credits_name_the_sources_of_footnotes(lecture: Lecture) -> None:
    credits = text_of(lecture(HEAD + SLIDE).page("credits"))
    assert "League of Nations, Report, 1932" in credits
    assert "Nomonhan" in credits


def test_an_unknown_source_is_reported_where_the_note_stands(lecture: Lecture) -> None:
    made = lecture(HEAD + "  - points: A\n    items:\n      - x\n      - y[^lyton, p. 3]\n")
    assert made.messages == ["talk.yaml:11:9: warning: there is no source 'lyton'; did you mean 'lytton'?"]


def test_a_note_in_free_text_may_begin_with_a_name(lecture: Lecture) -> None:
    assert lecture(HEAD + "  - points: A\n    items:\n      - x[^Anderson, The War, 1981]\n      - y\n").messages == []


def test_every_slide_counts_anew(lecture: Lecture) -> None:
    made = lecture(HEAD + SLIDE + "  - quote: Q[^coox, p. 2]\n    by: B\n    id: q\n")
    assert foot(made, "q").startswith("¹ Coox, Nomonhan, p. 2")


def test_long_notes_lose_no_word(lecture: Lecture) -> None:
    notes = "".join(f" word{n}[^A very long note, the {n}th of them, on what stands in a letter]" for n in range(12))
    made = lecture(HEAD + f"  - points: A\n    items: ['{notes}']\n")
    whole = words(" ".join(text_of(page).replace("\u00a0", " ") for page in made.pages))
    assert {f"{n}th" for n in range(12)} <= set(whole)
    assert any("needs 2 pages" in message for message in made.messages)


def test_a_source_may_have_its_page(lecture: Lecture) -> None:
    made = lecture("""title: T
source: lytton
sources:
  lytton: {title: Report, author: League of Nations, date: 1932, short: Lytton Report}
  khan: {title: The Great Partition, author: Khan, date: 2007, short: Khan 2007}
slides:
  - points: One
    source: khan, p. 5
    items: [A, "B[^khan p. 7]"]
  - points: Two
    source: [khan § 4, "Smith, p. 9"]
    items: [A]
  - points: Three
    source: khna, p. 3
    items: [A]
""")
    first, second = (text_of(page) for page in made.pages[1:3])
    assert "Source: Khan 2007, p. 5" in first
    assert "¹ Khan 2007, p. 7" in first
    assert "Source: Khan 2007, § 4; Smith, p. 9" in second
    assert made.messages == ["talk.yaml:14:13: warning: there is no source 'khna'; did you mean 'khan'?"]
    credits = text_of(made.page("credits"))
    assert "Slides 2, 3" in credits
    assert credits.count("Great Partition") == 1


def test_a_footnote_that_is_not_closed_is_told(lecture: Lecture) -> None:
    made = lecture("title: T\nslides:\n  - points: One\n    items: ['A[^Kolev, p. 5', 'B[^]', 'C[^Kolev]']\n")
    assert [m.split(";")[0] for m in made.messages] == [
        "talk.yaml:4:13: warning: a footnote that is not closed, or is empty",
        "talk.yaml:4:31: warning: a footnote that is not closed, or is empty",
    ]
