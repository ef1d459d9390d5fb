"""Debian's Firefox, driven by Marionette, the protocol built into it: playwright drives only builds of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PREFERENCES = {
    "marionette.port": 0,  # any that is free
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "security.sandbox.content.level": 0,  # containers have no user namespaces
}
_KEYS = {"PageDown": "\ue00f", "PageUp": "\ue00e", "Home": "\ue011", "End": "\ue010", "Enter": "\ue007"}
_PATIENCE = 120  # seconds, on a busy machine


class Firefox:
    """A browser with one window, of which `window` is the handle."""

    def __init__(self, program: str, folder: Path) -> None:
        folder.mkdir()
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items())
        (folder / "user.js").write_text("\n".join(lines))
        command = [program, "-marionette", "-remote-allow-system-access", "-headless", "-no-remote", "-profile"]
        self.process = subprocess.Popen([*command, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port = folder / "MarionetteActivePort"
        self.socket = socket.socket()
        self.socket.settimeout(_PATIENCE)
        self.rest, self.count = b"", 0

    def begin(self) -> None:
        """Waits for it."""
        end = time.monotonic() + _PATIENCE
        while not self._is_connected():
            assert time.monotonic() < end, "Firefox did not start"
            assert self.process.poll() is None, "Firefox has ended"
            time.sleep(0.05)
        self._message()
        self.ask("WebDriver:NewSession")
        self.window = str(self.ask("WebDriver:GetWindowHandle")["value"])

    def _is_connected(self) -> bool:
        try:
            self.socket.connect(("127.0.0.1", int(self.port.read_text())))
        except (OSError, ValueError):
            return False
        return True

    def _message(self) -> Any:
        """The next message: its length, a colon, JSON."""
        while b":" not in self.rest or len(self.rest) < self._end():
            received = self.socket.recv(65536)
            assert received, "Firefox has closed the connection"
            self.rest += received
        message, self.rest = self.rest[self.rest.index(b":") + 1 : self._end()], self.rest[self._end() :]
        return json.loads(message)

    def _end(self) -> int:
        length, _, _ = self.rest.partition(b":")
        return len(length) + 1 + int(length)

    def ask(self, command: str, **parameters: Any) -> Any:
        """What Firefox answers to a command."""
        self.count += 1
        data = json.dumps([0, self.count, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(data), data))
        _, number, error, result = self._message()
        assert number == self.count
        assert not error, error
        return result

    def go(self, window: str) -> None:
        """Turns to a window; what follows is done in it."""
        self.ask("WebDriver:SwitchToWindow", handle=window, focus=True)

    def alone(self) -> None:
        """Closes all windows but the first, which is empty then, and forgets what pages did wrong."""
        for window in self.ask("WebDriver:GetWindowHandles"):
            if window != self.window:
                self.go(window)
                self.ask("WebDriver:CloseWindow")
        self.go(self.window)
        self.ask("WebDriver:Navigate", url="about:blank")
        self.ask("Marionette:SetContext", value="chrome")
        self.ask("WebDriver:ExecuteScript", script="Services.console.reset()", args=[])
        self.ask("Marionette:SetContext", value="content")

    def opened(self, *known: str) -> str:
        """The window that is not known yet."""
        return str(self.until(lambda: next(iter(set(self.ask("WebDriver:GetWindowHandles")) - set(known)), "")))

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        return self.ask("WebDriver:ExecuteScript", script=f"return {script}", args=[])["value"]

    def press(self, *keys: str) -> None:
        """Presses keys, as a hand does."""
        values = [_KEYS.get(key, key) for key in keys]
        strokes = [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": strokes}])

    def until(self, what: Callable[[], object]) -> object:
        """Waits until something is true: at most ten seconds."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if found := what():
                return found
            time.sleep(0.05)
        raise AssertionError("it did not happen")

    def errors(self) -> list[str]:
        """What the pages did wrong."""
        self.ask("Marionette:SetContext", value="chrome")
        script = """Services.console.getMessageArray().filter(m => m instanceof Ci.nsIScriptError
          && m.sourceName?.startsWith("file:") && !(m.flags & Ci.nsIScriptError.warningFlag))
          .map(m => m.errorMessage)"""
        found = self.run(script)
        self.ask("Marionette:SetContext", value="content")
        return list(found)

    def end(self) -> None:
        """Closes it."""
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)
