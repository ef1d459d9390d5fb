"""What a quick run of whole folders leaves out: cases of tests that write files and have many, and it says how many."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import sampling

TESTS = """\
import pytest

@pytest.mark.parametrize("n", range(40))
def test_computes(n):
    pass

@pytest.mark.parametrize("n", range(40))
def test_writes(tmp_path, n):
    pass

@pytest.mark.cases(3)
@pytest.mark.parametrize("n", range(40))
def test_writes_slowly(tmp_path, n):
    pass

@pytest.mark.thorough
def test_takes_long():
    pass
"""


def test_a_quick_run_of_folders_says_how_many_are_left(tmp_path: Path) -> None:
    (tmp_path / "test_few.py").write_text(TESTS, "utf-8")
    hooks = [name for name in dir(sampling) if name.startswith("pytest_")]
    (tmp_path / "conftest.py").write_text(f"from sampling import {', '.join(hooks)}\n", "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers -p no:cacheprovider\n", "utf-8")

    def said(*arguments: str, **more: str) -> str:
        folder = str(Path(sampling.__file__).parent)
        env = {**os.environ, "PYTHONPATH": folder, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PODIUM_THOROUGH": "", **more}
        command = [sys.executable, "-m", "pytest", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    kept = 40 + 10 + 3
    quick = said("-p", "xdist", "-n", "1", ".")
    assert f"{121 - kept} more in a thorough run: PODIUM_THOROUGH=1" in quick
    assert f"{kept} passed" in quick
    for all_of_them in (said("test_few.py"), said(".", PODIUM_THOROUGH="1")):
        assert "121 passed" in all_of_them
        assert "more in a thorough run" not in all_of_them


def test_every_value_of_two_parameters_is_among_few_cases() -> None:
    cases = {f"t[{a}-{b}]": {("a", a), ("b", b)} for a in range(5) for b in range(3)}
    found = sampling.few(cases, 5)
    assert len(found) == 5
    assert set().union(*(cases[name] for name in found)) == set().union(*cases.values())


def test_tests_that_go_through_one_list_take_different_cases_and_a_new_one_moves_few() -> None:
    taken = [sampling.few({f"test_{n}[{kind}]": {kind} for kind in range(20)}, 4) for n in range(12)]
    assert len({name.partition("[")[2] for names in taken for name in names}) == 20
    more = [sampling.few({f"test_{n}[{kind}]": {kind} for kind in range(21)}, 4) for n in range(12)]
    assert all(len(a & b) >= 3 for a, b in zip(taken, more, strict=True))


def test_tests_that_share_drawings_take_the_same_cases() -> None:
    taken = [sampling.few({f"test_{n}[{kind}]": {kind} for kind in range(20)}, 4, same=True) for n in range(3)]
    assert len({name.partition("[")[2] for names in taken for name in names}) == 4


def test_few_of_fewer_are_all() -> None:
    assert sampling.few({"a": {1}, "b": {1}}, 4) == {"a", "b"}
    assert sampling.few({}, 4) == set()
