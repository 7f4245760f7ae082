"""Words that every format for readers shares: marks, settledness, day and place, how a status follows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fto_check.documents.dates import DateSpan
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.manuals.wording import say
from fto_check.profile.left_out import LeftOut, Omission
from fto_check.profile.models import Item, Organization
from fto_check.reasoning.findings import Assessment, EvidenceFinding, NodeFinding, Side
from fto_check.runs.answer import StatusWhy
from fto_check.runs.report import Report

if TYPE_CHECKING:
    from fto_check.runs.side_by_side import Comparison

# Each status has a word and a mark; colour only repeats them.
MARKS: dict[Status | None, str] = {
    Status.MET: "●",
    Status.CONTESTED: "◐",
    Status.NOT_ESTABLISHED: "○",
    Status.NOT_MET: "✗",
    None: "–",
}
SIDES = {Side.FOR: "+", Side.AGAINST: "−", Side.DISPUTED: "±"}
SETTLED = {
    "text": "settled by the law's text or a holding",
    "judgement": "a matter of judgement",
    "open": "an open question of law",
}
MAX_DEPTH = 6
"""How many steps down from a criterion its derivation is shown."""


def status_words(status: Status | None) -> str:
    """Return mark and word of a status; None stands for a node that was not law on the day."""
    return f"{MARKS[status]} {status.words if status is not None else 'not law on that day'}"


WHY_WORDS = {
    StatusWhy.EVIDENCE: "evidence",
    StatusWhy.LAW: "law",
    StatusWhy.NOTHING_CITED: "nothing cited",
    StatusWhy.THIN: "thin",
    StatusWhy.OLD: "old",
}


def reasoned_words(status: Status | None, why: StatusWhy | None) -> str:
    """Return mark and word of a status, and why it is contested or not established."""
    return status_words(status) + (f" ({WHY_WORDS[why]})" if why is not None else "")


def count(number: int, noun: str, nouns: str | None = None) -> str:
    """Return a number with its noun, such as `1 profile` and `2 profiles`; `nouns` is a plural without that s."""
    return f"{number} {noun}" if number == 1 else f"{number} {nouns or f'{noun}s'}"


def by_code(codes: Mapping[str, int]) -> str:
    """Return codes with their numbers, such as `FTO204, FTO212 ×3`."""
    return ", ".join(code + (f" ×{number}" if number > 1 else "") for code, number in sorted(codes.items()))


def judged_on(as_of: date, known_by: date | None) -> str:
    """Return the day that is asked about, and the day up to which sources count where that is limited."""
    return as_of.isoformat() + (f", as far as known by {known_by.isoformat()}" if known_by is not None else "")


SHORT_WORD = 12
"""The most letters that a word of a short name has: so much fits into one line at the head of a narrow column."""
_ACRONYM = re.compile(r"[A-Z0-9][A-Z0-9-]{1,7}")


def short_name(name: str, aliases: Iterable[str]) -> str:
    """Return a name that is short, else the abbreviation in it or the first alias in capitals, else the name."""
    words = name.split()
    if len(words) <= 2 and all(len(word) <= SHORT_WORD for word in words):
        return name
    inside = re.findall(r"\(([^()]*)\)", name)
    return next((found for found in (*inside, *aliases) if _ACRONYM.fullmatch(found)), name)


def country_name(code: str) -> str:
    """Return the name of a country."""
    import iso3166

    found = iso3166.countries_by_alpha2.get(code)
    return found.apolitical_name if found is not None else code


def country(code: str) -> str:
    """Return the name of a country with its code."""
    name = country_name(code)
    return f"{name} ({code})" if name != code else code


def span_text(span: DateSpan) -> str:
    """Return a date as a reader says it: as it was written, but for an act on some day up to another."""
    return f"by {span.text.removeprefix('/')}, day unknown" if span.unknown_start else span.text


def about_words(
    organization: Organization, day: date, say_span: Callable[[DateSpan], str] = span_text
) -> list[str]:  # fmt: skip
    """Return where an organization is based and when it was founded and dissolved, and whether the day lies outside."""
    said = []
    if organization.countries:
        said.append(f"based in {', '.join(country(code) for code in organization.countries)}")
    if organization.founded is not None:
        later = " (after the day asked about)" if organization.founded.starts_after(day) else ""
        said.append(f"founded {say_span(organization.founded)}{later}")
    if organization.dissolved is not None:
        ended = organization.dissolved.latest is not None and organization.dissolved.latest < day
        said.append(f"dissolved {say_span(organization.dissolved)}{' (before the day asked about)' if ended else ''}")
    return said


def when_where(item: Item) -> str:
    """Return day, place, countries and other actor of an item, as far as it gives them."""
    parts = [span_text(item.when) if item.when is not None else "", item.place or "", " ".join(item.where)]
    shown = ", ".join(part for part in parts if part)
    return f"{shown} ({item.actor})" if item.actor is not None else shown


def assumed_words(assumptions: Mapping[str, Status], statute: Statute) -> str | None:
    """Return a sentence on the statuses taken as given and their effect on the answer; None if there are none."""
    if not assumptions:
        return None
    said = ", ".join(f"{statute.by_id[name].label} ({name}) is {status.words}" for name, status in assumptions.items())
    return f"Taken as given: {said}. The answer argues that; it is not what the evidence gives."


def without_words(parts: Sequence[LeftOut], omission: Omission | None = None) -> str | None:
    """Return a sentence on the sources and origins that an answer does without; None if there are none.

    With the omission of one profile it says what became of the items.
    """
    if not parts:
        return None
    named = " and ".join(f"the {part.kind} {part.id}" for part in parts)
    done = []
    if omission is not None and omission.gone:
        number = len(omission.gone)
        done.append(f"{count(number, 'item')} that {'cites' if number == 1 else 'cite'} nothing else fell away")
    if omission is not None and omission.thinner:
        number = len(omission.thinner)
        done.append(f"{count(number, 'item')} lost a part of {'its' if number == 1 else 'their'} citations")
    said = f": {', '.join(done)}" if done else ""
    return f"Without {named}{said}. The answer is not what all the evidence gives."


def given_words(assessment: Assessment) -> Iterator[str]:
    """Yield the sentences on what was taken as given for an answer, and on what was left out."""
    omission = assessment.omission
    left_out = without_words(omission.parts, omission) if omission is not None else None
    yield from filter(None, (assumed_words(assessment.assumptions, assessment.statute), left_out))


def run_words(run: Report | Comparison) -> Iterator[str]:
    """Yield the same sentences about all the answers of a run."""
    yield from filter(None, (assumed_words(run.assumptions, run.statute), without_words(run.without)))


def moved_words(moves: Mapping[str, tuple[Status, Status]], statute: Statute) -> str:
    """Return statuses that change, each with what it was and what it is then, by criterion."""
    return "; ".join(
        f"{'the three together' if name == OVERALL else statute.by_id[name].heading.lower()} {old.words} → {new.words}"
        for name, (old, new) in moves.items()
    )


def law_since(assessment: Assessment) -> Iterator[str]:
    """Yield a line for each act that changed the law after the day."""
    for later in assessment.statute.later_than(assessment.version):
        yield f"since changed, {later.version.isoformat()} ({later.short}): {later.changed}"


def remark(found: EvidenceFinding) -> str | None:
    """Return why an item does not count for a node, or what limits it there."""
    if found.reason is not None:
        return f"not counted: {say(found.reason)}"
    return say(found.note) if found.note is not None else None


def derivation(finding: NodeFinding) -> list[NodeFinding]:
    """Return the findings from a criterion down to the branch that decided it."""
    path: list[NodeFinding] = []
    current: NodeFinding | None = finding
    while current is not None and len(path) < MAX_DEPTH:
        path.append(current)
        current = None if current.view is not None else _decisive(current)
    return path


def _decisive(finding: NodeFinding) -> NodeFinding | None:
    parts = [part for part in finding.nodes if part.status is not None and part.raised]
    if not parts or not finding.steps:
        return None
    wanted = finding.steps[0].status
    same = [part for part in parts if part.status is wanted]
    return next((part for part in same if not part.assumed and not part.node.is_leaf), None)


def incident_remarks(finding: NodeFinding) -> Iterator[str]:
    """Yield which incidents a route was weighed on, and which were set aside and why."""
    carried = {
        "together": "weighed together: the organization's own evidence and the incidents ",
        "alone": "weighed alone, with the organization's own evidence: the incident ",
        "organization": "weighed on the organization's own evidence, no incident",
    }[finding.view or "organization"]
    if finding.carriers or finding.view == "organization":
        yield carried + ", ".join(finding.carriers)
    lacks: dict[str, list[str]] = {}
    for incident in finding.incidents:
        if incident.reason is not None:
            lacks.setdefault(say(incident.reason), []).append(incident.label)
    for reason, labels in lacks.items():
        yield f"set aside, since {reason}: {', '.join(labels)}"


def exceptions(finding: NodeFinding) -> frozenset[str]:
    """Return the ids of the exceptions below a finding; an exception that is met defeats its parent."""
    return frozenset(node.unless.id for node in finding.walk() if node.unless is not None)


def silent(finding: NodeFinding) -> Iterator[tuple[str, list[str]]]:
    """Yield the labels of the elements without evidence: those assumed, those without support, those not yet law."""
    excepted = exceptions(finding)
    leaves = [node for node in finding.walk() if node.node.is_leaf and not node.evidence and node.id not in excepted]
    for intro, labels in (
        ("Assumed, since nothing speaks against it", [node.node.label for node in leaves if node.assumed]),
        (
            "No evidence cited",
            [node.node.label for node in leaves if not node.assumed and node.status is not None],
        ),
        ("Not law on that day", [node.node.label for node in leaves if node.status is None]),
    ):
        if labels:
            yield intro, labels
