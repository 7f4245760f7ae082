"""The whole derivation of real profiles and of the cases, node by node, as golden files; and their losses one by one.

A change of the reasoning shows here in what it does to real evidence: which item counts no more, which step went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from fto_check import Status, assess, load_profile, load_statute
from fto_check.manuals.wording import say
from fto_check.reasoning.findings import Assessment, Confidence, NodeFinding
from fto_check.reasoning.reasons import Reason
from tests.conftest import CASES, FEW, PROFILES, slow_but
from tests.reasoning.afresh import judged_afresh, without

STATUTE = load_statute()
DAYS = (date(2003, 3, 3), date(2026, 11, 24))


def describe(assessment: Assessment) -> str:
    """Return everything that the reasoning found, in lines: nodes of which nothing is said are left out."""
    lines = [f"as of {assessment.as_of}, known by {assessment.known_by}: {assessment.overall}"]
    for criterion in assessment.criteria:
        lines.append(f"{criterion.id}: {criterion.status}, confidence {criterion.confidence}")
        lines.append(f"  route {criterion.route}, incidents {', '.join(criterion.incidents) or '-'}")
        lines += (f"  without {origin}: {status}" for origin, status in criterion.falls_to.items())
        lines += (f"  {line}" for line in _node(criterion.finding, 0))
    return "\n".join([*lines, ""])


def _node(found: NodeFinding, depth: int) -> Iterator[str]:
    if not (found.evidence or found.nodes or found.unless):
        return
    indent = "  " * depth
    marks = [name for name in ("disputed", "assumed", "stale") if getattr(found, name)]
    sides = "" if found.for_ is None else f" for {found.for_}"
    shown = found.status if found.raised else f"{found.status}, not raised"
    yield f"{indent}{found.id}: {shown};{sides} against {found.against} {' '.join(marks)}".rstrip()
    for step in found.steps:
        yield f"{indent}  = {step.rule}: {step.status}, {say(step.because)}"
    if found.view is not None:
        yield f"{indent}  on {found.view}: {', '.join(found.carriers) or '-'}"
    for incident in found.incidents:
        yield f"{indent}  incident {incident.label}: {_said(incident.reason) or 'qualifies'}"
    for evidence in found.evidence:
        why = "counts" if evidence.counted else _said(evidence.reason)
        note = f" ({_said(evidence.note)})" if evidence.note else ""
        grades = ", ".join(f"{cited.origin} {cited.grade or _said(cited.reason)}" for cited in evidence.citations)
        yield f"{indent}  {evidence.side} {evidence.item}: {why}{note} [{grades}]"
    for part in (*found.nodes, *((found.unless,) if found.unless is not None else ())):
        yield from _node(part, depth + 1)


def _said(reason: Reason | None) -> str | None:
    return None if reason is None else say(reason)


@pytest.mark.parametrize("path", slow_but([*PROFILES, *CASES], *FEW, *CASES), ids=lambda path: path.stem)
def test_the_derivation(path: Path, golden: Callable[[str, str], None]) -> None:
    profile = load_profile(path, STATUTE)
    days = DAYS if path in PROFILES else {expectation.as_of for expectation in profile.expect}
    golden(f"reasoning/{path.stem}.txt", "\n".join(describe(assess(profile, STATUTE, day)) for day in sorted(days)))


def test_the_derivation_of_what_was_known_then(golden: Callable[[str, str], None]) -> None:
    profile = load_profile(PROFILES[0].parent / "cjng.yaml", STATUTE)
    golden("reasoning/cjng-known.txt", describe(assess(profile, STATUTE, date(2020, 10, 28), date(2020, 10, 28))))


def test_the_derivation_of_a_reading(golden: Callable[[str, str], None]) -> None:
    profile = load_profile(PROFILES[0].parent / "sinaloa-cartel.yaml", STATUTE)
    taken = {"personal_monetary_gain": Status.NOT_MET, "us_nationals": Status.MET}
    golden("reasoning/sinaloa-read.txt", describe(assess(profile, STATUTE, DAYS[1], assumptions=taken)))


@pytest.mark.slow
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_confidence_is_what_every_loss_gives(path: Path) -> None:
    """Each loss made and judged from nothing; of pairs a spread of those that high confidence says are safe."""
    profile = load_profile(path, STATUTE)
    origins = sorted(profile.origins)
    pairs = [*combinations(origins, 2)]
    for day in DAYS:
        after = {origin: judged_afresh(without(profile, origin), day) for origin in origins}
        spread = {pair: judged_afresh(without(profile, *pair), day) for pair in pairs[:: len(pairs) // 40 + 1]}
        for criterion in assess(profile, STATUTE, day).criteria:
            name, status = criterion.id, criterion.status
            assert criterion.falls_to == {
                origin: after[origin][name] for origin in origins if after[origin][name] is not status
            }
            if criterion.confidence is Confidence.HIGH:
                assert [pair for pair, found in spread.items() if found[name] is not status] == []
