"""The profile of the long run of the properties."""

from __future__ import annotations

from hypothesis import settings

# Of these a test takes up to 400 percent: 50,000 profiles.
settings.register_profile("long", max_examples=12_500, deadline=None)
