"""The profile of the long run of the properties."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("long", max_examples=12_500, deadline=None)
