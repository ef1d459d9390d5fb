"""Nothing that podium starts outlives it, and Ctrl-C waits for nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from podium.backends.figures.children import Children, Ended

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and groups of POSIX")
PROC = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="nothing shows environments")
# A process that leaves its parent, its group and its session, closes everything, and notes its number.
DAEMON = """import os, sys, time
def detach(note):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 3)
            open(note + '.tmp', 'w').write(str(os.getpid()))
            os.rename(note + '.tmp', note)
            time.sleep(300)
        os._exit(0)
    while not os.path.exists(note):
        time.sleep(0.01)
"""
DOTS = "title: T\nslides:\n  - figure: A\n    type: range-dots\n    data: {A: 4, B: 7}\n"
SCRIPT = "title: T\nslides:\n  - figure: A\n    script: draw.py\n    alt: x\n"
SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)] if os.name == "posix" else []


def is_gone(number: int) -> bool:
    """Whether that process has ended, or does so within two seconds."""
    for _ in range(200):
        try:
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
            os.kill(number, 0)
        except OSError:
            return True
        time.sleep(0.01)
    return False


def started(folder: Path, **more: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "generate.py"), "build", "x.yaml", "-o", "x.pptx", "--allow-scripts"]
    env = {**os.environ, "PODIUM_CACHE": str(folder / "cache"), "TMPDIR": str(folder / "temporary"), **more}
    (folder / "temporary").mkdir(exist_ok=True)
    return subprocess.Popen(command, cwd=folder, env=env, stderr=subprocess.PIPE, text=True)


def wait_for(file: Path) -> str:
    for _ in range(3_000):
        if file.exists():
            return file.read_text()
        time.sleep(0.01)
    raise AssertionError(f"{file.name} was never written")


@PROC
def test_with_a_child_ends_what_it_detached(tmp_path: Path) -> None:
    with Children() as children:
        code = f"{DAEMON}\ndetach('note')"
        child = children.start([sys.executable, "-c", code], dict(os.environ), cwd=tmp_path)
        assert child.wait(30) == 0
        number = int((tmp_path / "note").read_text())
        os.kill(number, 0)
        children.end(child)
        assert is_gone(number)


def test_the_end_of_the_work_ends_every_child_and_none_is_started_any_more() -> None:
    with Children() as children:
        child = children.start([sys.executable, "-c", "import time; time.sleep(300)"], dict(os.environ))
    assert child.returncode == -signal.SIGKILL
    with pytest.raises(Ended):
        children.start([sys.executable], {})


@PROC
def test_a_daemon_of_a_script_ends_with_it(tmp_path: Path) -> None:
    (tmp_path / "draw.py").write_text(f"{DAEMON}\ndetach('note')\nraise SystemExit('that was it')\n")
    (tmp_path / "x.yaml").write_text(SCRIPT)
    run = started(tmp_path)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, "that was it" in said) == (1, True)
    assert is_gone(int((tmp_path / "note").read_text()))


@PROC
@pytest.mark.parametrize(("sign", "code"), SIGNALS)
def test_a_signal_waits_for_no_script(tmp_path: Path, sign: signal.Signals, code: int) -> None:
    (tmp_path / "draw.py").write_text(
        f"{DAEMON}\nimport signal\nfor s in (2, 15, 1): signal.signal(s, signal.SIG_IGN)\n"
        "detach('daemon')\nopen('script', 'w').write(str(os.getpid()))\ntime.sleep(300)\n"
    )
    (tmp_path / "x.yaml").write_text(SCRIPT)
    (tmp_path / "x.pptx").write_bytes(b"")
    run = started(tmp_path)
    wait_for(tmp_path / "script")
    time.sleep(0.1)
    began = time.monotonic()
    run.send_signal(sign)
    _, said = run.communicate(timeout=60)
    assert time.monotonic() - began < 5
    assert (run.returncode, said) == (code, "stopped\n")
    assert is_gone(int((tmp_path / "script").read_text()))
    assert is_gone(int((tmp_path / "daemon").read_text()))
    assert list((tmp_path / "temporary").iterdir()) == []
    assert (tmp_path / "x.pptx").read_bytes() == b""


@PROC
@pytest.mark.parametrize(("sign", "code"), SIGNALS)
def test_a_signal_waits_for_no_painter(tmp_path: Path, sign: signal.Signals, code: int) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "sitecustomize.py").write_text(
        "import os, sys, time\nif any('worker.py' in a for a in sys.orig_argv):\n"
        f"    open({str(tmp_path / 'painter')!r}, 'w').write(str(os.getpid()))\n    time.sleep(300)\n"
    )
    (tmp_path / "x.yaml").write_text(DOTS)
    run = started(tmp_path, PYTHONPATH=str(tmp_path / "own"))
    wait_for(tmp_path / "painter")
    time.sleep(0.1)
    began = time.monotonic()
    run.send_signal(sign)
    _, said = run.communicate(timeout=60)
    assert time.monotonic() - began < 5
    assert (run.returncode, said) == (code, "stopped\n")
    assert is_gone(int((tmp_path / "painter").read_text()))
    assert not (tmp_path / "x.pptx").exists()


@pytest.mark.parametrize(("sign", "code"), SIGNALS)
@pytest.mark.parametrize("module", ["click", "yaml", "pydantic", "podium.diagnostics", "a class"])
def test_a_signal_during_the_imports_is_no_traceback(
    tmp_path: Path, sign: signal.Signals, code: int, module: str
) -> None:
    (tmp_path / "own").mkdir()
    kill = f"os.kill(os.getpid(), {int(sign)}); time.sleep(0.2)"
    lines = ["import os, sys, time", kill]
    if module == "a class":  # Python 3.11 makes a RuntimeError of it
        module = "yaml"
        lines[1:] = ["class A:", f"    def __set_name__(*_): {kill}", "class B:", "    a = A()"]
    elif module == "podium.diagnostics":
        lines[1:] = ["class Hook:", "    def find_spec(self, name, *_):", f"        if name == {module!r}: {kill}"]
        lines.append("sys.meta_path.insert(0, Hook())")
        module = "sitecustomize"
    (tmp_path / "own" / f"{module}.py").write_text("\n".join(lines))
    (tmp_path / "x.yaml").write_text(SCRIPT)
    run = started(tmp_path, PYTHONPATH=str(tmp_path / "own"))
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said) in [(code, ""), (code, "stopped\n")]


def test_nohup_goes_on_after_the_terminal_is_gone(tmp_path: Path) -> None:
    (tmp_path / "draw.py").write_text("import time\nopen('script', 'w').close()\ntime.sleep(1)\nraise SystemExit('b')")
    (tmp_path / "x.yaml").write_text(SCRIPT)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        run = started(tmp_path)
    finally:
        signal.signal(signal.SIGHUP, before)
    wait_for(tmp_path / "script")
    run.send_signal(signal.SIGHUP)
    run.communicate(timeout=60)
    assert run.returncode == 1
