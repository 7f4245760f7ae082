"""Generated profiles for the properties of the reasoning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from fto_check import load_statute
from fto_check.law.nodes import Rule
from fto_check.profile.models import Citation, Profile

STATUTE = load_statute()
LEAVES = STATUTE.leaves
EXCEPTIONS = tuple(node.unless.id for node in STATUTE.by_id.values() if node.unless is not None)
SUPPORTABLE = tuple(name for name in LEAVES if name not in EXCEPTIONS)
OPPOSABLE = tuple(name for name in STATUTE.by_id if name not in EXCEPTIONS)
WHOLE = tuple(name for name in OPPOSABLE if STATUTE.by_id[name].combine and name not in ("foreign", "kind"))
"""Branches and criteria."""
Parts = list[dict[str, Any]]
# Names that make incidents qualify often enough for the routes to matter.
_USUAL = (
    ["explosive_or_firearm", "endangerment"],
    ["explosive_or_firearm", "endangerment", "us_nationals"],
    ["assassination", "foreign_relations"],
    ["assassination", "premeditated", "politically_motivated", "violence", "noncombatant_targets"],
    ["assassination"],
    ["hijacking_or_sabotage"],
    ["seizure_or_detention", "threat_to_kill_injure_or_detain", "compulsion_of_third_person"],
    ["us_nationals"],
    ["capability", "intent"],
    ["us_nationals", "from_terrorist_activity"],
    ["foreign_base"],
    ["attributable"],
    ["support_to_organization", "supported_is_designated"],
    ["support_to_undesignated", "supported_engages"],
    ["dominated_and_controlled", "principal_designated"],
    ["continuity", "principal_designated"],
)
_USED = tuple(dict.fromkeys(name for names in _USUAL for name in names))

grades = st.tuples(st.sampled_from("AAAABBBBCD"), st.sampled_from([1, 1, 1, 2, 2, 2, 3, 4]))
incidents = st.sampled_from([None, "one", "one", "two", "three"])
dates = st.sampled_from([
    None, None, "1990/..", "1990", "1999/..", "2010-05-01", "2022-03", "2023-06-01", "2023-06-01", "2025",
    "/2022", "/2016-03", "../2020", "2009/2020", "2019/2022-06",
])  # fmt: skip
actors = st.sampled_from([None, None, None, None, None, "a splinter", "a wing"])
attributions = st.sampled_from([None, None, None, None, "claimed", "denied", "unattributed", "acquitted"])
organizations = st.sampled_from([
    {}, {}, {}, {}, {"founded": "1999"}, {"founded": "2020"}, {"dissolved": "2012"},
    {"founded": "1985", "dissolved": "2003"},
])  # fmt: skip
published = st.sampled_from([None, "1991", "2000-01-01", "2012", "2023-07-01", "2023-07-01", "2024-01"])
DAYS = ("1997-10-08", "2001-10-25", "2005-01-01", "2015-01-01", "2024-01-01", "2024-01-01")


@st.composite
def items(draw: st.DrawFn, side: str | None = None, names: tuple[str, ...] | None = None) -> dict[str, Any]:
    """One item with its own source: side None mixes sides; `names` limits what it may name."""
    reliability, credibility = draw(grades)
    item: dict[str, Any] = {
        "claim": "A fact.",
        "credibility": str(credibility),
        "incident": draw(incidents),
        "when": draw(dates),
        "attribution": draw(attributions),
        "actor": draw(actors),
    }
    source = {
        "title": "A report",
        "publisher": "A publisher",
        "kind": draw(st.sampled_from(["court", "press", "press", "listing"])),
        "reliability": reliability,
        "published": draw(published),
        "origin": draw(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon"])),
    }
    if side is not None:
        assert names is not None
        item[side] = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    else:
        usual = draw(st.sampled_from(_USUAL)) if draw(st.integers(0, 4)) else None
        first = usual or draw(st.lists(st.sampled_from(LEAVES), max_size=3, unique=True))
        item["supports"] = list(first)
        left = [name for name in STATUTE.by_id if name not in first]
        if draw(st.integers(0, 3)) == 0:
            item["disputes"] = draw(
                st.lists(st.sampled_from([name for name in left if name in LEAVES]), max_size=2, unique=True)
            )
        if draw(st.integers(0, 3)) == 0:
            taken = item.get("disputes", [])
            item["contradicts"] = draw(
                st.lists(st.sampled_from([name for name in left if name not in taken]), max_size=2, unique=True)
            )
        if draw(st.integers(0, 4)) == 0 and item["supports"]:
            item["disputes"] = list(dict.fromkeys([*item.get("disputes", []), item["supports"].pop()]))
            item["contradicts"] = [name for name in item.get("contradicts", []) if name not in item["disputes"]]
    return {"item": item, "source": source}


def make_profile(parts: Parts, organization: Mapping[str, str] = MappingProxyType({})) -> Profile:
    """Make a profile of generated items, each citing its own source."""
    return Profile.model_validate({
        "organization": {"name": "A group", **organization},
        "sources": {f"s{index}": part["source"] for index, part in enumerate(parts)},
        "evidence": {f"e{index}": {**part["item"], "sources": [f"s{index}"]} for index, part in enumerate(parts)},
    })  # fmt: skip


@st.composite
def _ends(draw: st.DrawFn) -> dict[str, Any]:
    """Opposition to a branch or criterion from a day on, by an item that speaks against capability or intent too."""
    part = draw(items("contradicts", ("capability", "intent")))
    part["item"] |= {"when": draw(st.sampled_from(["1995", "2005/..", "2009/2011", "2016-03", "2021-05-01"]))}
    part["item"] |= {"incident": None, "contradicts": [*part["item"]["contradicts"][:1], draw(st.sampled_from(WHOLE))]}
    return part


profiles = st.one_of(
    st.lists(items(), max_size=4), st.lists(st.one_of(items(), items(), items(), _ends()), min_size=5, max_size=14)
)  # fmt: skip
supports = st.one_of(items("supports", SUPPORTABLE), items("supports", _USED), items("contradicts", EXCEPTIONS))
oppositions = st.one_of(items("contradicts", OPPOSABLE), _ends(), items("supports", EXCEPTIONS))
days = st.sampled_from(DAYS)


# -- profiles of three shapes ------------------------------------------------------------------------------------------

_ACTS = (
    ["explosive_or_firearm", "endangerment"],
    ["explosive_or_firearm", "endangerment", "us_nationals"],
    ["assassination", "us_nationals"],
    ["assassination", "premeditated", "politically_motivated", "violence", "noncombatant_targets"],
    ["premeditated", "politically_motivated", "violence", "noncombatant_targets", "foreign_relations"],
    ["seizure_or_detention", "threat_to_kill_injure_or_detain", "compulsion_of_third_person"],
    ["hijacking_or_sabotage"],
    ["explosive_or_firearm"],
    ["endangerment", "us_nationals"],
)
_OF_THE_ORGANIZATION = (
    ["foreign_base"], ["organized"], ["capability", "intent"], ["endangerment"], ["premeditated"], ["attributable"],
    ["us_nationals", "from_terrorist_activity"], ["politically_motivated", "noncombatant_targets"],
    ["support_to_organization", "supported_is_designated"], ["continuity", "principal_designated"],
)  # fmt: skip
_NAMED = (*_ACTS, *_OF_THE_ORGANIZATION, ["attributable"], ["attributable"])
_DISPUTABLE = (
    "from_terrorist_activity", "us_nationals", "endangerment", "politically_motivated", "foreign_base",
    "unlawful", "attributable", "subnational_or_clandestine", "commits_or_incites",
)  # fmt: skip
_RECENT = st.sampled_from([None, "1990/..", "2010-05-01", "2022-03", "2023-06-01", "2023-06-01", "/2022", "2009/2020"])


@st.composite
def _acts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Incidents with one source each, facts of the organization as such, and something against one or the other."""
    parts = []
    for number in range(draw(st.integers(1, 8))):
        incident = f"act-{number}"
        item = {"supports": draw(st.sampled_from(_ACTS)), "incident": incident, "when": draw(_RECENT)}
        parts.append(draw(_cited(item, f"paper-{number}")))
        if draw(st.integers(0, 5)) == 0:
            against = {"contradicts": [draw(st.sampled_from(OPPOSABLE))], "incident": incident}
            parts.append(draw(_cited(against, f"denial-{number}")))
    for number in range(draw(st.integers(0, 3))):
        parts.append(draw(_cited({"supports": draw(st.sampled_from(_OF_THE_ORGANIZATION))}, f"page-{number}")))
    if draw(st.integers(0, 2)) == 0:
        against = draw(st.sampled_from([{"contradicts": ["terrorist_activity"]}, {"supports": list(EXCEPTIONS)}]))
        parts.append(draw(_cited(against, "critic")))
    if draw(st.integers(0, 2)) == 0:
        parts.append(draw(_ends()))
    return parts


@st.composite
def _disputes(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Acts that are disputed, or of somebody else, or whose link is, in few incidents and of few origins."""
    parts = []
    for _ in range(draw(st.integers(2, 12))):
        item: dict[str, Any] = {
            "incident": draw(st.sampled_from([None, "one", "one", "two", "three"])),
            "when": draw(_RECENT),
            "attribution": draw(attributions),
            "actor": draw(actors),
            "supports": [*draw(st.sampled_from(_NAMED))],
        }  # fmt: skip
        match draw(st.integers(0, 5)):
            case 0:
                item["disputes"] = [item["supports"].pop()]
            case 1:
                item["disputes"] = [draw(st.sampled_from([*_DISPUTABLE, *EXCEPTIONS]))]
            case 2:
                item["contradicts"] = [draw(st.sampled_from([*OPPOSABLE, *EXCEPTIONS]))]
            case 3:
                item["supports"] += EXCEPTIONS
            case _:
                pass
        taken = {*item.get("disputes", ()), *item.get("contradicts", ())}
        item["supports"] = [name for name in item["supports"] if name not in taken]
        parts.append(draw(_cited(item, draw(st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon"])))))
    return parts


@st.composite
def _cited(draw: st.DrawFn, item: dict[str, Any], origin: str) -> dict[str, Any]:
    reliability, credibility = draw(grades)
    source = {
        "title": "A report", "publisher": "A publisher", "kind": "press", "reliability": reliability,
        "published": draw(published), "origin": origin,
    }  # fmt: skip
    return {"item": {"claim": "A fact.", "credibility": str(credibility), **item}, "source": source}


@st.composite
def shared(draw: st.DrawFn, parts: st.SearchStrategy[list[dict[str, Any]]]) -> Profile:
    """Make a profile in which some items cite the sources of others too, now and then with grades of their own."""
    made = draw(parts)
    profile = make_profile(made, draw(organizations))
    evidence = dict(profile.evidence)
    for item_id, item in profile.evidence.items():
        if draw(st.integers(0, 3)) == 0:
            others = [name for name in profile.sources if name != item.sources[0].source]
            for source in draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else ():
                own = draw(st.sampled_from([None, None, None, "alpha", "zeta"]))
                grade = draw(st.sampled_from([None, None, None, "A", "C"]))
                given = {"source": source, "reliability": grade, "origin": own}
                citation = Citation.model_validate(
                    {**given, "credibility": draw(st.sampled_from([None, None, "1", "3"]))}
                )
                item = item.model_copy(update={"sources": (*item.sources, citation)})
            evidence[item_id] = item
    return profile.model_copy(update={"evidence": evidence})


PARTS = {"loose items": profiles, "incidents": _acts(), "disputes": _disputes()}
SHAPES = {name: shared(parts) for name, parts in PARTS.items()}
any_parts = st.one_of(*PARTS.values())
any_shape = st.one_of(*SHAPES.values())


# -- one act -----------------------------------------------------------------------------------------------------------

_CONDUCT = (*_ACTS[:1], ["assassination"], *_ACTS[3:4], *_ACTS[6:8], ["endangerment"], ["capability", "intent"],
            ["us_nationals", "from_terrorist_activity"], ["support_to_organization"])  # fmt: skip
_READ_BOTH_WAYS = (
    *_DISPUTABLE, *EXCEPTIONS, "explosive_or_firearm", "assassination", "premeditated", "violence", "capability",
    "support_to_organization", "supported_is_designated", "national_defense",
)  # fmt: skip


@st.composite
def one_act(draw: st.DrawFn) -> tuple[Parts, dict[str, Any]]:
    """Parts of which every item of conduct has one label, and a strong dispute without it.

    Each item that names an interest shows the link, the dispute too.
    """
    parts: Parts = []
    for _ in range(draw(st.integers(1, 6))):
        item = {"supports": draw(st.sampled_from(_CONDUCT)), "incident": "act", "when": draw(dates)}
        parts.append(draw(_cited(item, draw(st.sampled_from(["alpha", "beta", "gamma", "delta"])))))
    if draw(st.booleans()):
        parts.append(draw(_cited({"supports": ["foreign_base"]}, "page")))
    if draw(st.integers(0, 2)) == 0:
        parts.append(draw(_cited({"supports": [draw(st.sampled_from(EXCEPTIONS))], "incident": "act"}, "critic")))
    name = draw(st.sampled_from(_READ_BOTH_WAYS))
    linked = ["from_terrorist_activity"] if STATUTE.is_below(name, Rule.LINKED) else []
    attribution = draw(st.sampled_from([None, None, None, "denied", "acquitted"]))
    item = {"supports": linked, "disputes": [name], "when": draw(dates), "attribution": attribution}
    dispute = draw(_cited(item, draw(st.sampled_from(["alpha", "reader"]))))
    dispute["item"]["credibility"] = draw(st.sampled_from("12"))
    dispute["source"]["reliability"] = draw(st.sampled_from("AB"))
    return parts, dispute
