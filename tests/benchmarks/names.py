"""Many names held against the official record: names per second, beside each of them by hand with difflib."""

from __future__ import annotations

import random

from tests.benchmarks.measure import Part, Settings, table, take_turns, timed

OURS, BY_HAND = "`record --names`", "every listed name by difflib"


def measure(settings: Settings) -> Part:
    """Measure the look-up of names made of the words of listed ones, which are the hardest, in this process."""
    from fto_check.documents.dates import parse_day
    from fto_check.documents.names import likeness
    from fto_check.record.listing import answer_names
    from fto_check.record.reading import load_record

    record, day = load_record(), parse_day("2026-06-08")
    listed = [name for entry in record.entries for name in (entry.name, *entry.aliases)]
    counts = {OURS: 200 if settings.quick else 10_000, BY_HAND: 2 if settings.quick else 20}
    names = _names(listed, counts[OURS])

    def ours() -> None:
        record.__dict__.pop("index", None)  # the index is made for each run
        answer_names(record, names, day)

    def by_hand() -> None:
        for name in names[: counts[BY_HAND]]:
            max(likeness(name, other) for other in listed)

    rounds = take_turns({OURS: timed(ours), BY_HAND: timed(by_hand)}, settings.rounds(5))
    part = Part("Names held against the official record")
    rows = []
    for name, count in counts.items():
        seconds = rounds.median(name)
        rows.append((name, f"{count / seconds:,.0f}", f"{10_000 * seconds / count:.1f}"))
        part.figures[name] = count / seconds
    part.blocks.append(
        f"{counts[OURS]:,} names of two to four words, each word one of a listed name, with the index made anew; "
        f"{len(listed)} listed names; {settings.rounds(5)} rounds."
    )
    part.blocks.append(table(("way", "names/s", "10,000 names, s"), rows))
    return part


def _names(listed: list[str], count: int) -> list[str]:
    chance = random.Random(5)
    words = sorted({word for name in listed for word in name.split()})
    return [" ".join(chance.sample(words, chance.randint(2, 4))) for _ in range(count)]
