"""The commands for authors of profiles: `new` and `schema`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from fto_check.cli import options
from fto_check.cli.inputs import open_record, read_settings
from fto_check.cli.io import say, shown, usage, write, write_file
from fto_check.cli.targets import head, refuse_target

PROFILE = "profile"
"""The schema that is printed where none is named."""
ALL = "all"
"""The word that asks for the names of the schemas."""


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The organization's name.", autocompletion=options.record_names)
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="The file or folder. Default: named after it, here."),
    ] = None,
    stdout: Annotated[bool, typer.Option("--stdout", help="Print the profile and write no file.")] = False,
    begin_with: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE|record",
            help="Begin with what a file knows of it (entities.ftm.json of OpenSanctions), or the official record: "
            "names, countries, dates and listings, each with its source, as context.",
        ),
    ] = None,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Write a commented profile that validates at once. It never overwrites a file.

    What the official record knows by this name is filled in; with --from much more is. The first line points an editor
    at the schema, which is written beside the profile.
    """
    from fto_check.law.statute import load_statute
    from fto_check.manuals.template import file_name, new_profile
    from fto_check.problems.inert import FORBIDDEN

    if not name.strip() or _has_any(name, f"{FORBIDDEN}\n\r\t\ud800-\udfff"):
        raise usage("a name is one line of text without control characters")
    name = " ".join(name.split())
    if output == "-":
        raise usage("--output: - is no file; --stdout prints the profile")
    if stdout and output is not None:
        raise usage("--stdout and --output exclude each other")
    settings, statute = read_settings(config, isolated), load_statute()
    record = open_record(settings)
    begun = None
    if begin_with is not None:
        from fto_check.cli.begin import begin

        begun = begin(begin_with, name, record, statute)
        name = begun.name
    found = record.find(begun.listed_as if begun is not None and begun.listed_as is not None else name)
    groups = {entry.group for entry in found}
    text = new_profile(name, statute, record.designations_of(found[0].id) if len(groups) == 1 else (), begun)
    if len(groups) > 1:
        several = ", ".join(sorted(groups))
        say(f"fto-check: the official record has several by this name, name one with 'record:': {several}")
    if stdout:
        write(text)
        return
    target = Path(output or ".")
    if output and output.endswith(("/", os.sep)) and not target.is_dir():
        raise usage(f"there is no folder {shown(output)}")
    if target.is_dir():
        target /= file_name(name)
    if target.exists() or target.is_symlink():
        raise usage(f"{shown(str(target))} is there already: nothing is written over it")
    if not target.parent.is_dir():
        raise usage(f"there is no folder {shown(str(target.parent))}")
    refuse_target("--output", str(target), settings)
    _write_new(target, text)


def _has_any(text: str, characters: str) -> bool:
    import re

    return re.search(f"[{characters}]", text) is not None


def _write_new(target: Path, text: str) -> None:
    """Write a profile, and the schema beside it if there is none or another one."""
    from fto_check.manuals.schema import SCHEMA_FILE
    from fto_check.manuals.template import SCHEMA_NAME

    if wrong := write_file(str(target), text):
        raise usage(wrong)
    written = [str(target)]
    beside, schema = target.parent / SCHEMA_NAME, SCHEMA_FILE.read_text(encoding="utf-8")
    if beside.is_symlink() or (beside.exists() and not beside.is_file()):
        say(f"fto-check: {shown(str(beside))} is no regular file: it is left alone (fto-check schema -o PATH)")
    elif not beside.exists() or head(beside, len(schema.encode()) + 1) != schema.encode():
        if wrong := write_file(str(beside), schema):
            say(f"fto-check: {wrong}")
        else:
            written.append(f"{beside} (for your editor)")
    say(shown(f"wrote {' and '.join(written)}"))
    say(shown(f"next: fto-check {target}; fto-check explain says what each element asks for"))


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="profile; or an output in JSON: report (of check), lines (ndjson), why, compare, diff, record, "
            "sources, explain and more, which `all` lists.",
            autocompletion=options.schema_names,
        ),
    ] = PROFILE,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="PATH", help="Write it to a file. Default: standard output.")
    ] = None,
) -> None:
    """Print the JSON Schema of a profile, with which an editor completes, explains and checks it; or of an output.

    For the YAML language server, begin a profile with: # yaml-language-server: $schema=PATH
    """
    from fto_check.cli.config import Config

    text = _schema_text(name)
    if output is None:
        write(text)
        return
    refuse_target("--output", output, Config(Path()))
    if wrong := write_file(output, text):
        raise usage(wrong)


def _schema_text(name: str) -> str:
    """Return a schema as text; a name that is none ends the run."""
    from fto_check.manuals.schema import SCHEMA_FILE, write_schema

    wanted = name.strip().casefold().replace("_", "-")
    if wanted == PROFILE:
        return SCHEMA_FILE.read_text(encoding="utf-8")
    from fto_check.problems.problems import did_you_mean
    from fto_check.views.schemas import build_schema, schema_names

    names = schema_names()
    if wanted == ALL:
        return "".join(f"{name}\n" for name in (PROFILE, *names))
    if wanted not in names:
        near = did_you_mean(wanted, [PROFILE, *names])
        hint = near or f"there are {PROFILE}, {', '.join(names)}"
        raise usage(f"there is no schema '{name}' ({hint})")
    return write_schema(build_schema(wanted))
