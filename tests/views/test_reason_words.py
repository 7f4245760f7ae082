"""What `why` says: the path that decides first, what changes it, what mends it, what is missing, in lines that fit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from fto_check.law.statute import load_statute
from fto_check.profile.loading import load_with_document
from fto_check.runs.why import Why, explain_why
from fto_check.views.reason_words import change_lines, first_step, mend_lines, missing_lines, path_lines
from fto_check.views.why.table import render
from tests.conftest import CASES, ROOT, Run, load, slow_but

STATUTE = load_statute()
DAY = date(2026, 11, 24)
SOURCES = "".join(
    f"  s{number}: {{title: T, publisher: P{number}, kind: press, reliability: A, published: 2026-01-01}}\n"
    for number in range(1, 9)
)
GROUP = f"""
organization: {{name: A group, countries: [NO]}}
sources:
{SOURCES}
evidence:
  base: {{claim: It is based abroad., supports: [foreign_base], credibility: 1, sources: [s1, s2, s3]}}
"""


def act(name: str, kind: str, incident: str, sources: str = "s1, s2, s3, s4", **more: str) -> str:
    keys = "".join(f", {key}: {value}" for key, value in more.items())
    return (
        f"  {name}: {{claim: It did it., supports: [{kind}], when: 2025-03-04, incident: {incident}, credibility: 1, "
        f"sources: [{sources}]{keys}}}\n"
    )


def why_of(*items: str, name: str | None = None) -> Why:
    loaded = load_with_document("x.yaml", STATUTE, raw=(GROUP + "".join(items)).encode())
    return explain_why("x.yaml", loaded.profile, STATUTE, DAY, node_id=name)


def said(why: Why, criterion: str = "terrorist_activity") -> str:
    return "\n".join(" ".join((line.label, line.said)) for line in path_lines(why.criteria[criterion], why))


def printed(why: Why, width: int = 100, *, full: bool = False) -> str:
    console = Console(width=width, color_system=None, force_terminal=False)
    with console.capture() as captured:
        console.print(render(why, full=full), crop=False)
    return captured.get()


TWO_KINDS = (
    act("burned", "hijacking_or_sabotage", "roads"),
    act("stopped", "hijacking_or_sabotage", "buses", "s5, s6, s7"),
    act("judge", "assassination", "judge", "s6, s7, s8"),
)


def test_the_path_goes_down_to_the_kind_of_act() -> None:
    lines = said(why_of(*TWO_KINDS))
    assert "one is enough; met by hijacking or sabotage: 2 acts; by assassination: 1 act" in lines
    assert "Hijacking or sabotage of a conveyance 2 acts, 7 origins: burned (A1 ×4, 2025-03-04)" in lines
    assert "Incidents buses, judge and roads each carry it alone" in lines
    assert "Kept in the present by burned (A1 ×4, 2025-03-04)" in lines
    assert "if nothing newer is cited, it is not established from 2030-03-05" in lines


def test_an_incident_that_is_not_enough_is_said_to_be() -> None:
    small = act("small", "hijacking_or_sabotage", "small", "s1").replace("credibility: 1", "credibility: 3")
    lines = said(why_of(small, act("burned", "hijacking_or_sabotage", "roads")))
    assert "Incidents roads carries it alone; small does not" in lines
    weak = [act(f"weak{number}", "assassination", f"i{number}", f"s{number}") for number in (1, 2)]
    again = [one.replace("credibility: 1", "credibility: 2") for one in weak]
    assert "Incidents i1, i2: none is enough alone" in said(why_of(*again))


def test_a_disputed_reading_that_is_not_needed_says_so() -> None:
    taken = act("taken", "seizure_or_detention, compulsion_of_third_person", "roads")
    disputed = act("threat", "compulsion_of_third_person", "roads", disputes="[threat_to_kill_injure_or_detain]")
    why = why_of(*TWO_KINDS, taken, disputed)
    assert "Not needed for the answer: Hostage-taking (contested, law)" in said(why)


def test_what_an_answer_hangs_on_and_what_mends_it() -> None:
    reasons = why_of(act("burned", "hijacking_or_sabotage", "roads", "s1")).criteria["terrorist_activity"]
    why = why_of(act("burned", "hijacking_or_sabotage", "roads", "s1"))
    (loss, *_) = change_lines(reasons, why)
    assert loss == "Without the origin s1 it is not established"
    (mend,) = mend_lines(reasons)
    assert mend == (
        "A recent item of an origin graded A1 that supports Hijacking or sabotage of a conveyance "
        "(hijacking_or_sabotage) holds it without s1"
    )
    assert first_step(reasons) == ("To mend", mend)


def test_what_is_missing_names_the_label_or_the_link() -> None:
    reasons = why_of(*TWO_KINDS).criteria["threat"]
    (missing,) = missing_lines(reasons)
    assert missing.startswith(
        "Threat would be met with a recent item of an origin graded A1 that supports one of: Security of US"
    )
    assert missing.endswith(
        "; it takes the label of the incident buses, judge or roads, or says that this comes from the terrorist "
        "activity (from_terrorist_activity)"
    )
    assert first_step(reasons) == ("To change", missing)


def test_the_parts_of_the_answer_stand_in_their_order() -> None:
    text = printed(why_of(*TWO_KINDS))
    parts = ["Answer ", "Weakest ", "To change ", "1  Foreign", "2  Terrorist", "3  Threat", "What would change it",
             "What is missing", "--full", "not a designation"]  # fmt: skip
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "├──" not in text
    full = printed(why_of(*TWO_KINDS), full=True)
    assert full.index("What is missing") < full.index("element by element") < full.index("├──")
    assert full.startswith(text[: text.index("Every element")].rstrip())


def test_a_node_says_whether_its_criterion_rests_on_it() -> None:
    assert "Activity (met) rests on it." in printed(why_of(*TWO_KINDS, name="assassination"))
    other = why_of(*TWO_KINDS, act("mine", "explosive_or_firearm", "mine", "s1"), name="explosive_or_firearm")
    assert "Activity (met) does not rest on it." in printed(other)


@pytest.mark.parametrize("width", slow_but([40, 60, 80, 120, 200], 40, 80))
@pytest.mark.parametrize("path", [CASES[3], ROOT / "tests/data/four-facts.yaml"], ids=lambda path: path.stem)
def test_no_line_is_too_wide_and_no_provision_is_broken(path: Path, width: int) -> None:
    why = explain_why("x", load(path).profile, STATUTE, DAY)
    for line in printed(why, width).splitlines():
        assert cell_len(line) <= min(width, 140), line
        assert not line.rstrip().endswith("§"), line


def test_what_is_only_assumed_is_not_called_met(run: Run) -> None:
    printed = " ".join(
        run("why", str(ROOT / "profiles/msf.yaml"), "--as-of", "2026-11-30", COLUMNS="120").stdout.decode().split()
    )
    assert "Way of engaging (assumed); The organization's own act (assumed)" in printed
    assert (
        "Would be assumed, since nothing is cited against it: The threat comes from the terrorist activity" in printed
    )
    assert "(old)" not in printed, "another organization's listing is no conduct that could be old"
