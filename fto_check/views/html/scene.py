"""From a dossier to the scene of its picture through time: names, decisions and facts, before anything has a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fto_check.profile.models import Item
from fto_check.runs.course import Blank, Course, Lane
from fto_check.runs.dossier import Dossier
from fto_check.runs.facts import CriterionFacts, FactEffect, FactRow
from fto_check.views.date_words import day_words, month_words, span_words
from fto_check.views.html.geometry import width_of
from fto_check.views.html.marks import PictureFact
from fto_check.views.html.sheets import WIDE
from fto_check.views.html.timeline import Decision, Scene, SceneLane, VerticalKind

EFFECT_WORDS = {
    FactEffect.FOR: "speaks for it",
    FactEffect.AGAINST: "speaks against it",
    FactEffect.EITHER: "can be read either way",
}
_YEAR_BEHIND = re.compile(r"-(?:1[89]|20)\d\d$")
LONGEST_NAME = 28
"""Letters of a name in a label; ids can be of any length."""


def scene_of(dossier: Dossier) -> Scene:
    """Return the scene of a dossier."""
    course = dossier.course
    return Scene(
        lanes=tuple(
            _lane(number, lane, facts, dossier)
            for number, (lane, facts) in enumerate(zip(course.lanes, dossier.facts, strict=True), 1)
        ),
        begins=course.begins,
        blank=course.blank,
        last=course.as_of,
        recent=course.recent,
        decisions=tuple(_decisions(dossier)),
        turning=tuple(turn.day for turn in course.turns if turn.day > course.begins),
    )


def _lane(number: int, lane: Lane, facts: CriterionFacts, dossier: Dossier) -> SceneLane:
    label = lane.node.label
    return SceneLane(
        number=number,
        label=label,
        lines=tuple(_broken(f"{number} {label}")),
        periods=lane.periods,
        facts=tuple(_fact(row, anchor_of(dossier, row.id, number), turns=row.id in lane.turning) for row in facts.rows),
    )


def _broken(text: str) -> Iterator[str]:
    """Yield a heading in lines that fit on the left of a wide sheet."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, WIDE.heading) > WIDE.left - 12:
            yield line
            line = word
        else:
            line = longer
    yield line


def _fact(row: FactRow, anchor: str, *, turns: bool) -> PictureFact:
    said = EFFECT_WORDS[row.effect] + ("" if row.counted else ", not counted")
    return PictureFact(
        id=row.id, name=short_name(row.id, row.item), title=f"{span_words(row.item.when)}: {row.id}, {said}",
        anchor=anchor, when=row.item.when, effect=row.effect, counted=row.counted, turns=turns and row.counted,
    )  # fmt: skip


def anchor_of(dossier: Dossier, item_id: str, number: int) -> str:
    """Return where a fact stands on the page under a criterion; its claim is where it stands first."""
    return f"f-{item_id}" if dossier.first_under.get(item_id) == number else f"f{number}-{item_id}"


def short_name(item_id: str, item: Item) -> str:
    """Return a fact in a word or two: its act's label or its id, without the year, which the axis says."""
    label = _YEAR_BEHIND.sub("", item.incident or item_id).replace("-", " ").replace("_", " ").strip()
    return label if len(label) <= LONGEST_NAME else f"{label[: LONGEST_NAME - 1].rstrip()}…"


def _decisions(dossier: Dossier) -> Iterator[Decision]:
    """Yield what the verticals mark: the beginning, official decisions, later versions of the law."""
    course = dossier.course
    yield _beginning(dossier, course)
    for version in course.laws[1:]:
        if version.version > course.begins:
            yield Decision(
                kind=VerticalKind.LAW, day=version.version, text=f"law: {version.short}", short=version.short
            )
    for period in course.listed:
        days = ((period.since, "designated"), (period.until, "delisted"))
        for day, word in days:
            if day is not None:
                yield Decision(
                    kind=VerticalKind.LIST, day=day, text=f"{word} {day_words(day)}", short=f"{word} {month_words(day)}"
                )


def _beginning(dossier: Dossier, course: Course) -> Decision:
    if course.blank is Blank.NOT_FOUNDED:
        founded = dossier.assessment.profile.organization.founded
        text, short = f"founded {span_words(founded)}", f"founded {course.begins.year}"
    else:
        text, short = f"no such law before {day_words(course.begins)}", f"law {course.begins.year}"
    return Decision(kind=VerticalKind.BEGIN, day=course.begins, text=text, short=short)
