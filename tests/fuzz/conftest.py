"""The profiles of the long runs."""

from __future__ import annotations

from hypothesis import Phase, settings

settings.register_profile("long", max_examples=5_000, deadline=None)
# To see many findings fast: what fails is not made smaller.
settings.register_profile("explore", max_examples=500, deadline=None, phases=[Phase.explicit, Phase.generate])
