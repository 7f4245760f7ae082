"""The bibliography of a profile, and `why` of one part of it: whole outputs, and what is not there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.manuals.test_elements import complete

DAY = ("--as-of", "2026-11-24")
FOUR = "tests/data/four-facts.yaml"
HOSTILE = "tests/data/hostile.yaml"
MSF = "profiles/msf.yaml"


def test_the_bibliography(run: Run, golden: Callable[[str, str], None]) -> None:
    for width in ("80", "120"):
        golden(f"sources/four-facts-{width}.txt", run("sources", FOUR, *DAY, COLUMNS=width).stdout.decode())
    for form, suffix in (("json", "json"), ("csv", "csv"), ("markdown", "md")):
        golden(f"sources/four-facts.{suffix}", run("sources", FOUR, *DAY, "-f", form).stdout.decode())
    golden("sources/msf-80.txt", run("sources", MSF, *DAY, COLUMNS="80").stdout.decode())


def test_one_source_and_one_origin(run: Run, golden: Callable[[str, str], None]) -> None:
    golden("sources/msf-review-80.txt", run("sources", MSF, "msf-kunduz-review", *DAY, COLUMNS="80").stdout.decode())
    golden("sources/msf-review.md", run("sources", MSF, "msf-kunduz-review", *DAY, "-f", "markdown").stdout.decode())
    found = json.loads(run("sources", MSF, "origin:msf", *DAY, "-f", "json").stdout)
    assert len(found["sources"]) == 13
    assert {one["origin"] for one in found["sources"]} == {"msf"}
    assert found["summary"]["sources"] == 38


def test_why_of_a_part_of_a_profile(run: Run, golden: Callable[[str, str], None]) -> None:
    cjng = "profiles/cjng.yaml"
    golden("why/cjng-helicopter-80.txt", run("why", cjng, "helicopter-2015", *DAY, COLUMNS="80").stdout.decode())
    golden("why/four-facts-incident-80.txt", run("why", FOUR, "ferry-2024", *DAY, COLUMNS="80").stdout.decode())
    golden("why/four-facts-elsewhere-100.txt", run("why", FOUR, "elsewhere", *DAY, COLUMNS="100").stdout.decode())
    golden("why/four-facts-bomb.json", run("why", FOUR, "bomb", *DAY, "-f", "json").stdout.decode())
    golden("why/cjng-origin-80.txt", run("why", cjng, "doj-menchito", *DAY, COLUMNS="80").stdout.decode())
    context = run("why", MSF, "reading-of-the-organization", *DAY).stdout.decode()
    assert "Context: it names no element, and counts for nothing." in context


def test_an_id_of_several_kinds_shows_all(run: Run, tmp_path: Path) -> None:
    text = (ROOT / FOUR).read_text().replace("ferry-2024", "threat")
    text = text.replace("  court:", "  bomb:").replace("sources: [court", "sources: [bomb")
    (tmp_path / "a.yaml").write_text(text)
    both = run("why", "a.yaml", "threat", *DAY, cwd=tmp_path).stdout.decode()
    assert "Incident  threat" in both
    assert "3  Threat to US nationals or national security" in both
    said = json.loads(run("why", "a.yaml", "bomb", *DAY, "-f", "json", cwd=tmp_path).stdout)
    assert [len(said[name]) for name in ("nodes", "items", "incidents", "sources", "origins")] == [0, 1, 0, 1, 0]
    one = json.loads(run("why", "a.yaml", "incident:threat", *DAY, "-f", "json", cwd=tmp_path).stdout)
    assert (one["nodes"], [found["id"] for found in one["incidents"]]) == ([], ["threat"])


def test_what_is_known_later_does_not_count(run: Run) -> None:
    early = json.loads(run("sources", FOUR, *DAY, "--known-by", "2024-12-31", "-f", "json").stdout)
    court = next(one for one in early["sources"] if one["id"] == "court")
    assert [one["counted"] for one in court["items"]] == [False, False]
    assert "published" in court["items"][0]["reason"]


@pytest.mark.parametrize("command", ["sources", "why"])
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nowhere.yaml",), 2, "nowhere.yaml"),
        (("tests/data",), 2, "tests/data"),
        (("tests/data/invalid/unknown-key.yaml",), 1, "FTO102"),
        ((FOUR, "cort"), 2, "did you mean 'court'?"),
        ((FOUR, "--as-of", "1990-01-01"), 2, "1996"),
        ((FOUR, "--as-of", "yesterday"), 2, "--as-of"),
    ],
)
def test_what_is_wrong(run: Run, command: str, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run(command, *arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


TOLD = """organization: {name: A group}
sources:
  paper: {title: A report, publisher: A paper, kind: press, reliability: B, published: 2023}
  radio: {title: A broadcast, publisher: A radio, kind: press, reliability: B, published: 2023}
evidence:
  told:
    claim: The commission said so.
    supports: [foreign_base]
    credibility: 2
    sources: [{source: paper, origin: commission}, radio]
    borne_out_by: [own]
  own: {claim: The paper saw it., supports: [foreign_base], credibility: 2, sources: [paper]}
  nothing:
    claim: Nothing was found.
    about: [foreign]
    searched: [{where: the archive, on: 2026-11-01, for: a base}]
"""


def test_what_a_source_hands_on_is_of_another_origin(run: Run) -> None:
    data = json.loads(run("sources", "-", "-f", "json", "--isolated", stdin=TOLD.encode()).stdout)
    paper = data["sources"][0]
    assert (paper["origin"], paper["hands_on"], paper["shared_with"]) == ("paper", ["commission"], [])
    assert data["summary"]["origins"] == 3
    text = run("sources", "-", "origin:commission", "--isolated", stdin=TOLD.encode()).stdout.decode()
    assert "its own origin · hands on commission" in text
    origin = json.loads(run("why", "-", "commission", "-f", "json", "--isolated", stdin=TOLD.encode()).stdout)
    assert [one["id"] for one in origin["origins"][0]["sources"]] == ["paper"]


def test_what_an_item_says_beside_the_evidence(run: Run) -> None:
    assert b"borne out by own" in run("why", "-", "told", "--isolated", stdin=TOLD.encode()).stdout
    searched = run("why", "-", "nothing", "--isolated", stdin=TOLD.encode()).stdout.decode()
    assert "searched the archive on 2026-11-01 for a base" in searched
    assert "It cites" not in searched


def test_from_a_pipe(run: Run) -> None:
    piped = run("sources", "-", *DAY, stdin=(ROOT / FOUR).read_bytes())
    assert piped.returncode == 0
    assert b"fto-check sources <stdin>" not in piped.stdout, "no command can read it again"


@pytest.mark.parametrize("form", ["table", "markdown", "json", "csv"])
def test_hostile_text_is_inert(run: Run, form: str) -> None:
    asked = [("sources", HOSTILE), ("sources", HOSTILE, "paper"), ("sources", HOSTILE, "brackets")]
    asked += [("why", HOSTILE, "fact"), ("why", HOSTILE, "paper")] if form in ("table", "json") else []
    for arguments in asked:
        done = run(*arguments, *DAY, "-f", form)
        assert done.returncode == 0, done.stderr
        text = done.stdout.decode()
        assert "\x1b" not in text
        assert not any(line.lstrip().startswith("::") for line in text.splitlines())
        assert "##[" not in text


def test_a_spreadsheet_reads_no_formula(run: Run) -> None:
    rows = list(csv.reader(io.StringIO(run("sources", HOSTILE, *DAY, "-f", "csv").stdout.decode())))
    assert len(rows) > 1
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_completion_knows_the_ids_of_the_profile() -> None:
    assert "ferry-2024" in complete("bash", f"fto-check why {FOUR} fer")
    assert complete("bash", f"fto-check sources {FOUR} cou").split() == ["court"]
    assert complete("bash", "fto-check sources nowhere.yaml cou").strip() == ""


def test_completion_offers_nothing_that_a_shell_would_run(tmp_path: Path) -> None:
    text = (
        (ROOT / FOUR)
        .read_text()
        .replace("  court:\n", "  court:\n    origin: $(touch x)\n")
        .replace("  daily:\n", "  daily:\n    origin: a-plain-one\n")
    )
    (tmp_path / "a.yaml").write_text(text)
    offered = complete("bash", f"fto-check sources {tmp_path}/a.yaml ").split("\n")
    assert {"court", "a-plain-one"} <= set(offered)
    assert not any("$" in word for word in offered)
