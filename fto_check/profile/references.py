"""What neither the model nor the statute can see alone: whether a profile's references lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from fto_check.documents.yaml_reader import Document, KeyPath
from fto_check.law.nodes import Node
from fto_check.law.statute import OVERALL, Statute
from fto_check.problems.problems import CODES, Problem, Severity, clip, did_you_mean
from fto_check.profile.models import Expectation, Item, Profile


def check_references(profile: Profile, statute: Statute, document: Document) -> Iterator[Problem]:
    """Yield the problems of a profile's references, in no particular order."""

    def problem(code: str, message: str, keys: KeyPath, hint: str | None, *, at_key: bool = False) -> Problem:
        return Problem(code, Severity.ERROR, message, document.locate(keys, at_key=at_key), hint)

    founded, dissolved = profile.organization.founded, profile.organization.dissolved
    if founded is not None and dissolved is not None and dissolved.latest and founded.starts_after(dissolved.latest):
        message = f"it was dissolved ({dissolved}) before it was founded ({founded})"
        yield problem("FTO115", message, ("organization", "dissolved"), "one of the two days is wrong")
    for item_id, item in profile.evidence.items():
        keys: tuple[str | int, ...] = ("evidence", item_id)
        places: set[tuple[str, str | None]] = set()
        for index, citation in enumerate(item.sources):
            if citation.source not in profile.sources:
                hint = did_you_mean(citation.source, profile.sources) or "add it under 'sources'"
                message = f"there is no source '{clip(citation.source)}'"
                yield problem("FTO110", message, (*keys, "sources", index, "source"), hint)
            if (citation.source, citation.at) in places:
                hint = "once is enough, or say where in it with 'at'"
                message = f"'{clip(citation.source)}' is cited a second time"
                yield problem("FTO118", message, (*keys, "sources", index), hint)
            places.add((citation.source, citation.at))
        for code in item.ignore:
            if code not in CODES:
                near = did_you_mean(code, [known for known in CODES if known.startswith("FTO2")])
                yield problem("FTO106", f"there is no warning '{code}'", (*keys, "ignore", code), near, at_key=True)
        for code, message, where, advice in _elements(item, statute):
            yield problem(code, message, (*keys, *where), advice)
    for index, expectation in enumerate(profile.expect):
        for code, message, name, advice in _expected(expectation, statute):
            yield problem(code, message, ("expect", index, name), advice, at_key=code == "FTO111")
    for message, place in _case_twins(profile):
        yield problem("FTO116", message, place, "write it in one way", at_key=len(place) == 2)


def _elements(item: Item, statute: Statute) -> Iterator[tuple[str, str, KeyPath, str | None]]:
    seen: dict[str, str] = {}
    for attribute in Item.LISTS:
        for index, name in enumerate(getattr(item, attribute)):
            where = (attribute, index)
            node = statute.by_id.get(name)
            if node is None:
                hint = statute.hint_for(name) or "`fto-check explain` lists the elements"
                yield "FTO111", f"the statute has no element '{clip(name)}'", where, hint
            elif not node.is_leaf and attribute != "contradicts":
                message = f"'{name}' is a branch: {attribute} names leaf elements only"
                yield "FTO112", message, where, f"name what the fact shows{_elements_in_words(node, statute)}"
            if name in seen:
                message = f"'{clip(name)}' stands in '{seen[name]}' already"
                both = "a fact on which the element can be read both ways goes into 'disputes'"
                yield "FTO113", message, where, "once is enough" if seen[name] == attribute else both
            seen.setdefault(name, attribute)
    criteria = [node.id for node in statute.criteria]
    for index, name in enumerate(item.about):
        if name not in criteria:
            hint = did_you_mean(name, criteria) or "write " + ", ".join(criteria)
            yield "FTO111", f"'{clip(name)}' is not a criterion", ("about", index), hint


FEW = 5  # elements that a hint says in full: more are no hint


def _elements_in_words(branch: Node, statute: Statute) -> str:
    """Return the elements of a branch as it asks for them, or the first ones of many."""
    leaves = [*dict.fromkeys(_leaves(branch, statute))]
    if len(leaves) > FEW:
        return f", such as {', '.join(leaves[:FEW])}"
    return f": {_joined(branch, statute)}"


def _leaves(node: Node, statute: Statute) -> Iterator[str]:
    if node.is_leaf:
        yield node.id
    for part in statute.parts_of(node):
        yield from _leaves(part, statute)


def _joined(node: Node, statute: Statute) -> str:
    if node.is_leaf:
        return node.id
    parts = statute.parts_of(node)
    word = "and" if node.combine == "all_of" else "or"
    separator = f" {word} " if all(part.is_leaf for part in parts) else f", {word} "
    return separator.join(_joined(part, statute) for part in parts)


def _expected(expectation: Expectation, statute: Statute) -> Iterator[tuple[str, str, str, str | None]]:
    as_of = expectation.as_of
    first = statute.versions[0].version
    if as_of < first:
        message = f"there was no Section 219 on {as_of.isoformat()}"
        yield "FTO114", message, "as_of", f"its first day is {first.isoformat()}"
    for name in expectation.statuses:
        if name == OVERALL:
            continue
        node = statute.by_id.get(name)
        if node is None:
            near = statute.hint_for(name, (OVERALL,))
            hint = near or "write overall, or the id of a criterion or element"
            yield "FTO111", f"the statute has no node '{clip(name)}'", name, hint
        elif as_of >= first and not node.in_force(as_of):
            since = f"it is law since {node.since.isoformat()}" if node.since is not None else None
            yield "FTO114", f"'{name}' was not law on {as_of.isoformat()}", name, since


def _case_twins(profile: Profile) -> Iterator[tuple[str, KeyPath]]:
    """Yield ids and labels that differ from an earlier one only by case."""
    first: dict[tuple[str, str], str] = {}

    def twin(what: str, label: str) -> str | None:
        known = first.setdefault((what, label.casefold()), label)
        return known if known != label else None

    for source_id, source in profile.sources.items():
        label = source.origin or source_id
        if other := twin("origin", label):
            place = ("sources", source_id, "origin") if source.origin else ("sources", source_id)
            yield f"the origin '{clip(label)}' differs only by case from '{clip(other)}'", place
    for item_id, item in profile.evidence.items():
        if other := twin("item", item_id):
            yield f"the id '{clip(item_id)}' differs only by case from '{clip(other)}'", ("evidence", item_id)
        if item.incident is not None and (other := twin("incident", item.incident)):
            yield (
                f"the incident '{clip(item.incident)}' differs only by case from '{clip(other)}'",
                ("evidence", item_id, "incident"),
            )
