"""The statute: its nodes, citations and versions, read from `law/ina-219.yaml`, and its text on a given day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, SupportsIndex

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from fto_check.documents.dates import parse_day
from fto_check.documents.yaml_reader import Document, read_document
from fto_check.problems.problems import InvalidDocumentError, NoLawError, Problem, Severity

LAW_FILE = Path(__file__).parent / "ina-219.yaml"
OVERALL = "overall"

Day = Annotated[date, BeforeValidator(parse_day)]


class Rule(StrEnum):
    """What a node of the statute asks of the reasoning; the law names a rule where it applies."""

    ASSUMED = "assumed"
    """Met while the case against it is not carried."""
    IF_RAISED = "if_raised"
    """An alternative that is left out while no usable support names any of it."""
    FRESH = "fresh"
    """In the present tense: support that does not reach into the last five years weighs little."""
    OVER_INCIDENTS = "over_incidents"
    """All its parts must be shown of the same conduct."""
    ONE_STRONG_ORIGIN = "one_strong_origin"
    """One strong origin carries a side of it."""
    ANY_ACTOR = "any_actor"
    """What somebody else did bears on it too."""
    LISTING_COUNTS = "listing_counts"
    """An official list is evidence for it."""
    LINKED = "linked"
    """A fact counts below it only if it is linked to the terrorist activity."""
    LINK = "link"
    """The link itself: an item that supports it is linked; one that disputes it disputes the interest."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Version(_Model):
    """A text of the law: the day from which it holds (its id), the act that made it, and what that changed."""

    version: Day
    act: str
    short: str
    changed: str


class Node(_Model):
    """A criterion, branch or leaf element, as it stands over all versions.

    `citations` has the day from which each holds (None: from the first version). `also` names elements that are parts
    of this node as well as of the one where they stand; `unless` is the exception to it, `requires` the criterion that
    it can at most equal. `short` is the label of a criterion where a column is narrow.

    `satisfied_by` and `not_satisfied_by` tell a reader which kinds of facts do and do not bear it out, and `changes`
    what each version that touched it changed in substance: they explain, and nothing is computed from them.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    label: str
    short: str | None = None
    plain: str
    satisfied_by: tuple[str, ...] = ()
    not_satisfied_by: tuple[str, ...] = ()
    citations: Annotated[tuple[tuple[date | None, str], ...], Field(alias="citation")]
    changes: tuple[tuple[date, str], ...] = ()
    settled: Literal["text", "judgement", "open"]
    since: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    rules: frozenset[Rule] = frozenset()
    combine: Literal["all_of", "any_of"] | None = None
    nodes: tuple[Node, ...] = ()
    unless: Node | None = None
    also: tuple[str, ...] = ()
    requires: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _date_texts(cls, data: Any) -> Any:
        """Read `citation: text` and `citation: {day: text, ...}` alike, and `changes: {day: text, ...}`."""
        if isinstance(data, dict):
            if "citation" in data:
                given = data["citation"]
                dated = _sort_by_day(given) if isinstance(given, dict) else None
                data = {**data, "citation": dated or [(None, given)]}
            if isinstance(data.get("changes"), dict):
                data = {**data, "changes": _sort_by_day(data["changes"])}
        return data

    @model_validator(mode="after")
    def _combines(self) -> Node:
        if bool(self.nodes) != bool(self.combine):
            raise ValueError("a branch, and only a branch, says how its parts combine")
        if self.is_leaf and not (self.satisfied_by and self.not_satisfied_by):
            raise ValueError("an element says what satisfies it and what does not")
        return self

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        # A node of the law travels to another process by its id: it is most of what a finding weighs.
        if load_statute().by_id.get(self.id) is self:
            return _node, (self.id,)
        return super().__reduce_ex__(protocol)

    @property
    def heading(self) -> str:
        """The label, as short as the law has it."""
        return self.short or self.label

    @property
    def is_leaf(self) -> bool:
        """Whether evidence can speak for it: a branch is only made up of its parts."""
        return not self.nodes

    def in_force(self, day: date) -> bool:
        """Whether the node was law on a day on which there was a statute."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def citation(self, day: date) -> str:
        """Return the provision as it was numbered on a day (the first one for a day before all)."""
        held = [text for since, text in self.citations if since is None or since <= day]
        return held[-1] if held else self.citations[0][1]

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it, exceptions included, in the order of the statute."""
        yield self
        for child in self.nodes:
            yield from child.walk()
        if self.unless is not None:
            yield from self.unless.walk()


def _sort_by_day(texts: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    return sorted((parse_day(day), text) for day, text in texts.items())


class _StatuteFile(_Model):
    id: str
    name: str
    citation: str
    notice: str
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    criteria: Annotated[tuple[Node, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _names(self) -> _StatuteFile:
        ids = [node.id for criterion in self.criteria for node in criterion.walk()]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"the id '{twice[0]}' stands twice")
        for node in (node for criterion in self.criteria for node in criterion.walk()):
            for name in (*node.also, *((node.requires,) if node.requires else ())):
                if name not in ids:
                    raise ValueError(f"'{node.id}' names '{name}', which does not exist")
        return self

    @model_validator(mode="after")
    def _days(self) -> _StatuteFile:
        days = {version.version for version in self.versions}
        for node in (node for criterion in self.criteria for node in criterion.walk()):
            if strange := [day for day, _ in node.changes if day not in days]:
                raise ValueError(f"'{node.id}' changes on {strange[0].isoformat()}, the day of no version")
        return self


class Stage(NamedTuple):
    """A node in one version of the law: where it stands there (None: not yet, or no longer) and what was changed."""

    version: Version
    citation: str | None
    changed: str | None


@dataclass(frozen=True)
class Statute:
    """The statute over all its versions."""

    id: str
    name: str
    citation: str
    notice: str
    versions: tuple[Version, ...]
    criteria: tuple[Node, ...]
    by_id: Mapping[str, Node]
    parents: Mapping[str, str]

    def __reduce__(self) -> tuple[Any, ...]:
        # The law travels to another process by its name; views of mappings cannot be copied there.
        if self is load_statute():
            return load_statute, ()
        return _rebuild, (self.id, self.name, self.citation, self.notice, self.versions, self.criteria)

    def version_on(self, day: date) -> Version:
        """Return the text in force on a day; NoLawError before the first one."""
        held = [version for version in self.versions if version.version <= day]
        if not held:
            first = self.versions[0]
            raise NoLawError(
                f"there was no Section 219 on {day.isoformat()}: the power to designate exists since "
                f"{first.version.isoformat()} ({first.short})"
            )
        return held[-1]

    def later_than(self, version: Version) -> tuple[Version, ...]:
        """Return the texts that came after one, the first first: how it differs from today's is what they changed."""
        return tuple(later for later in self.versions if later.version > version.version)

    def not_yet_law(self, day: date) -> tuple[Node, ...]:
        """Return the nodes that became law after a day, without those below them."""
        absent = [node for node in self.by_id.values() if node.since is not None and day < node.since]
        return tuple(node for node in absent if self.by_id[self.parents[node.id]] not in absent)

    def history(self, node_id: str) -> tuple[Stage, ...]:
        """Return a node as each version has it, the first version first."""
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
        """Say whether a node, or one above it, names a rule."""
        return any(rule in self.by_id[name].rules for name in (node_id, *self.ancestors(node_id)))

    @cached_property
    def exceptions(self) -> frozenset[str]:
        """The ids of the exceptions: evidence for one is opposition to the node that it qualifies."""
        return frozenset(node.unless.id for node in self.by_id.values() if node.unless is not None)

    @cached_property
    def attribution(self) -> frozenset[str]:
        """The elements that say whose act it was: those that a route shares with another."""
        return frozenset(name for node in self.by_id.values() for name in node.also)

    def above(self, rule: Rule) -> frozenset[str]:
        """Return the ids of the nodes that name a rule, and of those above them."""
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
        """Return the ids of the nodes that have an element as a part although it stands elsewhere."""
        return self._sharing.get(node_id, ())

    @cached_property
    def _sharing(self) -> dict[str, tuple[str, ...]]:
        shared = dict.fromkeys(name for node in self.by_id.values() for name in node.also)
        return {name: tuple(node.id for node in self.by_id.values() if name in node.also) for name in shared}

    def reach(self, named: Iterable[str]) -> frozenset[str]:
        """Return the ids of the nodes whose outcome can depend on what is said at some nodes.

        These themselves, those that share them, the routes over incidents if one of them or something above one is
        named, and whatever stands above all these.
        """
        return frozenset().union(*(self._reach[name] for name in named))

    @cached_property
    def _reach(self) -> dict[str, frozenset[str]]:
        found = {}
        for name in self.by_id:
            reached = {name, *self.sharing(name)}
            if name in self.above(Rule.OVER_INCIDENTS):
                # What opposes something above a route opposes, for the incident that it is labelled with, the route.
                reached |= {route.id for route in self.with_rule(Rule.OVER_INCIDENTS)}
            found[name] = frozenset(above for node_id in reached for above in (node_id, *self.ancestors(node_id)))
        return found

    def path(self, leaf: str, route: str) -> tuple[str, ...]:
        """Return the ids of the nodes from above an element up to a route, which can share it with where it stands."""
        if (leaf, route) not in self._paths:
            ways = ((name, *self.ancestors(name)) for name in (self.parents[leaf], *self.sharing(leaf)))
            way = next(way for way in ways if route in way)
            self._paths[leaf, route] = way[: way.index(route) + 1]
        return self._paths[leaf, route]

    @cached_property
    def _paths(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    def grounds_of(self, node_id: str) -> tuple[str, ...]:
        """Return the ids of the elements at or below a node whose support is support of it: all but exceptions."""
        if node_id not in self._grounds:
            below = self.by_id[node_id].walk()
            self._grounds[node_id] = tuple(
                node.id for node in below if node.is_leaf and node.id not in self.exceptions
            )  # fmt: skip
        return self._grounds[node_id]

    @cached_property
    def _grounds(self) -> dict[str, tuple[str, ...]]:
        return {}

    @property
    def leaves(self) -> tuple[str, ...]:
        """The ids of the leaf elements, exceptions included, in the order of the statute."""
        return tuple(node.id for node in self.by_id.values() if node.is_leaf)


@cache
def load_statute() -> Statute:
    """Return Section 219 from the package's data, read and checked once.

    Raises InvalidDocumentError if the law's file is damaged.
    """
    return build_statute(read_document(LAW_FILE))


def _node(node_id: str) -> Node:
    return load_statute().by_id[node_id]


def build_statute(document: Document) -> Statute:
    """Make a statute of a document in the form of `law/ina-219.yaml`; InvalidDocumentError holds all that is wrong."""
    if document.problems:
        raise refuse_law(document)
    try:
        law = _StatuteFile.model_validate(document.data)
    except ValidationError as error:
        raise refuse_law(document, error) from None
    return _rebuild(law.id, law.name, law.citation, law.notice, law.versions, law.criteria)


def refuse_law(document: Document, error: ValidationError | None = None) -> InvalidDocumentError:
    """Return the error that says, with its place, all that is wrong in a file of the law."""
    problems = list(document.problems)
    for details in error.errors(include_url=False) if error is not None else ():
        where = document.locate(details["loc"])
        problems.append(Problem("FTO101", Severity.ERROR, f"{details['loc']}: {details['msg']}", where))
    return InvalidDocumentError(document.path, problems)


def _rebuild(
    law_id: str, name: str, citation: str, notice: str, versions: tuple[Version, ...], criteria: tuple[Node, ...]
) -> Statute:
    nodes = [node for criterion in criteria for node in criterion.walk()]
    parents = {child.id: node.id for node in nodes for child in (*node.nodes, *((node.unless,) if node.unless else ()))}
    return Statute(
        law_id, name, citation, notice, versions, criteria,
        MappingProxyType({node.id: node for node in nodes}), MappingProxyType(parents),
    )  # fmt: skip
