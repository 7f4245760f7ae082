"""The numbers of the sources of a page, in the order in which it first cites them, and the names of origins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from fto_check.profile.models import Profile
from fto_check.reasoning.findings import CitationFinding
from fto_check.views.date_words import span_words


class Footnotes:
    """The sources of one profile, each with the number that it has on the page."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.numbers: dict[str, int] = {}

    def number(self, source: str) -> int:
        """Return the number of a source; a new one gets the next."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def of(self, citations: Iterable[CitationFinding]) -> list[int]:
        """Return the numbers of some citations, those that weigh most first, each once."""
        ranked = sorted(citations, key=lambda one: (-int(one.grade or 0), one.reliability, one.credibility))
        return list(dict.fromkeys(self.number(one.source) for one in ranked))

    @cached_property
    def by_origin(self) -> Mapping[str, Sequence[str]]:
        """The sources of each origin, in the order of the file: those cited for it, and those that nothing cites."""
        found = defaultdict[str, set[str]](set)
        for item in self.profile.evidence.values():
            for citation in item.sources:
                found[self.profile.origin_of(citation)].add(citation.source)
        cited = {source for sources in found.values() for source in sources}
        for source in self.profile.sources.keys() - cited:
            found[self.profile.origin_of_source(source)].add(source)
        place = {source: at for at, source in enumerate(self.profile.sources)}
        return {origin: sorted(sources, key=place.__getitem__) for origin, sources in found.items()}

    def of_origin(self, origin: str) -> list[int]:
        """Return the numbers of the sources of an origin, as far as the page cites them."""
        return sorted(self.numbers[source] for source in self.by_origin.get(origin, ()) if source in self.numbers)

    def name_of(self, origin: str) -> str:
        """Return an origin as a reader knows it: the publisher of its best source and the year, and how many more."""
        sources = self.by_origin.get(origin, ())
        if not sources:
            return origin
        best = min(sources, key=lambda one: self.profile.sources[one].reliability)
        source = self.profile.sources[best]
        year = span_words(source.published)[-4:] if source.published is not None else ""
        more = f" +{len(sources) - 1}" if len(sources) > 1 else ""
        name = short_publisher(source.publisher)
        return f"{name[:1].upper()}{name[1:]}{f', {year}' if year else ''}{more}"


def short_publisher(publisher: str) -> str:
    """Return a publisher without its department, author or place, which stand behind a comma or in brackets."""
    return publisher.partition(",")[0].partition(" (")[0].strip() or publisher
