"""The output formats: each a module with `render(report)`, which opens and prints nothing."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fto_check.report import Report


class Format(StrEnum):
    """The formats of `check`, by the name that `--format` takes."""

    TABLE = "table"
    JSON = "json"
    NDJSON = "ndjson"
    MARKDOWN = "markdown"
    CSV = "csv"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"


# Loaded when asked for: json needs neither what draws the table nor what writes XML.
_MODULES = {
    Format.TABLE: "fto_check.formats.table",
    Format.JSON: "fto_check.formats.json",
    Format.NDJSON: "fto_check.formats.ndjson",
    Format.MARKDOWN: "fto_check.formats.markdown",
    Format.CSV: "fto_check.formats.csv",
    Format.JUNIT: "fto_check.formats.junit",
    Format.SARIF: "fto_check.formats.sarif",
    Format.GITHUB: "fto_check.formats.github",
}


def render(report: Report, form: Format, *, quiet: bool = False) -> Any:
    """Render a report: text that ends in a line break, or for the table a rich renderable."""
    return import_module(_MODULES[form]).render(report, quiet=quiet)
