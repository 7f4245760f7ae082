"""The nodes of the statute and its versions, as `law/ina-219.yaml` writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass

from fto_check.documents.dates import parse_day

Day = Annotated[date, BeforeValidator(parse_day)]


class Rule(StrEnum):
    """A demand that a node of the statute makes on the reasoning; the law's file names it at the node."""

    ASSUMED = "assumed"
    """The node is met unless the case against it is carried."""
    IF_RAISED = "if_raised"
    """The node is an alternative, left out unless usable support names the node, or of a branch its first part."""
    FRESH = "fresh"
    """The node speaks in the present tense: support that does not reach into the last five years weighs little."""
    OVER_INCIDENTS = "over_incidents"
    """All parts of the node must be shown of the same conduct."""
    ONE_STRONG_ORIGIN = "one_strong_origin"
    """One strong origin carries a side of the node."""
    ANY_ACTOR = "any_actor"
    """The acts of others count at the node too."""
    LISTING_COUNTS = "listing_counts"
    """An official list is evidence for the node."""
    LINKED = "linked"
    """A fact counts below the node only if it is linked to the terrorist activity."""
    WHILE_IT_EXISTS = "while_it_exists"
    """The node is assumed only between the founding and the dissolution of the organization."""
    ATTRIBUTION = "attribution"
    """The node says whose act it was."""
    NO_CONDUCT = "no_conduct"
    """The node describes no conduct: recent evidence for it keeps nothing in the present."""
    ENDS = "ends"
    """Opposition to a part in the present tense ends what came before if its item opposes this node too."""
    ANY_END = "any_end"
    """Of a part in the present tense: any opposition ends what came before, whatever else its item opposes."""
    WHILE_LISTED = "while_listed"
    """A listing that ended before the day is no evidence for the node."""
    LINK = "link"
    """The node is the link itself: an item that supports it is linked; one that disputes it disputes the interest."""


class LawModel(BaseModel):
    """The base of every part of the law's files: frozen, without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Version(LawModel):
    """A text of the law, from the day on which it came into force until the next version."""

    version: Day
    """The day from which the text holds; it is the version's id."""
    act: str
    """The act that made the text."""
    short: str
    """The act's name where room is short."""
    changed: str
    """The changes to the text before, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, config=ConfigDict(extra="forbid", populate_by_name=True))
class Node:
    """A criterion, branch or leaf element, as it stands over all versions.

    It is a dataclass, for the reasoning reads its attributes at each step, and those of a model take longer to read.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    label: str
    short: str | None = None
    """The label where a column is narrow; without one the id says it."""
    plain: str
    """The node in plain words."""
    satisfied_by: tuple[str, ...] = ()
    """Kinds of facts that satisfy an element. They explain it to a reader; nothing is computed from them."""
    not_satisfied_by: tuple[str, ...] = ()
    """Kinds of facts that do not satisfy an element, for a reader too."""
    citations: Annotated[tuple[tuple[date | None, str], ...], Field(alias="citation")]
    """The provision under each numbering, with the day from which the numbering holds (None: the first version)."""
    changes: tuple[tuple[date, str], ...] = ()
    """The changes in substance, each with the day of its version, for a reader."""
    settled: Literal["text", "judgement", "open"]
    """Whether the text settles the meaning, or it takes judgement, or it is open."""
    since: Annotated[Day | None, Field(alias="from")] = None
    """The first day of the node (None: the statute's first day)."""
    until: Day | None = None
    """The last day of the node (None: it is still law)."""
    rules: frozenset[Rule] = frozenset()
    combine: Literal["all_of", "any_of"] | None = None
    """Whether a branch needs all of its parts or any one of them; None for a leaf."""
    nodes: tuple[Node, ...] = ()
    """The parts that stand below the node."""
    unless: Node | None = None
    """The exception to the node."""
    also: tuple[str, ...] = ()
    """Ids of elements that stand elsewhere in the statute and are parts of this node too."""
    requires: str | None = None
    """The id of the criterion whose status this criterion's status cannot exceed."""

    @model_validator(mode="before")
    @classmethod
    def _sort_dated_texts(cls, data: Any) -> Any:
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
    def _check_form(self) -> Node:
        if self.is_leaf == bool(self.combine):
            raise ValueError("a branch, and only a branch, says how its parts combine")
        if self.is_leaf and not (self.satisfied_by and self.not_satisfied_by):
            raise ValueError("an element says what satisfies it and what does not")
        return self

    @property
    def heading(self) -> str:
        """The label, as short as the law has it."""
        return self.short or self.label

    @property
    def brief(self) -> str:
        """The node in a few words, for a list of elements within a line."""
        return self.short or self.id.replace("_", " ")

    @property
    def is_leaf(self) -> bool:
        """Whether the node is an element, for which evidence can speak; a branch only combines its parts."""
        return not self.nodes and not self.also

    def in_force(self, day: date) -> bool:
        """Return whether the node was law on a day on which there was a statute."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def citation(self, day: date) -> str:
        """Return the provision as it was numbered on a day (by the first numbering for an earlier day)."""
        held = [text for since, text in self.citations if since is None or since <= day]
        return held[-1] if held else self.citations[0][1]

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it, exceptions included, in the order of the statute."""
        yield self
        for child in self.nodes:
            yield from child.walk()
        if self.unless is not None:
            yield from self.unless.walk()


class Removed(LawModel):
    """An id that the statute no longer has, for profiles that were written with it."""

    id: str
    since: str
    """The version of fto-check that removed the id."""
    instead: Annotated[str, Field(min_length=1)]
    """What to write instead, as a reader of the error needs it: an id, or ids and when to write which."""


def _sort_by_day(texts: Mapping[Any, Any]) -> list[tuple[Any, Any]]:
    return sorted((parse_day(day), text) for day, text in texts.items())
