"""One walk over the statute, in which every world of a run is judged.

Nothing here reads a clock or a file, or prints. The order at each node is: its parts, the exception to it, opposition
to the node itself, what it requires. The statute's words for the rules are in `statute.Rule`; the weighing of one
element is in `weighing`, what is peculiar to the threat in `link`, and the account of world 0 in `explaining`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import or_

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.reasoning.clouds import Clouds
from fto_check.reasoning.findings import StepRule, ViewKind
from fto_check.reasoning.judged import Judged, View, staged
from fto_check.reasoning.ledger import Ledger, usable
from fto_check.reasoning.link import Link
from fto_check.reasoning.present import Present, RecentSide
from fto_check.reasoning.routes import Routes
from fto_check.reasoning.scenarios import Run, number
from fto_check.reasoning.speaking import Speaking
from fto_check.reasoning.weighing import Row, weigh_element, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, SILENT, Statuses, Worlds, greatest, least, same_everywhere

# Members of enumerations that each node asks for: before Python 3.12 their look-up in the class is slow.
_ASSUMED, _FRESH, _IF_RAISED, _OVER_INCIDENTS = Rule.ASSUMED, Rule.FRESH, Rule.IF_RAISED, Rule.OVER_INCIDENTS
_WHOLE, _TOGETHER, _ALONE = ViewKind.WHOLE, ViewKind.TOGETHER, ViewKind.ALONE
_BY_ASSUMED, _BY_TABLE = StepRule.ASSUMED, StepRule.TABLE
_BY_DISPUTED, _BY_CLOUDED = StepRule.DISPUTED, StepRule.CLOUDED


class Walk:
    """The reasoning over one run on one day: each node is judged once in each view, in every world.

    `silence` is the walk over no evidence; None for that walk itself.
    """

    def __init__(self, statute: Statute, day: date, run: Run, silence: Walk | None) -> None:
        self.statute, self.day, self.every, self.given = statute, day, run.every, run.given
        self.in_force = statute.in_force(day)
        self.not_assumed, self.of_days = run.not_assumed, run.of_days
        self.ledger = Ledger(statute, run)
        self.clouds, self.present, self.link = Clouds(self), Present(self), Link(self)
        self.speaking, self.routes = Speaking(self), Routes(self)
        self.whole = View(kind=_WHOLE)
        self._silence = silence
        self._silent: dict[Worlds, dict[str, Judged]] = {}
        self._judged = defaultdict[View, dict[str, Judged]](dict)  # not in the views, to which a judgement refers
        self._organization: dict[tuple[str, Worlds, Worlds], View] = {}
        self._assumed_parts: dict[str, list[Node]] = {}
        self._raised: dict[str, Worlds] = {}

    def end(self) -> None:
        """Let go of all that was worked out: its parts refer to the walk, and the collector alone would free them."""
        vars(self).clear()

    # -- the three criteria ------------------------------------------------------------------------------------------

    @cached_property
    def criteria(self) -> Mapping[str, Judged]:
        """Each criterion by its id, with what it requires taken into account."""
        found: dict[str, Judged] = {}
        for criterion in sorted(self.statute.criteria, key=lambda node: node.requires is not None):
            found[criterion.id] = self._judge_criterion(criterion, found)
        return {criterion.id: found[criterion.id] for criterion in self.statute.criteria}

    def _judge_criterion(self, criterion: Node, found: Mapping[str, Judged]) -> Judged:
        linked = criterion.id in self.statute.above(Rule.LINKED)
        judged = self.judge(criterion, self.link.view(criterion)) if linked else self.judge_part(criterion, self.whole)
        if criterion.requires is None:
            return judged
        limited = least((judged.statuses, found[criterion.requires].statuses), self.every)
        return staged(judged, StepRule.REQUIRES, limited)

    # -- nodes -------------------------------------------------------------------------------------------------------

    @cached_property
    def _spoken(self) -> frozenset[str]:
        """The nodes at or below which something is said or taken as given."""
        return self.statute.reach({*self.ledger.named, *self.given, *self.not_assumed})

    def _judge_silent(self, node: Node) -> Judged | None:
        """Return a node of which nothing is said, which is the same for every profile; None if anything is."""
        if self._silence is None or node.id in self._spoken or node.also:
            return None
        known = self._silence.silent_in(self.every)
        if node.id not in known:
            judged = self._silence.judge_part(node, self._silence.whole)
            statuses = same_everywhere(judged.statuses.as_it_is, self.every)
            raised = self.every if judged.raised else NOWHERE
            known[node.id] = judged._replace(statuses=statuses, raised=raised, silent=True)
        return known[node.id]

    def silent_in(self, every: Worlds) -> dict[str, Judged]:
        """Return the silent nodes of runs with as many worlds, to be filled; those of the last run are kept."""
        if every not in self._silent:
            self._silent = {AS_IT_IS: self._silent.get(AS_IT_IS, {}), every: {}}
        return self._silent[every]

    def judge_part(self, node: Node, view: View) -> Judged:
        """Judge a node where it stands: a route over incidents, and a part that must be fresh, change the view."""
        if (silent := self._judge_silent(node)) is not None:
            return silent
        if view.kind is _WHOLE:
            if _OVER_INCIDENTS in node.rules:
                known = self._judged[view]
                if node.id not in known:
                    known[node.id] = self.routes.judge_route(node)
                return known[node.id]
            if _FRESH in node.rules:
                view = self.in_the_present(
                    self.whole, self.present.recent_side(node, self.present.conduct(node, view))
                )  # fmt: skip
        return self.judge(node, view)

    def judge(self, node: Node, view: View) -> Judged:
        """Judge a branch or an element in a view, once."""
        known = self._judged[view]
        if node.id not in known:
            if view.kind is _ALONE and self._is_untouched(node, view):
                known[node.id] = self.judge(node, self.of_organization(view))
            else:
                judged = self._judge_anew(node, view)
                if _FRESH in node.rules and view.capped:
                    judged = staged(judged, StepRule.FRESH, judged.statuses.at_most_contested(view.capped))
                known[node.id] = self._as_given(judged)
        return known[node.id]

    def _judge_anew(self, node: Node, view: View) -> Judged:
        if not node.is_leaf:
            return self._combine(node, view)
        if view.kind is ViewKind.LINKED:
            judged = self.link.judge(node, view)
        else:
            judged = self.judge_element(node, view, self.supporting(node, view), self.opposing(node, view))
        if node.unless is None:
            return judged
        exception = self.judge(node.unless, view.unaged)
        limited = _limit_by_exception(judged.statuses, exception.statuses)
        return staged(judged, StepRule.UNLESS, limited)._replace(unless=exception)

    def _is_untouched(self, node: Node, view: View) -> bool:
        """Say whether an incident has no evidence on a node: such incidents share the organization's answer."""
        touched = self.ledger.touched
        return not any(node.id in touched[incident] for incident in view.incidents if incident in touched)

    def of_organization(self, view: View) -> View:
        """Return the view of the organization's own evidence that is as old as another view."""
        key = (view.route, view.aged, view.capped)
        if key not in self._organization:
            organization = View(
                kind=ViewKind.ORGANIZATION, route=view.route, aged=view.aged, capped=view.capped, thin=view.thin
            )  # fmt: skip
            self._organization[key] = organization
        return self._organization[key]

    def in_the_present(self, view: View, side: RecentSide) -> View:
        """Return a view in which support is as weak, and the part as contested, as its recent side leaves them."""
        aged, capped, thin = self.every & ~side.disputed, side.disputed & ~side.alive, bool(side.any & AS_IT_IS)
        return View(
            kind=view.kind, incidents=view.incidents, route=view.route, aged=aged, capped=capped, thin=thin
        )  # fmt: skip

    def _combine(self, node: Node, view: View) -> Judged:
        """Combine the parts of a branch; then the exception to it, and opposition to the branch itself."""
        parts = tuple(self.judge_part(child, view) for child in node.nodes if child.id in self.in_force)
        also = tuple(self.judge(self.statute.by_id[name], view) for name in node.also)
        statuses = self._combined(node, (*parts, *also))
        stages = [(StepRule(node.combine or ""), statuses)]
        exception = self.judge(node.unless, view.unaged) if node.unless is not None else None
        if exception is not None:
            statuses = _limit_by_exception(statuses, exception.statuses)
            stages.append((StepRule.UNLESS, statuses))
        rows = self.opposing(node, view)
        against = weigh_side(rows) if rows else SILENT
        if against.carried:
            statuses = _limit_by_opposition(statuses, against.carried)
            stages.append((StepRule.OPPOSITION, statuses))
        return Judged(
            node=node, view=view, statuses=statuses, raised=self._where_raised(node), stages=tuple(stages),
            opposition_rows=rows, opposition=against, parts=parts, also=also, unless=exception,
        )  # fmt: skip

    def _combined(self, node: Node, parts: Sequence[Judged]) -> Statuses:
        """Return the least of the parts, or the greatest of the alternatives: only of these are some left out."""
        statuses = [part.statuses for part in parts]
        if node.combine == "all_of":
            return least(statuses, self.every)
        if all(part.raised == self.every for part in parts):
            return greatest(statuses)
        counted = [part.statuses.within(part.raised) for part in parts]
        none = self.every & ~reduce(or_, (part.raised for part in parts))
        return greatest((*counted, self._left_out(parts).within(none)) if none else counted)

    def _left_out(self, parts: Sequence[Judged]) -> Statuses:
        """Return the status of a node whose alternatives are all left out, for the reader; it weighs nothing above.

        It is the greatest of the alternatives of which the first part has anything for or against it.
        """
        found = [part.statuses.within(where) for part in parts if (where := self._touched(_first_part(part.node)))]
        touched = NOWHERE
        for part in parts:
            touched |= self._touched(_first_part(part.node))
        nothing = same_everywhere(Status.NOT_ESTABLISHED, self.every & ~touched)
        return greatest((*found, nothing))

    def _touched(self, node: Node) -> Worlds:
        """Return where anything usable speaks for or against a node or a part of it."""
        found = usable(self.ledger.support_below(node.id))
        for below in node.walk():
            for rows in self.ledger.opposition(below.id).values():
                found |= usable(rows)
        return found

    def judge_element(self, node: Node, view: View, support: Sequence[Row], opposition: Sequence[Row]) -> Judged:
        """Weigh an element on some rows for it and against it."""
        assumed = self.is_assumed(node)
        weighing = weigh_element(node, support, opposition, every=self.every, assumed=assumed, aged=view.aged)
        settled = (weighing.support.carried | weighing.opposition.carried) & AS_IT_IS
        first = _BY_ASSUMED if assumed and not settled else _BY_TABLE
        stages = (
            (first, weighing.by_table),
            (_BY_DISPUTED, weighing.after_disputes),
            (_BY_CLOUDED, weighing.statuses),
        )
        return Judged(
            node=node, view=view, statuses=weighing.statuses, raised=self._where_raised(node), stages=stages,
            opposition_rows=weighing.opposition_rows, opposition=weighing.opposition, weighing=weighing,
        )  # fmt: skip

    def is_assumed(self, node: Node) -> bool:
        """Return whether an element is met on this day while the case against it is not carried."""
        return _ASSUMED in node.rules and node.id not in self.not_assumed

    def _as_given(self, judged: Judged) -> Judged:
        """Return a node as the reader takes it, who may argue another status than the evidence gives."""
        for status, where in self.given.get(judged.node.id, ()):
            statuses = judged.statuses.given(status, where)
            judged = staged(judged, StepRule.GIVEN, statuses)._replace(raised=judged.raised | where)
        return judged

    def _where_raised(self, node: Node) -> Worlds:
        """Return where a node counts: an alternative only where usable support names it, or its first part."""
        if node.id not in self._raised:
            self._raised[node.id] = self._find_raised(node)
        return self._raised[node.id]

    def _find_raised(self, node: Node) -> Worlds:
        if _IF_RAISED in node.rules:
            return usable(self.ledger.support_below(_first_part(node).id))
        if node.combine == "any_of" and all(_IF_RAISED in part.rules for part in node.nodes):
            return reduce(or_, (self._where_raised(part) for part in node.nodes))
        return self.every

    def assumed_parts(self, route: str) -> list[Node]:
        """Return the assumed elements of a route, its parts that stand elsewhere among them."""
        if route not in self._assumed_parts:
            node = self.statute.by_id[route]
            below = (part for top in (node, *self.statute.parts_of(node)) for part in top.walk())
            self._assumed_parts[route] = list({part.id: part for part in below if self.is_assumed(part)}.values())
        return self._assumed_parts[route]

    # -- which rows a node sees in a view ------------------------------------------------------------------------------

    def supporting(self, node: Node, view: View) -> list[Row]:
        """Return what speaks for an element in a view or disputes it, with what clouds it."""
        found: list[Row] = []
        pooled = view.kind is _TOGETHER and self.is_assumed(node)
        everyone = self._disputed_by_everyone(node, view) if pooled else NOWHERE
        for incident, rows in self.ledger.support(node.id).items():
            if view.kind is _ALONE and incident is not None and incident not in view.incidents:
                continue
            where = self._where_in_view(node, incident, view)
            for row in rows if where else ():
                seen = self.clouds.seen(row, node, view, where)
                if pooled and incident is not None:
                    seen = Row(row.mark, seen.where, row.disputes & where & everyone)
                if seen.where or seen.disputes:
                    found.append(seen)
        return found

    def _where_in_view(self, node: Node, incident: str | None, view: View) -> Worlds:
        """Return where the evidence of an incident (None: of none) counts at a node in a view."""
        if incident is None or view.kind is _WHOLE:
            return self.every
        if view.kind is _TOGETHER and node.id not in self.statute.exceptions:
            return self.speaking.contributes(node, incident, view)
        return view.incidents.get(incident, NOWHERE) if view.kind is _ALONE else NOWHERE

    def _disputed_by_everyone(self, node: Node, view: View) -> Worlds:
        """Return where every incident in a pool disputes an assumed element: then the element is disputed itself."""
        everyone, anyone = self.every, NOWHERE
        for incident, where in view.incidents.items():
            everyone &= ~where | self.ledger.disputes_of(node.id, incident, None)
            anyone |= where
        return everyone & anyone

    def opposing(self, node: Node, view: View) -> list[Row]:
        """Return the opposition to a node; what is labelled with an incident bears on that incident only."""
        if node.id not in self.ledger.opposed:
            return []
        found = self.ledger.opposition(node.id)
        if view.kind is _WHOLE and node.id not in self.statute.above(_OVER_INCIDENTS):
            rows = [row for rows in found.values() for row in rows]
        else:
            rows = [*found.get(None, ())]
        if view.kind is _ALONE:
            for incident in view.incidents:
                rows += self._opposing_incident(node, incident)
        if node.id in self.statute.above(_FRESH):
            rows = [*self.present.against_the_present(node, rows)]
        return rows

    def _opposing_incident(self, node: Node, incident: str | None) -> Iterator[Row]:
        """Yield the opposition that is labelled with an incident; above a route, it opposes that incident's route."""
        yield from self.ledger.opposition_of(node.id, incident)
        if _OVER_INCIDENTS in node.rules:
            for name in self.statute.ancestors(node.id):
                yield from self.ledger.opposition_of(name, incident)

    @property
    def given_as_it_is(self) -> Mapping[str, Status]:
        """What is taken as given in world 0."""
        return {node: status for node, taken in self.given.items() for status, where in taken if where & AS_IT_IS}

    def where_given(self, node: Node) -> Worlds:
        """Return where a status of a node is taken as given."""
        found = NOWHERE
        for _, where in self.given.get(node.id, ()):
            found |= where
        return found


def walk_over(statute: Statute, day: date, run: Run) -> Walk:
    """Return a walk over a run; what is silent is judged once for each version of the law."""
    return Walk(statute, day, run, silence_of(statute, day))


_silences: dict[date, Walk] = {}


def silence_of(statute: Statute, day: date) -> Walk:
    """Return the walk over no evidence under the law of a day."""
    version = statute.version_on(day).version
    known = _silences.get(version)
    if known is None or known.statute is not statute:
        known = _silences[version] = Walk(statute, version, number(()), None)
    return known


def _limit_by_exception(statuses: Statuses, exception: Statuses) -> Statuses:
    """Make not met where the exception is met, and at most contested where it is contested."""
    left = statuses.within(~exception.met)
    return left.at_most_contested(exception.arguable)


def _limit_by_opposition(statuses: Statuses, carried: Worlds) -> Statuses:
    """Turn met into contested, and not established into not met, where the opposition is carried."""
    return Statuses(statuses.unrefuted & ~carried | statuses.arguable, statuses.arguable, statuses.met & ~carried)


def _first_part(node: Node) -> Node:
    return node.nodes[0] if node.nodes else node
