"""References of a profile: each problem at its place."""

from __future__ import annotations

import pytest

from fto_check.documents.yaml_reader import parse_document
from fto_check.law.statute import LAW_FILE, Statute, build_statute
from fto_check.problems.problems import InvalidDocumentError
from fto_check.profile.loading import load_with_document

HEAD = """organization: {name: A group}
sources:
  a: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
  l: {title: L, publisher: State, kind: listing, reliability: A, published: 2020}
evidence:
"""


def problems(text: str) -> list[str]:
    return problems_of(HEAD + text)


def problems_of(text: str) -> list[str]:
    try:
        load_with_document("x.yaml", raw=text.encode())
    except InvalidDocumentError as error:
        return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("supports: [foreign_base], credibility: 2, sources: [a, l, a]", ["6:76 FTO118"]),
        ("supports: [foreign_base], credibility: 2, sources: [a, {source: a, at: p. 1}]", []),
        ("supports: [foreign_base], credibility: 2, sources: [a, b, {source: c}]", ["6:73 FTO110", "6:85 FTO110"]),
        ("supports: [foreign_base], credibility: 2, sources: [a], ignore: {FTO299: x}", ["6:83 FTO106"]),
        ("supports: [foreign_base], credibility: 2, sources: [a], ignore: {FTO215: x}", []),
    ],
)
def test_each_stands_where_its_cause_does(item: str, found: list[str]) -> None:
    assert problems(f"  x: {{claim: C., {item}}}\n") == found


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("claim: C., suports: [violence], disputes: [bomb], credibility: 2, sources: [b]",
         ["6:18 FTO102", "6:50 FTO111", "6:83 FTO110"]),
        ("claim: C., supports: [bomb], credibility: 7, sources: [b]", ["6:29 FTO111", "6:49 FTO106", "6:62 FTO110"]),
        ("supports: [bomb], sources: [b]", ["6:3 FTO103", "6:3 FTO103", "6:18 FTO111", "6:35 FTO110"]),
        ("claim: C., supports: [bomb], credibility: 2", ["6:3 FTO103", "6:29 FTO111"]),
        ("claim: C., supports: [bomb], credibility: 2, sources: [b, []]", ["6:29 FTO111", "6:65 FTO101"]),
        ("claim: C., supports: bomb, credibility: 2, sources: [b]", ["6:28 FTO101", "6:60 FTO110"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_item_hides_nothing_else_of_it(item: str, found: list[str]) -> None:
    assert problems(f"  x: {{{item}}}\n") == found


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("founded: 2012, dissolved: 2010", ["1:57 FTO115"]),
        ("founded: 2012, dissolved: 2012", []),
        ("founded: 2012-02, dissolved: 2012-01/2012-03", []),
        ("dissolved: 2012", []),
    ],
)
def test_an_organization_ends_after_it_began(days: str, found: list[str]) -> None:
    text = HEAD.replace("name: A group", f"name: A group, {days}") + "  x: {claim: C., credibility: 2, sources: [a]}\n"
    assert problems_of(text) == found


def test_an_end_before_the_beginning_says_both_days() -> None:
    text = HEAD.replace("name: A group", "name: A group, founded: 2012-02, dissolved: 2010/2011") + "  {}\n"
    with pytest.raises(InvalidDocumentError, match=r"dissolved \(2010/2011\) before it was founded \(2012-02\)"):
        load_with_document("x.yaml", raw=text.encode())


def statute_without_two_ids() -> Statute:
    """Return a later statute: `bombing` and `gunfire` are ids that it no longer has."""
    gone = "removed: [{id: bombing, since: 9.9.9, instead: armed}, {id: gunfire, since: 9.9.9, instead: armed}]"
    return build_statute(parse_document(LAW_FILE.read_text(encoding="utf-8").replace("removed: []", gone), "law.yaml"))


@pytest.mark.parametrize("place", ["supports", "contradicts", "disputes", "expect"])
def test_a_removed_id_says_what_to_write_instead(place: str) -> None:
    item = "  x: {claim: C., credibility: 2, sources: [a, l]"
    if place == "expect":
        text = f"{HEAD}{item}}}\nexpect: [{{as_of: 2020-01-01, gunfire: met}}]\n"
    else:
        text = f"{HEAD}{item}, {place}: [gunfire]}}\n"
    with pytest.raises(InvalidDocumentError) as caught:
        load_with_document("x.yaml", statute_without_two_ids(), raw=text.encode())
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("FTO111", "it was removed in 9.9.9: write armed")


def test_a_word_that_no_version_knew_has_the_nearest_id() -> None:
    statute = statute_without_two_ids()
    assert statute.hint_for("unlawfull") == "did you mean 'unlawful'?"
    assert statute.hint_for("xyz") is None
    assert statute.hint_for("overal", ("overall",)) == "did you mean 'overall'?"
