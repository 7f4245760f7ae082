"""A run: each path to its profile, its assessment, its expectations and gates, gathered in one report."""

from __future__ import annotations

import os
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from fto_check.advice import advise
from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.manuals.wording import say
from fto_check.problems.problems import InvalidDocumentError, Location, Problem, Severity
from fto_check.profile.left_out import LeftOut, leave_out
from fto_check.profile.loading import LoadedProfile, load_with_document
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import assess, assess_with_days, judge
from fto_check.reasoning.days import Day, DayAnswer, judge_days
from fto_check.reasoning.findings import Assessment
from fto_check.record.entry import MAX_LIST_AGE
from fto_check.record.listing import identify
from fto_check.record.record import Record
from fto_check.runs import gates
from fto_check.runs.duplicates import Names, find_twin
from fto_check.runs.gates import AnyGate, GateTally, codes_of
from fto_check.runs.report import ExpectationFinding, InvalidProfile, ProfileReport, Report
from fto_check.system import garbage, memory, signals
from fto_check.version import VERSION

if TYPE_CHECKING:
    from fto_check.runs.since import Baseline, Known
    from fto_check.runs.why import Why

Given = tuple[str, bytes | None]
"""A path and its content, which is read from the path where it is None."""
Shown = TypeVar("Shown")


class Question(NamedTuple):
    """The question that a run asks of each profile."""

    statute: Statute
    as_of: date
    known_by: date | None = None
    record: Record | None = None
    """The official record, whose status stands beside each answer."""
    gates: tuple[AnyGate, ...] = ()
    """What may not occur."""
    today: date | None = None
    """The day from which on an event lies in the future, of which a warning says so."""
    assumptions: Mapping[str, Status] = {}
    """Statuses that are taken as given; the expectations of a profile never see them."""
    warnings: bool = True
    """Whether a profile is looked through for warnings."""
    reasons: bool = False
    """Whether what would change each answer is worked out too, which takes several times as long."""
    max_list_age: int = MAX_LIST_AGE
    """Days from which on "not listed" by an official list that is older is a warning."""
    ignore: frozenset[str] = frozenset()
    """The codes of warnings that are left out, and counted."""
    remind: frozenset[str] = frozenset()
    """The codes of reminders that are given."""
    baseline: Baseline | None = None
    """The revision whose warnings are left out."""
    without: tuple[LeftOut, ...] = ()
    """Sources and origins that the answer does without; expectations and warnings see the whole file."""

    @property
    def reminders(self) -> frozenset[str]:
        """The reminders that the settings or a gate name."""
        return self.remind | codes_of(self.gates)


def check_paths(paths: Iterable[Given], question: Question, others: Iterable[str] = ()) -> Report:
    """Check files and return one report of all. Raises NoLawError for a day without law."""
    return gather(question, check_each(paths, question, others))


def check_each(
    paths: Iterable[Given], question: Question, others: Iterable[str] = (), *, spread: bool = False
) -> Iterator[ProfileReport | InvalidProfile]:
    """Yield the result of each file in order, and keep nothing but the names of the organizations.

    `others` are files that are not checked, but whose organizations should not have a second profile either. With
    `spread` the work is done on every processor where that pays, some files ahead; the caller's main module is
    imported again then, and has to allow that.
    """
    known = Names(others, question.baseline)
    checked = (
        check_files(check_file, list(paths), question) if spread else (check_file(given, question) for given in paths)
    )
    for found in checked:
        if isinstance(found, InvalidProfile):
            yield found
            continue
        twin = find_twin(known, found)
        yield finish(found, [twin] if twin is not None else [], question)


POOL_FROM = 150
"""The work from which several processors pay, in small files; with 100 two are 0.84 to 1.14 times as fast as one."""
SMALL = 16_000
"""The bytes that count as a small file: a shipped one has 70,000, and takes as long as four small ones."""


def check_files(check: Callable[[Given, Question], Shown], paths: list[Given], question: Question) -> Iterator[Shown]:
    """Check each file by itself, on several processors where that pays; yield the results in order."""
    if (work := work_of(paths)) >= POOL_FROM:
        from fto_check.system import workers

        if (pool := workers.start(work, _set_up_worker, (check, question))) is not None:
            yield from pool.in_order(_check_in_worker, paths)
            return
    yield from (check(given, question) for given in paths)


def work_of(paths: Sequence[Given]) -> int:
    """Return how much work can be shared out, in small files; of one file none, and of many no size is asked for."""
    if len(paths) >= POOL_FROM or len(paths) == 1:
        return len(paths)
    return sum(max(_size(given) // SMALL, 1) for given in paths)


def _size(given: Given) -> int:
    path, raw = given
    if raw is not None:
        return len(raw)
    try:
        return Path(path).stat().st_size
    except OSError:  # it is told when it is read
        return 0


_asked: list[Any] = []
"""How a worker checks a file, and the question of its run; empty elsewhere."""


def _set_up_worker(check: Callable[[Given, Question], Any], question: Question) -> None:
    _asked[:] = [check, question]


def _check_in_worker(given: Given) -> Any:
    check, question = _asked
    return check(given, question)


def check_file(given: Given, question: Question) -> ProfileReport | InvalidProfile:
    """Read and check one file by itself; a bug of the checker is a problem too (FTO000), and the rest goes on."""
    found = _check_file(given, question)
    garbage.file_is_done()
    if signals.was_interrupted():  # its exception may have been lost, or taken for an error
        raise KeyboardInterrupt
    return found


def _check_file(given: Given, question: Question) -> ProfileReport | InvalidProfile:
    path, raw = given
    try:
        loaded = load_with_document(path, question.statute, raw=raw)
        return check_profile(path, loaded, question)
    except InvalidDocumentError as error:
        return InvalidProfile(path, error.problems)
    except MemoryError:  # the run says so; it is no bug
        raise
    except Exception as error:
        if memory.may_be_short(error):
            raise MemoryError from error
        if os.environ.get("FTO_CHECK_TRACEBACK"):
            traceback.print_exc(file=sys.stderr)
        message = f"a bug of the checker: {type(error).__name__}: {' '.join(str(error).split())}"
        hint = "tell the maintainers; FTO_CHECK_TRACEBACK=1 shows the traceback"
        return InvalidProfile(path, (Problem("FTO000", Severity.ERROR, message, Location(path), hint),))


def gather(question: Question, found: Iterable[ProfileReport | InvalidProfile]) -> Report:
    """Return the report of a run from the results of its files."""
    profiles: list[ProfileReport] = []
    problems: list[Problem] = []
    invalid: list[str] = []
    tally = GateTally()
    for result in found:
        problems.extend(result.problems)
        if isinstance(result, InvalidProfile):
            invalid.append(result.path)
        else:
            profiles.append(result)
            tally.add(result.gates)
    law = question.statute.version_on(question.as_of)
    return Report(
        VERSION, question.as_of, question.known_by, question.statute, law, tuple(profiles), tuple(problems),
        tuple(invalid), tally.problems, since=question.baseline.since if question.baseline is not None else None,
        without=question.without,
    )  # fmt: skip


def check_profile(path: str, loaded: LoadedProfile, question: Question) -> ProfileReport:
    """Assess one profile and hold it against its own expectations; gates come when all its problems are known."""
    as_of, known_by = question.as_of, question.known_by
    left, omission = leave_out(loaded.profile, question.without)
    asked = _asked_days(loaded.profile)
    why = _explain(path, loaded.profile, question) if question.reasons else None
    if why is None and omission is None and not question.assumptions:
        assessment, answers = assess_with_days(left, question.statute, as_of, known_by, asked)
    else:
        assessment = why.assessment if why is not None else _assess(left, question)._replace(omission=omission)
        answers = judge_days(loaded.profile, question.statute, asked)
    expectations = tuple(_expectations(loaded, question.statute, answers))
    unmet = (_unmet(expectation) for expectation in expectations if not expectation.met)
    official, doubts = None, list[Problem]()
    if question.record is not None:
        organization, document = loaded.profile.organization, loaded.document
        official, doubts = identify(
            question.record, organization, document, as_of, known_by, max_list_age=question.max_list_age
        )
    warnings: Iterable[Problem] = ()
    if question.warnings:  # they are about the whole file, for its author
        warnings = advise(
            loaded.profile,
            question.statute,
            loaded.document,
            today=question.today,
            assessment=assessment if omission is None else _assess(loaded.profile, question),
            expected=[answers[one.as_of, one.known_by].low for one in loaded.profile.expect],
            remind=question.reminders,
        )
    place = loaded.document.locate(("organization", "name"))
    problems = in_order((*warnings, *unmet, *doubts))
    return ProfileReport(path, assessment, expectations, (), problems, official, place, why=why)


def _explain(path: str, profile: Profile, question: Question) -> Why:
    from fto_check.runs.why import explain_why

    return explain_why(
        path, profile, question.statute, question.as_of, question.known_by, assumptions=question.assumptions,
        without=question.without,
    )  # fmt: skip


def _assess(profile: Profile, question: Question) -> Assessment:
    return assess(profile, question.statute, question.as_of, question.known_by, assumptions=question.assumptions)


def finish(found: ProfileReport, more: list[Problem], question: Question) -> ProfileReport:
    """Leave out what is ignored and what is known, then hold the gates against the rest."""
    every = in_order((*found.problems, *more))
    kept = tuple(one for one in every if one.code not in question.ignore or one.severity is Severity.ERROR)
    problems = kept
    if question.baseline is not None and any(one.severity is Severity.WARNING for one in kept):
        known = _known_before(found.path, question, question.baseline)
        problems = tuple(one for one in kept if one.severity is Severity.ERROR or not known.take(one))
    held = tuple(gates.hold(question.gates, found.assessment, problems, found.place))
    hit = [gates.problem_of(gate) for gate in held if gate.hit and not gate.hits]
    return found._replace(
        gates=held,
        problems=in_order((*problems, *hit)),
        ignored=len(every) - len(kept),
        known=len(kept) - len(problems),
    )


def _known_before(path: str, question: Question, baseline: Baseline) -> Known:
    """Return the warnings that the revision has of a file; the one on duplicates compares names, and no run."""
    from fto_check.runs.since import Known

    before = baseline.old.get(path)
    if before is None or before.raw is None:
        return Known(everything=before is not None)
    asked = question._replace(baseline=None, gates=tuple(map(gates.CodeGate, sorted(question.reminders))))
    return Known(_check_file((before.path, before.raw), asked).problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of a file in the order of their places."""
    return tuple(sorted(problems, key=lambda problem: (problem.location, problem.code)))


def _asked_days(profile: Profile) -> Mapping[Day, list[str]]:
    """Return the nodes of which a profile expects a status, by their days."""
    asked = defaultdict[Day, list[str]](list)
    for expectation in profile.expect:
        asked[expectation.as_of, expectation.known_by] += expectation.statuses
    return asked


def _expectations(
    loaded: LoadedProfile, statute: Statute, answers: Mapping[Day, DayAnswer]
) -> Iterator[ExpectationFinding]:
    """Yield the finding for each expected status, on its own day; why it is otherwise is asked where it is."""
    reasons: dict[Day, Mapping[str, Any]] = {}
    for index, expectation in enumerate(loaded.profile.expect):
        as_of, known_by = day = expectation.as_of, expectation.known_by
        answer = answers[day].statuses
        for name, expected in expectation.statuses.items():
            found, because = answer[name], None
            if found is not expected:
                if day not in reasons:
                    reasons[day] = judge(loaded.profile, statute, *day, answer)
                because = say(reasons[day][name][1])
            where = loaded.document.locate(("expect", index, name))
            known = f".{known_by.isoformat()}" if known_by is not None else ""
            where = replace(where, keys=f"expect.{as_of.isoformat()}{known}.{name}")
            yield ExpectationFinding(as_of, known_by, name, expected, found, because, where)


def _unmet(expectation: ExpectationFinding) -> Problem:
    hint = "look at the evidence first; an expectation pins an answer, it does not make one"
    return Problem("FTO117", Severity.ERROR, expectation.reason, expectation.location, hint)
