"""media: video and sound in the deck, as PowerPoint embeds them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from recordings import mp3, mp4, wav
from talk import text_of

from podium.pages.running_time import seconds_of
from podium.scene.boxes import Recording

HEAD = "title: T\ncredits: false\nslides:\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    folder.mkdir()
    for name, data in {
        "clip.mp4": mp4(84.0),
        "talk.wav": wav(3),
        "talk.mp3": mp3(),
        "voice.m4a": mp4(30, brand=b"M4A ", video=False),
    }.items():
        (folder / name).write_bytes(data)
    return folder


def recording(made: Any) -> Recording:
    return next(b for b in made.slides()[0].boxes if isinstance(b, Recording))


def codes(made: Any) -> list[str]:
    return [f.code for f in made.report.findings]


def test_a_video_stands_in_its_proportion_with_its_length_below(slide: Any, files: Path) -> None:
    made = slide("media: The newsreel\nfile: clip.mp4\ncaption: Soviet newsreel")
    box = recording(made)
    assert box.rect.w / box.rect.h == pytest.approx(16 / 9, 0.01)
    assert (box.sound, box.length, box.alt) == (False, 84_000, "Soviet newsreel")
    assert "Video, 1:24" in text_of(made.slides()[0])
    assert codes(made) == []


def test_start_and_end_cut_off_what_is_before_and_after(slide: Any, files: Path) -> None:
    box = recording(slide("media: The newsreel\nfile: clip.mp4\nstart: 0:10\nend: 1:00.5\nloop: true"))
    assert (box.start, box.end, box.length, box.loop) == (10_000, 23_500, 50_500, True)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("start: 2:00", "media-times"),
        ("start: 30\nend: 20", "media-times"),
        ("end: 9:00", "media-times"),
        ("start: soon", "value"),
        ("loop: maybe", "type"),
    ],
)
def test_times_that_cannot_be_are_findings(slide: Any, files: Path, keys: str, code: str) -> None:
    assert code in codes(slide(f"media: The newsreel\nfile: clip.mp4\n{keys}"))


def test_a_missing_file_has_a_plate_with_a_play_sign(slide: Any) -> None:
    made = slide("media: The newsreel\nfile: none.mp4\ncaption: Soviet newsreel")
    page = made.slides()[0]
    assert codes(made) == ["missing-media"]
    assert any("play sign" in b.name for b in page.boxes)
    assert "Soviet newsreel" in text_of(page)


def test_a_file_is_what_its_content_says(slide: Any, files: Path) -> None:
    (files / "clip.mp4").write_bytes(b"\x1aE\xdf\xa3" + b"\0" * 99)
    made = slide("media: The newsreel\nfile: clip.mp4")
    (finding,) = made.report.findings
    assert (finding.code, finding.span.line) == ("bad-media", 6)
    assert "WebM" in finding.message
    assert "MP4 (H.264)" in finding.hint


def test_files_outside_the_project_and_devices_are_refused(slide: Any, files: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.mp4"
    outside.write_bytes(mp4())
    (files / "link.mp4").symlink_to(outside)
    os.mkfifo(files / "pipe.mp4")
    for name in ("link.mp4", "pipe.mp4", f"../../{outside.name}"):
        made = slide(f"media: The newsreel\nfile: {name}")
        assert codes(made)[0] in ("bad-media", "missing-media")
        assert not made.scene.clips


def test_large_decks_are_told_once(slide: Any, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podium.layout.media.library.LARGE", 6000)
    made = slide("images: Both\nitems: [{at: left, media: {file: clip.mp4}}, {at: right, media: {file: talk.wav}}]")
    assert codes(made) == ["large-media"]


def test_a_video_named_as_a_picture_is_sent_to_media(slide: Any, files: Path) -> None:
    made = slide("image: The newsreel\nfile: clip.mp4")
    assert "'media'" in made.report.findings[0].hint


def test_the_running_time_includes_what_is_played(slide: Any, files: Path) -> None:
    with_it = slide("media: A\nfile: clip.mp4\nnotes: Look.").slides()[0]
    without = slide("media: A\nfile: none.mp4\nnotes: Look.").slides()[0]
    assert seconds_of(with_it, "en") - seconds_of(without, "en") == pytest.approx(84)


# ------------------------------------------------------------------------------------------------ the deck


@pytest.fixture
def package(deck: Callable[..., Any], files: Path, tmp_path: Path) -> Path:
    (tmp_path / "images").mkdir(exist_ok=True)
    Image.new("RGB", (1600, 900), "red").save(tmp_path / "images" / "still.png")
    made = deck(
        f"{HEAD}  - {{media: A, file: clip.mp4, poster: still.png, start: 1, end: 2, loop: true, alt: Tanks}}\n"
        "  - {media: B, file: talk.wav}\n"
        "  - {points: C, reveal: true, items: [One, Two], beside: {media: {file: talk.mp3}}}\n"
        "  - {media: D, file: voice.m4a}\n  - {media: E, file: clip.mp4}\n"
    )
    path: Path = made.path
    return path


def test_recordings_are_stored_once_and_as_they_are(package: Path, files: Path) -> None:
    with zipfile.ZipFile(package) as z:
        assert z.testzip() is None
        stored = {i.filename: i for i in z.infolist() if "/media/media" in i.filename}
        assert [n.rpartition(".")[2] for n in stored] == ["mp4", "wav", "mp3", "m4a"]
        assert all(i.compress_type == zipfile.ZIP_STORED for i in stored.values())
        assert z.read("ppt/media/media1.mp4") == (files / "clip.mp4").read_bytes()
        types = z.read("[Content_Types].xml").decode()
    for ending, type in {"mp4": "video/mp4", "wav": "audio/wav", "mp3": "audio/mpeg", "m4a": "audio/mp4"}.items():
        assert f'<Default Extension="{ending}" ContentType="{type}"/>' in types


def test_python_pptx_reads_the_movie_and_its_relationships(package: Path) -> None:
    slides = list(Presentation(str(package)).slides)
    (movie,) = [s for s in slides[1].shapes if s.name == "Tanks"]
    assert movie.media_type.name == "MOVIE"
    assert movie.poster_frame is not None
    assert movie.media_format is not None
    kinds = {r.reltype.rpartition("/")[2]: r.target_part.partname for r in slides[1].part.rels.values()}
    assert kinds["video"] == kinds["media"] == "/ppt/media/media1.mp4"
    sound = {r.reltype.rpartition("/")[2] for r in slides[2].part.rels.values()}
    assert {"audio", "media"} <= sound


def test_the_xml_is_what_powerpoint_writes(package: Path) -> None:
    with zipfile.ZipFile(package) as z:
        video, sound, points = (z.read(f"ppt/slides/slide{n}.xml").decode() for n in (2, 3, 4))
    assert '<a:hlinkClick r:id="" action="ppaction://media"/>' in video
    assert '<p14:trim st="1000" end="82000"/>' in video
    id = re.search(r'<p:cNvPr id="(\d+)" name="Tanks"', video)
    assert id
    assert (
        f'cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="1000" fill="hold"/><p:tgtEl><p:spTgt spid="{id[1]}"/>'
        in video
    )
    assert re.search(r'<p:video><p:cMediaNode vol="80000"><p:cTn id="\d+" repeatCount="indefinite"', video)
    assert 'cmd="togglePause"' in video
    assert "<p:audio>" in sound
    assert "onStopAudio" in sound
    ids = re.findall(r'<p:cTn id="(\d+)"', video)
    assert len(ids) == len(set(ids))
    assert points.index('filter="fade"') < points.index("playFrom")  # after all items


def test_the_same_outline_gives_the_same_bytes(package: Path, deck: Callable[..., Any]) -> None:
    before = hashlib.sha256(package.read_bytes()).hexdigest()
    made = deck((package.parent.parent / "slides_src" / "talk.yaml").read_text())
    assert hashlib.sha256(made.path.read_bytes()).hexdigest() == before


def test_a_file_that_changes_while_the_deck_is_written_ends_the_run_with_one_line(lecture: Any, files: Path) -> None:
    from podium import PodiumError
    from podium.backends.pptx.write import write

    made = lecture(f"{HEAD}  - {{media: A, file: clip.mp4}}\n")
    (files / "clip.mp4").write_bytes(b"short")
    with pytest.raises(PodiumError, match="was changed while"):
        write(made.scene, made.path)
    assert not made.path.exists()


@pytest.mark.render
def test_libreoffice_converts_it(package: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(package)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert (tmp_path / f"{package.stem}.pdf").stat().st_size > 1000
