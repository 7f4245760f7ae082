"""What is said of a source: its standing, its origin, where it can be read, what rests on it, what falls without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from fto_check.law.statute import Statute
from fto_check.manuals.wording import say
from fto_check.profile.models import RELIABILITY_MEANING, Source
from fto_check.reasoning.flips import Flip
from fto_check.runs.dependence import Moves
from fto_check.runs.sources import CitingItem, SourceEntry
from fto_check.views.blocks import SaidLine, Tone
from fto_check.views.words import count, moved_words, span_text

MOST_SHARING = 4
"""Sources of one origin that a row names; the rest is counted."""


def standing_words(entry: SourceEntry, most: int | None = MOST_SHARING, *, origin: bool = True) -> Iterator[str]:
    """Yield the kind of a source, its day and its language; its origin, and the origins from which it hands on."""
    source = entry.source
    yield kind_words(source)
    yield published_words(source)
    if source.language is not None:
        yield f"in {source.language}"
    if origin:
        yield origin_words(entry, most)
    if entry.hands_on:
        yield f"hands on {', '.join(entry.hands_on)}"


def kind_words(source: Source) -> str:
    """Return the kind of a source."""
    return source.kind.replace("_", " ")


def published_words(source: Source) -> str:
    """Return when a source was published."""
    return f"published {span_text(source.published)}" if source.published is not None else "no day of publication"


def grade_words(source: Source) -> str:
    """Return the grade of a source, what it means, and why it was given."""
    meaning = RELIABILITY_MEANING[source.reliability].partition(":")[0]
    return f"{source.reliability}, {meaning}" + (f": {source.reason}" if source.reason is not None else "")


def origin_words(entry: SourceEntry, most: int | None = MOST_SHARING) -> str:
    """Return the origin of a source, and which other sources go back to it."""
    if not entry.shared_with:
        return "its own origin" if entry.origin == entry.id else f"origin {entry.origin}"
    named, more = list(entry.shared_with[:most]), len(entry.shared_with[most:] if most is not None else ())
    others = ", ".join(named) + (f" +{more}" if more else "")
    return f"origin {entry.origin}, shared with {others}"


def resting_words(entry: SourceEntry, statute: Statute) -> str:
    """Return how many items rest on a source, by criterion, and how many cite it and do not count."""
    by_criterion = Counter(name for one in entry.counted for name in one.criteria)
    parts = []
    if entry.counted:
        numbers = ", ".join(
            f"{node.heading.lower()} {by_criterion[node.id]}" for node in statute.criteria if by_criterion[node.id]
        )
        verb = "counts" if len(entry.counted) == 1 else "count"
        parts.append(f"{count(len(entry.counted), 'fact')} {verb} with it ({numbers})")
    if entry.out:
        parts.append(f"for {count(len(entry.out), 'fact')} it does not count")
    if entry.context:
        parts.append(f"{count(len(entry.context), 'item')} of context")
    return ", ".join(parts) or "nothing cites it"


def without_words(entry: SourceEntry, statute: Statute) -> Iterator[str]:
    """Yield what changes without a source, and without all sources of its origin where it shares one."""
    yield f"Without it: {changes_words(entry.without, statute)}"
    if entry.shared_with and entry.without_origin != entry.without:
        sources = count(len(entry.shared_with) + 1, "source")
        yield f"Without its origin ({sources}): {changes_words(entry.without_origin, statute)}"


def changes_words(moves: Moves, statute: Statute) -> str:
    """Return the statuses that change, from and to, or that none does."""
    return moved_words(moves, statute) if moves else "no status changes"


def regraded_words(flips: Sequence[Flip], statute: Statute) -> Iterator[str]:
    """Yield what changes with a grade one step up or down."""
    for flip in flips:
        yield f"Graded {flip.value}: {moved_words(flip.statuses, statute)}"


def citing_lines(one: CitingItem, statute: Statute, level: int) -> Iterator[SaidLine]:
    """Yield an item that cites a source, the place, and whether the citation counts."""
    yield SaidLine(f"{one.item.claim} [{one.id}]", level)
    said = [f"at {'; '.join(one.at)}"] if one.at else []
    said += [", ".join(one.marks)] if one.marks else []
    if one.counted:
        said.append(f"counts for {', '.join(statute.by_id[name].heading.lower() for name in one.criteria)}")
    elif one.item.is_context:
        said.append("context: it counts for nothing")
    else:
        said.append(f"not counted: {say(one.reason)}" if one.reason is not None else "not counted")
    yield SaidLine(" · ".join(said), level + 1, Tone.DIM)


def source_lines(entry: SourceEntry, statute: Statute, *, brief: bool = False) -> Iterator[SaidLine]:
    """Yield everything about a source; `brief`, without what is said of its whole origin."""
    source = entry.source
    yield SaidLine(f"{source.title} · {source.publisher}")
    standing = standing_words(entry, None, origin=not brief)
    yield SaidLine(" · ".join(standing))
    yield SaidLine(f"Graded {grade_words(source)}")
    yield from address_lines(source)
    if source.note is not None:
        yield SaidLine(source.note, tone=Tone.DIM)
    yield SaidLine(f"What rests on it: {resting_words(entry, statute)}", tone=Tone.STRONG)
    for one in (*entry.counted, *entry.out, *entry.context):
        yield from citing_lines(one, statute, 1)
    falls = [*without_words(entry, statute)]
    yield from (SaidLine(said, tone=Tone.STRONG) for said in (falls[:1] if brief else falls))
    yield from (SaidLine(said) for said in regraded_words(entry.regraded, statute))


def address_lines(source: Source) -> Iterator[SaidLine]:
    """Yield the address of a source and its archived copy, each on a line of its own, or that there is none."""
    read = f"read {source.retrieved.isoformat()}" if source.retrieved is not None else None
    if source.url is not None:
        lacking = None if source.archived is not None else "no archived copy"
        remarks = ", ".join(filter(None, [read, lacking]))
        yield SaidLine(f"Address ({remarks}):" if remarks else "Address:", tone=Tone.DIM, link=source.url)
    if source.archived is not None:
        yield SaidLine("Archived copy:", tone=Tone.DIM, link=source.archived)
    if source.url is None and source.archived is None:
        yield SaidLine("No address" + (f" ({read})" if read is not None else ""), tone=Tone.DIM)
