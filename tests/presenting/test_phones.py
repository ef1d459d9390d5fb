"""Phones follow and drive a lecture whose windows decide, by secret links only. 127.0.0.2 stands for the network."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import Result

from podium import PodiumError
from podium.backends.svg.html import deck_html
from podium.pipeline import scene_of
from podium.presenting import lan
from podium.presenting.hub import Hub
from podium.presenting.lan import PhoneServer
from podium.presenting.rehearsal import Rehearsal
from podium.presenting.server import Server

TALK = """\
title: A talk
credits: false
sections:
  - title: Before
    slides:
      - points: First claims
        id: first
        reveal: true
        notes: "For my eyes only. [click] And on."
        items: [One, Two]
      - points: Second claims
        id: second
        notes: The second notes.
        items: [A, B]
  - title: After
    slides:
      - points: Last claims
        id: last
        items: [A, B]
"""
HOST = "127.0.0.2"
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


class Lecture:
    """Both servers, in threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_text(TALK, "utf-8")
        report, scene = scene_of(path)
        assert scene is not None, list(report)
        self.hub, self.page = Hub(), deck_html(scene, notes=True, server={}, is_phone=True).encode()
        self.start()
        self.server = Server(path, Rehearsal(path, report.files, scene, 0), None, self.phones)
        self.server.page = deck_html(scene, notes=True, server=self.server.told()).encode()
        self.run(self.server)

    def start(self) -> None:
        """The server for phones."""
        self.phones = PhoneServer(self.path, HOST, self.hub)
        self.phones.page = self.page
        self.run(self.phones)

    def run(self, server: Any) -> None:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def end(self, server: Any) -> None:
        server.shutdown()
        server.server_close()

    def ask(self, link: str, path: str = "", body: Any = None, method: str = "", **headers: str) -> tuple[int, str]:
        at = urlsplit(link)
        key = at.path.strip("/")
        connection = HTTPConnection(str(at.hostname), at.port or 0, timeout=20)
        sent = {"X-Podium-Token": key, **headers}
        data = None if body is None else json.dumps(body).encode()
        connection.request(method or ("GET" if body is None else "POST"), f"{at.path}{path}", data, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text


@pytest.fixture(scope="module")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lecture]:
    folder = tmp_path_factory.mktemp("phones")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PODIUM_CACHE", str(folder / "cache"))
        made = Lecture(folder / "talk.yaml")
        yield made
        made.end(made.server)
        made.end(made.phones)


def test_only_the_secret_links_open_the_page_and_nothing_else_is_served(lecture: Lecture) -> None:
    follow, drive = lecture.phones.links
    for link in (follow, drive):
        status, text = lecture.ask(link)
        assert status == 200
        assert "For my eyes only" in text
        assert lecture.server.token not in text
        assert lecture.server.key not in text
    at = urlsplit(follow)
    for path in ("", "minutes", "state", "undo", "../talk.yaml"):
        assert lecture.ask(drive, path or "x", {})[0] == 404  # what the windows may do, no phone may
    assert lecture.ask(drive, "talk.yaml")[0] == 404
    assert lecture.ask(follow, Host="evil.example")[0] == 403
    assert lecture.ask(follow, Host=f"127.0.0.1:{at.port}")[0] == 403
    assert lecture.ask(drive, "wish", {"do": "next"}, Origin="http://evil.example")[0] == 403
    own = f"http://{HOST}:{at.port}/{lecture.server.key}/"
    assert lecture.ask(own)[0] == 403
    with pytest.raises(ConnectionRefusedError):
        lecture.ask(f"http://{HOST}:{urlsplit(lecture.server.address).port}/{lecture.server.key}/")
    red, nowhere = {"do": "blank", "colour": "red"}, {"do": "go", "slide": "a", "step": "x"}
    for wish in ({"do": "quit"}, {}, [], {"do": "go"}, red, nowhere):
        assert lecture.ask(drive, "wish", wish)[0] == 400
    assert lecture.ask(follow, "wish", {"do": "next"})[0] == 403
    assert lecture.ask(follow, "wish", {"do": "next"}, **{"X-Podium-Token": lecture.phones.token})[0] == 404
    assert lecture.ask(drive, "wish", {"do": "next", "more": "x" * 3000})[0] == 413


def test_whoever_tries_links_has_to_wait(lecture: Lecture, monkeypatch: pytest.MonkeyPatch) -> None:
    lecture.phones.tries = lan.Tries()
    follow, _ = lecture.phones.links
    wrong = f"http://{HOST}:{urlsplit(follow).port}/guess/"
    icon = f"http://{HOST}:{urlsplit(follow).port}/favicon.ico"
    for _ in range(12):
        assert lecture.ask(icon)[0] == 403
    assert [lecture.ask(wrong)[0] for _ in range(10)] == [403] * 10
    assert lecture.ask(wrong)[0] == 429
    assert lecture.ask(follow)[0] == 429  # else guessing would not be slowed
    monkeypatch.setattr(lan, "_WINDOW", 0.0)
    assert lecture.ask(follow)[0] == 200
    lecture.phones.tries = lan.Tries()


def test_the_address_is_one_of_this_machine(
    podium: Callable[..., Result], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lan, "addresses", lambda: ["10.1.2.3", "192.168.1.2"])
    assert lan.chosen("") == "10.1.2.3"
    assert lan.chosen("192.168.1.2") == "192.168.1.2"
    here = "only this machine itself can reach that address; its others: 10.1.2.3, 192.168.1.2"
    none = "no IPv4 address"
    for wrong, said in (("300.1.1.1", none), ("0.0.0.0", "192.168.1.2"), ("::1", none), ("127.0.0.1", here)):
        with pytest.raises(PodiumError, match=said):
            lan.chosen(wrong)
    monkeypatch.setattr(lan, "addresses", list)
    Path("talk.yaml").write_text("title: T\nslides: [{points: A, itms: [a]}]\n")
    for options, said in (("--lan", "in no network"), ("--lan=", "in no network"), ("--lan 1.2", "no IPv4 address")):
        assert said in podium("present", *options.split(), "talk.yaml").stderr
    assert "unknown key 'itms'" in podium("present", "--lan", "192.168.1.2", "talk.yaml").stderr
    monkeypatch.setenv("PODIUM_CACHE", str(project))
    with pytest.raises(PodiumError, match=r"203\.0\.113\.1 cannot be used"):
        PhoneServer(project / "talk.yaml", "203.0.113.1", Hub())


def test_the_terminal_says_who_can_reach_the_page(lecture: Lecture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lan, "addresses", lambda: [HOST, "192.168.1.2"])
    text = "\n".join(lecture.phones.described(with_code=False))
    assert all(link in text for link in lecture.phones.links)
    assert "unencrypted" in text
    assert "192.168.1.2: choose with --lan ADDRESS" in text
    assert "public" not in text
    monkeypatch.setattr(lecture.phones, "host", "8.8.8.8")
    assert "This address is public" in "\n".join(lecture.phones.described(with_code=False))


def test_the_link_that_drives_is_a_qr_code_too(lecture: Lecture) -> None:
    segno = pytest.importorskip("segno")
    code = "\n".join(lecture.phones.described(with_code=True))
    rows = [line for line in code.splitlines() if set(line) <= set("█▀▄ ")]
    size = segno.make(lecture.phones.links[1], micro=False).symbol_size(border=2)
    assert (len(rows[0]), len(rows)) == (size[0], (size[1] + 1) // 2)
    assert lan.qr_code("http://127.0.0.2/").startswith("data:image/svg+xml")


class Browser:
    """The lecture's window and phones, in contexts of their own: a phone shares nothing with the computer."""

    def __init__(self, chromium: Any, lecture: Lecture) -> None:
        self.chromium, self.lecture = chromium, lecture
        self.wrong: list[str] = []
        self.contexts: list[Any] = []
        self.window = self.open(lecture.server.address, viewport={"width": 1280, "height": 720})

    def open(self, address: str, **options: Any) -> Any:
        context = self.chromium.new_context(**options)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        start = "/".join(address.split("/", 3)[:3])
        page.on("request", lambda r: None if r.url.startswith((start, "data:")) else self.wrong.append(r.url))
        page.goto(address)
        return page

    def phone(self, link: str) -> Any:
        made = self.open(link, **PHONE)
        made.wait_for_selector(".phone")
        return made

    def until(self, page: Any, what: Callable[[], object]) -> None:
        for _ in range(600):
            if what():
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"it did not happen: {at(page)}, {page.locator('#_away').all_inner_texts()}")


def at(page: Any) -> str:
    """The slide that is shown, and how many of its steps."""
    return str(page.evaluate("""() => {
      const now = document.querySelector(".slide.now"), shown = now.querySelectorAll("svg [data-step]:not(.later)");
      return `${now.id}/${new Set([...shown].map(e => e.dataset.step)).size}`;
    }"""))


@pytest.fixture
def browser(chromium: Any, lecture: Lecture) -> Iterator[Browser]:
    made = Browser(chromium, lecture)
    yield made
    for context in made.contexts:
        context.close()
    assert made.wrong == []


@pytest.mark.browser
def test_phones_follow_and_drive_with_the_audiences_window_alone(browser: Browser) -> None:
    window, (follow, drive) = browser.window, browser.lecture.phones.links
    window.keyboard.press("PageDown")
    driver, reader = browser.phone(drive), browser.phone(follow)
    for page in (driver, reader):
        browser.until(page, lambda page=page: at(page) == at(window))
        assert page.locator("#_away").inner_text() == ""
    following = driver.get_by_role("button", name="Next")
    for _ in range(4):
        following.tap()  # faster than states come back
    browser.until(driver, lambda: at(driver) == at(reader) == at(window) == "first/2")
    assert "For my eyes only" in reader.inner_text("#_notes")
    assert driver.inner_text("#_desk-now .steps") == "step 2 of 2"
    assert reader.inner_text("#_elapsed") != ""
    driver.get_by_role("button", name="Back", exact=True).tap()
    browser.until(reader, lambda: at(reader) == at(window) == "first/1")
    driver.get_by_role("button", name="Black screen").tap()
    browser.until(window, lambda: window.locator("html.black").count())
    browser.until(driver, lambda: "black" in driver.inner_text("#_desk-now"))
    driver.get_by_role("button", name="Black screen").tap()
    browser.until(window, lambda: not window.locator("html.black").count())
    driver.get_by_role("button", name="All slides").tap()
    driver.locator("#last").tap()
    browser.until(window, lambda: at(window) == at(reader) == at(driver) == "last/0")
    assert not reader.get_by_role("button", name="Next").is_visible()
    reader.keyboard.press("Home")  # a tablet may have keys
    reader.locator("#_told", has_text="only follows").wait_for()
    assert at(reader) == at(window) == "last/0"
    boxes = [button.bounding_box() for button in driver.locator("#_phone button:visible").all()]
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44


@pytest.mark.browser
def test_with_both_windows_each_wish_is_fulfilled_once(browser: Browser) -> None:
    window, (_, drive) = browser.window, browser.lecture.phones.links
    with window.expect_popup() as popup:
        window.keyboard.press("p")
    desk = popup.value
    desk.wait_for_selector(".desk")
    desk.keyboard.press("4")
    desk.keyboard.press("Enter")
    browser.until(desk, lambda: at(window) == at(desk) == "first/0")
    assert "For my eyes only" in desk.inner_text("#_notes")
    phone = browser.phone(drive)
    for expected in ("first/1", "first/2", "second/0"):
        phone.get_by_role("button", name="Next").tap()
        browser.until(phone, lambda expected=expected: at(phone) == at(window) == at(desk) == expected)
    desk.get_by_role("button", name="Phones").click()
    browser.until(desk, lambda: "Phones that follow: 1." in desk.inner_text("#_links [role=status]"))
    assert desk.locator("#_links a").all_inner_texts() == list(reversed(browser.lecture.phones.links))
    assert "not encrypted" in desk.inner_text("#_links")
    assert window.locator("#_links").count() == 0  # the room never sees them


@pytest.mark.browser
def test_a_phone_finds_the_lecture_again_and_says_when_it_is_gone(browser: Browser) -> None:
    window, lecture, (follow, _) = browser.window, browser.lecture, browser.lecture.phones.links
    phone = browser.phone(follow)
    window.keyboard.press("End")
    browser.until(phone, lambda: at(phone) == "last/0")
    lecture.end(lecture.phones)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    lecture.hub.report("", True, {"rev": -1})  # the streams that still run find out
    window.goto("about:blank")
    browser.until(phone, lambda: phone.locator("#_away").inner_text())
    lecture.start()
    assert lecture.phones.links[0] == follow
    browser.until(phone, lambda: "No window" in phone.locator("#_away").inner_text())
    window.goto(lecture.server.address)
    window.keyboard.press("PageUp")
    browser.until(phone, lambda: at(phone) == at(window) == "section-2/0" and not phone.locator("#_away").inner_text())
