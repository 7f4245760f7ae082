"""What an author writes about an organization: models, validation, references, loading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fto_check.profile.models import Profile

__all__ = ["Profile"]


def __getattr__(name: str) -> Any:
    """Load the model on first use (PEP 562), so that importing this package does not load pydantic."""
    if name != "Profile":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from fto_check.profile.models import Profile

    return Profile
