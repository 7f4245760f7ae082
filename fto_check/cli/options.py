"""The options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer


def record_names(incomplete: str) -> list[tuple[str, str]]:
    """Complete an id of the official record, by it or by a name."""
    from fto_check.official.record import fold, load_record

    wanted = fold(incomplete)
    return [
        (entry.id, entry.name)
        for entry in load_record().entries
        if entry.id.startswith(incomplete) or any(name.startswith(wanted) for name in entry.names)
    ]


Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Profiles (YAML), folders of them, or - for standard input."),
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
