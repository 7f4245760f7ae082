"""The role of each fact under a criterion, by which a long report groups them, and what keeps others from counting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.reasoning.reasons import Code, Reason
from fto_check.runs.facts import CriterionFacts, FactEffect, FactRow


class Role(StrEnum):
    """What a fact does under a criterion."""

    FOR = "for"
    EITHER = "either"
    """It counts, and can be read both ways."""
    AGAINST = "against"
    OUT = "out"
    """It is shown and does not count."""


_ROLES: Mapping[FactEffect, Role] = {
    FactEffect.FOR: Role.FOR, FactEffect.EITHER: Role.EITHER, FactEffect.AGAINST: Role.AGAINST,
}  # fmt: skip


def role_of(row: FactRow) -> Role:
    """Return the role of a fact."""
    return _ROLES[row.effect] if row.counted else Role.OUT


def by_role(facts: CriterionFacts) -> list[tuple[Role, tuple[FactRow, ...]]]:
    """Return the facts of a criterion in groups, each in the order of time; what decided a refusal stands first."""
    order = [Role.FOR, Role.EITHER, Role.AGAINST, Role.OUT]
    if facts.criterion.status is Status.NOT_MET:
        order = [Role.AGAINST, Role.EITHER, Role.FOR, Role.OUT]
    groups = defaultdict[Role, list[FactRow]](list)
    for row in sorted(facts.rows, key=_when):
        groups[role_of(row)].append(row)
    return [(role, tuple(groups[role])) for role in order if groups[role]]


def _when(row: FactRow) -> tuple[date, str]:
    """Return when a fact begins, or was first known to be; an undated one comes first."""
    when = row.item.when
    return (when.earliest or when.latest if when is not None else None) or date.min, row.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What several facts lack in the same way, so that they do not count."""

    code: Code
    node: Node | None
    """The element for which nothing speaks, where that is what they lack."""
    reason: Reason
    """The reason of the first of them."""
    rows: tuple[FactRow, ...]


def lacks_of(facts: Iterable[CriterionFacts]) -> list[Lack]:
    """Return what the facts that nowhere count lack, the most frequent first."""
    found = defaultdict[tuple[Code, str], dict[str, FactRow]](dict)
    reasons: dict[tuple[Code, str], tuple[Reason, Node | None]] = {}
    for row in _out(list(facts)):
        if row.reason is not None:
            reason = _innermost(row.reason)
            node = next((part for part in reason.about if isinstance(part, Node)), None)
            key = (_ALIKE.get(reason.code, reason.code), node.id if node is not None else "")
            reasons.setdefault(key, (reason, node))
            found[key].setdefault(row.id, row)
    lacks = [
        Lack(code=key[0], node=reasons[key][1], reason=reasons[key][0], rows=tuple(rows.values()))
        for key, rows in found.items()
    ]
    return sorted(lacks, key=lambda lack: -len(lack.rows))


_ALIKE = {
    Code.INCIDENT_NOT_LINKED: Code.NOT_LINKED,
    Code.INCIDENT_WITHOUT_ACT: Code.NOT_LINKED,
    Code.NOT_CREDIBLE: Code.UNRELIABLE,
    Code.OPENS_BOTH_READINGS: Code.ONE_INCIDENT_ONLY,
    Code.DOES_NOT_REFUTE: Code.ONE_INCIDENT_ONLY,
    Code.EXCEPTION_NOT_CARRIED: Code.ONE_INCIDENT_ONLY,
}
"""Reasons with one remedy."""


def _out(facts: Sequence[CriterionFacts]) -> Iterator[FactRow]:
    """Yield the facts that count under no criterion."""
    counted = {row.id for one in facts for row in one.rows if row.counted}
    yield from (row for one in facts for row in one.rows if row.id not in counted)


def _innermost(reason: Reason) -> Reason:
    """Return the reason behind a reason: of the first citation of an item, of what an incident lacks."""
    behind = [part for part in reason.about if isinstance(part, Reason)]
    return _innermost(behind[0]) if behind else reason
