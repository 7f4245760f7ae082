"""The explanation of a node of the statute and of a key of the profile, for `fto-check explain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fto_check.law.authorities import Authority, find_authorities
from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.law.statute import Stage, Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.rules import FRESH_YEARS

RULES_IN_WORDS = {
    Rule.ASSUMED: "It is taken to be so while the case against it is not carried.",
    Rule.WHILE_IT_EXISTS: "It is taken so only from the organization's founding to its dissolution.",
    Rule.IF_RAISED: "It is left out while nothing speaks for it or, of a branch, for its first part.",
    Rule.FRESH: (
        f"In the present tense: support older than {FRESH_YEARS} years is weak, unless one strong origin of recent "
        "conduct keeps it alive."
    ),
    Rule.NO_CONDUCT: "It is no conduct: recent evidence for it keeps nothing in the present.",
    Rule.ENDS: "Dated opposition to a part in the present tense can end it, by items that speak against this too.",
    Rule.ANY_END: "Dated opposition that is carried ends it.",
    Rule.OVER_INCIDENTS: "All its parts must be shown of the same conduct.",
    Rule.ONE_STRONG_ORIGIN: "One strong origin (A or B with 1 or 2) is enough to carry it.",
    Rule.ANY_ACTOR: "What somebody else did bears on it too.",
    Rule.ATTRIBUTION: (
        "Without an incident's label, an item that names another actor says whose the acts of that actor are, and no "
        "more."
    ),
    Rule.LISTING_COUNTS: "An official list is evidence for it.",
    Rule.WHILE_LISTED: "A listing that ended before the day is none; a single day is the day from which it holds.",
    Rule.LINKED: "A fact counts only if it is linked to the terrorist activity.",
    Rule.LINK: "It is the link itself: an item that supports it is linked.",
}
LEADS_TO = {
    Status.MET: "An A1 origin, or two of which one is strong (or one, as its page says), and nothing carried against.",
    Status.CONTESTED: (
        "Both sides are carried; or a strong source shows a fact whose legal reading is open; or it rests on facts "
        "that are so disputed themselves."
    ),
    Status.NOT_ESTABLISHED: "What speaks for it is not enough, and nothing carried speaks against it.",
    Status.NOT_MET: "What speaks against it is carried, and what speaks for it is not.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An item of a profile that names a node, with the list that names it."""

    path: str
    organization: str
    item: str
    claim: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeExplanation:
    """A node of the statute: the node, its place, its rules in words, its history, authorities and examples.

    The authorities name the node or, for a branch or criterion, a node below it.
    """

    node: Node
    criterion: Node
    statute: Statute
    rules: tuple[str, ...]
    exception_to: Node | None
    history: tuple[Stage, ...]
    authorities: tuple[Authority, ...]
    examples: tuple[Example, ...]


def explain_node(
    statute: Statute, node_id: str, profiles: Iterable[tuple[str, Profile]] = (), most: int = 6
) -> NodeExplanation:
    """Return the explanation of a node, with at most `most` examples from profiles; KeyError for no node."""
    node = statute.by_id[node_id]
    excepted = next(
        (above for above in statute.by_id.values() if above.unless is not None and above.unless is node), None
    )
    found = {one.id: one for below in node.walk() for one in find_authorities(below.id)}
    return NodeExplanation(
        node=node,
        criterion=statute.by_id[statute.criterion_of(node_id)],
        statute=statute,
        rules=tuple(_rules(statute, node)),
        exception_to=excepted,
        history=statute.history(node_id),
        authorities=tuple(sorted(found.values(), key=lambda one: one.year)),
        examples=tuple(_examples(node_id, profiles, most)),
    )


PASSED_ON = (Rule.FRESH, Rule.OVER_INCIDENTS, Rule.LINKED)
"""The rules that also hold for every node below the node that names them."""


def _rules(statute: Statute, node: Node) -> Iterator[str]:
    """Yield a node's rules in words, and the rules of the nodes above that hold for it."""
    for rule, text in RULES_IN_WORDS.items():
        if rule in node.rules:
            yield text
            continue
        above = [statute.by_id[name] for name in statute.ancestors(node.id) if rule in statute.by_id[name].rules]
        if rule in PASSED_ON and above:
            yield f"As part of {above[0].label} ({above[0].id}): {text[0].lower()}{text[1:]}"


def _examples(node_id: str, profiles: Iterable[tuple[str, Profile]], most: int) -> list[Example]:
    """Return items that name a node, from as many files and sides as there are."""
    by_side: dict[str, list[Example]] = {"supports": [], "contradicts": [], "disputes": []}
    for path, profile in profiles:
        taken: set[str] = set()
        for item_id, item in profile.evidence.items():
            for side, found in by_side.items():
                if node_id in getattr(item, side) and side not in taken and item.retracted is None:
                    taken.add(side)
                    name = profile.organization.name
                    found.append(Example(path=path, organization=name, item=item_id, claim=item.claim, side=side))
    turns = [found[index : index + 1] for index in range(most) for found in by_side.values()]
    return [example for turn in turns for example in turn][:most]


@dataclass(frozen=True)
class FieldExplanation:
    """A key of a profile: its places, a description, examples, and the words that are allowed there."""

    name: str
    places: tuple[tuple[str, str, tuple[object, ...]], ...]
    """The part of the profile, a description, and examples."""
    words: Mapping[str, str]


def explain_field(schema: Mapping[str, Any], name: str) -> FieldExplanation:
    """Return the explanation of a key from the profile's schema; KeyError for no key."""
    parts = {"profile": schema, **schema["$defs"]}
    places: list[tuple[str, str, tuple[object, ...]]] = []
    words: dict[str, str] = {}
    for part, definition in parts.items():
        key = definition.get("properties", {}).get(name)
        if key is None or "examples" not in key:
            continue
        places.append((part, key["description"], tuple(key["examples"])))
        reference = key["anyOf"][0] if "anyOf" in key else key  # what may be empty has its words one step below
        target = schema["$defs"].get(str(reference.get("$ref", "")).rpartition("/")[2], {})
        pairs = zip(target.get("enum", ()), target.get("enumDescriptions", ()), strict=True)
        words |= {str(word): text for word, text in pairs}
    if not places:
        raise KeyError(name)
    return FieldExplanation(name, tuple(places), words)


def field_names(schema: Mapping[str, Any]) -> list[str]:
    """Return every key of a profile, in the order of the file."""
    parts = [schema, *schema["$defs"].values()]
    found = [name for part in parts for name, key in part.get("properties", {}).items() if "examples" in key]
    return list(dict.fromkeys(found))
