"""The guide to the settings names each key of the table, and each reminder."""

from __future__ import annotations

from fto_check.advice import REMINDERS
from fto_check.cli.config import EXAMPLES
from fto_check.manuals.guides import GuideTopic, load_guide


def test_the_keys_are_those_that_are_read() -> None:
    assert list(load_guide(GuideTopic.SETTINGS).sections[0].rows) == list(EXAMPLES)


def test_the_reminders_are_named() -> None:
    rows = {term: text for section in load_guide(GuideTopic.SETTINGS).sections for term, text in section.rows.items()}
    assert rows["reminder"].startswith("{}, {} and {}: ".format(*sorted(REMINDERS)))
