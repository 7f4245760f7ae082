"""The days on which a status can change, with what happens on them, and those on which one does."""

from __future__ import annotations

from datetime import date
from typing import Any

from fto_check import Status
from fto_check.law.statute import OVERALL, load_statute
from fto_check.profile.models import Profile
from fto_check.reasoning.timeline import Turn, days_of_change, turns

STATUTE = load_statute()
LATE = date(2031, 12, 31)
SOURCE = {"title": "T", "publisher": "P", "kind": "court", "reliability": "A"}
LAWS = [(version.version, [("law", None)]) for version in STATUTE.versions]


def make(*items: dict[str, Any], published: str | None = None, **organization: str) -> Profile:
    source = {**SOURCE, "published": published} if published is not None else SOURCE
    evidence = {
        name: {"claim": f"Claim of {name}.", "credibility": "1", "sources": ["s"], **item}
        for name, item in zip("efgh", items, strict=False)
    }
    made = {"organization": {"name": "A", **organization}, "sources": {"s": source}, "evidence": evidence}
    return Profile.model_validate(made)


def days(profile: Profile, until: date = LATE) -> list[tuple[date, list[tuple[str, str | None]]]]:
    """Return what can happen on each day beside the law: the kind of each event, and its item."""
    found = sorted(days_of_change(profile, STATUTE, until).items())
    return [(day, [(event.kind.value, event.item) for event in events]) for day, events in found
            if day not in dict(LAWS)]  # fmt: skip


def texts(profile: Profile) -> list[str]:
    every = days_of_change(profile, STATUTE, LATE).values()
    return [event.text for events in every for event in events if event.kind.value != "law"]


def test_each_law_is_a_day() -> None:
    found = days_of_change(make(), STATUTE, LATE)
    assert [(day, [(event.kind.value, event.item) for event in events]) for day, events in found.items()] == LAWS
    said = [event.text for events in found.values() for event in events]
    first, *later = STATUTE.versions
    assert said == [f"{first.short} takes effect", *(f"{one.short}: {one.changed.strip()}" for one in later)]
    assert days_of_change(make(), STATUTE, later[0].version).keys() == {first.version, later[0].version}


def test_a_fact_begins_and_grows_old_where_the_law_speaks_of_the_present() -> None:
    """From its last day and from its first: what kept a part in the present may be either."""
    present = make({"when": "2003-05", "supports": ["capability"]})
    assert days(present) == [
        (date(2003, 5, 1), [("fact", "e")]),
        (date(2008, 5, 2), [("age", "e")]),
        (date(2008, 6, 1), [("age", "e")]),
    ]
    assert texts(present) == ["e: Claim of e.", *["e is more than 5 years old"] * 2]
    assert days(present, date(2008, 5, 2)) == days(present)[:2]


def test_where_nothing_ages_the_day_is_looked_at_and_says_nothing() -> None:
    """So of a base abroad, of what speaks against something, and of an exception."""
    for said in ({"supports": ["foreign_base"]}, {"contradicts": ["intent"]}, {"supports": ["personal_monetary_gain"]}):
        assert days(make({"when": "2003-05-01", **said})) == [
            (date(2003, 5, 1), [("fact", "e")]), (date(2008, 5, 2), []),
        ]  # fmt: skip
    disputed = make({"when": "2003-05-01", "disputes": ["intent"]})
    assert days(disputed)[1] == (date(2008, 5, 2), [("age", "e")])


def test_a_source_begins_and_grows_old_too() -> None:
    found = make({"supports": ["intent"]}, published="2015-07-04")
    assert days(found) == [(date(2015, 7, 4), [("fact", "e")]), (date(2020, 7, 5), [("age", "e")])]
    assert days(make({"supports": ["intent"]})) == []


def test_an_open_range_begins_and_one_of_unknown_start_is_known_at_its_end() -> None:
    assert days(make({"when": "2015/..", "supports": ["intent"]})) == [
        (date(2015, 1, 1), [("fact", "e")]), (date(2020, 1, 2), [("age", "e")]),
    ]  # fmt: skip
    assert days(make({"when": "/2015", "supports": ["intent"]}))[0] == (date(2015, 1, 1), [("fact", "e")])


def test_a_listing_ends_and_no_other_fact_does() -> None:
    listed = make({"when": "1999/2014", "supports": ["principal_designated"]})
    assert (date(2015, 1, 1), [("end", "e")]) in days(listed)
    assert "e has ended" in texts(listed)
    for item in ({"when": "1999", "supports": ["principal_designated"]}, {"when": "1999/2014", "supports": ["intent"]},
                 {"when": "1999/..", "supports": ["principal_designated"]}):  # fmt: skip
        assert "end" not in {kind for _, events in days(make(item)) for kind, _ in events}
    for_ever = make({"when": "1999/9999-12-31", "supports": ["principal_designated"]})
    assert "end" not in {kind for _, events in days(for_ever, date.max) for kind, _ in events}
    against = make({"when": "1999/2014", "contradicts": ["principal_designated"]})
    assert (date(2015, 1, 1), [("end", "e")]) in days(against)


def test_what_happens_twice_on_a_day_is_said_once_in_the_order_of_the_file() -> None:
    same = make({"when": "2003-05-01", "supports": ["intent"]}, {"when": "2003-05-01", "supports": ["capability"]},
                published="2003-05-01")  # fmt: skip
    assert days(same) == [
        (date(2003, 5, 1), [("fact", "e"), ("fact", "f")]), (date(2008, 5, 2), [("age", "e"), ("age", "f")]),
    ]  # fmt: skip


def test_an_organization_begins_and_ends() -> None:
    found = make(founded="2001-05", dissolved="2010-06")
    assert days(found) == [(date(2001, 5, 1), [("existence", None)]), (date(2010, 7, 1), [("existence", None)])]
    assert texts(found) == ["it was founded (2001-05)", "it was dissolved (2010-06)"]
    assert days(make(founded="1980")) == []  # before the law
    assert days(make(dissolved="9999-12-31"), date.max) == [], "there is no day after it"


def test_context_and_what_is_before_the_law_turn_nothing() -> None:
    assert days(make({"when": "2003"})) == []
    assert days(make({"when": "1980", "supports": ["foreign_base"]})) == []
    with_context = make({"when": "2003"}, {"when": "2004-01-01", "supports": ["foreign_base"]})
    assert days(with_context)[0] == (date(2004, 1, 1), [("fact", "f")])
    first = STATUTE.versions[0].version
    begins = make({"when": first.isoformat(), "supports": ["foreign_base"]})
    assert [event.kind.value for event in days_of_change(begins, STATUTE, LATE)[first]] == ["law"]


def test_a_turn_is_a_day_on_which_a_status_comes_out_otherwise() -> None:
    found = make({"when": "1990/..", "supports": ["foreign_base"]}, founded="2001-05", dissolved="2010-06")
    assert [(turn.day, status_of(turn)) for turn in turns(found, STATUTE, LATE)] == [
        (STATUTE.versions[0].version, Status.NOT_ESTABLISHED),
        (date(2001, 5, 1), Status.MET),
        (date(2010, 7, 1), Status.NOT_ESTABLISHED),
    ]
    first, *_, last = turns(found, STATUTE, LATE)
    assert first.statuses.keys() == {OVERALL, *(criterion.id for criterion in STATUTE.criteria)}
    assert first.causes == (f"{STATUTE.versions[0].short} takes effect",)
    assert last.causes == ("it was dissolved (2010-06)",)
    assert turns(found, STATUTE, date(2010, 6, 30)) == turns(found, STATUTE, LATE)[:2]


def test_turns_are_those_of_the_sources_that_may_count_and_of_what_is_taken_as_given() -> None:
    found = make({"when": "2003", "supports": ["foreign_base"]}, published="2010-05-05")
    assert [turn.day for turn in turns(found, STATUTE, LATE)][1:] == [date(2003, 1, 1)]
    assert [turn.day for turn in turns(found, STATUTE, LATE, date(2010, 5, 5))][1:] == [date(2003, 1, 1)]
    assert [turn.day for turn in turns(found, STATUTE, LATE, date(2010, 5, 4))][1:] == []
    given = turns(found, STATUTE, LATE, None, {"organized": Status.NOT_MET})
    assert [(turn.day, status_of(turn)) for turn in given] == [(STATUTE.versions[0].version, Status.NOT_MET)]
    taken = {"us_nationals": Status.MET}
    assert len(turns(found, STATUTE, LATE, None, taken)) == 2
    assert len(turns(found, STATUTE, LATE, date(2010, 5, 4), taken)) == 1


def status_of(turn: Turn) -> Status:
    return turn.statuses["foreign"]
