"""The sentences on why a status is what it is: its path, what would change it, what would mend it, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.manuals.wording import say_missing
from fto_check.reasoning.findings import Confidence, ConfidenceKind, NodeFinding, StepRule
from fto_check.reasoning.flips import Change, Flip
from fto_check.reasoning.missing import Missing
from fto_check.runs.answer import StatusWhy, whys_of
from fto_check.runs.facts import FactEffect, FactRow
from fto_check.runs.path import PathStep, is_opposed, rests_on_assumption
from fto_check.runs.why import CriterionWhy, Why
from fto_check.views.date_words import day_words, span_words
from fto_check.views.report_words import and_words, grade_words, qualifier_of, span_short, step_words
from fto_check.views.words import WHY_WORDS, count

MOST_FACTS = 3  # of a part: its best, then how many there are
MOST_CHANGES = 6  # of one kind; those of a thin answer are dozens, and alike
MOST_WAYS = 4  # to make a criterion better, each of which is tried
_STRUCTURE = (StepRule.TABLE, StepRule.ALL_OF, StepRule.ANY_OF, StepRule.ASSUMED, StepRule.OPPOSITION)
"""Steps that the path shows by its form; the others are said."""


class PathLine(NamedTuple):
    """A part of a criterion on its path, or a remark on the part above it."""

    level: int
    status: Status | None
    """None for a remark."""
    label: str
    provision: str
    said: str


# -- the path ----------------------------------------------------------------------------------------------------------


def path_lines(reasons: CriterionWhy, why: Why, *, in_words: bool = False) -> Iterator[PathLine]:
    """Yield the parts that a criterion rests on, each below the one it belongs to, then what carries it and until when.

    The line of the criterion itself is left out: it is the heading. `in_words`, days are said as 9 Aug 2022.
    """
    path = reasons.path
    words = _PathWords(why, in_words=in_words)
    if path.parts:
        yield PathLine(0, None, "", "", _capital(words.form(path)))
    else:
        yield PathLine(0, None, "", "", _capital(words.said(path)))
    yield from words.below(path, 0, [path])
    yield from (PathLine(0, None, label, "", said) for label, said in words.carrying(reasons))


def node_lines(step: PathStep, why: Why) -> Iterator[PathLine]:
    """Yield one part and what it rests on."""
    yield from _PathWords(why, in_words=False).lines(step, 0)


class _PathWords:
    """The lines of the path of one answer."""

    def __init__(self, why: Why, *, in_words: bool) -> None:
        self.in_words = in_words
        self.statute = why.assessment.statute
        self.title = self.statute.citation.partition("§")[0]
        self.whys = whys_of(why.assessment)

    def lines(self, step: PathStep, level: int) -> Iterator[PathLine]:
        """Yield a part and those below it; alternatives of which one decides stand in one line with it."""
        chain = [step]
        while step.finding.node.combine == "any_of" and len(step.parts) == 1 and not step.against:
            chain.append(step := step.parts[0])
        said = self.form(step) if step.parts else self.said(step)
        labels = [one.finding.node.label for one in chain]
        yield PathLine(level, step.finding.status, " › ".join(labels), self._provision(step.finding), said)
        yield from self.below(step, level + 1, chain)

    def below(self, step: PathStep, level: int, chain: Sequence[PathStep]) -> Iterator[PathLine]:
        """Yield what stands below a part: steps that its form does not show, its parts, and remarks on its `chain`."""
        for one in chain:
            yield from (PathLine(level, None, "", "", said) for said in self._steps(one))
        if step.parts and step.against:
            said = f"Against the whole of it: {self._facts(step.against)}"
            yield PathLine(level, None, "", "", said)
        for part in step.parts:
            yield from self.lines(part, level)
        if step.unless is not None:
            finding = step.unless.finding
            label = f"unless: {finding.node.label}"
            yield PathLine(level, finding.status, label, self._provision(finding), self.said(step.unless))
        yield from (PathLine(level, None, "", "", remark) for remark in self._remarks(chain))

    def _provision(self, finding: NodeFinding) -> str:
        return finding.citation.removeprefix(self.title).partition(";")[0]

    def form(self, step: PathStep) -> str:
        """Return what a branch asks for, and by how many acts each of its alternatives is carried."""
        if step.finding.node.combine == "all_of":
            lacks = step.parts and step.finding.status is not Status.MET
            return "all parts are needed; it lacks:" if lacks else "all parts are needed"
        if step.finding.status in (Status.NOT_MET, Status.NOT_ESTABLISHED):
            return "one is enough, and none is met"
        return f"one is enough; {_each_words(step)}" if len(step.parts) > 1 else "one is enough"

    def said(self, step: PathStep) -> str:
        """Return how firm an element is, and the facts that it rests on."""
        finding = step.finding
        if is_opposed(finding):
            return f"the case against the whole of it is carried: {self._facts(step.against)}"
        parts = [qualifier] if (qualifier := qualifier_of(finding, self.whys[finding.id])) else []
        if step.speaking:
            acts = f"{_acts(step)}, " if _is_of_acts(step) else f"{count(len(step.speaking), 'fact')}, "
            parts.append(f"{acts}{count(step.origins, 'origin')}: {self._facts(step.speaking)}")
        elif self._lacks_support(finding):
            parts.append("nothing that counts speaks for it")
        for effect, verb in ((FactEffect.AGAINST, "against it"), (FactEffect.EITHER, "either way")):
            rows = [row for row in step.against if (row.effect is FactEffect.EITHER) is (effect is FactEffect.EITHER)]
            if rows:
                parts.append(f"{verb} {self._facts(rows)}")
        return "; ".join(parts)

    def _steps(self, step: PathStep) -> Iterator[str]:
        """Yield the steps that the form does not show."""
        for one in step.finding.steps:
            if one.rule not in _STRUCTURE:
                yield _capital(step_words(step.finding, one))

    def _remarks(self, chain: Sequence[PathStep]) -> Iterator[str]:
        """Yield the parts that decide nothing, of a part and of those that stand in one line with it."""
        assumed = [part.node.label for step in chain for part in step.assumed]
        if assumed:
            short = chain[-1].finding.status in (Status.NOT_MET, Status.NOT_ESTABLISHED)
            taken = "Would be assumed" if short else "Assumed"
            yield f"{taken}, since nothing is cited against it: {'; '.join(assumed)}"
        for every, said in ((False, "Not needed for the answer"), (True, "Not what it lacks")):
            named = [self._named(one) for step in chain if _is_every(step) is every for one in step.other]
            if named:
                yield f"{said}: {'; '.join(named)}"
        silent = [part.node.label for step in chain for part in step.silent if step.finding.status is not Status.MET]
        if silent:
            yield f"Nothing cited: {'; '.join(silent)}"

    def _lacks_support(self, finding: NodeFinding) -> bool:
        """Return whether something is cited for an element that is not established or not met, and nothing counts."""
        low = finding.status in (Status.NOT_ESTABLISHED, Status.NOT_MET)
        return low and not finding.assumed and self.whys[finding.id] is not StatusWhy.NOTHING_CITED

    def carrying(self, reasons: CriterionWhy) -> Iterator[tuple[str, str]]:
        """Yield which incidents carry a criterion alone, and what keeps it in the present and until when."""
        if incidents := reasons.facts.criterion.incidents:
            yield "Incidents", _alone_words(incidents, reasons.alone)
        keepers = list({row.id: row for step in reasons.path.walk() for row in step.keepers}.values())
        if keepers and reasons.facts.criterion.status >= Status.CONTESTED:
            said = self._facts(keepers)
            if reasons.aging is not None:
                day = day_words(reasons.aging.day) if self.in_words else reasons.aging.day.isoformat()
                said += f"; if nothing newer is cited, it is {reasons.aging.status.words} from {day}"
            yield "Kept in the present by", said

    def _facts(self, rows: Sequence[FactRow]) -> str:
        """Return the ids of the first facts with grade and day, and how many more there are."""
        said = [f"{row.id} ({', '.join([grade_words(row), *self._day(row)])})" for row in rows[:MOST_FACTS]]
        return ", ".join(said) + (f" +{len(rows) - MOST_FACTS}" if len(rows) > MOST_FACTS else "")

    def _day(self, row: FactRow) -> list[str]:
        if row.item.when is None:
            return []
        return [span_words(row.item.when) if self.in_words else span_short(row.item.when)]

    def _named(self, finding: NodeFinding) -> str:
        why = self.whys[finding.id]
        said = finding.status.words if finding.status is not None else ""
        if finding.status is Status.MET and rests_on_assumption(finding):
            said = "assumed"
        if why is not None:
            said += f", {WHY_WORDS[why]}"
        if why is not StatusWhy.LAW and any(node.disputed for node in finding.walk()):
            said += "; can be read both ways"
        return f"{finding.node.label} ({said})"


def _each_words(step: PathStep) -> str:
    """Return the alternatives that each give a status, with the number of acts where it rests on acts."""
    status = step.finding.status.words if step.finding.status is not None else ""
    if not all(_is_of_acts(part) for part in step.parts):
        return f"{status} by each of: {', '.join(part.finding.node.brief for part in step.parts)}"
    named = [part.finding.node.brief for part in step.parts]
    if len(set(named)) < len(named):  # two alternatives have one brief name
        named = [part.finding.node.label for part in step.parts]
    return f"{status} {'; '.join(f'by {name}: {_acts(part)}' for name, part in zip(named, step.parts, strict=True))}"


def _is_every(step: PathStep) -> bool:
    return step.finding.node.combine == "all_of"


def _is_of_acts(step: PathStep) -> bool:
    return any(row.item.incident is not None for row in step.speaking)


def _acts(step: PathStep) -> str:
    return count(len(step.acts), "act")


def _alone_words(incidents: Sequence[str], alone: Sequence[str]) -> str:
    rest = [name for name in incidents if name not in alone]
    if not alone:
        return f"{', '.join(incidents)}: " + ("none is enough alone" if len(incidents) > 1 else "not enough alone")
    said = f"{and_words(alone)} {'carries' if len(alone) == 1 else 'each carry'} it alone"
    return said + (f"; {and_words(rest)} {'does' if len(rest) == 1 else 'do'} not" if rest else "")


# -- what would change it ----------------------------------------------------------------------------------------------


def change_lines(reasons: CriterionWhy, why: Why, *, full: bool = False) -> Iterator[str]:
    """Yield each change that gives a criterion another status, those to the same status and of one kind in one line."""
    criterion, statute = reasons.facts.criterion, why.assessment.statute
    groups = defaultdict[tuple[Status, Change], list[Flip]](list)
    for flip in why.flips:
        if criterion.id in flip.statuses:
            groups[flip.statuses[criterion.id][1], flip.change].append(flip)
    order = {change: number for number, change in enumerate(Change)}
    for (status, change), flips in sorted(groups.items(), key=lambda one: (order[one[0][1]], one[0][0])):
        said = _change_words(change, flips, statute, None if full else MOST_CHANGES)
        yield f"{_capital(said)} it is {status.words}{_whole(flips)}"
    reason = criterion.confidence_reason
    if reason is not None and reason.kind is ConfidenceKind.PAIR:
        fallen = reasons.without_pair.words if reasons.without_pair is not None else "another"
        yield f"Without both origins {' and '.join(reason.ids)} it is {fallen}; no loss of one changes it"
    if reason is not None and reason.kind is ConfidenceKind.OPPOSITION:
        verb = "speaks" if len(reason.ids) == 1 else "speak"
        yield f"No loss of two origins changes it; {', '.join(reason.ids)} {verb} against it, and less than it takes"
    if criterion.confidence is Confidence.HIGH and not groups:
        tried = "no loss of one or two origins, no grade one step up or down, no disputed reading"
        yield f"Nothing found: {tried} changes it"
    elif not groups and criterion.confidence is None:
        yield "No loss of one origin, no grade one step up or down, and no disputed reading changes it"


def _change_words(change: Change, flips: Sequence[Flip], statute: Statute, most: int | None) -> str:
    shown = flips if most is None else flips[:most]
    more = f" (and {len(flips) - len(shown)} more: --full)" if len(shown) < len(flips) else ""
    if change is Change.READING:
        read = [f"{statute.by_id[one.subject].brief} is {_read(one)}" for one in shown]
        return f"if the law is read so that {' or '.join(read)}{more},"
    if change is Change.LOSS:
        one = "the origin" if len(flips) == 1 else "any one of the origins"
        return f"without {one} {', '.join(flip.subject for flip in shown)}{more}"
    what = "source" if change is Change.RELIABILITY else "claim"
    said = ", or ".join(f"{flip.subject} graded {flip.value}" for flip in shown)
    return f"with the {what} {said}{more}"


def _read(flip: Flip) -> str:
    return "met" if flip.value == str(Status.MET) else "not met"


def _whole(flips: Sequence[Flip]) -> str:
    """Return what becomes of the three together, where that changes with all of some changes."""
    after = {flip.statuses[OVERALL][1] for flip in flips if OVERALL in flip.statuses}
    everywhere = all(OVERALL in flip.statuses for flip in flips)
    if not everywhere or len(after) != 1:
        return ""
    return ", and so are the three together"


# -- what would mend it, and what is missing ---------------------------------------------------------------------------


def mend_lines(reasons: CriterionWhy) -> Iterator[str]:
    """Yield what would make an answer firmer that hangs on one origin, on two, on a reading, or is spoken against."""
    reason = reasons.facts.criterion.confidence_reason
    if reason is None:
        return
    if reason.kind is ConfidenceKind.OPPOSITION:
        yield f"It is firmer if what speaks against it falls: {', '.join(reason.ids)}"
    elif reason.kind is ConfidenceKind.READING:
        yield f"It is firmer once a text or a court settles the reading of {', '.join(reason.ids)}"
    elif reasons.mends:
        pair = reason.kind is ConfidenceKind.PAIR
        without = and_words(reason.ids) if pair or len(reason.ids) == 1 else f"any one of {', '.join(reason.ids)}"
        for said, bound in ways_words(reasons.mends):
            yield f"{_capital(said)} holds it without {without}{bound}"
    else:
        yield f"No single item would make it stand without {' and '.join(reason.ids)}"


def missing_lines(reasons: CriterionWhy, *, full: bool = False) -> Iterator[str]:
    """Yield what a criterion that is not met lacks for a better status."""
    if reasons.facts.criterion.status is Status.MET:
        return
    if not reasons.missing:
        yield "No item about one or two of its elements would make it better"
        return
    said = list(ways_words(reasons.missing))
    shown = said if full else said[:MOST_WAYS]
    what = reasons.facts.criterion.finding.node.heading
    yield from (f"{what} would be {reasons.missing[0].better.words} with {one}{bound}" for one, bound in shown)
    if len(shown) < len(said):
        yield f"{count(len(said) - len(shown), 'more way')}: --full"


def first_step(reasons: CriterionWhy) -> tuple[str, str] | None:
    """Return the first thing that would mend an answer, or change it where it is not met, after the word for which."""
    mending = next(mend_lines(reasons), None)
    if mending is not None and reasons.facts.criterion.status is Status.MET:
        return "To mend", mending
    changing = next(missing_lines(reasons), None)
    return ("To change", changing) if changing is not None else None


def ways_words(ways: Iterable[Missing]) -> Iterator[tuple[str, str]]:
    """Yield the items that would do, each with the label that it takes or the link that it says.

    Items that differ in one element, or only in the label, stand in one sentence.
    """
    labels = defaultdict[tuple[tuple[Node, ...], tuple[Node, ...]], list[Missing]](list)
    for way in ways:
        labels[way.supports, way.contradicts].append(way)
    alike = defaultdict[object, list[list[Missing]]](list)
    for (supports, contradicts), each in labels.items():
        bound = tuple((one.incident, one.linked) for one in each)
        alike[supports[1:], contradicts if supports else contradicts[1:], bool(supports), bound].append(each)
    for groups in alike.values():
        yield say_missing([_unbound(each[0]) for each in groups]), _bound_words(groups[0])


def _unbound(way: Missing) -> Missing:
    return replace(way, incident=None, linked=False)


def _bound_words(ways: Sequence[Missing]) -> str:
    """Return which label an item takes, or that it has to be linked; nothing where it would do without either."""
    if any(one.incident is None and not one.linked for one in ways):
        return ""
    labels = [one.incident for one in ways if one.incident is not None]
    parts = [f"takes the label of the incident {_or(labels)}"] if labels else []
    if any(one.linked for one in ways):
        parts.append("says that this comes from the terrorist activity (from_terrorist_activity)")
    return f"; it {', or '.join(parts)}"


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
