"""The pager: what is longer than the screen goes through it, and nothing is lost where it cannot be started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fto_check.cli.pager import page
from tests.conftest import ROOT

LONG = "a line\n" * 50
FOUR = "tests/data/four-facts.yaml"


def test_a_long_text_is_shown_by_the_pager_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGER", f"cat > {tmp_path}/shown")
    assert page(LONG, 24)
    assert (tmp_path / "shown").read_text() == LONG


@pytest.mark.parametrize("command", ["", "cat", "no-such-pager-at-all 2>/dev/null"])
def test_without_a_pager_the_text_is_left_to_the_caller(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("PAGER", command)
    assert not page(LONG, 24)


def test_what_fits_the_screen_needs_no_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "false")
    assert not page("a line\n", 24)


def test_a_reader_who_has_seen_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "head -n 1 > /dev/null")
    assert page("a line\n" * 100_000, 24)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("options", "paged"), [(["--full"], True), (["--full", "--no-pager"], False), ([], False)])
def test_on_a_terminal_the_long_report_is_paged_and_has_links(tmp_path: Path, options: list[str], paged: bool) -> None:
    shown = on_a_terminal(FOUR, *options, PAGER=f"cat > {tmp_path}/shown")
    assert (tmp_path / "shown").exists() is paged
    text = (tmp_path / "shown").read_text() if paged else shown
    assert "Harbor Front" in text
    assert "\x1b[" in text


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_sources_are_links_on_a_terminal() -> None:
    shown = on_a_terminal("profiles/cjng.yaml", "--full", "--no-pager")
    assert "\x1b]8;" in shown
    assert ";https://" in shown


def on_a_terminal(*arguments: str, **more: str) -> str:
    """Run the command on a pseudo-terminal and return what it shows."""
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "fto_check", *arguments], cwd=ROOT, stdout=follower, stderr=subprocess.DEVNULL,
        env=environment,
    )  # fmt: skip
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(timeout=60)
    os.close(leader)
    return shown.decode()
