"""The exit codes, by who has to act: one table for every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from fto_check.cli.exits import WHO_ACTS, Exit
from fto_check.manuals.guides import GuideTopic, load_guide
from tests.conftest import CASES, Run

VALID = CASES[3].read_text()
UNMET = CASES[0].read_text().replace("foreign: not_met", "foreign: met")
DAY = ("--as-of", "2026-06-08")

OK, PROFILE, USAGE = Exit.OK, Exit.PROFILE, Exit.USAGE
TABLE: list[tuple[str, Exit]] = [
    # check: 0 whatever the statuses are, 1 for an author, 2 for who typed it; the rest is still checked
    ("check valid.yaml", OK),
    ("check -q valid.yaml", OK),
    ("check other", OK),
    ("check invalid.yaml", PROFILE),
    ("check unmet.yaml", PROFILE),
    ("check . -f sarif", PROFILE),
    ("check valid.yaml --fail-on met", PROFILE),
    ("check valid.yaml --fail-on contested", OK),
    ("check twice --fail-on warning", PROFILE),
    ("check twice --fail-on FTO204", PROFILE),
    ("check twice --fail-on FTO204 -f ndjson", PROFILE),
    ("check twice --fail-on FTO209", OK),
    ("check twice --fail-on warning --ignore FTO204", OK),
    ("check twice --fail-on warning --exit-zero", OK),
    ("check invalid.yaml --exit-zero", OK),
    ("check nowhere.yaml --exit-zero", USAGE),
    ("check invalid.yaml nowhere.yaml", USAGE),
    ("check invalid.yaml empty", USAGE),
    ("check", USAGE),
    ("check empty", USAGE),
    ("check strangers", USAGE),
    ("check strangers valid.yaml", USAGE),
    ("check valid.yaml --as-of 1990-01-01", USAGE),
    ("check valid.yaml --fail-on mett", USAGE),
    ("check valid.yaml --ignore FTO101", USAGE),
    ("check valid.yaml --new-since main", USAGE),
    ("check valid.yaml --config nowhere.toml", USAGE),
    ("check valid.yaml --config excluding.toml", OK),
    ("check --show-files .", OK),
    ("check --show-files nowhere", USAGE),
    ("check --show-settings", OK),
    ("check valid.yaml -o json:nowhere/x", USAGE),
    ("check valid.yaml --no-such-option", USAGE),
    ("valid.yaml", OK),
    # diff: a change is an answer; an invalid file of now is its author's, one of then is a fact
    ("diff valid.yaml valid.yaml", OK),
    ("diff valid.yaml unmet.yaml", OK),
    ("diff valid.yaml unmet.yaml --fail-on change", PROFILE),
    ("diff valid.yaml invalid.yaml", PROFILE),
    ("diff invalid.yaml valid.yaml", OK),
    ("diff invalid.yaml valid.yaml --fail-on change", PROFILE),
    ("diff other renamed --fail-on change", OK),
    ("diff valid.yaml nowhere.yaml", USAGE),
    ("diff valid.yaml", USAGE),
    ("diff --since main valid.yaml", USAGE),
    ("diff strangers strangers", USAGE),
    # the others
    ("why valid.yaml", OK),
    ("why invalid.yaml", PROFILE),
    ("why nowhere.yaml", USAGE),
    ("compare valid.yaml unmet.yaml", PROFILE),
    ("compare valid.yaml other", OK),
    ("compare empty", USAGE),
    ("explain settings", OK),
    ("explain no-such-thing", USAGE),
    ("schema", OK),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("codes")
    for name in ("empty", "other", "renamed", "twice", "strangers"):
        (root / name).mkdir()
    (root / "valid.yaml").write_text(VALID)
    (root / "invalid.yaml").write_text("organization: {nme: A}\n")
    (root / "unmet.yaml").write_text(UNMET)
    (root / "other" / "a.yaml").write_text(VALID.replace("name: A", "name: Another", 1))
    (root / "renamed" / "b.yaml").write_text(VALID.replace("name: A", "name: Another", 1))
    for name in ("a", "b"):
        (root / "twice" / f"{name}.yaml").write_text(VALID.replace("name: A", "name: Twin", 1))
    (root / "strangers" / "x.yaml").write_text("services: {}\n")
    (root / "excluding.toml").write_text('[tool.fto-check]\nexclude = ["*.yaml"]\n')
    return root


@pytest.mark.parametrize(("command", "code"), TABLE, ids=[command for command, _ in TABLE])
def test_the_table(run: Run, folder: Path, command: str, code: Exit) -> None:
    arguments = command.split()
    dated = arguments[0] not in ("explain", "schema") and "--as-of" not in arguments
    done = run(*arguments, *(DAY if dated else ()), cwd=folder, GIT_CEILING_DIRECTORIES=str(folder.parent))
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_guide_has_the_table() -> None:
    (section,) = (one for one in load_guide(GuideTopic.SETTINGS).sections if one.title.startswith("Exit codes"))
    assert section.rows == {str(int(code)): f"{who}: {when}" for code, (who, when) in WHO_ACTS.items()}
