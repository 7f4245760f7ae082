"""The warning about `ignore` itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fto_check.advice.registry import REGISTERED, AdviceWarning, Needs, warning
from fto_check.advice.subject import Finding, Subject

MOST_LOOKED_AT = 200_000
"""The items that are looked through for one code, all its ignores together: each ignore takes a look at every item."""


@warning("FTO225", can_be_ignored=False)
def idle_ignore(subject: Subject) -> Iterator[Finding]:
    """Find an `ignore` that silences nothing.

    It hides what it was written for when that comes back, and a reader looks for a fault that is not there. Take it
    out, or move it to the item that the warning points at. Some warnings cannot be silenced, since no item can bear
    them: FTO201 is about a source that no item cites. Warnings whose answer depends on the day that is asked for
    (FTO212, FTO214) are not looked at.

    Fails::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          arms:
            claim: It has arms.
            supports: [capability]
            credibility: 3
            sources: [paper]
            ignore: {FTO210: a statement and no act}    # FTO225

    Passes::

        sources:
          paper: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
        evidence:
          statement:
            claim: It spoke of its bombs.
            supports: [explosive_or_firearm]
            when: 2020-05-01
            credibility: 3
            sources: [paper]
            ignore: {FTO210: a statement and no act}
    """
    written = list(dict.fromkeys(code for item in subject.live.values() for code in item.ignore))
    for code in written:
        items = [item_id for item_id, item in subject.live.items() if code in item.ignore]
        known = REGISTERED.get(code)
        if known is None or not known.can_be_ignored:
            idle, why = items, "cannot be silenced by an item"
        else:
            idle, why = list(_idle(subject, known, items)), "silences nothing here"
        for item_id in idle:
            yield Finding(
                f"'ignore: {code}' of '{item_id}' {why}",
                ("evidence", item_id, "ignore", code),
                f"take it out, or see `fto-check explain {code}` for what it would silence",
                at_key=True,
            )


def _idle(subject: Subject, known: AdviceWarning, items: list[str]) -> Iterator[str]:
    """Yield the items whose `ignore` of a warning makes no difference, were it the only one."""
    missing = (known.needs is Needs.TODAY and subject.today is None) or known.needs is Needs.DAY
    unassessed = known.needs is Needs.EXPECTED and len(subject.expected) < len(subject.profile.expect)
    if missing or unassessed:
        return
    loud = {
        item_id: item.model_copy(update={"ignore": {}}) if known.code in item.ignore else item
        for item_id, item in subject.live.items()
    }
    every = list(known.find(replace(subject, code=known.code, live=loud)))
    for item_id in items[: MOST_LOOKED_AT // len(loud)]:
        one = {**loud, item_id: subject.live[item_id]}
        if list(known.find(replace(subject, code=known.code, live=one))) == every:
            yield item_id
