"""fto-check: does the cited evidence about an organization bear out the three criteria of INA Section 219?

The library in three calls: `load_profile` reads and validates a profile, `load_statute` gives the law, `assess` works
out what the evidence comes to on a day. None of them loads typer or rich.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fto_check.version import VERSION as __version__

if TYPE_CHECKING:
    from fto_check.assessment import assess
    from fto_check.errors import FtoCheckError, InvalidDocumentError, Location, NoLawError, Problem
    from fto_check.loading import load_profile
    from fto_check.profile import Profile
    from fto_check.report import Assessment
    from fto_check.status import Status
    from fto_check.statute import Statute, load_statute

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

# Where each public name lives. They are loaded when first asked for, so that `fto-check --help` does not load pydantic.
_HOMES = {
    "assess": "assessment", "Assessment": "report", "FtoCheckError": "errors", "InvalidDocumentError": "errors",
    "Location": "errors", "NoLawError": "errors", "Problem": "errors", "Profile": "profile", "Status": "status",
    "Statute": "statute", "load_profile": "loading", "load_statute": "statute",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"fto_check.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
