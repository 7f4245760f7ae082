"""The pager: what is longer than the screen goes through it, and nothing is lost where it cannot be started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fto_check.cli.pager import page, pager_command
from tests.conftest import ROOT, slow_but

LONG = "a line\n" * 50
FOUR = "tests/data/four-facts.yaml"
terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def writing_to(path: Path) -> str:
    """Return a pager that writes what it is given to a file."""
    return f"dd status=none of='{path}'"


@pytest.fixture(autouse=True)
def _able_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_long_text_is_shown_by_the_pager_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGER", writing_to(tmp_path / "a name with spaces"))
    assert page(LONG, 24)
    assert (tmp_path / "a name with spaces").read_text() == LONG


@pytest.mark.parametrize(
    "command", ["", "  ", "cat", "no-such-pager-at-all -R", "env no-such-pager-at-all", "less 'without an end"]
)
def test_without_a_pager_the_text_is_left_to_the_caller(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("PAGER", command)
    assert not page(LONG, 24)
    assert capfd.readouterr().out == ""


def test_a_dumb_terminal_has_no_pager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGER", writing_to(tmp_path / "shown"))
    monkeypatch.setenv("TERM", "dumb")
    assert not page(LONG, 24)
    assert not (tmp_path / "shown").exists()


def test_no_shell_reads_the_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGER", f"{writing_to(tmp_path / 'shown')} ; touch {tmp_path}/more $(touch {tmp_path}/most)")
    assert pager_command()[-2:] == ["$(touch", f"{tmp_path}/most)"]
    page(LONG, 24)
    assert not list(tmp_path.glob("mo*"))


@pytest.mark.parametrize(("given", "found"), [(None, "FRX"), ("-S", "-S"), ("", "")])
def test_less_behaves_as_the_user_says(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], given: str | None, found: str
) -> None:
    monkeypatch.delenv("LESS", raising=False)
    if given is not None:
        monkeypatch.setenv("LESS", given)
    monkeypatch.setenv("PAGER", "printenv LESS")
    assert page(LONG, 24)
    assert capfd.readouterr().out == f"{found}\n"


def test_less_is_the_pager_of_who_names_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAGER", raising=False)
    assert pager_command() == ["less"]


def test_what_fits_the_screen_needs_no_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "false")
    assert not page("a line\n", 24)


def test_a_reader_who_has_seen_enough_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "true")
    assert page("a line\n" * 100_000, 24)


@terminal
def test_an_interrupt_is_the_pagers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "pager"
    script.write_text(f"#!/bin/sh\nkill -INT {os.getpid()}\ncat > {tmp_path}/shown\n")
    script.chmod(0o755)
    monkeypatch.setenv("PAGER", str(script))
    before = signal.getsignal(signal.SIGINT)
    assert page(LONG, 24)
    assert (tmp_path / "shown").read_text() == LONG
    assert signal.getsignal(signal.SIGINT) is before


@terminal
@pytest.mark.parametrize(
    ("arguments", "paged"),
    slow_but(
        [
            ([FOUR, "--full"], True),
            ([FOUR, "--full", "--no-pager"], False),
            ([FOUR], False),
            (["why", FOUR], True),
            (["why", FOUR, "--no-pager"], False),
            (["explain", "threat"], True),
            (["record"], True),
        ],
        ([FOUR, "--full", "--no-pager"], False),
        (["explain", "threat"], True),
    ),
)
def test_on_a_terminal_the_long_answers_are_paged(tmp_path: Path, arguments: list[str], paged: bool) -> None:
    shown, code = on_a_terminal(*arguments, PAGER=writing_to(tmp_path / "shown"))
    assert code == 0
    assert (tmp_path / "shown").exists() is paged
    text = (tmp_path / "shown").read_text() if paged else shown
    assert len(text.splitlines()) > 24
    assert "\x1b[" in text


@terminal
def test_a_file_or_a_pipe_has_no_pager(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PAGER": writing_to(tmp_path / "shown")}
    run = subprocess.run(
        [sys.executable, "-m", "fto_check", "why", FOUR], cwd=ROOT, capture_output=True, env=environment, check=True
    )
    assert b"Harbor Front" in run.stdout
    assert not (tmp_path / "shown").exists()


@terminal
def test_problems_are_drawn_after_the_pager_has_ended_and_the_exit_code_is_the_runs(tmp_path: Path) -> None:
    """The reader of a run with an expectation that does not hold quits at once."""
    profile = tmp_path / "one.yaml"
    text = (ROOT / FOUR).read_text()
    profile.write_text(f"{text}\nexpect:\n  - {{as_of: 2024-12-01, threat: not_met}}\n")
    script = tmp_path / "pager"
    script.write_text("#!/bin/sh\nsleep 0.3\necho the pager has ended\n")
    script.chmod(0o755)
    shown, code = on_a_terminal(str(profile), "--full", errors=True, PAGER=str(script))
    assert code == 1
    assert shown.index("the pager has ended") < shown.index("FTO117")


@terminal
def test_sources_are_links_on_a_terminal() -> None:
    shown, _ = on_a_terminal("profiles/cjng.yaml", "--full", "--no-pager")
    assert "\x1b]8;" in shown
    assert ";https://" in shown


def on_a_terminal(*arguments: str, errors: bool = False, **more: str) -> tuple[str, int]:
    """Run the command on a pseudo-terminal; return what it shows, with what it says of errors, and the exit code."""
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "fto_check", *arguments], cwd=ROOT, stdout=follower,
        stderr=follower if errors else subprocess.DEVNULL, env=environment,
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
    return shown.decode(), process.returncode
