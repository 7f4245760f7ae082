"""check-jsonschema with our own schema: the peer that users would take for the validation alone."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measure import Settings, version

# ruamel.yaml takes its C part wherever that is installed, which `pip install check-jsonschema` does not do; this is the
# same as not having it.
_PURE = "import sys; sys.modules['_ruamel_yaml'] = None; from check_jsonschema import main; main()"
_FAST = "from check_jsonschema import main; main()"


class Peer:
    """The peer's command for some files; `fast` is with ruamel.yaml's C part."""

    def __init__(self, settings: Settings) -> None:
        from fto_check.manuals.schema import SCHEMA_FILE

        self.schema = SCHEMA_FILE
        self.has_fast = version("ruamel.yaml.clib") is not None
        self.settings = settings

    def words(self, paths: Sequence[Path], *, fast: bool = False) -> list[str]:
        """Return the process."""
        return [sys.executable, "-c", _FAST if fast else _PURE, "--schemafile", str(self.schema), *map(str, paths)]
