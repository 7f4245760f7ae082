"""The sentences of a report on one organization, each once: the head, the facts, the answer and what it hangs on."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from datetime import date

from fto_check.documents.dates import DateSpan
from fto_check.law.status import Status
from fto_check.manuals.wording import say, say_remedy
from fto_check.profile.models import Item, Organization, Profile
from fto_check.reasoning.findings import (
    Assessment,
    ConfidenceKind,
    ConfidenceReason,
    CriterionFinding,
    NodeFinding,
    Step,
)
from fto_check.reasoning.reasons import Code
from fto_check.runs.answer import OpenLaw, StatusWhy, Weakness
from fto_check.runs.facts import CriterionFacts, FactCounts, FactEffect, FactRow, Shortfall
from fto_check.views.words import WHY_WORDS, count, country_name, judged_on, status_words

EFFECTS = {FactEffect.FOR: "+", FactEffect.AGAINST: "−", FactEffect.EITHER: "±"}
FACT_HEAD = "Fact  + for · − against · ± either · ×2: two origins"
CONTEXT = "Items with a point are context and count for nothing."
NO_FACTS = "Nothing is cited here."
SHORTFALL_WORDS = {
    Shortfall.NOT_OWN: "own act not shown",
    Shortfall.NOT_LINKED: "link not shown",
    Shortfall.INCOMPLETE: "incident incomplete",
    Shortfall.ELSEWHERE: "of one incident only",
    Shortfall.WEAK: "too weak",
    Shortfall.LISTING: "only a listing",
    Shortfall.LATER: "later",
    Shortfall.DISPUTED: "disputed",
    Shortfall.OVERTAKEN: "overtaken",
    Shortfall.RETRACTED: "retracted",
    Shortfall.OTHER: "other reasons",
}
MATRIX_NEXT = (
    "Below the three together, what the answer hangs on. A table of facts for each: --tables; the reasons: fto-check "
    "why FILE."
)
_ACRONYM = re.compile(r"[A-Z0-9]{2,6}(-[A-Z0-9]{1,6})?")


# -- the head ----------------------------------------------------------------------------------------------------------


def title_words(organization: Organization, day: date) -> str:
    """Return the name with its acronym, the countries, and what the day makes of its beginning and its end."""
    acronym = next((alias for alias in organization.aliases if _ACRONYM.fullmatch(alias)), None)
    known = acronym is None or "(" in organization.name or acronym in organization.name.split()
    parts = [organization.name if known else f"{organization.name} ({acronym})"]
    if organization.countries:
        parts.append(", ".join(country_name(code) for code in organization.countries))
    if organization.founded is not None and organization.founded.starts_after(day):
        parts.append(f"not yet founded ({span_short(organization.founded)})")
    dissolved = organization.dissolved
    if dissolved is not None and dissolved.latest is not None and dissolved.latest < day:
        parts.append(f"dissolved {span_short(dissolved)}")
    return " · ".join(parts)


def day_words(assessment: Assessment) -> str:
    """Return the day that is asked about."""
    return f"on {judged_on(assessment.as_of, assessment.known_by)}"


def law_words(assessment: Assessment) -> str:
    """Return the text of the law that holds on the day, and how often it was changed since."""
    version = assessment.version
    later = assessment.statute.later_than(version)
    changed = f", changed {count(len(later), 'time')} since" if later else ""
    section = assessment.statute.citation.partition("(")[0]
    return f"{section} of {version.version.isoformat()} ({version.short}){changed}"


# -- a fact ------------------------------------------------------------------------------------------------------------


def span_short(span: DateSpan) -> str:
    """Return a day, month, year or range of them in at most 13 characters.

    A range of days has its days within a month, its months within a year, else its years.
    """
    first, slash, last = span.text.partition("/")
    if not slash:
        return span.text
    if first == "..":
        return f"to {last}"
    if last == "..":
        return f"{first} on"
    if not first:
        return f"by {last}"
    if first[:7] == last[:7] and len(first) == len(last) == 10:
        return f"{first}/{last[8:]}"
    if first[:4] == last[:4] and len(first) > 4 and len(last) > 4:
        return f"{first[:7]}/{last[5:7]}"
    return f"{first[:4]}/{last[:4]}"


def whose_word(row: FactRow, profile: Profile, *, whole: bool = False) -> str:
    """Return whose word a fact is: how and by whom the act is attributed, or who published its best citation.

    Of several who attribute it the first is named and the others are counted, but for `whole`.
    """
    item = row.item
    if item.attributed_by is not None and whole:
        by = item.attributed_by
    elif item.attributed_by is not None:
        first, *others = item.attributed_by.split("; ")
        by = first + (f" +{len(others)}" if others else "")
    else:
        by = profile.sources[row.best.source].publisher.partition(",")[0]
    return f"{item.attribution} · {by}" if item.attribution is not None else by


def grade_words(row: FactRow) -> str:
    """Return the grade of the best citation, and how many origins there are."""
    return f"{row.best.marks} ×{row.origins}" if row.counted else row.best.marks


def provision_words(assessment: Assessment, criterion: CriterionFinding) -> str:
    """Return the provision of a criterion without the title, which the head names."""
    title, section, _ = assessment.statute.citation.partition("§")
    return criterion.finding.citation.removeprefix(title) if section else criterion.finding.citation


def elements_words(row: FactRow, most: int) -> str:
    """Return the elements for which a fact speaks, and those against which it does."""
    same, other = (
        (FactEffect.FOR, FactEffect.AGAINST)
        if row.effect is not FactEffect.AGAINST
        else (FactEffect.AGAINST, FactEffect.FOR)
    )
    parts = [_some([node.brief for node in row.named(same)], most)] if most else []
    parts += [f"{other}: {_some([node.brief for node in row.named(other)], most)}"] if row.named(other) else []
    if either := row.named(FactEffect.EITHER):
        parts.append(
            ("" if row.effect is FactEffect.EITHER else "either way: ") + _some([n.brief for n in either], most)
        )
    return "; ".join(filter(None, parts))


def _some(names: Sequence[str], most: int) -> str:
    names = list(dict.fromkeys(names))
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def seen_words(number: int) -> str:
    """Return where a fact stands that bears on a criterion before too."""
    return f"stands under {number}"


def out_words(row: FactRow) -> str:
    """Return why a fact does not count, and what would change that."""
    reason = row.reason
    if reason is None:
        return "not counted"
    remedy = say_remedy(reason)
    return f"not counted: {say(reason)}" + (f"; {remedy}" if remedy else "")


def place_words(item: Item) -> str | None:
    """Return where a fact happened and who acted, where that was not the organization; None if neither is given."""
    parts = [", ".join(filter(None, [item.place, *map(country_name, item.where)]))]
    parts += [f"by {item.actor}"] if item.actor is not None else []
    parts += [f"incident {item.incident}"] if item.incident is not None else []
    return " · ".join(filter(None, parts)) or None


def limits_words(row: FactRow) -> Iterator[str]:
    """Yield what limits a fact that counts, with the elements at which it does."""
    limits: dict[str, list[str]] = {}
    for one in row.bearings:
        if row.counted and (reason := one.reason or one.note) is not None:
            said = f"{'not counted there: ' if one.reason is not None else ''}{say(reason)}"
            limits.setdefault(said, []).append(one.node.brief)
    for said, names in limits.items():
        yield f"{', '.join(names)}: {said}"


def rest_words(facts: CriterionFacts) -> str | None:
    """Return how many facts of a criterion are not shown; None where all are."""
    counted = sum(row.counted for row in facts.rest)
    out = len(facts.rest) - counted
    parts = []
    if counted:
        parts.append(f"{count(counted, 'more fact')} that {'counts' if counted == 1 else 'count'}")
    if out:
        reasons = ", ".join(f"{SHORTFALL_WORDS[why]} {number}" for why, number in facts.shortfalls.items())
        noun = f"{out}" if counted else count(out, "more fact")
        parts.append(f"{noun} that {'does' if out == 1 else 'do'} not ({reasons})")
    if facts.context:
        parts.append(count(len(facts.context), "item") + " of context")
    return ", ".join(parts) or None


def wanted_words(criterion: CriterionFinding) -> str:
    """Return what would count for a criterion of which nothing is cited."""
    leaves = [node.node.brief for node in criterion.finding.walk() if node.node.is_leaf and not node.assumed]
    return f"What would count: a fact for {_some(leaves, 4)} (fto-check explain {criterion.id})."


# -- the answer --------------------------------------------------------------------------------------------------------


def standing_words(criterion: CriterionFinding, why: StatusWhy | None) -> str:
    """Return the status with how firm it is, or why it is no better."""
    said = qualifier(criterion, why)
    if criterion.confidence is None and said:
        return f"{status_words(criterion.status)} ({said})"
    return status_words(criterion.status) + (f", {said}" if said else "")


def qualifier(criterion: CriterionFinding, why: StatusWhy | None) -> str:
    """Return how firm a status is, or why it is no better."""
    return str(criterion.confidence) if criterion.confidence is not None else WHY_WORDS[why] if why else ""


def qualifier_of(finding: NodeFinding, why: StatusWhy | None) -> str:
    """Return why the status of a node is no better, or that it is assumed."""
    return "assumed" if finding.assumed and finding.status is Status.MET else WHY_WORDS[why] if why else ""


def step_words(finding: NodeFinding, step: Step) -> str:
    """Return a step of a derivation, which begins with the status."""
    if step.because.code is Code.NONE_BETTER:
        parts = [part.node.label for part in finding.nodes if part.raised and part.status is step.status]
        each = "met by each of" if step.status is Status.MET else f"{step.status.words}, as is each alternative"
        return f"is {each}: {', '.join(parts)}"
    return f"is {step.status.words}: {say(step.because)}"


def answer_words(overall: Status, weakness: Weakness) -> str:
    """Return the answer in a sentence."""
    label = weakness.criterion.finding.node.heading.lower()
    match overall:
        case Status.MET:
            said = "the cited evidence puts it inside all three criteria"
        case Status.CONTESTED if weakness.why is StatusWhy.LAW:
            said = f"the evidence is there, and the reading of the law is open ({label})"
        case Status.CONTESTED:
            said = f"good evidence stands on both sides ({label})"
        case Status.NOT_ESTABLISHED:
            said = {
                StatusWhy.NOTHING_CITED: f"nothing is cited for a part of what the law asks ({label})",
                StatusWhy.OLD: f"what is cited is too old to show the present ({label})",
            }.get(weakness.why or StatusWhy.THIN, f"{_thinness(weakness)} ({label})")
        case _:
            said = f"the facts put it outside the text of the law ({label})"
    return f"{status_words(overall)}: {said}"


def _thinness(weakness: Weakness) -> str:
    some = any(lacking.origins for lacking in weakness.lacking)
    return "what is cited is too thin" if some else "what is cited does not count"


def weakest_words(weakness: Weakness) -> str:
    """Return what the weakest criterion rests on, and what speaks against it."""
    criterion = weakness.criterion
    match criterion.status:
        case Status.MET:
            acts = len(criterion.incidents)
            rests = count(acts, "act") if acts else count(weakness.facts, "fact")
            said = f"it rests on {rests}; {_firmness(criterion, weakness)}"
        case Status.NOT_MET:
            said = f"{_names(weakness.against)} decide{'s' if len(weakness.against) == 1 else ''} against it"
            said = (said if weakness.against else "it is refuted") + f"; {_firmness(criterion, weakness)}"
        case Status.CONTESTED if weakness.why is StatusWhy.LAW:
            disputed = ", ".join(dict.fromkeys(node.brief for node in weakness.disputed)) or "a part of it"
            said = f"{disputed} can honestly be read both ways"
        case Status.CONTESTED:
            said = f"{count(weakness.facts, 'fact')} for it, against it {_names(weakness.against)}"
        case _:
            said = _lack(weakness)
    qualified = f" ({criterion.confidence})" if criterion.confidence is not None else ""
    return f"{criterion.finding.node.heading}{qualified}: {said}."


def _lack(weakness: Weakness) -> str:
    if weakness.why is StatusWhy.OLD and weakness.newest is not None:
        when = weakness.newest.item.when
        dated = f", {span_short(when)}" if when is not None else ""
        return f"nothing that counts reaches into the last five years; the newest is {weakness.newest.id}{dated}"
    some = [lacking for lacking in weakness.lacking if lacking.origins]
    if some:
        named = " and ".join(f"{count(one.origins, 'origin')} for {one.node.brief}" for one in some[:2])
        return f"{named}; it takes one graded A1, or two of which one is strong"
    return f"nothing that counts speaks for {_some([one.node.brief for one in weakness.lacking], 3)}"


def _firmness(criterion: CriterionFinding, weakness: Weakness) -> str:
    """Return what decides how firm an answer is."""
    reason = criterion.confidence_reason
    if reason is None:
        firm = "no loss of two origins changes it"
        return firm if criterion.status is Status.NOT_MET else f"{firm}, and nothing speaks against what it rests on"
    match reason.kind:
        case ConfidenceKind.ORIGIN:
            return _falls(criterion, reason)
        case ConfidenceKind.PAIR:
            return f"no loss of one origin changes it, that of both {' and '.join(reason.ids)} does"
        case ConfidenceKind.OPPOSITION:
            verb = "speaks" if len(reason.ids) == 1 else "speak"
            named = _names(weakness.against) if weakness.against else ", ".join(reason.ids)
            return f"no loss of two origins changes it, but {named} {verb} against it"
        case ConfidenceKind.READING:
            return f"no loss of two origins changes it, but another reading of {', '.join(reason.ids)} does"


def _falls(criterion: CriterionFinding, reason: ConfidenceReason) -> str:
    to = " or ".join(dict.fromkeys(status.words for status in criterion.falls_to.values()))
    if len(reason.ids) == 1:
        return f"without the origin {reason.ids[0]} it is {to}"
    return f"without any one of the origins {_some(reason.ids, 3)} it is {to}"


def _names(rows: Sequence[FactRow]) -> str:
    shown = [f"{row.id} ({row.best.marks})" for row in rows[:2]]
    return ", ".join(shown) + (f" +{len(rows) - 2}" if len(rows) > 2 else "")


def short_reason(weakness: Weakness, *, named: bool) -> str:
    """Return why the weakest criterion is weak, in a few words for a cell; `named`, with the ids that it is about."""
    heading, reason = weakness.criterion.finding.node.heading, weakness.criterion.confidence_reason
    about = reason.ids if reason is not None else ()
    if weakness.why is not None:
        about = tuple(node.brief for node in weakness.disputed) if weakness.why is StatusWhy.LAW else ()
        said = WHY_WORDS[weakness.why]
    elif weakness.criterion.status is Status.NOT_MET:
        said, about = "refuted", tuple(row.id for row in weakness.against)
    elif reason is None:
        said = "no weak point found"
    else:
        said = {
            ConfidenceKind.ORIGIN: "one origin",
            ConfidenceKind.PAIR: "two origins",
            ConfidenceKind.OPPOSITION: "opposed",
            ConfidenceKind.READING: "one reading",
        }[reason.kind]
    return f"{heading}: {said}" + (f" ({_some(about, 1)})" if named and about else "")


def open_law_words(law: OpenLaw) -> Iterator[str]:
    """Yield which disputed readings the answer turns on, and on which not; then what is a matter of judgement."""
    for nodes, said in ((law.turning, "the answer turns on {}"), (law.other, "the answer does not turn on {}")):
        if nodes:
            names = list(dict.fromkeys(node.brief for node in nodes))
            them = "it" if len(names) == 1 else "them"
            named = and_words(names)
            yield f"{named[0].upper()}{named[1:]} can be read both ways; {said.format(them)}."
    for criterion, part in law.judged:
        yield f"{criterion.heading} rests on {part.brief}; what that covers is a matter of judgement."


def and_words(names: Sequence[str]) -> str:
    """Return names as a sentence lists them."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def counts_words(counts: FactCounts) -> str:
    """Return how many items a profile has and what became of them, and how many sources and origins."""
    parts = [f"{counts.counted} {'counts' if counts.counted == 1 else 'count'}"]
    parts += [f"{counts.out} {'does' if counts.out == 1 else 'do'} not"] if counts.out else []
    parts += [f"{counts.context} {'is' if counts.context == 1 else 'are'} context"] if counts.context else []
    return (
        f"{count(counts.items, 'item')}: {', '.join(parts)} · {count(counts.sources, 'source')}, "
        f"{count(counts.origins, 'origin')}"
    )


def next_commands(path: str, criterion: str, asked: Sequence[str], *, full: bool) -> Iterator[str]:
    """Yield the commands that say more than a report does; none for what was read from a pipe."""
    if not path.startswith("<"):
        words = shlex.join([*asked, path])
        yield f"fto-check why {words} {criterion}"
        if not full:
            yield f"fto-check {words} --full"


def next_why(path: str, criteria: Sequence[str]) -> str | None:
    """Return the command that shows every node; None for what was read from a pipe."""
    if path.startswith("<") or path == "-":
        return None
    return f"Every element and fact: fto-check why {shlex.join([path, *criteria[: len(criteria) == 1]])} --full"
