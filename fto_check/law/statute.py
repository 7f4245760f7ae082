"""Section 219 over all its versions: read from `law/ina-219.yaml`, and asked about days, nodes and rules."""

from __future__ import annotations

import copyreg
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import Field, ValidationError, model_validator

from fto_check.documents.yaml_reader import Document, read_document
from fto_check.law.nodes import LawModel, Node, Removed, Rule, Version
from fto_check.problems.problems import (
    CLEARLY_NEAR,
    InvalidDocumentError,
    NoLawError,
    Problem,
    Severity,
    did_you_mean,
    nearest_word,
)

LAW_FILE = Path(__file__).parent / "ina-219.yaml"
OVERALL = "overall"
"""The name under which all criteria together stand among the ids of nodes."""


class Stage(NamedTuple):
    """A node in one version of the law."""

    version: Version
    citation: str | None
    """The provision of that version; None where the node was not yet, or no longer, law."""
    changed: str | None
    """The version's changes to the node in substance, if there are any."""


@dataclass(frozen=True, kw_only=True)  # without slots, which leave no room for what is worked out once
class Statute:
    """The statute over all its versions."""

    id: str
    name: str
    citation: str
    notice: str
    """The sentence that every report carries: a report is no designation."""
    versions: tuple[Version, ...]
    """All versions, the first version first."""
    criteria: tuple[Node, ...]
    removed: tuple[Removed, ...] = ()
    """The ids that an earlier version of the file had."""

    def __reduce__(self) -> tuple[Any, ...]:
        # The law is sent to another process by its name: it is large, and each process has it already.
        if self is load_statute():
            return load_statute, ()
        return _make_statute, ({field.name: getattr(self, field.name) for field in fields(self)},)

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """The nodes by their ids, in the order of the statute."""
        return MappingProxyType({node.id: node for criterion in self.criteria for node in criterion.walk()})

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The id of the node above each node; criteria have none."""
        return MappingProxyType(
            {
                child.id: node.id
                for node in self.by_id.values()
                for child in (*node.nodes, *((node.unless,) if node.unless else ()))
            }
        )

    def hint_for(self, name: str, beside: Iterable[str] = (), *, leaves: bool = False) -> str | None:
        """Return the way out for a word that is no id: what took its place, or the id or word `beside` that is meant.

        With `leaves`, only elements can be written.
        """
        from fto_check.law.search import hint_for_word

        for gone in self.removed:
            if gone.id == name.replace("-", "_"):
                return f"it was removed in {gone.since}: write {gone.instead}"
        others = tuple(beside)
        near = nearest_word(name, others, cutoff=CLEARLY_NEAR)
        if near is not None:
            return did_you_mean(name, [near])
        return hint_for_word(name, self, leaves=leaves) or did_you_mean(name, others)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The id of each node by its folded id and label, and by what its id looks like."""
        from fto_check.documents.labels import skeleton
        from fto_check.documents.names import fold

        nodes = [*self.by_id.values()][::-1]  # of two nodes of one label the first is meant
        looks = {skeleton(node.id.replace("_", " ")): node.id for node in nodes}
        return looks | {fold(node.label): node.id for node in nodes} | {fold(node.id): node.id for node in nodes}

    def version_on(self, day: date) -> Version:
        """Return the version in force on a day; NoLawError before the first version."""
        held = [version for version in self.versions if version.version <= day]
        if not held:
            first = self.versions[0]
            raise NoLawError(
                f"there was no Section 219 on {day.isoformat()}: the power to designate exists since "
                f"{first.version.isoformat()} ({first.short})"
            )
        return held[-1]

    def later_than(self, version: Version) -> tuple[Version, ...]:
        """Return the versions after a version, the first of them first."""
        return tuple(later for later in self.versions if later.version > version.version)

    def not_yet_law(self, day: date) -> tuple[Node, ...]:
        """Return the nodes that became law after a day; the nodes below them are not listed."""
        absent = [node for node in self.by_id.values() if node.since is not None and day < node.since]
        return tuple(node for node in absent if self.by_id[self.parents[node.id]] not in absent)

    def history(self, node_id: str) -> tuple[Stage, ...]:
        """Return the stages of a node, one for each version, the first version first."""
        node = self.by_id[node_id]
        changed = dict(node.changes)
        return tuple(
            Stage(version, node.citation(day) if node.in_force(day) else None, changed.get(day))
            for version in self.versions
            for day in (version.version,)
        )

    def criterion_of(self, node_id: str) -> str:
        """Return the id of the criterion that a node belongs to."""
        while node_id in self.parents:
            node_id = self.parents[node_id]
        return node_id

    def ancestors(self, node_id: str) -> tuple[str, ...]:
        """Return the ids of the nodes above a node, the nearest first."""
        return self._ancestors[node_id]

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for node_id in self.by_id:  # parents stand before their parts
            parent = self.parents.get(node_id)
            found[node_id] = () if parent is None else (parent, *found[parent])
        return found

    def is_below(self, node_id: str, rule: Rule) -> bool:
        """Return whether a node, or a node above it, names a rule."""
        return any(rule in self.by_id[name].rules for name in (node_id, *self.ancestors(node_id)))

    @cached_property
    def exceptions(self) -> frozenset[str]:
        """The ids of the exceptions: evidence for an exception opposes the node that it qualifies."""
        return frozenset(node.unless.id for node in self.by_id.values() if node.unless is not None)

    @cached_property
    def attribution(self) -> frozenset[str]:
        """The ids of the elements that attribute an act to the organization."""
        return frozenset(node.id for node in self.with_rule(Rule.ATTRIBUTION))

    def above(self, rule: Rule) -> frozenset[str]:
        """Return the ids of the nodes that name a rule, and of the nodes above them."""
        if rule not in self._above:
            named = [node.id for node in self.with_rule(rule)]
            self._above[rule] = frozenset((*named, *(name for node_id in named for name in self.ancestors(node_id))))
        return self._above[rule]

    @cached_property
    def _above(self) -> dict[Rule, frozenset[str]]:
        return {}

    def with_rule(self, rule: Rule) -> tuple[Node, ...]:
        """Return the nodes that name a rule, in the order of the statute."""
        if rule not in self._with_rule:
            self._with_rule[rule] = tuple(node for node in self.by_id.values() if rule in node.rules)
        return self._with_rule[rule]

    @cached_property
    def _with_rule(self) -> dict[Rule, tuple[Node, ...]]:
        return {}

    def sharing(self, node_id: str) -> tuple[str, ...]:
        """Return the ids of the nodes that name an element in `also`: it stands elsewhere and is a part of them too."""
        return self._sharing.get(node_id, ())

    @cached_property
    def _sharing(self) -> dict[str, tuple[str, ...]]:
        shared = dict.fromkeys(name for node in self.by_id.values() for name in node.also)
        return {name: tuple(node.id for node in self.by_id.values() if name in node.also) for name in shared}

    def reach(self, named: Iterable[str]) -> frozenset[str]:
        """Return the ids of the nodes whose outcome can depend on evidence at the nodes `named`.

        They are the nodes themselves, the nodes that share them, and all nodes above. A node that stands at or above a
        route over incidents reaches all these routes too.
        """
        return frozenset().union(*(self._reach[name] for name in named))

    @cached_property
    def _reach(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(self._walk_up(name)) for name in self.by_id}

    def _walk_up(self, node_id: str) -> Iterator[str]:
        """Yield a node and all nodes that it is a part of, where it stands or by sharing."""
        queue, seen = [node_id], set[str]()
        if node_id in self.above(Rule.OVER_INCIDENTS):
            # An item of an incident that opposes a node above a route opposes the route, for that incident.
            queue += [route.id for route in self.with_rule(Rule.OVER_INCIDENTS)]
        while queue:
            name = queue.pop()
            if name not in seen:
                seen.add(name)
                yield name
                queue += [*self.ancestors(name)[:1], *self.sharing(name)]

    def path(self, leaf: str, route: str) -> tuple[str, ...]:
        """Return the ids of the nodes between an element and a route above it or sharing it, the route included.

        A part between the two may stand elsewhere, and be shared by the route.
        """
        if (leaf, route) not in self._paths:
            self._paths[leaf, route] = next(self._ways(leaf, route))
        return self._paths[leaf, route]

    def _ways(self, node_id: str, route: str) -> Iterator[tuple[str, ...]]:
        for above in (*self.ancestors(node_id)[:1], *self.sharing(node_id)):
            if above == route:
                yield (above,)
            else:
                yield from ((above, *way) for way in self._ways(above, route))

    @cached_property
    def _paths(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    def grounds_of(self, node_id: str) -> tuple[str, ...]:
        """Return the ids of the elements whose support supports a node: all at or below it but exceptions.

        A branch all of whose parts stand elsewhere rests on the elements of these parts.
        """
        if node_id not in self._grounds:
            node = self.by_id[node_id]
            parts = [node] if node.nodes else [self.by_id[name] for name in node.also] or [node]
            below = (part for top in parts for part in top.walk())
            self._grounds[node_id] = tuple(part.id for part in below if part.is_leaf and part.id not in self.exceptions)
        return self._grounds[node_id]

    def parts_of(self, node: Node) -> tuple[Node, ...]:
        """Return the nodes directly below a node, and its parts that stand elsewhere."""
        if node.id not in self._parts:
            self._parts[node.id] = (*node.nodes, *(self.by_id[name] for name in node.also))
        return self._parts[node.id]

    def in_force(self, day: date) -> frozenset[str]:
        """Return the ids of the nodes that were law on a day."""
        version = self.version_on(day).version
        if version not in self._in_force:
            self._in_force[version] = frozenset(node.id for node in self.by_id.values() if node.in_force(version))
        return self._in_force[version]

    @cached_property
    def _in_force(self) -> dict[date, frozenset[str]]:
        return {}

    @cached_property
    def _parts(self) -> dict[str, tuple[Node, ...]]:
        return {}

    @cached_property
    def _grounds(self) -> dict[str, tuple[str, ...]]:
        return {}

    @property
    def leaves(self) -> tuple[str, ...]:
        """The ids of the leaf elements, exceptions included, in the order of the statute."""
        return tuple(node.id for node in self.by_id.values() if node.is_leaf)


class _StatuteFile(LawModel):
    id: str
    name: str
    citation: str
    notice: str
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    criteria: Annotated[tuple[Node, ...], Field(min_length=1)]
    removed: tuple[Removed, ...] = ()

    def nodes(self) -> list[Node]:
        return [node for criterion in self.criteria for node in criterion.walk()]

    @model_validator(mode="after")
    def _check_names(self) -> _StatuteFile:
        ids = [node.id for node in self.nodes()]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"the id '{twice[0]}' stands twice")
        for node in self.nodes():
            for name in (*node.also, *((node.requires,) if node.requires else ())):
                if name not in ids:
                    raise ValueError(f"'{node.id}' names '{name}', which does not exist")
        if back := [gone.id for gone in self.removed if gone.id in ids]:
            raise ValueError(f"'{back[0]}' stands among the removed ids and among the nodes")
        return self

    @model_validator(mode="after")
    def _check_days(self) -> _StatuteFile:
        days = {version.version for version in self.versions}
        for node in self.nodes():
            if strange := [day for day, _ in node.changes if day not in days]:
                raise ValueError(f"'{node.id}' changes on {strange[0].isoformat()}, the day of no version")
        return self


@cache
def load_statute() -> Statute:
    """Return Section 219 from the package's data, read and checked once.

    Raises InvalidDocumentError if the law's file is damaged.
    """
    return build_statute(read_document(LAW_FILE))


def build_statute(document: Document) -> Statute:
    """Return the statute of a document in the form of `law/ina-219.yaml`; InvalidDocumentError names all its faults."""
    if document.problems:
        raise refuse_law(document)
    try:
        law = _StatuteFile.model_validate(document.data)
    except ValidationError as error:
        raise refuse_law(document, error) from None
    return _make_statute(dict(law))


def refuse_law(document: Document, error: ValidationError | None = None) -> InvalidDocumentError:
    """Return the error with all faults of a file of the law, each with its place."""
    problems = list(document.problems)
    for details in error.errors(include_url=False) if error is not None else ():
        where = document.locate(details["loc"])
        said = str(details.get("ctx", {}).get("error") or details["msg"])
        problems.append(Problem("FTO101", Severity.ERROR, f"{details['loc']}: {said}", where))
    return InvalidDocumentError(document.path, problems)


def _make_statute(parts: dict[str, Any]) -> Statute:
    return Statute(**parts)


def _find_node(node_id: str) -> Node:
    return load_statute().by_id[node_id]


def _reduce_node(node: Node) -> Any:
    # A node of the law is sent to another process by its id: nodes are the largest part of a finding.
    if load_statute().by_id.get(node.id) is node:
        return _find_node, (node.id,)
    return node.__reduce_ex__(2)


copyreg.pickle(Node, _reduce_node)
