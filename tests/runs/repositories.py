"""Repositories for the tests: forty profiles, and the commands of git without the caller's settings."""

from __future__ import annotations

import subprocess
from pathlib import Path

SOURCES = """sources:
  paper: {{title: Report {n}, publisher: P, kind: press, reliability: B, published: 2024-09, url: "https://example.org/{n}"}}
  study: {{title: Study {n}, publisher: Q, kind: academic, reliability: B, published: 2024-10}}
"""


def profile(number: int) -> str:
    """Return a small profile, which has a warning: an actor whose acts nothing makes the organization's."""
    return (
        f"organization: {{name: Group number {number:02}, countries: [NO]}}\n"
        + SOURCES.format(n=number)
        + "evidence:\n"
        "  base: {claim: It sits abroad., credibility: 2, supports: [foreign_base], sources: [paper, study]}\n"
        "  other: {claim: An ally shot., credibility: 3, supports: [explosive_or_firearm], incident: s, actor: Ally,\n"
        "          when: 2024-01-02, sources: [paper]}\n"
        "expect:\n"
        "  - {as_of: 2025-01-01, foreign: met}\n"
    )


def git(folder: Path, *arguments: str) -> str:
    """Run a command of git as somebody, and return what it prints."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    allowed = ("-c", "protocol.file.allow=always")
    return subprocess.run(
        ["git", *identity, *allowed, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


def commit(folder: Path, message: str = "A state") -> None:
    """Commit all that is there."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


def forty_profiles(folder: Path) -> Path:
    """Make a repository of forty profiles on the branch main, with a branch for a pull request checked out."""
    (folder / "profiles").mkdir()
    for number in range(40):
        (folder / "profiles" / f"group-{number:02}.yaml").write_text(profile(number))
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "checkout", "-q", "-b", "change")
    return folder / "profiles"
