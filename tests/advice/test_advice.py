"""The warnings about the evidence: each at its exact place, silenced where an item says so, and never a flood."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import assess, load_statute
from fto_check.advice import WARNINGS, advise
from fto_check.advice.together import put_together
from fto_check.documents.yaml_reader import parse_document
from fto_check.problems.problems import CODES, Problem, Severity
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import SOURCE_KINDS, Attribution, Profile
from fto_check.reasoning.days import judge_days
from tests.conftest import ROOT, Run
from tests.strategies import days, make_profile, profiles

TODAY = date(2026, 1, 1)
HEAD = """organization: {name: A group}
sources:
  a: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
  b: {title: B, publisher: Q, kind: press, reliability: B, published: 2020}
"""
CITED = "  cite: {claim: C., credibility: 2, sources: [a, b], about: [foreign, terrorist_activity, threat]}\n"


def warnings(text: str, *, today: date | None = TODAY, assessed: bool = True) -> list[Problem]:
    statute = load_statute()
    loaded = load_with_document("a.yaml", raw=text.encode())
    assessment = assess(loaded.profile, statute, TODAY) if assessed else None
    days = [(day.as_of, day.known_by) for day in loaded.profile.expect] if assessed else []
    answers = judge_days(loaded.profile, statute, dict.fromkeys(days, ()))
    expected = [answers[day].low for day in days]
    found = advise(loaded.profile, statute, loaded.document, today=today, assessment=assessment, expected=expected)
    assert all(problem.severity is Severity.WARNING and problem.hint for problem in found)
    assert all("\n" not in f"{problem.message}{problem.hint}" for problem in found)
    return found


ASIDE = frozenset({"FTO219", "FTO220", "FTO221", "FTO222", "FTO223", "FTO224", "FTO225"})
"""The warnings of modules with tests of their own: the short items here give them too."""


def places(text: str, *, aside: frozenset[str] = ASIDE, **options: Any) -> list[str]:
    found = [problem for problem in warnings(text, **options) if problem.code not in aside]
    return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in found]


def of_items(*items: str, sources: str = "") -> list[str]:
    """Return the warnings about items, of which the first stands on line 7; more sources stand on the last lines."""
    evidence = "".join(f"  i{index}: {{claim: C., {item}}}\n" for index, item in enumerate(items))
    more = HEAD.replace("sources:\n", f"sources:\n{sources}") if sources else HEAD
    return places(f"{more}evidence:\n{CITED}{evidence}")


@pytest.mark.parametrize(
    ("item", "found"),
    [
        # A source that was published before the event it reports: only what is certain.
        ("when: 2020, credibility: 3, sources: [a]", []),
        ("when: 2020-12-31, credibility: 3, sources: [a]", []),
        ("when: 2021-01-01, credibility: 3, sources: [b, a]", ["7:63 FTO206", "7:66 FTO206"]),
        ("when: 2021-01-01/.., credibility: 3, sources: [{source: a, at: p. 1}]", ["7:66 FTO206"]),
        ("when: ../2021, credibility: 3, sources: [a]", []),
        ("when: 2019/2022, credibility: 3, sources: [a]", []),
        ("when: 2021, credibility: 3, sources: [a], ignore: {FTO206: a plan}", []),
        ("when: 2021, credibility: 3, sources: [a], retracted: a mistake", []),
        ("when: /2020, credibility: 3, sources: [a]", []),
        # An act on an unknown day, of which a source told before its last day.
        ("when: /2021-01, credibility: 3, sources: [b, a]", ["7:25 FTO226"]),
        ("when: /2021-01, credibility: 3, sources: [c, a]", ["7:25 FTO226"]),
        ("when: /2021-01, credibility: 3, sources: [c]", []),
        ("when: ../2021-01, credibility: 3, sources: [a]", []),
        ("when: /2021-01, credibility: 3, sources: [a], ignore: {FTO226: it tells of another act}", []),
        # An event in the future.
        ("when: 2026-01-01, credibility: 3, sources: [c]", []),
        ("when: 2026, credibility: 3, sources: [c]", []),
        ("when: 2026-01-02, credibility: 3, sources: [c]", ["7:25 FTO208"]),
        ("when: 2027/.., credibility: 3, sources: [c]", ["7:25 FTO208"]),
        ("when: 2027, credibility: 3, sources: [c], ignore: {FTO208: announced}", []),
        # A single day's act without an incident.
        ("when: 2020-05-01, supports: [capability, violence], credibility: 3, sources: [a]", ["7:3 FTO210"]),
        ("when: 2020-05-01, supports: [capability], credibility: 3, sources: [a]", []),
        ("when: 2020-05, supports: [violence], credibility: 3, sources: [a]", []),
        ("supports: [violence], credibility: 3, sources: [a]", []),
        ("when: 2020-05-01/2020-05-01, supports: [violence], credibility: 3, sources: [a]", ["7:3 FTO210"]),
        ("when: 2020-05-01, contradicts: [violence], credibility: 3, sources: [a]", []),
        ("when: 2020-05-01, supports: [violence], incident: x, credibility: 3, sources: [a]", []),
        ("when: 2020-05-01, supports: [violence], credibility: 3, sources: [a], ignore: {FTO210: a statement}", []),
        ("when: 2020-05-01, supports: [supported_is_designated], credibility: 3, sources: [a]", []),
        ("when: 2020-05-01, supports: [support_to_member], credibility: 3, sources: [a]", ["7:3 FTO210"]),
        # An act that is disowned, and yet supports attribution.
        ("attribution: denied, supports: [violence, attributable], credibility: 3, sources: [a]", ["7:61 FTO213"]),
        ("attribution: acquitted, supports: [attributable], credibility: 3, sources: [a]", ["7:54 FTO213"]),
        ("attribution: unattributed, supports: [attributable], credibility: 3, sources: [a]", ["7:57 FTO213"]),
        ("attribution: claimed, supports: [attributable], credibility: 3, sources: [a]", []),
        ("attribution: denied, supports: [violence], disputes: [attributable], credibility: 3, sources: [a]", []),
        ("attribution: denied, supports: [attributable], credibility: 3, sources: [a], ignore: {FTO213: x}", []),
    ],
)
def test_one_item(item: str, found: list[str]) -> None:
    with_c = "  c: {title: C, publisher: P, kind: press, reliability: B, published: 2020/2030}\n"
    has_c = "sources: [c" in item
    told = of_items(item, sources=with_c if has_c else "")
    assert told == ([f"8{place[1:]}" for place in found] if has_c else found)


def test_listings_prove_only_listings() -> None:
    listing = "  l: {title: L, publisher: State, kind: listing, reliability: A, published: 2020}\n"
    official = "  l: {title: L, publisher: Z, kind: government, reliability: A, published: 2020, url: URL}\n".replace(
        "URL", "https://www.state.gov/foreign-terrorist-organizations/"
    )
    for source in (listing, official):
        found = of_items("supports: [principal_designated, intent], credibility: 3, sources: [a, {source: l}]",
                         sources=source)  # fmt: skip
        assert [place for place in found if "FTO207" not in place] == ["8:90 FTO203"]
    quiet = "supports: [intent], credibility: 3, sources: [l], ignore: {FTO203: only its day}"
    assert of_items(quiet, sources=listing) == []
    assert of_items("supports: [principal_designated], credibility: 3, sources: [l]", sources=listing) == []


def source(name: str, rest: str, kind: str = "press", reliability: str = "B") -> str:
    return f"  {name}: {{kind: {kind}, reliability: {reliability}, {rest}}}\n"


def test_each_undated_source_is_told_at_its_line() -> None:
    sources = "".join(source(f"u{index}", f"title: T{index}, publisher: P") for index in range(5))
    sources += source("open", "title: O, publisher: P, published: 2020/..")
    item = "supports: [capability], credibility: 3, sources: [u1, u2, u3, u4, open]"
    about = "about: [threat], credibility: 3, sources: [u0]"
    assert of_items(item, about, sources=sources) == [f"{line}:3 FTO205" for line in (4, 5, 6, 7, 8)]
    text = HEAD.replace("sources:\n", f"sources:\n{sources}")
    evidence = f"evidence:\n{CITED}  i: {{claim: C., {item}}}\n  j: {{claim: C., {about}}}\n"
    found = warnings(text + evidence)
    assert [problem.message for problem in found][:1] == ["'u1' has no day of publication"]
    (problem,) = put_together(found)
    assert problem.message == "5 sources without a day of publication: 'u1', 'u2', 'u3' and 2 more"
    assert problem.location == found[0].location
    silenced = evidence.replace("sources: [u0]", "sources: [u1, u2, u3, u4], ignore: {FTO205: lost}")
    (problem,) = warnings(text + silenced)[1:]
    assert (problem.message, problem.location.line) == ("'open' has no day of publication", 8)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("url: https://example.org/a", ["3:3 FTO207"]),
        ("url: https://example.org/a, archived: https://archive.ph/x", []),
        ("url: https://web.archive.org/web/2020/https://example.org/a", []),
        ("url: https://archive.example.org/a", ["3:3 FTO207"]),
        ("note: in print", []),
    ],
)
def test_an_archived_copy(address: str, found: list[str]) -> None:
    more = source("web", f"title: W, publisher: P, published: 2020, {address}")
    assert of_items("credibility: 3, sources: [web]", sources=more) == found
    assert of_items("credibility: 3, sources: [web], ignore: {FTO207: behind a login}", sources=more) == []


@pytest.mark.parametrize(
    ("second", "origin", "found"),
    [
        ("title: One, publisher: P, published: 2020", "", ["4:3 FTO209"]),
        ("title: ONE, publisher: p", "", ["4:3 FTO209"]),
        ("title: One, publisher: P, published: 2020-05/..", "", ["4:3 FTO209"]),
        ("title: One, publisher: P, published: 2020", "origin: one", []),
        ("title: One, publisher: P, published: 2021", "", []),
        ("title: One, publisher: Other, published: 2020", "", []),
        ("title: X, publisher: Y, published: 2021, url: http://EXAMPLE.org/Page#top", "", ["4:3 FTO209"]),
        ("title: X, publisher: Y, published: 2021, url: https://www.example.org/Page/", "", ["4:3 FTO209"]),
        ("title: X, publisher: Y, published: 2021, url: https://www.example.org/page", "", []),
        ("title: X, publisher: Y, published: 2021, url: https://www.example.org/Page?p=2", "", []),
    ],
)
def test_one_text_is_one_origin(second: str, origin: str, found: list[str]) -> None:
    one = source("one", "title: One, publisher: P, published: 2020-06, url: https://example.org/Page")
    two = source("two", ", ".join(filter(None, (second, origin))))
    told = of_items("credibility: 3, sources: [one, two], ignore: {FTO207: x, FTO205: x}", sources=one + two)
    assert told == found
    quiet = "credibility: 3, sources: [one, two], ignore: {FTO207: x, FTO205: x, FTO209: two parts}"
    assert of_items(quiet, sources=one + two) == []


def test_a_third_copy_is_told_even_if_it_agrees_with_the_first() -> None:
    rest = "title: One, publisher: P, published: 2020"
    copies = source("one", rest) + source("two", rest) + source("three", f"{rest}, origin: one")
    assert of_items("credibility: 3, sources: [one, two, three]", sources=copies) == ["4:3 FTO209", "5:3 FTO209"]


OPINION = "supports: [capability], credibility: 3, sources: [o]"


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (["supports: [intent, capability], credibility: 3, sources: [o]"], ["10:30 FTO211"]),
        (["supports: [capability], credibility: 3, sources: [o, s]"], ["10:30 FTO211"]),
        (["supports: [capability], credibility: 3, sources: [o, a]"], []),
        ([OPINION, OPINION], ["10:30 FTO211"]),
        ([OPINION, "supports: [capability], credibility: 3, sources: [a]"], []),
        ([OPINION, "supports: [intent], credibility: 3, sources: [s]"], ["10:30 FTO211", "11:30 FTO211"]),
        # What does not count carries nothing, for good or ill.
        (["supports: [capability], credibility: 3, sources: [o, d]"], ["10:30 FTO211"]),
        (["supports: [capability], credibility: 4, sources: [o]"], []),
        (["contradicts: [capability], credibility: 3, sources: [o]"], []),
        (["supports: [capability], credibility: 3, sources: [o], ignore: {FTO211: its own words}"], []),
    ],
)
def test_opinion_only(items: list[str], found: list[str]) -> None:
    dated = "title: {}, publisher: R, published: 2020"
    sources = source("o", dated.format("O"), "opinion", "C") + source("s", dated.format("S"), "social", "F")
    sources += source("d", dated.format("D"), "press", "D")
    assert of_items(*items, "credibility: 3, sources: [o, s, d]", sources=sources) == found


BASE = "supports: [foreign_base], credibility: 2, "


def test_a_criterion_that_falls_with_one_origin() -> None:
    assert of_items(BASE + "sources: [a]") == ["7:3 FTO212"]
    assert of_items(BASE + "sources: [a, b]") == []
    assert of_items(BASE + "sources: [a], ignore: {FTO212: a ruling}") == []
    assert of_items("supports: [foreign_base], credibility: 3, sources: [b]", BASE + "sources: [a]") == ["8:3 FTO212"]
    text = f"{HEAD}evidence:\n{CITED}  i: {{claim: C., {BASE}sources: [a]}}\n"
    assert places(text, assessed=False) == []
    (problem,) = warnings(text)
    assert problem.message == "foreign is met only with the origin 'a'"


@pytest.mark.parametrize(
    ("item", "expectation", "found"),
    [
        (BASE + "sources: [a]", "as_of: 2021-01-01, foreign: met", ["9:25 FTO224"]),
        (BASE + "sources: [a]", "as_of: 2021-01-01, overall: not_established", ["9:25 FTO224"]),
        (BASE + "sources: [a]", "as_of: 2021-01-01, threat: not_established", []),
        (BASE + "sources: [a, b]", "as_of: 2021-01-01, foreign: met", []),
        (BASE + "sources: [a]", "as_of: 2021-01-01, known_by: 2019-01-01, foreign: not_established", []),
        (BASE + "sources: [a], ignore: {FTO224: a ruling}", "as_of: 2021-01-01, foreign: met", []),
    ],
)
def test_an_expectation_that_falls_with_one_origin(item: str, expectation: str, found: list[str]) -> None:
    text = f"{HEAD}evidence:\n{CITED}  i: {{claim: C., {item}}}\nexpect:\n  - {{{expectation}}}\n"
    assert places(text, aside=frozenset(WARNINGS) - {"FTO224"}) == found
    assert "FTO224" not in " ".join(places(text, aside=frozenset(), assessed=False))


def test_criteria_that_fall_with_the_same_origin_are_told_together() -> None:
    plan = "supports: [assassination, us_nationals, from_terrorist_activity], credibility: 1, sources: [court]"
    court = source("court", "title: C, publisher: R, published: 2024", "court", "A")
    text = HEAD.replace("sources:\n", f"sources:\n{court}") + f"evidence:\n{CITED}"
    (problem,) = warnings(f"{text}  i: {{claim: C., {plan}}}\n  j: {{claim: C., {BASE}sources: [a, b]}}\n")
    assert problem.message == "terrorist_activity and threat are met only with the origin 'court'"
    assert (problem.code, problem.location.line) == ("FTO212", 8)


def test_what_is_not_met_does_not_fall() -> None:
    court = source("court", "title: C, publisher: R, published: 2024", "court", "A")
    against = "contradicts: [foreign_base], credibility: 1, sources: [court]"
    assert of_items("supports: [foreign_base], credibility: 3, sources: [a]", against, sources=court) == []


def test_an_exception_is_the_other_side_and_no_support() -> None:
    court = source("court", "title: C, publisher: R, published: 2024", "court", "A")
    plan = "supports: [explosive_or_firearm, endangerment], credibility: 1, sources: [court]"
    gain = "supports: [personal_monetary_gain], credibility: 3, sources: [a, b], "
    text = HEAD.replace("sources:\n", f"sources:\n{court}") + f"evidence:\n  i: {{claim: C., {plan}}}\n"
    loud = f"{text}  cite: {{claim: C., about: [foreign], credibility: 3, sources: [a, b]}}\n"
    assert places(loud) == ["7:3 FTO212", "7:3 FTO214"]
    assert places(f"{text}  j: {{claim: C., {gain}ignore: {{FTO212: x}}}}\n") == ["7:3 FTO212"]


def test_nothing_on_the_other_side() -> None:
    def told(*items: str) -> list[str]:
        evidence = "".join(f"  i{index}: {{claim: C., {item}}}\n" for index, item in enumerate(items))
        return places(f"{HEAD}evidence:\n{evidence}".replace("name: A group", f"name: A group, countries: {countries}"))

    base, countries = BASE + "sources: [a, b]", "[CA, US]"
    aside = "credibility: 3, sources: [a]"
    assert told(base) == ["6:3 FTO214"]
    assert told("supports: [foreign_base], credibility: 3, sources: [a, b]") == [], "it is not met"
    assert told(base, f"about: [threat], {aside}") == ["6:3 FTO214"]
    assert told(base, f"about: [foreign], {aside}, retracted: no") == ["6:3 FTO214"]
    for other in ("about: [foreign]", "disputes: [organized]", "contradicts: [foreign]"):
        assert told(base, f"{other}, {aside}") == []
    assert told(f"{base}, ignore: {{FTO214: undisputed}}") == []
    countries = "[CA]"
    assert told(base) == [], "nobody calls it domestic"
    assert places(f"{HEAD}evidence:\n  i: {{claim: C., {base}}}\n", assessed=False) == []


@pytest.mark.parametrize(
    ("accusation", "denial", "found"),
    [
        ("attribution: alleged", "about: [threat]", ["8:3 FTO215"]),
        ("attribution: charged", "contradicts: [capability]", ["8:3 FTO215"]),
        ("attribution: reported", "supports: [planning]", ["8:3 FTO215"]),
        ("attribution: alleged", "contradicts: [attributable]", []),
        ("attribution: alleged", "disputes: [violence]", []),
        ("attribution: alleged", "supports: [personal_monetary_gain]", ["8:3 FTO215"]),
        ("supports: [explosive_or_firearm], attribution: alleged", "supports: [personal_monetary_gain]", []),
        ("supports: [explosive_or_firearm], attribution: alleged", "disputes: [personal_monetary_gain]", []),
        ("supports: [explosive_or_firearm], attribution: alleged", "disputes: [unlawful]", []),
        ("attribution: alleged", "disputes: [unlawful]", ["8:3 FTO215"]),
        ("attribution: alleged", "disputes: [subnational_or_clandestine]", []),
        ("supports: [], attribution: alleged", "about: [threat]", []),
        ("attribution: alleged", "contradicts: [engages_in_terrorism]", []),
        ("attribution: alleged", "contradicts: [terrorist_activity]", []),
        ("attribution: alleged", "about: [threat], ignore: {FTO215: of another matter}", []),
        ("attribution: alleged, ignore: {FTO215: withdrawn later}", "about: [threat]", []),
        ("attribution: alleged, retracted: wrong", "about: [threat]", []),
        ("attribution: convicted", "about: [threat]", []),
        ("attribution: assessed", "about: [threat]", []),
        ("place: here", "about: [threat]", []),
    ],
)
@pytest.mark.parametrize("word", ["denied", "acquitted"])
def test_a_denial_stands_beside_its_accusation(accusation: str, denial: str, found: list[str], word: str) -> None:
    rest = "credibility: 3, sources: [a]"
    supported = "" if accusation.startswith("supports") else "supports: [violence], "
    first = f"{supported}incident: x, {accusation}, {rest}"
    assert of_items(first, f"incident: x, attribution: {word}, {denial}, {rest}") == found
    assert of_items(first, f"incident: y, attribution: {word}, {denial}, {rest}") == []
    assert of_items(first, f"attribution: {word}, {denial}, {rest}") == []


def test_a_denial_is_left_alone_where_the_act_is_settled() -> None:
    rest = "incident: x, credibility: 3, sources: [a]"
    accused = f"supports: [violence], attribution: alleged, {rest}"
    denied = f"about: [threat], attribution: denied, {rest}"
    assert of_items(accused, accused, denied) == ["9:3 FTO215"]
    assert of_items(accused, f"attribution: found, {rest}", denied) == ["9:3 FTO215"], "nothing of it is found"
    assert of_items(accused, f"supports: [intent], attribution: found, {rest}", denied) == []


@pytest.mark.parametrize(
    ("label", "alike"),
    [
        ("brigde-2020", True),
        ("brige-2020", True),
        ("bridgee-2020", True),
        ("bridle-2020", True),
        ("bridge_2020", True),
        ("bridge.2020", True),
        ("bridge-2021", False),
        ("bridge-20200", False),
        ("bridges-2021", False),
        ("birdgees-2020", False),
        ("bridge-2020-a", False),
        ("bridge-2020", False),
        ("東京-2020", False),
    ],
)
def test_a_mistyped_incident_is_told(label: str, alike: bool) -> None:
    fact = "supports: [violence], credibility: 3, sources: [a], incident: "
    found = ["8:81 FTO216"] if alike else []
    assert of_items(f"{fact}bridge-2020", f"{fact}{label}") == found
    assert of_items(f"{fact}bridge-2020", f"{fact}{label}, ignore: {{FTO216: another act}}") == []
    assert of_items(f"{fact}bridge-2020", f"{fact}{label}, retracted: wrong") == []
    if alike:
        assert of_items(f"{fact}{label}", f"{fact}bridge-2020", f"{fact}bridge-2020") == ["7:81 FTO216"], (
            "the lonely one"
        )
        assert of_items(f"{fact}{label}", f"{fact}{label}", f"{fact}bridge-2020", f"{fact}bridge-2020") == []


def test_short_words_and_other_letters_of_a_series_are_no_slips() -> None:
    fact = "supports: [violence], credibility: 3, sources: [a], incident: "
    for labels in (("raid-a", "raid-b"), ("act-one", "act-ona"), ("raid-1a", "raid-1b"), ("a2020", "b2020")):
        assert of_items(*(f"{fact}{label}" for label in labels)) == []


def test_many_alike_incidents_take_no_square_of_time() -> None:
    fact = "supports: [violence], credibility: 3, sources: [a], incident: "
    labels = [f"bridge{chr(0x4E00 + number)}" for number in range(4000)]
    text = HEAD + "evidence:\n" + CITED
    text += "".join(f"  i{number}: {{claim: C., {fact}{label}}}\n" for number, label in enumerate(labels))
    loaded = load_with_document("a.yaml", raw=text.encode())
    begun = time.perf_counter()
    found = advise(loaded.profile, load_statute(), loaded.document, today=None, assessment=None)
    assert time.perf_counter() - begun < 10
    assert sum(problem.code == "FTO216" for problem in found) == len(labels) - 1


def test_without_a_today_the_future_is_not_asked() -> None:
    sources = HEAD.replace("published: 2020", "published: 9999")
    text = f"{sources}evidence:\n{CITED}  i: {{claim: C., when: 9998, credibility: 3, sources: [a]}}\n"
    assert places(text, today=None) == []
    assert places(text) == ["7:24 FTO208"]


def test_the_command_asks_of_the_future_and_its_gate_does_not_hang_on_quiet(run: Run) -> None:
    text = f"{HEAD}evidence:\n{CITED}  i: {{claim: C., {BASE}when: 9998, sources: [a], ignore: {{FTO206: x}}}}\n"
    told = run("-", "--isolated", "--warnings", stdin=text.encode()).stderr.decode()
    assert "<stdin>:7:66: warning FTO208 this is dated 9998, after today" in told
    low = f"{HEAD}evidence:\n{CITED}  i: {{claim: C., {BASE}sources: [a]}}\n".encode()
    for more in ([], ["-q"]):
        assert run("-", "--isolated", "--fail-on", "warning", *more, stdin=low).returncode == 1


def test_messages_say_what_is_so_and_what_would_be_right() -> None:
    text = f"{HEAD}evidence:\n  i: {{claim: C., when: 2021, credibility: 3, sources: [a]}}\n"
    unused, early = (problem for problem in warnings(text) if problem.code not in ASIDE)
    assert str(unused) == "a.yaml:4:3: warning FTO201 nothing cites the source 'b' (cite it, or take it out)"
    assert early.message == "'a' was published 2020, and is cited for an event of 2021"


def test_the_worked_example_takes_little_beside_its_assessment() -> None:
    """Each the best of twenty, in one process: how fast the machine is, and what else it does, changes both."""
    statute = load_statute()
    loaded = load_with_document(ROOT / "profiles" / "cjng.yaml", statute)
    assessing, advising = [], []
    for _ in range(20):
        start = time.process_time()
        assessment = assess(loaded.profile, statute, TODAY)
        between = time.process_time()
        advise(loaded.profile, statute, loaded.document, today=TODAY, assessment=assessment)
        assessing.append(between - start)
        advising.append(time.process_time() - between)
    assert min(advising) < min(assessing) / 3, "about a seventh"


def told_of(profile: Profile, as_of: date) -> list[Problem]:
    statute = load_statute()
    document = parse_document("organization: {name: A group}\n", "a.yaml")
    assessment = assess(profile, statute, as_of)
    return advise(profile, statute, document, today=as_of, assessment=assessment)


@st.composite
def varied(draw: st.DrawFn) -> Profile:
    """Add to a generated profile what the rules look at besides: kinds, attributions, addresses, context."""
    parts = draw(profiles)
    for part in parts:
        part["item"]["attribution"] = draw(st.sampled_from([None, *Attribution]))
        part["item"]["about"] = draw(st.sampled_from([[], [], ["threat"], ["foreign", "terrorist_activity"]]))
        part["source"]["kind"] = draw(st.sampled_from([*SOURCE_KINDS, "opinion", "social"]))
        part["source"]["url"] = draw(st.sampled_from([None, "https://example.org/a", "http://www.example.org/b#c"]))
    return make_profile(parts)


@given(varied(), days, st.data())
def test_to_ignore_a_code_never_adds_a_warning_and_touches_no_other(
    profile: Profile, day: str, data: st.DataObject
) -> None:
    before = told_of(profile, date.fromisoformat(day))
    assert {problem.code for problem in before} <= set(WARNINGS) <= set(CODES)
    if not profile.evidence:
        return
    present = sorted({problem.code for problem in before})
    code = data.draw(st.sampled_from(present or sorted(WARNINGS)))
    item_id = data.draw(st.sampled_from(sorted(profile.evidence)))
    quiet = profile.evidence[item_id].model_copy(update={"ignore": {code: "a reason"}})
    after = told_of(
        profile.model_copy(update={"evidence": {**profile.evidence, item_id: quiet}}), date.fromisoformat(day)
    )
    assert Counter(problem.code for problem in after)[code] <= Counter(problem.code for problem in before)[code]
    # An `ignore` that silences nothing is told itself.
    others = [[one for one in found if one.code not in (code, "FTO225")] for found in (before, after)]
    assert others[0] == others[1]


@given(varied(), days)
def test_all_that_is_ignored_everywhere_is_not_told(profile: Profile, day: str) -> None:
    every = dict.fromkeys(WARNINGS, "a reason")
    quiet = {name: item.model_copy(update={"ignore": every}) for name, item in profile.evidence.items()}
    told = told_of(profile.model_copy(update={"evidence": quiet}), date.fromisoformat(day))
    assert [problem for problem in told if problem.code != "FTO225"] == []
