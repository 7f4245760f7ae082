"""fto-check: does the cited evidence about an organization bear out the three criteria of INA Section 219?

The library in three calls: `load_profile` reads and validates a profile, `load_statute` gives the law, `assess` works
out what the evidence comes to on a day. None of them loads typer or rich.
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

# Where each public name lives. They are loaded when first asked for, so that `fto-check --help` does not load pydantic.
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
