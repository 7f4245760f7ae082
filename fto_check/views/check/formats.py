"""The output formats: each a module with `render(report)`, which opens and prints nothing."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fto_check.runs.report import Report


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
    Format.TABLE: "fto_check.views.check.table",
    Format.JSON: "fto_check.views.check.json",
    Format.NDJSON: "fto_check.views.check.ndjson",
    Format.MARKDOWN: "fto_check.views.check.markdown",
    Format.CSV: "fto_check.views.check.csv",
    Format.JUNIT: "fto_check.views.check.junit",
    Format.SARIF: "fto_check.views.check.sarif",
    Format.GITHUB: "fto_check.views.check.github",
}


def render(report: Report, form: Format, *, quiet: bool = False) -> Any:
    """Render a report: text that ends in a line break, or for the table a rich renderable."""
    return import_module(_MODULES[form]).render(report, quiet=quiet)
