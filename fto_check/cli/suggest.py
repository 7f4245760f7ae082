"""What was meant by a word of the command line that leads nowhere: a path, a format, an output."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import typer

from fto_check.cli.io import shown

PROFILES = Path("profiles")
"""The folder where a profile is looked for that is named without one."""
_SUFFIXES = (".yaml", ".yml")
_MOST = 2000
"""The entries of a folder that a path is compared with."""
_OTHER_NAMES = {
    "md": "markdown", "txt": "table", "text": "table", "plain": "table", "terminal": "table", "jsonl": "ndjson",
    "xml": "junit", "excel": "csv", "xls": "csv", "xlsx": "csv", "tsv": "csv", "htm": "html", "web": "html",
    "actions": "github", "gha": "github", "code-quality": "gitlab", "codequality": "gitlab",
}  # fmt: skip
"""Other names of formats, among them the suffixes of their files."""
_AnyFormat = TypeVar("_AnyFormat", bound=StrEnum)


def path_meant(name: str) -> str | None:
    """Return the path of a profile or folder that is meant by one that is not there; None where none is near."""
    path = Path(name)
    for suffix in _SUFFIXES:
        for other in (f"{name}{suffix}", str(path.with_suffix(suffix)) if path.suffix else ""):
            if other and Path(other).is_file():
                return other
    if not path.parent.is_dir():
        above = path_meant(str(path.parent)) if path.parent != path else None
        inner = Path(above) / path.name if above is not None and Path(above).is_dir() else None
        if inner is None:
            return None
        return str(inner) if inner.exists() else path_meant(str(inner)) or above
    in_folder = path.parent == Path() and PROFILES.is_dir()
    return _sibling(path) or (path_meant(str(PROFILES / path)) if in_folder else None)


def _sibling(path: Path) -> str | None:
    from fto_check.problems.problems import nearest_words

    try:
        entries = [entry for entry in os.scandir(path.parent) if not entry.name.startswith(".")]
    except OSError:
        return None
    names = {entry.name for entry in entries[:_MOST] if entry.is_dir() or entry.name.endswith(_SUFFIXES)}
    stems = {name.removesuffix(".yaml").removesuffix(".yml"): name for name in sorted(names)}
    stem = path.name.removesuffix(".yaml").removesuffix(".yml")
    near = nearest_words(stem, stems)
    same = [name for name in names if name.casefold() == path.name.casefold()]
    found = same[0] if same else stems[near[0]] if near else None
    return str(path.parent / found) if found is not None else None


def no_such_path(name: str) -> str:
    """Return the message about a path that is not there, with the path or the command that is meant."""
    from fto_check.cli.app import COMMANDS
    from fto_check.problems.problems import nearest_word

    command = nearest_word(name, COMMANDS) if name.isalpha() else None
    meant = path_meant(name)
    hint = f" (did you mean '{command}', the command?)" if command is not None else ""
    if meant is not None:
        hint = f" (did you mean {shown(meant)}?)"
    return f"there is no file or folder {shown(name)}{hint}"


def format_meant(word: str, formats: type[StrEnum]) -> str | None:
    """Return the format that a word means: another name of it, the suffix of its files, or nearly its name."""
    from fto_check.problems.problems import nearest_word

    plain = word.strip().casefold().lstrip(".").replace("_", "-")
    names = [str(one) for one in formats]
    other = _OTHER_NAMES.get(plain, plain)
    return other if other in names else nearest_word(plain, names)


def no_such_format(word: str, formats: type[StrEnum]) -> str:
    """Return the message about a format that there is not."""
    meant = format_meant(word, formats)
    hint = f"did you mean '{meant}'?" if meant is not None else "write " + ", ".join(str(one) for one in formats)
    return f"there is no format '{shown(word)}' ({hint})"


def output_meant(text: str, formats: type[StrEnum]) -> str:
    """Return the FORMAT:PATH to write for a text without a format, or without a path."""
    suffix = Path(text).suffix.removeprefix(".")
    by_suffix = next((str(one) for one in formats if getattr(one, "suffix", None) == suffix and suffix != "txt"), None)
    meant = by_suffix or (format_meant(suffix, formats) if suffix else None)
    if meant is not None:
        return f"{meant}:{text}"
    form = format_meant(text.rstrip(":"), formats)
    if form is not None:
        return f"{form}:fto-check.{getattr(next(one for one in formats if str(one) == form), 'suffix', form)}"
    return f"markdown:{text or 'fto-check.md'}"


def format_option(formats: type[_AnyFormat], text: str = "The format.") -> Any:
    """Return the option --format of a command; a format that there is not is told with the one that is meant."""

    def read(word: str) -> _AnyFormat:
        if word in [str(one) for one in formats]:
            return formats(word)
        raise typer.BadParameter(no_such_format(word, formats))

    def complete(incomplete: str) -> list[str]:
        return [str(one) for one in formats if one.startswith(incomplete)]

    names = "|".join(str(one) for one in formats)
    return typer.Option("--format", "-f", parser=read, metavar=f"[{names}]", autocompletion=complete, help=text)
