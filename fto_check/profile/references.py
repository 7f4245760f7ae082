"""The references of a profile, to its own sources and to the statute: each must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fto_check.documents.labels import Labels, difference
from fto_check.documents.names import fold
from fto_check.documents.yaml_reader import Document, KeyPath
from fto_check.law.statute import OVERALL, Statute
from fto_check.problems.characters import odd_character
from fto_check.problems.problems import CODES, Problem, Severity, clip, did_you_mean, either
from fto_check.profile.models import MOST_CITATIONS, Expectation, Item, Profile

_between = re.compile(r"[\s,;/|&+，、；]+(?:and |or )?")
"""What may stand between the ids of a list that an author has written as one text."""


def check_references(profile: Profile, statute: Statute, document: Document) -> Iterator[Problem]:
    """Yield the problems of a profile's references, in no particular order."""
    checker = _Checker(profile, statute, document)
    yield from checker.check_organization()
    for item_id, item in profile.evidence.items():
        yield from checker.check_citations(item_id, item)
        yield from checker.check_search(item_id, item)
        yield from checker.check_relations(item_id, item)
        yield from checker.check_ignored(item_id, item)
        yield from checker.check_elements(item_id, item)
    for index, expectation in enumerate(profile.expect):
        yield from checker.check_expectation(index, expectation)
    yield from checker.check_labels()


@dataclass(frozen=True, slots=True)
class _Checker:
    """The checks of the parts of one profile."""

    profile: Profile
    statute: Statute
    document: Document

    def _problem(self, code: str, message: str, keys: KeyPath, hint: str | None, *, at_key: bool = False) -> Problem:
        return Problem(code, Severity.ERROR, message, self.document.locate(keys, at_key=at_key), hint)

    def check_organization(self) -> Iterator[Problem]:
        """Yield the problem of an organization that ends before it begins."""
        founded, dissolved = self.profile.organization.founded, self.profile.organization.dissolved
        if founded is None or dissolved is None or dissolved.latest is None:
            return
        if founded.starts_after(dissolved.latest):
            message = f"it was dissolved ({dissolved.text}) before it was founded ({founded.text})"
            yield self._problem("FTO115", message, ("organization", "dissolved"), "one of the two days is wrong")

    def check_citations(self, item_id: str, item: Item) -> Iterator[Problem]:
        """Yield the citations of sources that do not exist, or of a place that is cited already, or too many."""
        if len(item.sources) > MOST_CITATIONS:
            message = f"this item cites {len(item.sources):,} sources, and at most {MOST_CITATIONS} are weighed"
            hint = "cite those that say it most directly; many that tell it from one origin count once"
            yield self._problem("FTO009", message, ("evidence", item_id, "sources"), hint)
            return
        places: set[tuple[str | None, ...]] = set()
        for index, citation in enumerate(item.sources):
            keys = ("evidence", item_id, "sources", index)
            if citation.source not in self.profile.sources:
                from fto_check.profile.citing import hint_for_citation

                sources = self.document.data.get("sources")
                hint = hint_for_citation(citation.source, sources) or "add it under 'sources'"
                message = f"there is no source '{clip(citation.source)}'"
                yield self._problem("FTO110", message, (*keys, "source"), hint)
            place = (citation.source, citation.at, citation.origin)
            if place in places:
                hint = "once is enough, or say where in it with 'at'"
                yield self._problem("FTO118", f"'{clip(citation.source)}' is cited a second time", keys, hint)
            places.add(place)

    def check_search(self, item_id: str, item: Item) -> Iterator[Problem]:
        """Yield what an item that tells of a search cannot have: sources, and elements that it would speak for."""
        if not item.searched:
            return
        if item.sources:
            keys = ("evidence", item_id, "sources")
            hint = "what a source says is another item; leave 'sources' out here"
            yield self._problem("FTO124", "a search that found nothing has no sources", keys, hint, at_key=True)
        for field in Item.LISTS:
            if getattr(item, field):
                keys = ("evidence", item_id, field)
                message = f"a search that found nothing is context and never counts: no '{field}' beside it"
                hint = "name the criterion that it belongs to: about: [threat]"
                yield self._problem("FTO124", message, keys, hint, at_key=True)

    def check_relations(self, item_id: str, item: Item) -> Iterator[Problem]:
        """Yield the items that `borne_out_by` and `contradicted_by` cannot name, or name twice."""
        seen: dict[str, str] = {}
        for field in Item.RELATIONS:
            for index, name in enumerate(getattr(item, field)):
                keys = ("evidence", item_id, field, index)
                if name not in self.profile.evidence:
                    others = [other for other in self.profile.evidence if other != item_id]
                    hint = did_you_mean(name, others) or "name another item by its key under 'evidence'"
                    yield self._problem("FTO125", f"there is no item '{clip(name)}'", keys, hint)
                elif name == item_id:
                    message = f"'{clip(name)}' names itself in '{field}'"
                    yield self._problem("FTO125", message, keys, "name another item")
                elif name in seen:
                    once = "once is enough" if seen[name] == field else "it tells the same or the contrary, not both"
                    message = f"'{clip(name)}' stands in '{seen[name]}' already"
                    yield self._problem("FTO125", message, keys, once)
                seen.setdefault(name, field)

    def check_ignored(self, item_id: str, item: Item) -> Iterator[Problem]:
        """Yield the codes under `ignore` that no warning has."""
        for code in item.ignore:
            if code not in CODES:
                near = did_you_mean(code, [known for known in CODES if known.startswith("FTO2")])
                keys = ("evidence", item_id, "ignore", code)
                yield self._problem("FTO106", f"there is no warning '{code}'", keys, near, at_key=True)

    def check_elements(self, item_id: str, item: Item) -> Iterator[Problem]:
        """Yield the nodes that the statute lacks, that an item cannot name there, or that it names twice."""
        seen: dict[str, str] = {}
        for field in Item.LISTS:
            for index, name in enumerate(getattr(item, field)):
                keys = ("evidence", item_id, field, index)
                yield from self._check_node(name, field, keys)
                if name in seen:
                    message = f"'{clip(name)}' stands in '{seen[name]}' already"
                    both = "a fact on which the element can be read both ways goes into 'disputes'"
                    yield self._problem("FTO113", message, keys, "once is enough" if seen[name] == field else both)
                seen.setdefault(name, field)
        for index, name in enumerate(item.about):
            if name not in (node.id for node in self.statute.criteria):
                hint = self._hint_for_criterion(name)
                keys = ("evidence", item_id, "about", index)
                yield self._problem("FTO111", f"'{clip(name)}' is not a criterion", keys, hint)

    def _check_node(self, name: str, field: str, keys: KeyPath) -> Iterator[Problem]:
        node = self.statute.by_id.get(name)
        if node is None:
            hint = self._hint_for_node(name, field)
            yield self._problem("FTO111", f"the statute has no element '{clip(name)}'", keys, hint)
        elif not node.is_leaf and field != "contradicts":
            from fto_check.law.search import elements_in_words

            message = f"'{name}' is a branch: {field} names leaf elements only"
            hint = f"write what the fact shows{elements_in_words(node, self.statute)}"
            yield self._problem("FTO112", message, keys, hint)

    def _hint_for_node(self, name: str, field: str) -> str:
        """Return what to write for a name that the statute does not have."""
        if listed := self._listed(name):
            return f"put commas between them: {', '.join(listed)}"
        leaves = field != "contradicts"
        return self.statute.hint_for(name, leaves=leaves) or "`fto-check explain` lists the elements"

    def _hint_for_criterion(self, name: str) -> str:
        """Return the criteria to write for a name that is none: those of the nodes that it may mean."""
        from fto_check.law.search import criteria_meant

        criteria = criteria_meant(name, self.statute) or [one.id for one in self.statute.criteria]
        odd = odd_character(name)
        wrong = f"; {odd} does not belong there" if odd is not None else ""
        return f"write {either(criteria)}{wrong}"

    def _listed(self, text: str) -> list[str]:
        """Return the ids of nodes that stand in one text; an empty list where it is no list of them."""
        names = [name for name in _between.split(text.strip(" []()")) if name]
        return names if len(names) > 1 and all(name in self.statute.by_id for name in names) else []

    def check_expectation(self, index: int, expectation: Expectation) -> Iterator[Problem]:
        """Yield the day of an expectation if no law was in force, and its nodes that were no law on the day."""
        as_of, first = expectation.as_of, self.statute.versions[0].version
        if as_of < first:
            message = f"there was no Section 219 on {as_of.isoformat()}"
            keys = ("expect", index, "as_of")
            yield self._problem("FTO114", message, keys, f"its first day is {first.isoformat()}")
        for name in expectation.statuses:
            if name == OVERALL:
                continue
            node, keys = self.statute.by_id.get(name), ("expect", index, name)
            if node is None:
                hint = self.statute.hint_for(name, (OVERALL,)) or "write overall, or the id of a criterion or element"
                yield self._problem("FTO111", f"the statute has no node '{clip(name)}'", keys, hint, at_key=True)
            elif as_of >= first and not node.in_force(as_of):
                since = f"it is law since {node.since.isoformat()}" if node.since is not None else None
                yield self._problem("FTO114", f"'{name}' was not law on {as_of.isoformat()}", keys, since)

    def check_labels(self) -> Iterator[Problem]:
        """Yield the ids and labels that look like an earlier one of their kind."""
        origins, items, incidents, actors = (_Kind(what) for what in ("origin", "id", "incident", "actor"))
        for source_id, source in self.profile.sources.items():
            keys = ("sources", source_id, "origin") if source.origin else ("sources", source_id)
            yield from self._check_label(origins, source.origin or source_id, keys, at_key=not source.origin)
        organization = self.profile.organization
        names = (organization.name, *organization.aliases, *organization.predecessors, *organization.successors)
        for name in names:
            actors.labels.twin(name)
        for item_id, item in self.profile.evidence.items():
            keys = ("evidence", item_id)
            yield from self._check_label(items, item_id, keys, at_key=True)
            for index, citation in enumerate(item.sources):
                if citation.origin is not None:
                    yield from self._check_label(origins, citation.origin, (*keys, "sources", index, "origin"))
            if item.incident is not None:
                yield from self._check_label(incidents, item.incident, (*keys, "incident"))
            if item.actor is not None:
                yield from self._check_label(actors, item.actor, (*keys, "actor"))

    def _check_label(self, kind: _Kind, label: str, keys: KeyPath, *, at_key: bool = False) -> Iterator[Problem]:
        other = kind.labels.twin(label)
        if other is None or (kind.what == "actor" and fold(other) == fold(label)):  # names are compared without case
            return
        told = f"the {kind.what} '{clip(label)}'"
        if other.casefold() == label.casefold():
            message = f"{told} differs only by case from '{clip(other)}'"
            yield self._problem("FTO116", message, keys, "write it in one way", at_key=at_key)
            return
        message = f"{told} looks like '{clip(other)}': {difference(label, other)}"
        yield self._problem("FTO123", message, keys, "write it in one way, or use another word", at_key=at_key)


class _Kind:
    """The labels of one kind in a profile, of which no two may look alike."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.labels = Labels()
