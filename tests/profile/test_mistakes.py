"""The page of mistakes, `tests/data/mistakes/page.txt`: what authors write, and what each of them reads.

A person reads the page from top to bottom. Its mistakes are written by hand, its messages by `--update-golden`.
"""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator

import pytest

from fto_check.problems.drawing import draw, wrapped
from fto_check.problems.inert import inert
from fto_check.problems.problems import InvalidDocumentError, Problem
from fto_check.profile.loading import load_with_document
from tests.conftest import ROOT, Run

FOLDER = ROOT / "tests" / "data" / "mistakes"
PAGE = FOLDER / "page.txt"
PROFILE = (FOLDER / "profile.yaml").read_text(encoding="utf-8")
WIDTH = 80
_escape = re.compile(r"\{U\+([0-9A-F]{2,6})\}")


def told(text: str) -> list[Problem]:
    try:
        load_with_document("mistake.yaml", raw=text.encode())
    except InvalidDocumentError as error:
        return list(error.problems)
    return []


def signs(text: str) -> str:
    """Return a text of the page as a profile has it: {U+200B} stands for the character."""
    return _escape.sub(lambda found: chr(int(found[1], 16)), text)


def whole_answer(block: list[str]) -> list[str]:
    """Return the messages, as drawn at a terminal, for lines with - that are replaced by those with +."""
    wrong = [line for line in block if line.startswith(("-", "+"))]
    old, new = ("\n".join(line[2:] for line in wrong if line[0] == sign) for sign in "-+")
    before = f"\n{PROFILE}"
    assert f"\n{old}\n" in before, old
    problems = told(before.replace(f"\n{old}\n", f"\n{signs(new)}\n", 1)[1:])
    drawn = [str(draw(problem, WIDTH, wrap=True)) for problem in problems] or ["valid"]
    return [*wrong, *(line for text in drawn for line in text.split("\n"))]


def short_answers(block: list[str]) -> Iterator[str]:
    """Yield each line with ?, which takes the place of the first line with its key, and the message below it."""
    for line in block:
        if line.startswith("?"):
            yield line
            key = line[2:].partition(":")[0]
            right = re.search(rf"^( *){key}:.*$", PROFILE, re.MULTILINE)
            assert right is not None, line
            text = PROFILE.replace(right[0], right[1] + signs(line[2:]), 1)
            for problem in told(text):
                said = inert(f"{problem.code} {problem.message}" + (f" = {problem.hint}" if problem.hint else ""))
                yield from textwrap.wrap(said, WIDTH, initial_indent="    ", subsequent_indent="      ")


def command_answer(block: list[str], run: Run) -> list[str]:
    """Return what a line with $ says on standard error."""
    said = run(*shlex.split(block[0])[2:], COLUMNS=str(WIDTH)).stderr.decode()
    lines = (line for line in said.split("\n") if line)
    return [block[0], *(part for line in lines for part in wrapped(line, WIDTH, 0))]  # as io.say_all at a terminal


def answered(block: list[str], run: Run) -> list[str]:
    if block[0].startswith("$"):
        return command_answer(block, run)
    if block[0].startswith("?"):
        return list(short_answers(block))
    return whole_answer(block) if block[0].startswith(("-", "+")) else block


def blocks(text: str) -> list[list[str]]:
    return [block.split("\n") for block in re.split(r"\n\n+", text.strip("\n"))]


def test_each_mistake_gets_the_message_of_the_page(run: Run, request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text(encoding="utf-8")
    printed = "\n\n".join("\n".join(answered(block, run)) for block in blocks(page)) + "\n"
    if request.config.getoption("--update-golden"):
        PAGE.write_text(printed, encoding="utf-8")
    assert printed == PAGE.read_text(encoding="utf-8")


def test_the_profile_of_the_page_is_valid() -> None:
    assert told(PROFILE) == []


def test_no_message_of_the_page_is_wider_than_a_terminal_or_speaks_of_a_library() -> None:
    text = PAGE.read_text(encoding="utf-8")
    mistakes = ("-", "+", "?", "$", "#")
    wide = [line for line in text.split("\n") if len(line) > WIDTH and not line.startswith(mistakes)]
    assert wide == []
    for word in ("Value error", "Input should", "pydantic", "None", "str_type", "while parsing", "simple key"):
        assert word not in text, word


@pytest.mark.parametrize("block", [block for block in blocks(PAGE.read_text(encoding="utf-8")) if block[0][0] in "-+"],
                         ids=lambda block: next(line for line in block if line[0] == "+")[2:].strip()[:40])  # fmt: skip
def test_one_mistake_is_told_once(block: list[str]) -> None:
    """A cause has one message; where the page shows several mistakes at once, it has a line `+` for each."""
    wrong = [line for line in block if line.startswith("+")]
    heads = [line for line in block if line.startswith("mistake.yaml:")]
    assert 1 <= len(heads) <= len(wrong)
