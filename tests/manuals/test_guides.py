"""The guides: what they say of grades, weights and numbers is what the code does."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from fto_check.law.authorities import Topic, load_authorities
from fto_check.law.status import TABLE, Status, Weight
from fto_check.law.statute import load_statute
from fto_check.manuals.elements import field_names
from fto_check.manuals.guides import GuideTopic, load_guide
from fto_check.manuals.schema import build_schema
from fto_check.problems.problems import CODES
from fto_check.profile.models import CREDIBILITY_MEANING, RELIABILITY_MEANING, Reliability
from fto_check.reasoning.findings import Confidence
from fto_check.reasoning.rules import FRESH_YEARS, grade
from tests.conftest import ROOT, Run
from tests.reasoning.lines import check

METHOD, GRADES = load_guide(GuideTopic.METHOD), load_guide(GuideTopic.GRADES)
ROWS = {term: text for section in METHOD.sections for term, text in section.rows.items()}


@pytest.mark.parametrize("topic", GuideTopic)
def test_whole_guides(run: Run, golden: Callable[[str, str], None], topic: GuideTopic) -> None:
    printed = run("explain", topic, COLUMNS="80").stdout.decode()
    golden(f"explain/{topic}-80.txt", printed)
    assert len(printed.splitlines()) <= 155, "three screens"
    assert "{" not in printed
    data = json.loads(run("explain", topic, "-f", "json").stdout)
    assert [section["title"] for section in data["sections"]] == [one.title for one in load_guide(topic).sections]


def test_the_names_of_the_guides_are_nobody_elses() -> None:
    taken = {*load_statute().by_id, *CODES, *map(str, Status), *Confidence, *field_names(build_schema())}
    assert not taken & {*GuideTopic, *Topic, "codes", "changes"}
    assert not {*GuideTopic, "codes", "changes"} & {*Topic}


def test_the_statuses_the_table_and_the_words_of_confidence_are_those_of_the_code(run: Run) -> None:
    assert [ROWS[status.words] for status in Status] == [status.meaning for status in Status]
    assert [ROWS[word] for word in Confidence] == [word.meaning for word in Confidence]
    (table,) = (
        section["table"]
        for section in json.loads(run("explain", "method", "-f", "json").stdout)["sections"]
        if "table" in section
    )
    by_name = {str(weight): weight for weight in Weight}
    assert {(by_name[row["for"]], by_name[row["against"]]): row["status"] for row in table} == {
        weights: str(status) for weights, status in TABLE.items()
    }
    shown = run("explain", "method", COLUMNS="80").stdout.decode().splitlines()
    top = next(number for number, line in enumerate(shown) if "for ＼ against" in line)
    for line in shown[top + 1 : top + 4]:
        own = by_name[line.split()[0]]
        marks = [Status[word.upper()] for word in line.replace("not ", "not_").split()[2::2]]
        assert marks == [TABLE[own, against] for against in Weight]


def test_the_grades_weigh_what_the_method_says() -> None:
    """The guide's words, read as a reader would, against the function for every mix of the two grades."""
    for reliability in Reliability:
        for credibility in range(1, 7):
            if reliability in "DE" or credibility in (4, 5, 6):
                said = "not counted"
            elif f"{reliability}{credibility}" == "A1":
                said = "confirmed"
            else:
                said = "strong" if reliability in "AB" and credibility in (1, 2) else "weak"
            assert str(grade(reliability, credibility) or "not counted") == said
    assert ROWS["confirmed"] == "A1"
    assert ROWS["strong"] == "A or B with 1 or 2"
    assert ROWS["weak"] == "any other mix of A, B, C or F with 1, 2 or 3"
    assert ROWS["not counted"].startswith("D or E; 4, 5 or 6; ")


def test_a_side_is_carried_as_the_method_says() -> None:
    assert ROWS["carried"].startswith("by one A1 origin, or by two origins of which one is strong; ")
    for lines, said in {
        ("A1 +capability",): Weight.CARRIED,
        ("B2 +capability", "C3 +capability"): Weight.CARRIED,
        ("B2 +capability",): Weight.SUGGESTED,
        ("C2 +capability", "C2 +capability"): Weight.SUGGESTED,
        (): Weight.SILENT,
        ("B2 -capability", "C3 -capability"): Weight.SILENT,
    }.items():
        assert check(*lines).findings["capability"].for_ is said
    assert check("B2 +foreign_base").findings["foreign_base"].for_ is Weight.CARRIED, "one strong origin, by the law"


def test_numbers_and_ids_come_from_the_program() -> None:
    assert f"the {FRESH_YEARS} years before the day" in ROWS["fresh"]
    assert "(foreign_base)" in ROWS["carried"]
    assert "organized, commits_or_incites, unlawful, " in ROWS["assumed"]


def test_the_decisions_come_from_the_law_and_say_what_the_method_says() -> None:
    cases = {one.id: one for one in load_authorities()}
    assert cases["pmoi-1999"].cite in ROWS["proof"]
    assert cases["pmoi-1999"].cite in ROWS["the threat"]
    assert {Topic.PROOF, "threat"} <= set(cases["pmoi-1999"].bears_on)
    for name, term in (("kahane-chai-2006", "proof"), ("pmoi-2010", "both sides")):
        assert cases[name].cite in ROWS[term]
        assert Topic.PROOF in cases[name].bears_on


BOMB = ("A1 2023-05 #m +explosive_or_firearm", "A1 2023-05 #m +endangerment")
HARM = "A1 2023 +us_nationals"


def test_what_a_lawyer_asks_is_so() -> None:
    activity = "engages_in_listed_act"
    # One alternative is enough, whatever the others are.
    assert check(*BOMB, "A1 2023 #n -violence").findings["terrorist_activity"].status is Status.MET
    assert "one alternative that is met is enough" in ROWS["one of"]
    # A case with a label refutes that act and no other; at the branch, without a label, it meets all.
    other = ("A1 2023-06 #n +explosive_or_firearm", "A1 2023-06 #n +endangerment")
    assert check(*BOMB, f"A1 2023 #m -{activity}").findings[activity].status is not Status.MET
    assert check(*BOMB, *other, f"A1 2023 #m -{activity}").findings[activity].status is Status.MET
    assert check(*BOMB, *other, f"A1 2023 -{activity}").findings[activity].status is Status.CONTESTED
    assert "With a label it refutes that act and no other." in ROWS["the whole"]
    # The wider reading of the link is a dispute of it, by an item that names the interest.
    assert check(*BOMB, HARM).findings["us_nationals"].status is Status.NOT_ESTABLISHED
    assert check(*BOMB, f"{HARM} ~from_terrorist_activity").findings["us_nationals"].status is Status.CONTESTED
    assert "disputes the link leaves the interest contested" in ROWS["the link"]
    # One source alone, however strong short of A1, meets nothing; a court has upheld designations on less.
    assert check("B1 2023 +capability").findings["capability"].status is Status.NOT_ESTABLISHED
    assert check("A1 2023 +capability").findings["capability"].status is Status.MET
    assert "Here one source alone is not, unless it is A1." in ROWS["proof"]


def test_the_grades_are_those_of_the_models_and_of_the_page_for_authors() -> None:
    sources, claims = GRADES.sections[0].rows, GRADES.sections[1].rows
    assert list(sources) == list(RELIABILITY_MEANING)
    assert list(claims) == list(CREDIBILITY_MEANING)
    page = (ROOT / "profiles" / "README.md").read_text(encoding="utf-8")
    for (letter, source), (digit, claim) in zip(sources.items(), claims.items(), strict=True):
        assert f"| {letter} | {source} | {digit} | {claim} |" in page
