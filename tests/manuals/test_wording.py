"""The sentences for reasons: one for every code, and each said of what a report holds."""

from __future__ import annotations

from datetime import date

import pytest

from fto_check import Status
from fto_check.law.status import Weight
from fto_check.law.statute import load_statute
from fto_check.manuals import wording
from fto_check.manuals.wording import say, say_missing
from fto_check.profile.models import Reliability
from fto_check.reasoning.missing import Missing
from fto_check.reasoning.reasons import Code, Reason, because

NODES = load_statute().by_id
ACTIVITY, BASE, GAIN = NODES["terrorist_activity"], NODES["foreign_base"], NODES["personal_monetary_gain"]
DAY = date(2024, 1, 31)

SENTENCES: dict[Code, tuple[Reason, str]] = {
    reason.code: (reason, said)
    for reason, said in (
        (because(Code.RETRACTED, "a mix-up"), "retracted: a mix-up"),
        (because(Code.AFTER_THE_DAY, DAY), "it happened after 2024-01-31"),
        (because(Code.NOT_LAW, DAY), "not an element of the law of 2024-01-31"),
        (because(Code.LISTING), "a listing is not evidence of itself"),
        (because(Code.UNDATED, DAY), "undated, so not known by 2024-01-31"),
        (because(Code.PUBLISHED_LATER, "2025", DAY), "published 2025, not known by 2024-01-31"),
        (because(Code.UNRELIABLE, Reliability.D), "source graded D"),
        (because(Code.NOT_CREDIBLE, 5), "claim graded 5"),
        (
            because(Code.NO_CITATION, because(Code.LISTING), because(Code.NOT_CREDIBLE, 4)),
            "a listing is not evidence of itself; claim graded 4",
        ),
        (because(Code.NOT_OWN_ACT), "not shown to be the organization's own act"),
        (because(Code.DISPUTES_THE_LINK), "it bears on the interest or the incident whose link it disputes"),
        (
            because(Code.NOT_LINKED),
            "not linked to the terrorist activity: it takes the label of an incident that qualifies, or a source that "
            "says so (from_terrorist_activity)",
        ),
        (
            because(Code.INCIDENT_WITHOUT_ACT, "raid"),
            "not linked: the incident raid has no act of its own in this file",
        ),
        (
            because(Code.BEFORE_ITS_END, "2017"),
            "it does not show that the organization exists after 2017, when it was dissolved",
        ),
        (because(Code.LISTING_ENDED, "1997/2014"), "the listing ended before the day (1997/2014)"),
        (
            because(Code.EXCEPTION_OF_ANOTHER),
            "what moved another actor, in no incident of this file, says nothing of these acts",
        ),
        (
            because(Code.ONE_ACTOR_ONLY, "wing"),
            "it says whose the acts of one other actor are, and nothing of other acts",
        ),
        (because(Code.RESUMED, "1994/1996"), "it held for a time (1994/1996), and conduct has resumed since"),
        (because(Code.CLOUDED, "raid"), "disputed in raid, so what rests on it is contested at best"),
        (because(Code.CLOUDS, "raid"), "disputed in raid, and more rests on the other facts"),
        (
            because(Code.THIN, 5),
            "weak here: what reaches into the last 5 years is too weak to keep it in the present",
        ),
        (
            because(Code.INCIDENT_NOT_LINKED, "raid"),
            "not linked: the incident raid qualifies as no terrorist activity",
        ),
        (because(Code.ONE_INCIDENT_ONLY, "raid"), "it bears on the incident raid only"),
        (because(Code.SET_ASIDE), "set aside"),
        (
            because(Code.INCIDENT_SET_ASIDE, "raid", because(Code.SILENT, BASE)),
            "the incident raid is set aside: nothing speaks for Based abroad",
        ),
        (because(Code.DOES_NOT_REFUTE, "raid"), "it bears on the incident raid only, and does not refute it"),
        (
            because(Code.OPENS_BOTH_READINGS, "raid"),
            "it bears on the incident raid only, and opens its acts to both readings",
        ),
        (
            because(Code.EXCEPTION_NOT_CARRIED, "raid"),
            "it bears on the incident raid only, and does not carry it there",
        ),
        (
            because(Code.INCIDENT_IN_PART, "raid", BASE, because(Code.SILENT, BASE)),
            "the incident raid does not speak for all of Based abroad: nothing speaks for Based abroad",
        ),
        (because(Code.INCIDENT_DISPUTED, "raid"), "the incident raid disputes it itself"),
        (because(Code.RESTS_ELSEWHERE, "raid", "siege"), "the answer rests on raid, siege"),
        (because(Code.OLD, 5), "weak here: nothing of it reaches into the last 5 years"),
        (because(Code.LINK_DISPUTED), "its link to the terrorist activity is disputed"),
        (because(Code.TAKEN_NOT_MET, BASE), "Based abroad is assumed not met"),
        (because(Code.TAKEN_SILENT, BASE), "nothing speaks for Based abroad, as is assumed"),
        (because(Code.REFUTED, BASE), "the case against Based abroad is carried"),
        (because(Code.SILENT, BASE), "nothing speaks for Based abroad"),
        (
            because(Code.OF_ANOTHER, BASE),
            "what speaks for Based abroad is not shown to be the organization's own act",
        ),
        (because(Code.EXCEPTED, GAIN), f"the exception for {GAIN.label} holds"),
        (
            because(Code.SIDES, Weight.CARRIED, Weight.SILENT),
            "the evidence for it is carried, against it silent",
        ),
        (because(Code.ASSUMED), "taken as met while the case against it is not carried"),
        (because(Code.READ_BOTH_WAYS), "a strong item can honestly be read both ways"),
        (because(Code.EXCEPTION, GAIN, Status.NOT_MET), f"the exception for {GAIN.label} is not met"),
        (because(Code.OPPOSED), "the case against the whole of it is carried"),
        (
            because(Code.REQUIRED, ACTIVITY, Status.NOT_ESTABLISHED),
            f"it can at most be what {ACTIVITY.label} is: not established",
        ),
        (because(Code.DISPUTED_FACTS), "it rests on facts that are themselves disputed"),
        (because(Code.KEPT_BY_DISPUTED), "only facts that are themselves disputed keep it in the present"),
        (because(Code.GIVEN), "taken as given, whatever the evidence (--assume)"),
        (because(Code.NO_PART), "no part of it is before us"),
        (because(Code.ALL_ALIKE, Status.MET), "all it asks for is met"),
        (
            because(Code.LEAST_PARTS, BASE, GAIN),
            f"it asks for all of its parts, and this is the least: Based abroad, {GAIN.label}",
        ),
        (because(Code.NONE_BETTER, Status.NOT_ESTABLISHED), "none of its alternatives is more than not established"),
        (because(Code.BEST_PARTS, BASE), "one alternative is enough, and this is the best: Based abroad"),
        (because(Code.LEAST_CRITERION, ACTIVITY, Status.NOT_MET), f"{ACTIVITY.label} is not met"),
        (because(Code.NO_LAW_THEN), "it was not law on that day"),
    )
}


def test_every_code_has_a_sentence() -> None:
    assert set(wording._SENTENCES) == set(Code) == set(SENTENCES)


@pytest.mark.parametrize("code", Code)
def test_the_sentence_of_a_code(code: Code) -> None:
    reason, said = SENTENCES[code]
    assert say(reason) == said


def test_an_answer_may_rest_on_no_incident() -> None:
    assert say(because(Code.RESTS_ELSEWHERE)) == "the answer rests on the organization's own evidence"


def test_what_authors_write_is_said_as_it_is() -> None:
    assert say(because(Code.RETRACTED, "{0} of {x}")) == "retracted: {0} of {x}"


US, BASES, ACT = NODES["us_nationals"], NODES["foreign_relations"], NODES["assassination"]


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        (
            [Missing(better=Status.MET, supports=(BASE,))],
            "a recent item of an origin graded A1 that supports Based abroad (foreign_base)",
        ),
        (
            [Missing(better=Status.MET, supports=(US, ACT), incident="raid", linked=True)],
            "a recent item of an origin graded A1 with the label of the incident raid that supports "
            f"{US.label} (us_nationals) and {ACT.label} (assassination) "
            "and says that this comes from the terrorist activity (from_terrorist_activity)",
        ),
        (
            [Missing(better=Status.MET, supports=(US,)), Missing(better=Status.MET, supports=(BASES,))],
            "a recent item of an origin graded A1 that supports "
            f"one of: {US.label} (us_nationals); {BASES.label} (foreign_relations)",
        ),
        (
            [Missing(better=Status.MET, contradicts=(GAIN,))],
            f"a recent item of an origin graded A1 that contradicts {GAIN.label} (personal_monetary_gain)",
        ),
        (
            [Missing(better=Status.MET, supports=(ACT,), contradicts=(GAIN,))],
            f"a recent item of an origin graded A1 that supports {ACT.label} (assassination) "
            f"and contradicts {GAIN.label} (personal_monetary_gain)",
        ),
    ],
)
def test_what_an_item_would_have_to_be(ways: list[Missing], said: str) -> None:
    assert say_missing(ways) == said
