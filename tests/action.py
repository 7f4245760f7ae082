"""Run the composite action in a shell, as a runner does: `python -m tests.action FOLDER [NAME=VALUE]...`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
ACTION = ROOT / ".github" / "actions" / "fto-check" / "action.yml"


def load_action() -> dict[str, Any]:
    """Return the action's definition."""
    data: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return data


def run_step(
    step: dict[str, Any], inputs: dict[str, str], workspace: Path, temp: Path, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run one step with its inputs put into `env`, as the runner does; expressions stand nowhere else."""
    action = load_action()
    given = {name: inputs.get(name, spec.get("default", "")) for name, spec in action["inputs"].items()}
    contexts = {
        **{f"inputs.{name}": value for name, value in given.items()},
        "github.action_path": str(ACTION.parent), "runner.temp": str(temp),
    }  # fmt: skip

    def fill(text: str) -> str:
        return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda found: contexts[found[1]], text)

    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "FTO_"))}
    environment |= {name: fill(value) for name, value in step.get("env", {}).items()}
    environment |= {"GITHUB_STEP_SUMMARY": str(temp / "summary.md"), "GITHUB_OUTPUT": str(temp / "output"), **more}
    script = temp / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(shell, cwd=workspace, env=environment, capture_output=True, timeout=300, check=False)


def main(folder: str, *given: str) -> int:
    """Run the whole action, installation included, and print what its log would show."""
    inputs = dict(pair.split("=", 1) for pair in given)
    with tempfile.TemporaryDirectory() as name:
        temp = Path(name)
        (temp / "summary.md").touch()
        (temp / "output").touch()
        for step in load_action()["runs"]["steps"]:
            done = run_step(step, inputs, Path(folder), temp)
            sys.stdout.write(done.stdout.decode())
            sys.stderr.write(done.stderr.decode())
            if done.returncode:
                return done.returncode
        print(f"step summary: {len((temp / 'summary.md').read_bytes())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
