"""The official list beside profiles: the decisions held against the evidence, and who has no profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from fto_check.cli.exits import Exit
from fto_check.cli.inputs import STDIN, Found, expand, open_record, require_law
from fto_check.cli.io import say_all, usage, write
from fto_check.cli.record_format import RecordFormat
from fto_check.cli.record_gates import settle

if TYPE_CHECKING:
    from datetime import date

    from fto_check.cli.config import Config
    from fto_check.problems.problems import Problem
    from fto_check.profile.models import Profile
    from fto_check.record.entry import OfficialStatus
    from fto_check.record.record import Record
    from fto_check.runs.gates import AnyGate


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilesAsked:
    """What is asked of the official list and the profiles in some paths."""

    paths: list[str]
    form: RecordFormat
    as_of: date
    known_by: date | None
    settings: Config
    gates: tuple[AnyGate, ...]
    paged: bool


@dataclass(slots=True)
class _Identified:
    """The profiles of some paths with their standing on the list, read one by one, and the problems on the way."""

    asked: ProfilesAsked
    record: Record
    files: Found
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, asked: ProfilesAsked) -> _Identified:
        """Return the profiles that are asked for."""
        return cls(asked, open_record(asked.settings), expand(asked.paths, STDIN, asked.settings))

    def __iter__(self) -> Iterator[tuple[str, Profile, OfficialStatus]]:
        from fto_check.law.statute import load_statute
        from fto_check.problems.problems import InvalidDocumentError
        from fto_check.profile.loading import load_with_document
        from fto_check.record.listing import identify

        statute, asked = load_statute(), self.asked
        for path, raw in self.files.files:
            try:
                loaded = load_with_document(path, statute, raw=raw)
            except InvalidDocumentError as error:
                self.problems.extend(error.problems)
                continue
            official, doubts = identify(
                self.record,
                loaded.profile.organization,
                loaded.document,
                asked.as_of,
                asked.known_by,
                max_list_age=asked.settings.max_list_age,
            )
            self.problems.extend(doubts)
            if official is not None:
                yield path, loaded.profile, official

    def settle(self) -> None:
        """Say the problems; a path or profile with an error, or a gate that is hit, sets the exit code."""
        from fto_check.problems.problems import Severity

        say_all(self.files.wrong)
        settle(self.problems, () if self.files.wrong else self.asked.gates)
        if self.files.wrong:
            raise typer.Exit(Exit.USAGE)
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise typer.Exit(Exit.PROFILE)


def look_back(asked: ProfilesAsked) -> None:
    """Print the decisions on the organizations of some profiles, held against their evidence."""
    from fto_check.law.statute import load_statute
    from fto_check.runs.decisions import Retrospect
    from fto_check.runs.decisions import look_back as hold_against

    if asked.form is RecordFormat.CSV:
        raise usage("--against has the formats table, json and html")
    statute = load_statute()
    require_law(statute, asked.as_of)
    identified = _Identified.of(asked)
    listed = identified.record
    found = tuple(
        hold_against(path, profile, official, listed, statute, asked.as_of, asked.known_by)
        for path, profile, official in identified
    )
    retrospect = Retrospect(asked.as_of, asked.known_by, listed.list_as_of, listed.file, statute, found)
    if asked.form is RecordFormat.JSON:
        from fto_check.views.decisions import json

        write(json.render(retrospect))
    elif asked.form is RecordFormat.HTML:
        from fto_check.views.decisions import html

        write(html.render(retrospect))
    else:
        from fto_check.views.decisions import table

        write(table.render(retrospect), paged=asked.paged)
    identified.settle()


def cover(asked: ProfilesAsked) -> None:
    """Print who on the list has no profile, and which profiles have no listing."""
    from fto_check.record.listing import known
    from fto_check.runs.coverage import ProfileStanding, compare_with_list

    identified = _Identified.of(asked)
    standings = [
        ProfileStanding(path=path, organization=profile.organization.name, official=official)
        for path, profile, official in identified
    ]
    record = known(identified.record, asked.known_by)
    identified.problems = _once(identified.problems, record, asked)
    found = compare_with_list(record, standings, asked.as_of, asked.known_by)
    if asked.form is RecordFormat.TABLE:
        from fto_check.views.record import coverage_table

        write(coverage_table.render(found), paged=asked.paged)
    else:
        from fto_check.views.record import coverage

        write(coverage.render_json(found) if asked.form is RecordFormat.JSON else coverage.render_csv(found))
    identified.settle()


def _once(problems: list[Problem], record: Record, asked: ProfilesAsked) -> list[Problem]:
    """Return the problems with one warning for all profiles that an old list does not have."""
    from fto_check.record.listing import OLD_LIST, age_warning

    others = [problem for problem in problems if problem.code != OLD_LIST]
    old = age_warning(record, asked.as_of, asked.settings.max_list_age)
    return others if len(others) == len(problems) or old is None else [*others, old]
