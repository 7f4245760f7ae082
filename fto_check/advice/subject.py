"""What a rule sees of a profile and says of it, and the words that the rules share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from fto_check.documents.yaml_reader import KeyPath
from fto_check.law.statute import Statute
from fto_check.profile.models import Item, Profile, Source
from fto_check.reasoning.findings import Assessment


class Finding(NamedTuple):
    """What a rule found: what is so, at which keys (`at_key`: at the last key itself), and what would be right."""

    message: str
    keys: KeyPath
    hint: str
    at_key: bool = False


@dataclass(frozen=True)
class Subject:
    """A valid profile as one rule sees it; without a `today` or an assessment some rules are not asked."""

    code: str
    profile: Profile
    statute: Statute
    today: date | None
    assessment: Assessment | None
    live: Mapping[str, Item]
    """The items that are not retracted, silenced or not."""

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items that are not retracted and do not ignore the rule."""
        return {item_id: item for item_id, item in self.live.items() if self.code not in item.ignore}

    def sources(self, items: Iterable[Item]) -> Mapping[str, Source]:
        """Return the sources that some items cite and no item silences, in the order of the file."""
        cited = {citation.source for item in items for citation in item.sources}
        cited -= {citation.source for item in self.live.values() if self.code in item.ignore
                  for citation in item.sources}  # fmt: skip
        return {source_id: source for source_id, source in self.profile.sources.items() if source_id in cited}

    def supporters(self, criterion: str) -> Mapping[str, Item]:
        """Return the items that support an element of a criterion; none if one of them silences the rule."""
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
    """Return names as a sentence lists them."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def some(names: Collection[str], limit: int = 3) -> str:
    """Name the first few, and count the others."""
    quoted = [f"'{name}'" for name in names]
    return both(quoted) if len(quoted) <= limit else f"{', '.join(quoted[:limit])} and {len(quoted) - limit} more"


def counted(names: Collection[str], noun: str) -> str:
    """Return how many there are of a noun."""
    return f"{len(names)} {noun}{'' if len(names) == 1 else 's'}"
