"""README is true: its exit codes, elements, commands and outputs are those of the program."""

from __future__ import annotations

import re

from fto_check import load_statute
from fto_check.exits import WHO_ACTS
from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def elements() -> str:
    """Return the leaf elements by criterion, as README lists them."""
    lines = []
    statute = load_statute()
    for criterion in statute.criteria:
        names = ", ".join(f"`{node.id}`" for node in criterion.walk() if node.is_leaf)
        lines.append(f"- **{criterion.label}** (`{criterion.id}`): {names}")
    return "\n".join(lines)


def test_the_exit_codes() -> None:
    for code, (who, when) in WHO_ACTS.items():
        assert f"| {int(code)} | {who} | {when} |" in README


def test_the_elements() -> None:
    assert elements() in README


def test_the_outputs_are_current(run: Run) -> None:
    shown = re.findall(r"```console\n\$ fto-check (.*)\n((?:.*\n)*?)```", README)
    assert len(shown) >= 4
    for arguments, printed in shown:
        lines = [line.rstrip() for line in run(*arguments.split(), COLUMNS="100").stdout.decode().splitlines()]
        expected = printed.splitlines()
        if expected[-1] == "…":
            expected = expected[:-1]  # the rest is left out
            lines = lines[: len(expected)]
        while lines and not lines[-1]:
            lines.pop()
        assert lines == expected


def test_the_profile_in_the_readme_is_valid() -> None:
    from fto_check.loading import load_with_document

    text = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)[0]
    assert load_with_document("README.yaml", raw=text.encode()).profile.organization.name == "A group"


def test_the_library_example_runs(monkeypatch: object) -> None:
    import os
    import subprocess
    import sys

    code = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[0]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=environment, check=True
    )
    assert "('foreign', 'met')" in done.stdout
