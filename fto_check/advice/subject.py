"""A profile as one warning sees it, the findings about it, and the words that the warnings share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from fto_check.documents.yaml_reader import KeyPath
from fto_check.law.statute import Statute
from fto_check.profile.models import Item, Profile, Source
from fto_check.reasoning.findings import Assessment


class Finding(NamedTuple):
    """A place that a warning points at."""

    message: str
    """The fact."""
    keys: KeyPath
    hint: str
    """The advice that an author can follow."""
    at_key: bool = False
    """Whether the warning points at the last key itself, and not at its value."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A valid profile as one warning sees it."""

    code: str
    profile: Profile
    statute: Statute
    today: date | None
    """None where no event is to be called a future one."""
    assessment: Assessment | None
    """None where the criteria are not to be looked at."""
    expected: Sequence[Collection[str]] = ()
    """The criteria whose answer falls with one origin on the day of each expectation, in the order of the file."""
    live: Mapping[str, Item]
    """The items that are not retracted, silenced or not."""

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items that are not retracted and do not ignore the warning."""
        return {item_id: item for item_id, item in self.live.items() if self.code not in item.ignore}

    def sources(self, items: Iterable[Item]) -> Mapping[str, Source]:
        """Return the sources that some items cite and no item silences, in the order of the file."""
        cited = {citation.source for item in items for citation in item.sources}
        silencing = (item for item in self.live.values() if self.code in item.ignore)
        cited -= {citation.source for item in silencing for citation in item.sources}
        return {source_id: source for source_id, source in self.profile.sources.items() if source_id in cited}

    def is_silenced(self, criterion: str) -> bool:
        """Return whether an item that names an element of a criterion, or a node above it, ignores the warning."""
        for item in self.live.values():
            names = (*item.supports, *item.contradicts, *item.disputes) if self.code in item.ignore else ()
            if any(self.statute.criterion_of(name) == criterion for name in names):
                return True
        return False

    def supporters(self, criterion: str) -> Mapping[str, Item]:
        """Return the items that support an element of a criterion; none if one of them silences the warning."""
        found = {
            item_id: item
            for item_id, item in self.live.items()
            if any(
                self.statute.criterion_of(name) == criterion and name not in self.statute.exceptions
                for name in item.supports
            )
        }
        return {} if any(self.code in item.ignore for item in found.values()) else found


def both(names: list[str]) -> str:
    """Return names joined as in a sentence: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def some(names: Collection[str], limit: int = 3) -> str:
    """Return the first few names in quotes, and the number of the others."""
    quoted = [f"'{name}'" for name in names]
    return both(quoted) if len(quoted) <= limit else f"{', '.join(quoted[:limit])} and {len(quoted) - limit} more"


def counted(names: Collection[str], noun: str) -> str:
    """Return the number of names with their noun, such as `2 sources`."""
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'}"
