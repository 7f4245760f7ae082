"""The options that several commands share, and the completion of their words in a shell.

The names of files are left to the shell, which knows how to quote them: a script of completion may evaluate what it is
offered, and a file may be called `$(command)`. What is offered here passes `offer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fto_check.runs.parts import PartKind

_plain_word = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:=-]*")
_unsafe = re.compile(r"[^A-Za-z0-9 ,.()§-]+")


def offer(words: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the words that mean nothing to any shell, each with its text, in which other characters are blanks."""
    return [(word, " ".join(_unsafe.sub(" ", text).split())) for word, text in words if _plain_word.fullmatch(word)]


def record_names(incomplete: str) -> list[tuple[str, str]]:
    """Complete an id of the official record, or a name in it."""
    from fto_check.documents.names import fold
    from fto_check.record.reading import load_record

    wanted = fold(incomplete)
    return offer(
        (entry.id, entry.name)
        for entry in load_record().entries
        if entry.id.startswith(incomplete) or any(name.startswith(wanted) for name in entry.names)
    )


def topics(incomplete: str) -> list[tuple[str, str]]:
    """Complete a topic of `explain`: a node of the statute, a code, a status, a guide, a subject of the decisions."""
    from fto_check.law.authorities import Topic
    from fto_check.law.status import Status
    from fto_check.law.statute import load_statute
    from fto_check.manuals.guides import GuideTopic
    from fto_check.problems.problems import CODES

    known = {
        **{node.id: node.label for node in load_statute().by_id.values()},
        **CODES,
        **{str(status): status.meaning for status in Status},
        **{str(topic): topic.summary for topic in GuideTopic},
        **{str(topic): topic.meaning for topic in Topic},
        "changes": "what changed, by version",
        "codes": "all codes",
    }
    return offer((word, text) for word, text in known.items() if word.casefold().startswith(incomplete.casefold()))


def nodes(incomplete: str) -> list[tuple[str, str]]:
    """Complete the id of a criterion, branch or element."""
    from fto_check.law.statute import load_statute

    return offer((node.id, node.label) for node in load_statute().by_id.values() if node.id.startswith(incomplete))


def criteria(incomplete: str) -> list[tuple[str, str]]:
    """Complete the id of a criterion."""
    from fto_check.law.statute import load_statute

    return offer((node.id, node.label) for node in load_statute().criteria if node.id.startswith(incomplete))


def schema_names(incomplete: str) -> list[str]:
    """Complete the name of a schema."""
    from fto_check.views.schemas import schema_names as names

    return [name for name in ("profile", *names()) if name.startswith(incomplete)]


def sort_keys(incomplete: str) -> list[str]:
    """Complete a key by which a comparison is sorted."""
    from fto_check.law.statute import load_statute
    from fto_check.runs.side_by_side import sort_keys as keys

    return [key for key in keys(load_statute()) if key.startswith(incomplete)]


def parts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete an id of the statute or of the profile that the words before it name."""
    from fto_check.runs.parts import PartKind

    return _parts(ctx, incomplete, tuple(PartKind))


def sources_and_origins(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a source or an origin of the profile that the words before it name."""
    from fto_check.runs.parts import PartKind

    return _parts(ctx, incomplete, (PartKind.SOURCE, PartKind.ORIGIN))


def _parts(ctx: typer.Context, incomplete: str, kinds: tuple[PartKind, ...]) -> list[str]:
    from fto_check.law.statute import load_statute
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.profile.loading import load_with_document
    from fto_check.runs.parts import NamedParts

    statute = load_statute()
    try:
        profile = load_with_document(str(ctx.params.get("file") or ""), statute).profile
    except InvalidDocumentError:
        return []
    known = list(NamedParts(profile, statute, kinds))
    words = [str(one) for one in known] if ":" in incomplete else [one.id for one in known]
    return [word for word, _ in offer((word, "") for word in dict.fromkeys(words)) if word.startswith(incomplete)]


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Profiles (YAML), folders of them, or - for standard input."),
]


def assumptions(incomplete: str) -> list[str]:
    """Complete ELEMENT=STATUS."""
    from fto_check.law.status import Status

    name, equals, _ = incomplete.partition("=")
    if not equals:
        return [f"{node}=" for node, _ in nodes(name)]
    return [f"{name}={status}" for status in Status]


Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="ELEMENT=STATUS",
        autocompletion=assumptions,
        help="Take a status as given, to argue a reading: personal_monetary_gain=met. Repeatable.",
    ),
]


def left_out(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete the id of a source, or `origin:` with the label of an origin, of the profiles on the command line."""
    from fto_check.cli.left_out import complete_left_out

    return complete_left_out(ctx, incomplete)


Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="ID",
        autocompletion=left_out,
        help="Leave out a source, or origin:LABEL: the answer as if nobody had it. Repeatable.",
    ),
]
AsOf = Annotated[
    str | None, typer.Option(metavar="DAY", help="Judge on this day: its law, and facts up to it. Default: today.")
]
KnownBy = Annotated[
    str | None, typer.Option(metavar="DAY", help="Count only sources published by this day. Default: hindsight.")
]
ConfigFile = Annotated[
    str | None,
    typer.Option("--config", metavar="FILE", help="Read [tool.fto-check] here, not in the nearest pyproject.toml."),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Read no configuration.")]
NoPager = Annotated[
    bool, typer.Option("--no-pager", help="Print what is longer than the screen too, and start no pager (PAGER).")
]
