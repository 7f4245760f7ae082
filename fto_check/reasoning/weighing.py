"""A side of a node, and an element, weighed in every world."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fto_check.law.nodes import Node, Rule
from fto_check.reasoning.evidence import Mark
from fto_check.reasoning.worlds import NOWHERE, SILENT, Statuses, Weights, Worlds, greatest

# Members of enumerations that each node asks for: before Python 3.12 their look-up in the class is slow.
_ONE_STRONG_ORIGIN = Rule.ONE_STRONG_ORIGIN


class Row(NamedTuple):
    """A mark as a node sees it."""

    mark: Mark
    where: Worlds
    """Where it counts."""
    disputes: Worlds = NOWHERE
    """Where it puts the reading of the node in doubt: one strong origin of a dispute does."""
    clouded: Worlds = NOWHERE
    """Where the fact is disputed itself: what rests on it is contested at best."""

    def within(self, where: Worlds) -> Row:
        """Return the row as it counts in some worlds only."""
        return Row(self.mark, self.where & where, self.disputes & where, self.clouded)

    @property
    def counts(self) -> Worlds:
        """Where anything of it is usable."""
        return self.mark.counts & self.where


def weigh_side(rows: Iterable[Row], *, aged: Worlds = NOWHERE, one_strong_origin: bool = False) -> Weights:
    """Weigh one side of a node by the best grade of each origin behind it.

    Copies, translations and retellings share an origin and count once. A side is carried by one confirmed origin (A1)
    or by two origins of which one is strong (by one strong origin where the law's node says so); anything usable short
    of that suggests it; else it is silent. In the worlds of `aged` every origin is weak at most.

    Passes: B2 and C3 of two origins. Fails: two copies of one release, both B2; or C3 and C2.
    """
    origins: dict[str, tuple[Worlds, Worlds, Worlds]] = {}
    for row in rows:
        where = row.where
        for origin in row.mark.origins:
            had = origins.get(origin.origin)
            best = (origin.counts & where, origin.strong & where, origin.confirmed & where)
            origins[origin.origin] = (
                best if had is None else (had[0] | best[0], had[1] | best[1], had[2] | best[2])
            )  # fmt: skip
    one = two = any_strong = any_confirmed = NOWHERE
    for counts, strong, confirmed in origins.values():
        two |= one & counts
        one |= counts
        any_strong |= strong
        any_confirmed |= confirmed
    enough = one if one_strong_origin else two
    return Weights(one, (any_confirmed | any_strong & enough) & ~aged)


class Weighing(NamedTuple):
    """An element weighed on some rows: its statuses by the table, then with the disputes taken into account."""

    support_rows: Sequence[Row]
    opposition_rows: Sequence[Row]
    support: Weights
    opposition: Weights
    by_table: Statuses
    disputed: Worlds
    """Where a strong item of the support disputes the element."""
    after_disputes: Statuses
    statuses: Statuses


def weigh_element(
    node: Node, support: Sequence[Row], opposition: Sequence[Row], *, every: Worlds, assumed: bool, aged: Worlds
) -> Weighing:
    """Weigh an element without the facts that are clouded or, if that is more, with them, but then at most contested.

    An assumed element is met while the case against it is not carried, whatever is clouded.
    """
    clear = [row.within(~row.clouded) for row in support] if any(row.clouded for row in support) else support
    found = _weigh_once(node, clear, opposition, every=every, assumed=assumed, aged=aged)
    if clear is support:
        return found
    wide = _weigh_once(node, support, opposition, every=every, assumed=assumed, aged=aged)
    capped = wide.statuses.at_most_contested(every)
    statuses = greatest((found.statuses, capped))
    shown = wide if capped.as_it_is > found.statuses.as_it_is else found
    return shown._replace(statuses=statuses)


def _weigh_once(
    node: Node, support: Sequence[Row], opposition: Sequence[Row], *, every: Worlds, assumed: bool, aged: Worlds
) -> Weighing:
    """Weigh an element by the table `law.status.TABLE`; a dispute leaves what is met contested."""
    one_strong = _ONE_STRONG_ORIGIN in node.rules
    for_ = weigh_side(support, aged=aged, one_strong_origin=one_strong) if support else SILENT
    against = weigh_side(opposition, one_strong_origin=one_strong) if opposition else SILENT
    refuted = against.carried
    if assumed:
        met = every & ~refuted
        by_table = Statuses(met | for_.carried, met | for_.carried, met)
    else:
        by_table = Statuses(for_.carried | every & ~refuted, for_.carried, for_.carried & ~refuted)
    disputed = NOWHERE
    for row in support:
        disputed |= row.disputes
    disputed &= ~aged
    statuses = by_table.at_most_contested(disputed)
    return Weighing(support, opposition, for_, against, by_table, disputed, statuses, statuses)
