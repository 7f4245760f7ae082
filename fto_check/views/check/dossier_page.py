"""The values of the page of a dossier, section by section; the template writes them down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.manuals.wording import say, say_remedy
from fto_check.problems.problems import Problem
from fto_check.profile.models import Source
from fto_check.reasoning.findings import CriterionFinding
from fto_check.reasoning.flips import Change
from fto_check.reasoning.reasons import Code
from fto_check.record.entry import ListPeriod, Standing
from fto_check.runs.answer import carrying_part
from fto_check.runs.dossier import Dossier
from fto_check.runs.facts import CriterionFacts, FactEffect, FactRow
from fto_check.runs.report import ProfileReport
from fto_check.runs.roles import Lack
from fto_check.views.check.dossier_facts import ContextCard, FactGroup, context_cards, fact_groups
from fto_check.views.check.dossier_rests import Rests, losses_words, rests_of, standing_out_words
from fto_check.views.date_words import day_words, span_words
from fto_check.views.html.flip_words import Alternative, PairGroup, Want, alternatives, pair_groups, wants
from fto_check.views.html.notes import Footnotes
from fto_check.views.html.scene import anchor_of, scene_of
from fto_check.views.html.sheets import SHEETS
from fto_check.views.html.timeline import Picture, lay_out
from fto_check.views.html.tree import TreeNode, tree_of
from fto_check.views.official import doubt_text
from fto_check.views.report_words import answer_words, open_law_words, qualifier, weakest_words
from fto_check.views.words import count, country_name, given_words, law_since

MOST_QUOTED = 2  # facts against the weakest criterion whose claims stand in the answer
MOST_SHARING = 6  # sources of one origin that an entry names


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionCard:
    """One criterion beside the answer, and at the head of its table."""

    number: int
    finding: CriterionFinding
    qualified: str
    """How firm its status is, or why it is no better."""
    by: Node | None
    """The alternative that it rests on."""
    basis: str
    """How many acts, facts and origins it rests on."""
    groups: tuple[FactGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedSource:
    """A source at the end of the page."""

    id: str
    number: int
    source: Source
    shared: tuple[int, ...]
    """The other sources of its origin."""
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LackGroup:
    """What would let facts count that do not."""

    what: str
    why: str
    rows: tuple[tuple[str, str], ...]
    """The anchor and the id of each fact."""


class DossierPage:
    """The page of one profile: what its template asks for, in the order of the page."""

    def __init__(self, report: ProfileReport, prefix: str = "") -> None:
        self.dossier, self.prefix = Dossier(report), prefix
        self.report, self.assessment = report, report.assessment
        self.profile, self.organization = report.assessment.profile, report.assessment.profile.organization
        self.notes = Footnotes(self.profile)
        # The tables number the sources, so they are made before all that names a number.
        self.criteria: Sequence[CriterionCard] = [self._criterion(*one) for one in self.dossier.numbered()]
        self.context: Sequence[ContextCard] = context_cards(self.assessment, self.notes)
        for source in self.profile.sources:
            self.notes.number(source)

    def _criterion(self, number: int, criterion: CriterionFinding, facts: CriterionFacts) -> CriterionCard:
        return CriterionCard(
            number=number,
            finding=criterion,
            qualified=qualified_words(criterion, qualifier(criterion, self.dossier.whys[criterion.id])),
            by=carrying_part(criterion.finding),
            basis=basis_words(criterion, facts),
            groups=tuple(fact_groups(self.dossier, number, facts, self.notes)),
        )

    @property
    def whose(self) -> str:
        """The id of the name, which follows on a section's label where a page has several dossiers."""
        return f" {self.prefix}name" if self.prefix else ""

    # -- the head ------------------------------------------------------------------------------------------------------

    @cached_property
    def given(self) -> str | None:
        """What a reader takes as given, and leaves out."""
        return " ".join(given_words(self.assessment)) or None

    @cached_property
    def where_and_when(self) -> str:
        """The countries, and when it was founded and dissolved."""
        organization, day = self.organization, self.assessment.as_of
        parts = [", ".join(country_name(code) for code in organization.countries)]
        if organization.founded is not None:
            early = organization.founded.starts_after(day)
            parts.append(f"{'not yet founded: ' if early else 'founded '}{span_words(organization.founded)}")
        if organization.dissolved is not None:
            parts.append(f"dissolved {span_words(organization.dissolved)}")
        return "; ".join(filter(None, parts)) or "not given"

    @cached_property
    def law_later(self) -> Sequence[str]:
        """What changed in the law after the day."""
        return [*law_since(self.assessment)]

    @cached_property
    def listed(self) -> str:
        """How it stands on the official list."""
        return listed_words(self.report)

    @cached_property
    def summary(self) -> Sequence[str]:
        """What the author says of the organization, in paragraphs."""
        text = self.organization.summary or ""
        return [part for part in (" ".join(block.split()) for block in text.split("\n\n")) if part]

    # -- the answer ----------------------------------------------------------------------------------------------------

    @cached_property
    def answer(self) -> str:
        """The answer without its status, which stands before it."""
        return answer_words(self.assessment.overall, self.dossier.weakness).partition(": ")[2]

    @cached_property
    def weakest(self) -> str:
        """What the weakest criterion rests on."""
        return weakest_words(self.dossier.weakness)

    @cached_property
    def quoted(self) -> Sequence[tuple[FactRow, str]]:
        """The facts that speak against the weakest criterion, each with where it stands."""
        weakest = self.dossier.weakness
        number = next(card.number for card in self.criteria if card.finding.id == weakest.criterion.id)
        return [(row, anchor_of(self.dossier, row.id, number)) for row in weakest.against[:MOST_QUOTED]]

    @cached_property
    def losses(self) -> str:
        """Whether the loss of one origin, or of two, changes an answer."""
        return " ".join(losses_words(self.dossier))

    @cached_property
    def standing_out(self) -> str:
        """The words before the link to what the answer rests on."""
        return standing_out_words(self.dossier.matrix)

    @cached_property
    def open_law(self) -> Sequence[str]:
        """The disputed readings, and whether the answer turns on them."""
        return [*open_law_words(self.dossier.open_law)]

    # -- the pictures --------------------------------------------------------------------------------------------------

    @cached_property
    def pictures(self) -> Sequence[Picture]:
        """The picture through time, in all sizes."""
        scene = scene_of(self.dossier)
        return [lay_out(scene, sheet) for sheet in SHEETS]

    @cached_property
    def statuses_seen(self) -> Sequence[Status]:
        """The statuses that occur in the picture, the greatest first."""
        found = {period.status for lane in self.dossier.course.lanes for period in lane.periods}
        return sorted(found, reverse=True)

    @cached_property
    def time_heading(self) -> str:
        """What the picture shows, in a line."""
        return time_words(self.dossier.course.all_met_since, self.dossier.course.listed)

    @cached_property
    def rests(self) -> Rests:
        """What the answer rests on."""
        return rests_of(self.dossier, self.notes)

    # -- what would change it, what is missing ------------------------------------------------------------------------

    @cached_property
    def alternatives(self) -> Mapping[Change, Sequence[Alternative]]:
        """The regradings and readings that change a criterion; losses stand with what they change below."""
        return alternatives(self.dossier.why.flips, self.assessment.statute)

    @cached_property
    def pairs(self) -> Sequence[PairGroup]:
        """The pairs of origins whose loss changes a criterion."""
        old = {one.id: one.status for one in self.assessment.criteria}
        return [*pair_groups(self.dossier.why.pairs, old, self.assessment.statute)]

    @cached_property
    def wants(self) -> Sequence[Want]:
        """What the criteria lack that are not met."""
        old = {one.id: one.status for one in self.assessment.criteria}
        return [*wants(self.dossier.why.missing, old, self.assessment.statute)]

    @cached_property
    def lacks(self) -> Sequence[LackGroup]:
        """What would let facts count that do not."""
        under = self.dossier.first_under
        return [
            LackGroup(
                what=what,
                why=why,
                rows=tuple((anchor_of(self.dossier, row.id, under[row.id]), row.id) for row in lack.rows),
            )
            for lack, (what, why) in ((lack, lack_words(lack)) for lack in self.dossier.lacks)
        ]

    @cached_property
    def silent(self) -> Sequence[str]:
        """The elements for which nothing is cited."""
        return [
            node.node.label
            for criterion in self.assessment.criteria
            for node in criterion.finding.walk()
            if node.node.is_leaf and node.status is not None and not node.assumed and not node.evidence
        ]

    # -- the statute, the sources, the problems ------------------------------------------------------------------------

    @cached_property
    def trees(self) -> Sequence[TreeNode]:
        """The statute, criterion by criterion."""

        def anchor(item_id: str) -> str:
            return f"f-{item_id}"

        return [tree_of(criterion.finding, self.assessment, anchor) for criterion in self.assessment.criteria]

    @cached_property
    def sources(self) -> Sequence[NumberedSource]:
        """The sources by their numbers."""
        used = defaultdict[str, int](int)
        for item in self.profile.evidence.values():
            for source in dict.fromkeys(citation.source for citation in item.sources):
                used[source] += 1
        return [
            NumberedSource(
                id=name, number=number, source=self.profile.sources[name], used=used[name], shared=tuple(
                    other for other in self.notes.of_origin(self.profile.origin_of_source(name)) if other != number
                )[:MOST_SHARING],
            )
            for name, number in self.notes.numbers.items()
        ]  # fmt: skip

    @property
    def problems(self) -> Sequence[Problem]:
        """The problems of its file."""
        return self.report.problems


def qualified_words(criterion: CriterionFinding, said: str) -> str:
    """Return how firm a status is, or why it is no better, as it stands behind the status."""
    if criterion.confidence is not None:
        return f", {said} confidence"
    return f" ({said})" if said else ""


def basis_words(criterion: CriterionFinding, facts: CriterionFacts) -> str:
    """Return how many acts, facts and origins a criterion rests on."""
    counted = [row for row in facts.rows if row.counted]
    speaking = [row for row in counted if row.effect is FactEffect.FOR]
    against = sum(row.effect is FactEffect.AGAINST for row in counted)
    origins = {one.origin for row in speaking for one in row.citations}
    if not facts.rows:
        return "nothing is cited"
    parts = [count(len(criterion.incidents), "act")] if criterion.incidents else []
    parts.append(f"{len(counted)} of {count(len(facts.rows), 'fact')} {'counts' if len(counted) == 1 else 'count'}")
    said = ", ".join(parts) + (f", for it from {count(len(origins), 'origin')}" if origins else "")
    return said + (f"; {against} against" if against else "")


def listed_words(report: ProfileReport) -> str:
    """Return how an organization stands on the official list, in a few words."""
    official = report.record
    if official is None:
        return "no list was consulted"
    if official.status is Standing.UNCLEAR:
        return f"unclear: {doubt_text(official)}"
    if not official.periods:
        return "not listed" if official.entry is not None else "no name on the list fits"
    return "; ".join(_period_words(one) for one in official.periods)


def _period_words(period: ListPeriod) -> str:
    since = day_words(period.since)
    return (
        f"designated since {since}"
        if period.until is None
        else f"designated {since}, delisted {day_words(period.until)}"
    )


def time_words(met_since: date | None, listed: Sequence[ListPeriod]) -> str:
    """Return what the picture through time shows, in a line."""
    said = [f"all three met since {day_words(met_since)}"] if met_since is not None else []
    if listed:
        last = listed[-1]
        said.append(
            f"listed since {day_words(last.since)}" if last.until is None
            else f"listed {last.since.year}–{last.until.year}"
        )  # fmt: skip
    return "Through time" + (f": {', '.join(said)}" if said else "")


LACK_WORDS = {
    Code.NOT_OWN_ACT: "A source that shows it was the organization’s own act",
    Code.NOT_LINKED: "A source that ties the harm to the terrorist activity, or the act that it came from",
    Code.UNRELIABLE: "A better source for the same claim",
}


def lack_words(lack: Lack) -> tuple[str, str]:
    """Return what would let facts count, or that nothing would; and why they do not, where that does not say it."""
    if lack.code is Code.SILENT and lack.node is not None:
        return f"A source that speaks for “{lack.node.label}” in the same act", ""
    if lack.code in LACK_WORDS:
        return LACK_WORDS[lack.code], ""
    remedy = say_remedy(lack.reason)
    if remedy:
        return f"{remedy[:1].upper()}{remedy[1:]}", say(lack.reason)
    return "Nothing, as they stand", say(lack.reason)


def own_problems(problems: Sequence[Problem], pages: Sequence[DossierPage]) -> Iterator[Problem]:
    """Yield the problems of a run that are of none of its valid profiles: those of files that could not be read."""
    known = {problem for page in pages for problem in page.problems}
    yield from (problem for problem in problems if problem not in known)
