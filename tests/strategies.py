"""Generated profiles for the properties of the reasoning."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from fto_check import load_statute
from fto_check.profile.models import Profile

STATUTE = load_statute()
LEAVES = STATUTE.leaves
EXCEPTIONS = tuple(node.unless.id for node in STATUTE.by_id.values() if node.unless is not None)
SUPPORTABLE = tuple(name for name in LEAVES if name not in EXCEPTIONS)
OPPOSABLE = tuple(name for name in STATUTE.by_id if name not in EXCEPTIONS)
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
)

grades = st.tuples(st.sampled_from("AAAABBBBCD"), st.sampled_from([1, 1, 1, 2, 2, 2, 3, 4]))
incidents = st.sampled_from([None, "one", "one", "two", "three"])
dates = st.sampled_from([None, "1990/..", "1990/..", "1990", "1999/..", "2010-05-01", "2022-03", "2023-06-01", "2025"])
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
        "attribution": draw(st.sampled_from([None, None, None, "claimed", "denied", "unattributed"])),
        "actor": draw(st.sampled_from([None, None, None, None, "a splinter"])),
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


def make_profile(parts: list[dict[str, Any]]) -> Profile:
    """Make a profile of generated items, each citing its own source."""
    return Profile.model_validate({
        "organization": {"name": "A group"},
        "sources": {f"s{index}": part["source"] for index, part in enumerate(parts)},
        "evidence": {f"e{index}": {**part["item"], "sources": [f"s{index}"]} for index, part in enumerate(parts)},
    })  # fmt: skip


profiles = st.one_of(st.lists(items(), max_size=4), st.lists(items(), min_size=5, max_size=14))
supports = st.one_of(items("supports", SUPPORTABLE), items("contradicts", EXCEPTIONS))
oppositions = st.one_of(items("contradicts", OPPOSABLE), items("supports", EXCEPTIONS))
days = st.sampled_from(DAYS)
