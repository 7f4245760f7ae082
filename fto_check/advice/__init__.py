"""Warnings about the evidence: facts that make no file invalid and are worth a look.

Each warning is one function under `@warning("FTO2xx")` in one of the modules `on_…`. Its docstring is its manual: the
finding, why it matters and what to do, then an example that fails and one that passes, as the sources and the evidence
of a profile. `# FTO2xx` marks the line that the warning points at.

An author silences a warning for an item by `ignore: {FTO2xx: reason}` there. A source is silenced by any item that
cites it, a criterion by any item that supports an element of it. Only the warning about unused sources looks at
retracted items.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from fto_check.advice import on_actors, on_acts, on_claims, on_criteria, on_ignored, on_sources
from fto_check.advice.registry import REGISTERED, AdviceWarning
from fto_check.advice.subject import Subject
from fto_check.documents.yaml_reader import Document
from fto_check.law.statute import Statute
from fto_check.problems.problems import Problem, Severity
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import Assessment

MODULES = (on_actors, on_acts, on_claims, on_criteria, on_ignored, on_sources)
"""The modules whose warnings are given; importing one registers its warnings."""
WARNINGS: Mapping[str, AdviceWarning] = MappingProxyType(dict(sorted(REGISTERED.items())))
"""The warnings by code, in the order in which they are given."""
REMINDERS = frozenset(code for code, known in WARNINGS.items() if known.reminder)
"""The codes that a run gives only where they are asked for."""


def advise(
    profile: Profile,
    statute: Statute,
    document: Document,
    *,
    today: date | None,
    assessment: Assessment | None,
    expected: Sequence[Collection[str]] = (),
    remind: Collection[str] = REMINDERS,
) -> list[Problem]:
    """Return the warnings about a valid profile's evidence, sorted by code.

    Without `today` no event is in the future; without an assessment the criteria are not looked at, and without those
    of the days for which the profile expects a status (`expected`, in the order of the file) nothing is said of them.
    Of the reminders, those in `remind` are given.
    """
    live = {item_id: item for item_id, item in profile.evidence.items() if item.retracted is None}
    problems = []
    for code, warning in WARNINGS.items():
        if warning.reminder and code not in remind:
            continue
        subject = Subject(
            code=code,
            profile=profile,
            statute=statute,
            today=today,
            assessment=assessment,
            expected=expected,
            live=live,
        )
        for found in warning.find(subject):
            place = document.locate(found.keys, at_key=found.at_key)
            problems.append(Problem(code, Severity.WARNING, found.message, place, found.hint))
    return problems
