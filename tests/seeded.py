"""Profiles drawn from seeds: the same ones in every run, where whole answers are kept as golden files.

Hypothesis looks for what breaks a property and shrinks it, but draws other profiles from version to version.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from fto_check import Status, load_statute
from fto_check.profile.models import Profile
from tests.strategies import DAYS, EXCEPTIONS, LEAVES, SUPPORTABLE, make_profile

STATUTE = load_statute()
INCIDENTS = (
    ("explosive_or_firearm", "endangerment"),
    ("explosive_or_firearm", "endangerment", "us_nationals"),
    ("assassination", "foreign_relations"),
    ("assassination", "premeditated", "politically_motivated", "violence", "noncombatant_targets"),
    ("assassination", "national_defense"),
    ("hijacking_or_sabotage", "us_nationals"),
    ("seizure_or_detention", "threat_to_kill_injure_or_detain", "compulsion_of_third_person"),
    ("attributable", "us_nationals"),
    ("explosive_or_firearm",),
    ("endangerment",),
    ("assassination",),
    ("premeditated", "politically_motivated"),
    ("violence", "noncombatant_targets"),
    ("foreign_relations",),
)
ANYWHERE = (
    ("capability", "intent"),
    ("explosive_or_firearm", "endangerment"),
    ("assassination", "premeditated", "politically_motivated", "violence", "noncombatant_targets"),
    ("us_nationals", "from_terrorist_activity"),
    ("foreign_base",),
    ("foreign_base",),
    ("foreign_base", "organized"),
    ("attributable",),
    ("planning",),
    ("premeditated", "politically_motivated"),
    ("from_terrorist_activity",),
)
WHOLE = ("foreign_base", "terrorist_activity", "threat", "organized", "us_nationals")
"""What a criterion falls with, if the case against it is carried."""
WHEN = (None, "1990/..", "1996", "1999/..", "2003-02", "2010-05-01", "2014/2016", "2022-03", "2023-06-01")


def draw(seed: int) -> tuple[Profile, date]:
    """Return the profile of a seed, and a day."""
    random = Random(seed)
    labels = ["one", "two", "three"][: random.randint(1, 3)]
    origins = [f"origin-{number}" for number in range(random.choice((2, 5, 9, 14)))]
    parts = [_part(random, labels, origins) for _ in range(random.choice((4, 10, 20, 36)))]
    return make_profile(parts), date.fromisoformat(random.choice(DAYS))


def _part(random: Random, labels: list[str], origins: list[str]) -> dict[str, Any]:
    incident = random.choice((None, *labels, *labels))
    named = list(random.choice(INCIDENTS if incident else ANYWHERE))
    if random.random() < 0.2:
        named = random.sample(SUPPORTABLE, 2)
    item: dict[str, Any] = {
        "claim": "A fact.",
        "credibility": random.choice("111223"),
        "incident": incident,
        "when": random.choice(WHEN),
        "attribution": random.choice((None, None, None, None, "denied", "unattributed")),
        "actor": random.choice((None, None, None, None, None, "a splinter")),
        "supports": named,
    }
    side = random.random()
    if side < 0.1:
        item["contradicts"] = [random.choice([name for name in STATUTE.by_id if name not in named])]
    elif side < 0.15:
        item["contradicts"] = [random.choice([name for name in WHOLE if name not in named])]
    elif side < 0.25:
        item["disputes"] = [item["supports"].pop()]
    elif side < 0.3:
        item["contradicts"], item["supports"] = named, []
    elif side < 0.4:
        item["supports"] = [*named, random.choice([name for name in EXCEPTIONS if name not in named])]
    elif side < 0.45:
        item["contradicts"] = list(EXCEPTIONS)
    elif side < 0.5:
        item["disputes"] = [random.choice([name for name in LEAVES if name not in named])]
    source = {
        "title": "A report",
        "publisher": "A publisher",
        "kind": random.choice(("court", "press", "press", "press", "listing")),
        "reliability": random.choice("AAABBBC"),
        "published": random.choice((None, "1997", "2003-03", "2012", "2023-07-01", "2023-07-01")),
        "origin": random.choice(origins),
    }
    return {"item": item, "source": source}


# -- few facts, most of them in each other's way -----------------------------------------------------------------------

ACTS = (
    ("explosive_or_firearm", "endangerment"),
    ("assassination",),
    ("explosive_or_firearm",),
    ("assassination", "premeditated", "politically_motivated", "violence", "noncombatant_targets"),
    ("capability", "intent", "explosive_or_firearm", "endangerment"),
    ("support_to_organization", "supported_is_designated"),
)
HARM = (("us_nationals",), ("us_nationals", "from_terrorist_activity"), ("foreign_relations",))
DISPUTED = (
    "unlawful", "attributable", "commits_or_incites", "personal_monetary_gain", "from_terrorist_activity",
    "us_nationals", "explosive_or_firearm", "assassination", "foreign_base",
)  # fmt: skip
OPPOSED = (
    "engages_in_listed_act", "terrorist_activity", "threat", "us_nationals", "attributable", "endangerment",
    "from_terrorist_activity", "means", "engages_in_terrorism", "assassination", "foreign_base", "capability",
)  # fmt: skip
OTHERS = (*[None] * 10, "a splinter", "a splinter", "a rival")
SPANS = (
    *[None] * 9, "1996/..", "2001/2002", "2002-06", "2009/2010", "2010-11-05", "2021/2022", "2021-03", "2023-05",
)  # fmt: skip
ROLES = (
    *["act"] * 6, "harm", "harm", "harm", "own", "own", "dispute", "dispute", "against", "against", "end", "except",
)  # fmt: skip
"""What a fact is about: an act, its harm, whose it was, a dispute, opposition, an end, an exception."""


def draw_tangled(seed: int) -> tuple[Profile, date]:
    """Return a profile of strong facts that dispute, refute, disown and outlast each other, and a day."""
    random = Random(f"tangled {seed}")
    labels = (None, *["one", "two", "three"][: random.randint(1, 3)])
    origins = [f"origin-{number}" for number in range(random.choice((3, 5, 7)))]
    parts = [_fact(random, labels, origins) for _ in range(random.choice((6, 10, 14, 18)))]
    dissolved = {"dissolved": "2011-03"} if random.random() < 0.15 else {}
    profile = make_profile(parts, dissolved)
    if random.random() < 0.4:  # an item that two sources tell of, maybe of one origin
        first, second, *_ = profile.evidence.items()
        both = first[1].model_copy(update={"sources": (*first[1].sources, *second[1].sources)})
        profile = profile.model_copy(update={"evidence": {**profile.evidence, first[0]: both}})
    return profile, date.fromisoformat(random.choice(("2003-09-01", "2011-04-01", *["2024-01-01"] * 6)))


def _fact(random: Random, labels: tuple[str | None, ...], origins: list[str]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "claim": "A fact.",
        "credibility": random.choice("1112233"),
        "incident": random.choice(labels),
        "when": random.choice(SPANS),
        "actor": random.choice(OTHERS),
        "attribution": random.choice((*[None] * 16, "denied", "unattributed", "acquitted")),
    }
    match random.choice(ROLES):
        case "act":
            item["supports"] = [*random.choice(ACTS), *random.choice(((), (), ("us_nationals",), ("foreign_base",)))]
        case "harm":
            item["supports"] = [*random.choice(HARM)]
        case "own":
            item["supports"] = ["attributable"]
        case "dispute":
            item["disputes"] = [random.choice(DISPUTED)]
            item["supports"] = [name for name in random.choice((*ACTS, (), ())) if name not in item["disputes"]]
        case "against":
            item["contradicts"] = [random.choice(OPPOSED)]
        case "end":
            item |= {"incident": None, "actor": None, "attribution": None}
            item["contradicts"] = [random.choice(("terrorist_activity", "engages_in_listed_act", "threat")), "intent"]
        case "except":
            item["supports" if random.random() < 0.6 else "contradicts"] = ["personal_monetary_gain"]
    source = {
        "title": "A report", "publisher": "A publisher", "kind": "court", "reliability": random.choice("AAABBBC"),
        "published": random.choice((None, "2003-03", "2010-12", *["2023-07-01"] * 5)), "origin": random.choice(origins),
    }  # fmt: skip
    return {"item": item, "source": source}


def draw_reading(seed: int) -> dict[str, Status]:
    """Return what a reader takes as given, of the nodes that something in the profile of a seed may touch."""
    random = Random(f"reading {seed}")
    nodes = (*{name for named in (*INCIDENTS, *ANYWHERE) for name in named}, *EXCEPTIONS, "kind", "violence")
    return {name: random.choice(tuple(Status)) for name in random.sample(sorted(set(nodes)), random.choice((1, 2, 4)))}
