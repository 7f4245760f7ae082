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


RAID = "  raid-2015: {claim: D., credibility: 2, sources: [a]}\n"
SEARCH = "searched: [{where: W, on: 2026-11-30, for: F}]"


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("credibility: 2, sources: [a], borne_out_by: [raid-2015]", []),
        ("credibility: 2, sources: [a], borne_out_by: [raid-2015], contradicted_by: [raid-2015]", ["6:93 FTO125"]),
        ("credibility: 2, sources: [a], borne_out_by: [raid-2015, raid-2015]", ["6:74 FTO125"]),
        ("credibility: 2, sources: [a], contradicted_by: [x]", ["6:66 FTO125"]),
        ("credibility: 2, sources: [a], borne_out_by: [raid-2016, nothing-like-it]", ["6:63 FTO125", "6:74 FTO125"]),
        ("credibility: 9, sources: [a], borne_out_by: [raid-2015, no-such-id]", ["6:31 FTO106", "6:74 FTO125"]),
        ("credibility: 2, sources: [a], borne_out_by: [broken]", []),
        (SEARCH, []),
        (f"credibility: 2, {SEARCH}", []),
        (f"sources: , {SEARCH}", []),
        (f"credibility: 2, sources: [a], {SEARCH}", ["6:34 FTO124"]),
        (f"supports: [violence], disputes: [intent], {SEARCH}", ["6:18 FTO124", "6:40 FTO124"]),
        (f"sources: [], {SEARCH}", ["6:27 FTO103"]),
        ("credibility: 2, searched: []", ["6:44 FTO103"]),
        ("credibility: 2, searched: the archive", ["6:44 FTO101"]),
        ("credibility: 2, searched: [the archive]", ["6:45 FTO101"]),
        ("credibility: 2, searched: [{were: W, on: 2026-11-31}]", ["6:45 FTO103", "6:46 FTO102", "6:59 FTO104"]),
        ("searched: [{where: W #4, on: 2026-11-30, for: F}]", ["6:39 FTO121"]),
        ("credibility: 2, sources: [{source: a, origin: x}, {source: a, origin: y}]", []),
        ("credibility: 2, sources: [{source: a, origin: x}, {source: a, origin: x}]", ["6:68 FTO118"]),
        ("credibility: 2, sources: [{source: a, origin: the release}, {source: l, origin: the-release}]",
         ["6:98 FTO123"]),
        ("credibility: 2, sources: [{source: a, origin: A}]", ["6:64 FTO116"]),
    ],
)  # fmt: skip
def test_searches_relations_and_origins(item: str, found: list[str]) -> None:
    broken = "  broken: []\n" if "broken" in item else ""
    expected = [*found, *(["8:11 FTO101"] if broken else [])]
    assert problems(f"  x: {{claim: C., {item}}}\n{RAID}{broken}") == expected


def hints(item: str) -> list[str | None]:
    with pytest.raises(InvalidDocumentError) as caught:
        load_with_document("x.yaml", raw=f"{HEAD}  x: {{claim: C., {item}}}\n{RAID}".encode())
    return [problem.hint for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("item", "hint"),
    [
        ("credibility: 2, sources: [a], borne_out_by: [raid2015]", "did you mean 'raid-2015'?"),
        ("credibility: 2, sources: [a], contradicted_by: [x]", "name another item"),
        ("about: [threat], credibility: 2, sources: []",
         "each claim needs a source; for a search that found nothing write 'searched' in place of 'sources'"),
        ("searched: {where: W, on: 2026-11-30, for: F}",
         "begin each search with a dash: - {where: W, on: 2026-11-30, for: F}"),
        ("searched: [the archive]", "write {where: the paper's archive, on: 2026-11-30, for: the words searched}"),
        ("searched: [{were: W, on: 2026-11-30, for: F}]", "did you mean 'where'?"),
    ],
)  # fmt: skip
def test_what_would_be_right_of_searches_and_relations(item: str, hint: str) -> None:
    assert hints(item) == [hint]


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
