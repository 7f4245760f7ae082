"""What `--without` leaves out: read from the command line, completed in a shell, and missing from some files or all."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from fto_check.cli.io import say, shown, usage
from fto_check.cli.options import offer

if TYPE_CHECKING:
    from fto_check.profile.left_out import LeftOut
    from fto_check.profile.models import Profile
    from fto_check.runs.report import Report

MOST_NAMED = 3
"""The files that a remark names before it counts the rest."""
MOST_READ = 50
"""The profiles that are read to complete a word: a shell waits for it, and each takes 10 to 20 milliseconds."""


def read_without(given: list[str] | None) -> tuple[LeftOut, ...]:
    """Return the sources and origins of `--without`, each once."""
    if not given:
        return ()
    from fto_check.profile.left_out import parse_left_out

    try:
        return parse_left_out(given)
    except ValueError as error:
        raise usage(f"--without: {error} (write the id of a source, or origin:LABEL)") from None


def require_in_report(report: Report, *, quiet: bool = False) -> None:
    """Refuse what none of the checked profiles has; say what some of them lack."""
    from fto_check.profile.left_out import parts_of

    had: dict[str, Collection[LeftOut]] = {}
    for profile in report.profiles if report.without else ():
        omission = profile.assessment.omission
        had[profile.path] = {*parts_of(profile.assessment.profile), *(omission.parts if omission is not None else ())}
    require(report.without, had, quiet=quiet)


def require(
    asked: Sequence[LeftOut], had: Mapping[str, Collection[LeftOut]], *, quiet: bool = False,
    option: str | None = "--without",
) -> None:  # fmt: skip
    """Refuse what no file has (`had`: what each path has); say what some of them lack."""
    if not had:  # none is valid, which is said of each
        return
    for part in asked:
        lacking = [path for path, parts in had.items() if part not in parts]
        if len(lacking) == len(had):
            before = f"{option}: " if option is not None else ""
            raise usage(f"{before}{_none_has(part, len(had))} ({_hint(part, set().union(*had.values()))})")
    if quiet:
        return
    for part in asked:
        lacking = [path for path, parts in had.items() if part not in parts]
        if lacking:
            more = f" and {len(lacking) - MOST_NAMED} more" if len(lacking) > MOST_NAMED else ""
            named = ", ".join(map(shown, lacking[:MOST_NAMED])) + more
            lack = "lacks" if len(lacking) == 1 else "lack"
            say(f"fto-check: --without {shown(str(part))}: {len(lacking)} of {len(had)} files {lack} it ({named})")


def _none_has(part: LeftOut, files: int) -> str:
    where = "the profile has" if files == 1 else f"none of the {files} profiles has"
    no = "no" if files == 1 else "a"
    return f"{where} {no} {part.kind} '{part.id}'"


def _hint(part: LeftOut, known: Iterable[LeftOut]) -> str:
    from fto_check.problems.problems import did_you_mean

    words = {str(other) for other in known}
    twin = next((str(other) for other in known if other.id == part.id), None)
    if twin is not None:
        return f"write {twin}: it is an origin" if twin.startswith("origin:") else f"write {twin}: it is a source"
    alike = sorted(str(other) for other in known if other.kind is part.kind)
    near = did_you_mean(str(part), alike) or did_you_mean(str(part), sorted(words))
    return near or "fto-check sources FILE lists them"


def complete_left_out(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete what `--without` takes, from the profiles that are on the command line or in the settings."""
    from fto_check.profile.left_out import LeftOutKind, parts_of

    found: dict[str, str] = {}
    for profile in profiles_named(context):
        for part in parts_of(profile):
            source = part.kind is LeftOutKind.SOURCE
            found.setdefault(str(part), profile.sources[part.id].title if source else "an origin")
    return offer((word, text) for word, text in found.items() if word.startswith(incomplete))


def complete_sources(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Complete the id of a source."""
    found: dict[str, str] = {}
    for profile in profiles_named(ctx):
        for source_id, source in profile.sources.items():
            found.setdefault(source_id, source.title)
    return offer((word, text) for word, text in found.items() if word.startswith(incomplete))


def profiles_named(context: typer.Context) -> Iterator[Profile]:
    """Yield the valid profiles that an unfinished command line names, else those of the settings."""
    from pathlib import Path

    from fto_check.cli.config import find_config, load_config
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.profile.loading import load_profile
    from fto_check.runs.files import find_files

    # A word after an option that still lacks its value has not been given to its parameter yet.
    given = (*(context.params.get("paths") or ()), context.params.get("file"), *context.args)
    named = [word for word in given if word and os.path.lexists(word)]
    try:
        if not named:
            settings = load_config(find_config(Path.cwd()))
            named = [str(settings.root / path) for path in settings.paths]
        files = [str(file) for name in named for file in (find_files(Path(name)) if Path(name).is_dir() else [name])]
    except (InvalidDocumentError, OSError):
        return
    for file in files[:MOST_READ]:
        try:
            yield load_profile(file)
        except (InvalidDocumentError, OSError):
            continue
