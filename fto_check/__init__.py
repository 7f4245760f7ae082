"""fto-check: does the cited evidence about an organization satisfy the three criteria of INA Section 219?

The library in three calls, none of which loads typer or rich::

    from datetime import date
    from fto_check import assess, load_profile, load_statute

    assessment = assess(load_profile("profiles/cjng.yaml"), load_statute(), date(2020, 10, 28))
    print(assessment.overall, [(criterion.id, str(criterion.status)) for criterion in assessment.criteria])

`load_profile` raises InvalidDocumentError, whose `problems` carry file, line and column; `assess` reads no clock and
no file.

A profile can be made without a file too: `Profile.model_validate` (fto_check.profile) takes the same keys as JSON and
Python have them, `"credibility": 2` and a `date` among them. It raises pydantic's ValidationError, and does not look
whether references, such as the ids of sources, lead somewhere; `load_profile` does.

Rooms, from the roof to the ground; imports go down only::

    __main__    the entry: streams, signals, the exit code
    cli         options to arguments, outcome to exit code; the settings of a repository
    views       an answer as text: a folder for each command, a module for each format, and what they share; pages
                of HTML and their pictures stand in views/html
    runs        from paths to an answer in values, one module for each command
    manuals     what `explain` prints: codes, elements, method, grades, changes; the schemas; the template
    advice      the warnings about the evidence, each a function with its manual
    reasoning   from evidence to statuses, the reasons for them, and how firm they are
    record      the official record: its entries, who was listed on a day, downloaded lists; it knows no profile
    profile     what an author writes: values, models, validation, references, loading
    law         the statute and the decisions on it as data, and the four statuses
    documents   YAML in, plain data and places out; dates, names, and labels that look alike
    problems    a problem, its place and code, and how it is drawn; text that cannot act; the nearest word
    system      files written whole, processes, signals

What to touch, beside tests/ROOM/test_MODULE.py; `pytest --update-golden` then rewrites outputs, pages and tables::

    an element          law/ina-219.yaml
    a word that means   law/words.yaml for elements, profile/words.yaml for keys and choices, profile/country-names.txt;
    one of these        tests/data/mistakes/page.txt shows what authors read
    an evidence rule    a function in reasoning/, a member of Rule in law/nodes.py, its words in manuals/elements.py
                        and manuals/method.yaml
    a warning           its row in CODES of problems/problems.py, a function with its manual in advice/on_*.py
    a format of check   views/check/NAME.py, a member of Format in views/check/formats.py
    a view              views/COMMAND/FORMAT.py: what `diff` writes as Markdown stands in views/diff/markdown.py
    a page of HTML      views/COMMAND/html.py and a template in views/html/templates/: see views/html/page.py
    a command           its row in COMMANDS of cli/app.py, cli/NAME.py, runs/NAME.py, views/NAME/
    a key of an output  a line in views/shapes.yaml, of which the schemas are made
    a key of a profile  profile/models.py, manuals/schemas/profile-fields.yaml; PROSE in profile/comments.py for a text
    an id, option, default or name in an output: a line in manuals/changes.yaml too

Words, one for one thing::

    profile      the file that an author writes about one organization
    item         one fact in it: a claim, what it speaks for or against, its citations
    citation     a source as an item cites it, with a place, and its own grades where they differ
    source       a publication, with the grade of its own standing
    origin       where information first came from; what copies and retellings share, and what is counted
    grade        reliability of a source and credibility of a claim, such as B2; confirmed, strong or weak
    incident     the label that the facts of one act share
    criterion    one of the three questions of the statute
    branch       a part of a criterion that has parts itself
    element      a part that has none: what an item can support, contradict or dispute
    node         a criterion, branch or element
    route        a branch all of whose parts must be shown of the same conduct
    mark         an item's citations as they count at one node on one side
    side         for, against, or disputed: can be read both ways
    weight       what a side amounts to: silent, suggested, carried
    status       the answer at a node: not met, not established, contested, met
    finding      the status of a node with the evidence and the steps that led to it
    assessment   the findings of one profile on one day
    report       what a run of `check` found in all its profiles, with their problems
    problem      an error or a warning, with its code and its place in a file
    record       the list of official designations; an entry of it is one organization
    designation  the official act that lists an organization
    expectation  a line of `expect`: the status that the checker must find on a day
    gate         a status or warning that fails a run because --fail-on names it
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fto_check.version import VERSION as __version__

if TYPE_CHECKING:
    from fto_check.law.status import Status
    from fto_check.law.statute import Statute, load_statute
    from fto_check.problems.problems import FtoCheckError, InvalidDocumentError, Location, NoLawError, Problem
    from fto_check.profile.loading import load_profile
    from fto_check.profile.models import Profile
    from fto_check.reasoning.assessment import assess
    from fto_check.reasoning.findings import Assessment

__all__ = [
    "Assessment",
    "FtoCheckError",
    "InvalidDocumentError",
    "Location",
    "NoLawError",
    "Problem",
    "Profile",
    "Statute",
    "Status",
    "__version__",
    "assess",
    "load_profile",
    "load_statute",
]

# The module of each public name. A name is loaded when it is first used, so that `fto-check --help` loads no pydantic.
_HOMES = {
    "assess": "reasoning.assessment", "Assessment": "reasoning.findings", "FtoCheckError": "problems.problems",
    "InvalidDocumentError": "problems.problems", "Location": "problems.problems", "NoLawError": "problems.problems",
    "Problem": "problems.problems", "Profile": "profile.models", "Status": "law.status", "Statute": "law.statute",
    "load_profile": "profile.loading", "load_statute": "law.statute",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"fto_check.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
