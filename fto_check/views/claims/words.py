"""The sentences in which every rendering of a source's claims says the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fto_check.law.statute import OVERALL
from fto_check.manuals.wording import say
from fto_check.runs.claims import (
    Answers,
    Claim,
    ClaimCounts,
    ClaimsReport,
    ClaimStatus,
    Knowledge,
    OrganizationAnswers,
    Statuses,
    Telling,
    count_claims,
)
from fto_check.runs.holding import Backing, best_of
from fto_check.views.words import MARKS, count, short_name, span_text, without_words

SIGNS = {
    frozenset({ClaimStatus.BORNE_OUT}): "+",
    frozenset({ClaimStatus.CONTRADICTED}): "−",
    frozenset({ClaimStatus.BORNE_OUT, ClaimStatus.CONTRADICTED}): "±",
}
LEGEND = (
    "+ borne out · − contradicted · ± both · no sign: its word alone. By citations of other origins that count (A, B, "
    "C or F with 1 to 3), in the same item or in one that tells the same fact or its contrary; ×2: two origins."
)
NO_CLAIMS = "No item cites it."
ANSWERS_HEADING = "The answers with it, without it, and with nothing but it"
NO_PLACE = "no place"
MOST_ITEMS = 3
"""The items that a line names before it counts the rest."""
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A row of the table of answers: what is known, and the answers; one row where both are the same."""

    known: str
    answers: Answers


# -- the head ----------------------------------------------------------------------------------------------------------


def source_words(report: ClaimsReport) -> Iterator[str]:
    """Yield what the source is: its id, publisher, kind and grade, day, and how many profiles have it."""
    source = report.source
    yield report.source_id
    yield source.publisher
    yield f"{source.kind.replace('_', ' ')}, graded {source.reliability}"
    yield f"published {span_text(source.published)}" if source.published is not None else "undated"
    yield f"in {len(report.organizations)} of {count(report.files, 'profile')}"


def day_words(report: ClaimsReport) -> str:
    """Return the law and the day that is asked about, and what is known."""
    section = report.statute.citation.partition("(")[0]
    law = f"{section} of {report.law.version.isoformat()} ({report.law.short})"
    if report.day is None:
        known = "in hindsight: the source is undated, so nobody can say what was known then"
    elif report.day == report.as_of:
        known = "its own day, as known then and in hindsight"
    else:
        known = f"as known on its own day, {report.day.isoformat()}, and in hindsight"
    return f"{law} · on {report.as_of.isoformat()}, {known}"


def remarks(report: ClaimsReport) -> Iterator[str]:
    """Yield what a reader has to know first: what is left out, and files that describe the source otherwise."""
    if (left_out := without_words(report.without)) is not None:
        yield left_out
    if report.differing:
        named = ", ".join(report.differing[:MOST_ITEMS])
        more = f" +{len(report.differing) - MOST_ITEMS}" if len(report.differing) > MOST_ITEMS else ""
        yield f"Another title, publisher or day has {report.source_id} in {named}{more}: see that it is one source."


# -- a claim -----------------------------------------------------------------------------------------------------------


def place_words(claim: Claim) -> str:
    """Return where the claim stands in the source."""
    return ", ".join(claim.at) or NO_PLACE


def sign_of(claim: Claim) -> str:
    """Return the sign of what the rest says, in hindsight; none where it says nothing."""
    both = frozenset({ClaimStatus.BORNE_OUT, ClaimStatus.CONTRADICTED})
    return SIGNS.get(both.intersection(claim.statuses(Knowledge.HINDSIGHT)), "")


def about_words(claim: Claim) -> str:
    """Return whom a claim is about, and the ids of its items."""
    names = list(dict.fromkeys(map(_short, claim.tellings)))
    ids = list(dict.fromkeys(telling.item_id for telling in claim.tellings))
    return f"{', '.join(names)} · {', '.join(ids)}"


def _short(telling: Telling) -> str:
    organization = telling.profile.organization
    return short_name(organization.name, organization.aliases)


def held_words(claim: Claim, report: ClaimsReport) -> Iterator[str]:
    """Yield what the rest of the evidence makes of a claim, then whether the claim counts for an answer."""
    found = claim.statuses(Knowledge.HINDSIGHT)
    for status, verb in ((ClaimStatus.BORNE_OUT, "borne out"), (ClaimStatus.CONTRADICTED, "contradicted")):
        if status in found:
            yield _backed(claim, report, status, verb)
    if ClaimStatus.WORD_ALONE in found:
        yield "its word alone"
    yield from _bearing_words(claim)


def _backed(claim: Claim, report: ClaimsReport, status: ClaimStatus, verb: str) -> str:
    backing = claim.backing(Knowledge.HINDSIGHT, status)
    number = _origins(backing)
    named = list(dict.fromkeys(_named(claim, status)))
    more = f" +{len(named) - MOST_ITEMS}" if len(named) > MOST_ITEMS else ""
    best = best_of([cited for one in backing for cited in one.cited])
    said = f"{verb} by {count(number, 'origin')}, best {best}: {', '.join(named[:MOST_ITEMS])}{more}"
    if Knowledge.THEN not in report.known:
        return said
    then = claim.backing(Knowledge.THEN, status)
    known = _origins(then)
    if known == number:
        return said
    by = f"{known}, best {best_of([cited for one in then for cited in one.cited])}" if known else "none"
    return f"{said}; as known then by {by}"


def _origins(backing: Sequence[Backing]) -> int:
    return len({origin for one in backing for origin in one.origins})


def _named(claim: Claim, status: ClaimStatus) -> Iterator[str]:
    """Yield the items with their grades; where a claim has several organizations, with those that each is about."""
    found: dict[str, list[str]] = {}
    for telling in claim.tellings:
        held = telling.held[Knowledge.HINDSIGHT]
        for one in held.contradicted if status is ClaimStatus.CONTRADICTED else held.borne_out:
            name = "the same item" if one.own else one.item
            found.setdefault(f"{name} {one.best} ×{len(one.origins)}", []).append(_short(telling))
    several = len({telling.path for telling in claim.tellings}) > 1
    for said, names in found.items():
        yield f"{said} ({', '.join(dict.fromkeys(names))})" if several else said


def _bearing_words(claim: Claim) -> Iterator[str]:
    """Yield whether a claim counts, on this source's word, and why not; each once for all its organizations."""
    said = dict.fromkeys(_bears(telling) for telling in claim.tellings)
    yield from said


def _bears(telling: Telling) -> str:
    held = telling.held[Knowledge.HINDSIGHT]
    if telling.item.is_context:
        retracted = telling.item.retracted is not None and held.reason is not None
        return "context: it names no element" + (f" ({say(held.reason)})" if retracted and held.reason else "")
    said = f"counts for {', '.join(held.elements)}" if held.counted else "not counted"
    if not held.counted and held.reason is not None:
        said += f": {say(held.reason)}"
    then = telling.held.get(Knowledge.THEN, held)
    if then.counted is not held.counted:
        said += "; not as known then" if held.counted else "; counted as known then"
    return said


# -- the answers -------------------------------------------------------------------------------------------------------

KNOWN_WORDS = {Knowledge.THEN: "as known then", Knowledge.HINDSIGHT: "in hindsight"}
ALIKE = "either way"
SAME = "the same"


def answer_rows(one: OrganizationAnswers) -> Iterator[AnswerRow]:
    """Yield the answers about an organization; one row where what is known makes no difference."""
    if len(one.answers) > 1 and len({str(answers) for answers in one.answers.values()}) == 1:
        yield AnswerRow(known=ALIKE, answers=one.answers[Knowledge.HINDSIGHT])
        return
    for known, answers in one.answers.items():
        yield AnswerRow(known=KNOWN_WORDS[known], answers=answers)


def label_words(one: OrganizationAnswers, row: AnswerRow, *, full: bool) -> str:
    """Return whom a row of answers is about, and what is known, unless that makes no difference."""
    organization = one.profile.organization
    name = organization.name if full else short_name(organization.name, organization.aliases)
    return name if row.known == ALIKE else f"{name}, {row.known}"


def marks_words(statuses: Statuses) -> str:
    """Return the marks of the three criteria, and the word for the three together."""
    return "".join(MARKS[status] for name, status in statuses.items() if name != OVERALL)


def marks_legend(report: ClaimsReport) -> str:
    """Return what the marks of an answer stand for."""
    headings = ", ".join(criterion.heading for criterion in report.statute.criteria)
    return f"Three marks: {headings}. The word: the three together."


def same_words(report: ClaimsReport, label: str = ALIKE.capitalize()) -> str:
    """Return what a row stands for where what is known makes no difference; nothing of an undated source."""
    return f" {label}: as known then and in hindsight." if len(report.known) > 1 else ""


# -- the close ---------------------------------------------------------------------------------------------------------


def closing_words(report: ClaimsReport) -> Iterator[tuple[str, str]]:
    """Yield the counts in words, what the answers hang on, and what the source would show alone, each labelled."""
    now = count_claims(report.claims, Knowledge.HINDSIGHT)
    yield "Claims", f"{count(now.claims, 'claim')}: {_made_of(now)}."
    if Knowledge.THEN in report.known and report.day is not None:
        then = count_claims(report.claims, Knowledge.THEN)
        same = "the same" if _made_of(then) == _made_of(now) else _made_of(then)
        yield "", f"As known on {report.day.isoformat()}: {same}."
    yield "Answers", f"{_counting(now)}."
    yield from (("", said) for said in _changes(report))
    yield "Alone", _alone(report)


def _made_of(counts: ClaimCounts) -> str:
    both = f" ({counts.both} {'is' if counts.both == 1 else 'are'} both)" if counts.both else ""
    return (
        f"{counts.borne_out or 'none'} borne out by others, {counts.contradicted or 'none'} contradicted{both}, "
        f"{counts.word_alone or 'none'} its word alone"
    )


def _counting(counts: ClaimCounts) -> str:
    return (
        f"{counts.counted or 'none'} of them {'counts' if counts.counted == 1 else 'count'} for an answer, "
        f"{counts.not_counted or 'none'} {'names' if counts.not_counted == 1 else 'name'} an element and "
        f"{'does' if counts.not_counted == 1 else 'do'} not count, {counts.context or 'none'} "
        f"{'is' if counts.context == 1 else 'are'} context"
    )


def _changes(report: ClaimsReport) -> Iterator[str]:
    """Yield which statuses are others without the source; one sentence where none is."""
    found: dict[str, list[str]] = {}
    for one in report.organizations:
        for known, answers in one.answers.items():
            moved = [
                f"{_heading(report, name)} {old.words} → {answers.without[name].words}"
                for name, old in answers.whole.items() if answers.without[name] is not old
            ]  # fmt: skip
            if moved:
                name = short_name(one.profile.organization.name, one.profile.organization.aliases)
                found.setdefault(f"{name}: {', '.join(moved)}", []).append(KNOWN_WORDS[known])
    if not found:
        yield "Without it no status is another one."
    for said, known_words in found.items():
        when = f", {known_words[0]}," if len(known_words) < len(report.known) else ","
        yield f"Without it{when} {said}."


def _heading(report: ClaimsReport, name: str) -> str:
    return "the three together" if name == OVERALL else report.statute.by_id[name].heading.lower()


def _alone(report: ClaimsReport) -> str:
    """Return what the source shows if nothing else is known."""
    best: dict[str, list[str]] = {}
    for one in report.organizations:
        statuses = one.answers[Knowledge.HINDSIGHT].only
        shown = [
            _heading(report, name) for name, status in statuses.items() if name != OVERALL and status.words == "met"
        ]
        if shown:
            name = short_name(one.profile.organization.name, one.profile.organization.aliases)
            best.setdefault(" and ".join(shown), []).append(name)
    if not best:
        return "With nothing but it no criterion is met for any organization."
    return "With nothing but it: " + "; ".join(f"{what} met for {', '.join(who)}" for what, who in best.items()) + "."


def next_commands(report: ClaimsReport) -> Iterator[str]:
    """Yield the commands that say more: a file with the most of its claims, and the answer without it."""
    paths = [telling.path for claim in report.claims for telling in claim.tellings]
    named = [path for path in paths if not path.startswith("<")]
    if named:
        words = shlex.join(["--as-of", report.as_of.isoformat(), max(dict.fromkeys(named), key=named.count)])
        yield f"fto-check {words} --without {report.source_id}"
