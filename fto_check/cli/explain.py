"""The command `explain`: the statute, an element of it, a status, or a code."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fto_check.cli import options
from fto_check.cli.inputs import expand, read_settings
from fto_check.cli.io import usage, write
from fto_check.cli.suggest import format_option

if TYPE_CHECKING:
    from fto_check.cli.config import Config
    from fto_check.law.statute import Statute
    from fto_check.profile.models import Profile


class ExplainFormat(StrEnum):
    """The formats of `explain`."""

    TABLE = "table"
    JSON = "json"


def explain(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC]",
            autocompletion=options.topics,
            help="An element, branch, criterion, status, code or key of a profile; or method, grades, changes, codes; "
            "process, proof or effects, for the decisions on them; or a word, such as kidnapping, for the elements "
            "that it may mean. Default: the statute.",
        ),
    ] = None,
    profiles: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Where to take examples from. Default: the paths of the configuration."),
    ] = None,
    form: Annotated[ExplainFormat, format_option(ExplainFormat)] = ExplainFormat.TABLE,
    no_pager: options.NoPager = False,
    config: options.ConfigFile = None,
    isolated: options.Isolated = False,
) -> None:
    """Explain the method, an element of the statute, a status or a code: what it asks, what is enough, what is not."""
    from fto_check.law.authorities import Topic, find_authorities
    from fto_check.law.status import Status
    from fto_check.law.statute import load_statute
    from fto_check.manuals.elements import explain_field, field_names
    from fto_check.manuals.finding import find_elements
    from fto_check.manuals.guides import GuideTopic, load_guide
    from fto_check.manuals.schema import SCHEMA_FILE
    from fto_check.problems.problems import CODES
    from fto_check.reasoning.findings import Confidence

    statute = load_statute()
    word = " ".join(words or []).strip()
    name = word.casefold().replace("-", "_")
    as_json = form is ExplainFormat.JSON
    show = partial(_show, as_json=as_json, paged=not no_pager)
    if not word:
        show("statute", statute)
    elif name in statute.by_id:
        from fto_check.manuals.elements import explain_node

        settings = read_settings(config, isolated)
        show("node", explain_node(statute, name, _examples(profiles, settings, statute)))
        schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
        if name in field_names(schema) and not as_json:
            write("\n")
            show("field", explain_field(schema, name))
    elif word.upper() in CODES:
        from fto_check.manuals.codes import manual

        show("code", manual(word.upper()))
    elif name.upper() in Status.__members__:
        show("status", Status[name.upper()])
    elif name == "confidence" or name in tuple(Confidence):
        show("confidence")
    elif name == "codes":
        show("codes")
    elif name == "changes":
        from fto_check.manuals.changes import load_changes

        show("changes", load_changes(), statute)
    elif name in tuple(GuideTopic):
        show("guide", load_guide(GuideTopic(name)))
    elif name in tuple(Topic):
        show("topic", Topic(name), find_authorities(name), statute)
    elif name in field_names(schema := json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))):
        show("field", explain_field(schema, name))
    elif (found := find_elements(statute, word)) is not None:
        show("found", found)
    else:
        known = [
            *CODES, *(str(status) for status in Status), *field_names(schema), *GuideTopic,
            *Topic, "changes", "codes", "confidence",
        ]  # fmt: skip
        hint = statute.hint_for(word, known) or "without an argument the whole statute is shown"
        raise usage(f"there is no element, status, code or key '{word}' ({hint})")


def _show(kind: str, *given: Any, as_json: bool, paged: bool) -> None:
    if as_json:
        from fto_check.views.explain import json as plain

        write(plain.render_json(kind, getattr(plain, f"{kind}_data")(*given)))
    else:
        from fto_check.views.explain import table

        write(getattr(table, f"render_{kind}")(*given), paged=paged)


def _examples(paths: list[str] | None, settings: Config, statute: Statute) -> list[tuple[str, Profile]]:
    """Read the profiles that examples are taken from; those that are not valid have none to give."""
    from fto_check.problems.problems import InvalidDocumentError
    from fto_check.profile.loading import load_with_document

    found = expand(paths or [str(settings.root / path) for path in settings.paths], "", settings)
    if paths and found.wrong:
        raise usage(found.wrong[0])
    profiles: list[tuple[str, Profile]] = []
    for path, raw in found.files:
        try:
            profiles.append((path, load_with_document(path, statute, raw=raw).profile))
        except InvalidDocumentError:
            continue
    return profiles
