"""Marks and lines where the encoding lacks them: stand-ins in ASCII, in the same columns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fto_check.cli.encoding import STAND_INS, fit
from tests.conftest import CASES, ROOT, Run

DIFF = ("diff", "--isolated", "--as-of", "2026-11-24", "tests/data/four-facts.yaml", f"tests/cases/{CASES[3].name}")
FACTS = ("--isolated", "--as-of", "2026-11-24", "tests/data/four-facts.yaml")


class Stream:
    """What is asked of a stream here."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp1252"])
@pytest.mark.parametrize("arguments", [FACTS, ("-q", *FACTS), ("why", *FACTS), DIFF])
def test_every_column_is_kept(run: Run, encoding: str, arguments: tuple[str, ...]) -> None:
    whole = run(*arguments, COLUMNS="80").stdout.decode()
    printed = run(*arguments, COLUMNS="80", PYTHONIOENCODING=encoding).stdout.decode(encoding)
    assert printed.encode(encoding).decode(encoding) == printed
    assert [len(line) for line in printed.splitlines()] == [len(line) for line in whole.splitlines()]
    back = {ord(plain): " " for plain in STAND_INS.values()} | {ord(mark): " " for mark in STAND_INS}
    assert printed.translate(back) == whole.translate(back), "nothing else is another"
    assert "\\u" not in printed


def test_each_stand_in_is_one_column_and_statuses_stay_apart() -> None:
    assert all(len(plain) == 1 and plain.isascii() for plain in STAND_INS.values())
    assert len({STAND_INS[mark] for mark in "●◐○✗–"}) == 5
    assert len({"+", STAND_INS["−"], STAND_INS["±"]}) == 3


def test_a_mark_that_can_be_written_stays() -> None:
    assert fit("§ · ● ×", Stream("latin-1")) == "§ · * ×"  # type: ignore[arg-type]
    assert fit("§ · ● ×", Stream("utf-8")) == "§ · ● ×"  # type: ignore[arg-type]
    assert fit("●", Stream("no-such")) == "*"  # type: ignore[arg-type]


def test_every_mark_of_the_terminal_has_a_stand_in() -> None:
    views = [*(ROOT / "fto_check").rglob("*table.py"), ROOT / "fto_check" / "views" / "words.py"]
    used = {mark for path in views for mark in re.findall(r"[^\x00-\x7f]", path.read_text(encoding="utf-8"))}
    assert used <= set(STAND_INS) | {"＼"}, "explain method has the wide stroke, alone"
    assert len(used) > 8


def test_a_file_is_utf_8_whatever_the_terminal_is(run: Run, tmp_path: Path) -> None:
    run(*FACTS, "-o", f"table:{tmp_path / 'a'}", PYTHONIOENCODING="ascii")
    assert "●" in (tmp_path / "a").read_text(encoding="utf-8")
    for form in ("csv", "json", "markdown"):
        run(*FACTS, "-o", f"{form}:{tmp_path / form}", PYTHONIOENCODING="ascii")
        assert run(*FACTS, "-f", form, PYTHONIOENCODING="ascii").stdout == (tmp_path / form).read_bytes()
