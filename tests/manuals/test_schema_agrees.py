"""The schema and the model on 500 mutated files: what one takes the other takes, but for the kinds listed here."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest
import yaml

from fto_check.manuals.schema import SCHEMA_FILE
from fto_check.problems.problems import InvalidDocumentError
from fto_check.profile.loading import load_with_document
from tests.conftest import slow_but
from tests.manuals.test_schema import _PlainLoader

VALIDATOR = jsonschema.Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
FILES = 500
PROFILE = """organization:
  name: A group
  aliases: [AG, The Group]
  countries: [MX]
  founded: 2009/2011
  record: cjng
  predecessors: [Old group]
  successors: [New group]
  summary: A group.
  reviewed: {by: A. Reviewer, on: 2024-11-20}
sources:
  first:
    title: A report
    publisher: A paper
    kind: press
    reliability: B
    reason: an agency
    published: 2024-09
    url: https://example.org/a
    retrieved: 2024-11-24
    origin: first
  second: {title: B, publisher: Q, kind: court, reliability: A, published: 2023-05-01}
evidence:
  raid-2015:
    claim: It made a raid.
    supports: [explosive_or_firearm, endangerment]
    contradicts: [intent]
    disputes: [personal_monetary_gain]
    incident: raid
    when: 2015-05-01
    where: [MX, US]
    place: Jalisco
    actor: A branch
    attributed_by: a jury
    attribution: convicted
    credibility: 1
    sources:
      - first
      - {source: second, at: p. 4, credibility: 3, reliability: B, origin: a witness}
    note: A note.
    borne_out_by: [looked]
    contradicted_by: [searched-for]
    ignore: {FTO207: behind a login}
  looked:
    claim: Nothing was found.
    about: [threat]
    credibility: 2
    sources: [first]
  searched-for:
    claim: Nothing was found.
    about: [threat]
    searched:
      - {where: the archive, on: 2024-11-30, for: its name}
expect:
  - {as_of: 2024-11-24, known_by: 2024-12-31, overall: not_established, foreign: not-established}
"""

# Why one of them takes what the other refuses: how it is recognized in the codes that the model tells, or the text.
TEXT_ONLY = {"FTO003", "FTO004", "FTO005", "FTO006", "FTO007", "FTO010", "FTO011", "FTO012", "FTO121", "FTO122"}
REASONS: dict[str, Callable[[set[str], str], bool]] = {
    "the text of the file: duplicate keys, cut texts, what an editor's parser repairs": lambda codes, _: bool(
        codes & TEXT_ONLY
    ),
    "references: a source that does not exist, one cited twice in two ways": lambda codes, _: bool(
        codes & {"FTO110", "FTO118"}
    ),
    "an element in two lists": lambda codes, _: "FTO113" in codes,
    "references to items": lambda codes, _: "FTO125" in codes,
    "labels that look alike": lambda codes, _: bool(codes & {"FTO116", "FTO123"}),
    "the law of a day": lambda codes, _: "FTO114" in codes,
    "the order of a range, and 29 February": lambda codes, text: (
        "FTO115" in codes or (codes == {"FTO104"} and bool(re.search(r"\d{4}-02-29", text)))
    ),
    "an address is parsed by the model and only begun by the pattern": lambda codes, _: codes == {"FTO107"},
    "a status in capitals, or with spaces around it, is taken": lambda codes, text: (
        not codes and bool(re.search(r"(?i): '? ?(?!met|not)(met|not[_-](met|established)|contested) ?", text))
    ),
    "spaces around a word in quotes are trimmed": lambda codes, text: not codes and bool(re.search(r"[' ]'", text)),
}


def model_codes(text: str) -> set[str]:
    try:
        load_with_document("x.yaml", raw=text.encode())
    except InvalidDocumentError as error:
        return {problem.code for problem in error.problems}
    return set()


def schema_takes(text: str) -> bool:
    """Return whether the schema takes a file as an editor reads it, with numbers; no YAML is not taken."""
    try:
        return VALIDATOR.is_valid(yaml.load(text, _PlainLoader))
    except yaml.YAMLError:
        return False


VALUES = [
    "", "null", "~", "[]", "{}", "''", "' '", "0", "7", "2024", "2024.5", "true", "[x]", "{a: b}", "x", "X",
    "first", "MX", "[MX, MX]", "[first, first]", "[intent, intent]", "[violence]", "[foreign]", "[threat, threat]",
    "2024-13", "2024-02-30", "2024-04-31", "2023-02-29", "2024/2023", "2024/..", "../2024", "../..", "0000",
    "'2024-1'", '"a\\nb"', '"a\\tb"', '"a\\u0007b"', '"\\u200b"', '"a\\u202eb"', "' met '", "MET", "contested",
    "http://", "https://a b", "ftp://a.org", "https://[x", "HTTPS://EXAMPLE.org", "{FTO299: x}", "{FTO201: x}",
    "{FTO207: }", "{fto207: x}", "B2", "b", "1", "'1'", "6", "A", "press", "newspaper", "alleged", "bogotá", "a b",
    "a–b", "東京", "'a ’ b'", "|\n      lines\n      and lines", ">-\n      one line", "2024-11-24", "'2024-11-24 '",
    "2024-11", "[{source: first}, first]", "- a", "'- a'", "7e3", "0x1F", "{by: A., on: 2024-01-01}", "{by: A.}",
    "12345678901234567890", "[[x]]", "[null]", "['']", "NO", "on", "no", "1_000",
]  # fmt: skip
KEYS = [
    "claim", "when", "aliases", "supports", "bogotá-2003", "raid–2003", "Raid", "a b", "-x", "x.y_z", "FTO210",
    "FTO2", "x",
]  # fmt: skip


def mutants(count: int) -> Iterator[str]:
    """Yield files with one to three changes each: a value, a key, a line less or twice, a sign in it."""
    chance = random.Random(19)
    for _ in range(count):
        lines = PROFILE.splitlines()
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            number = chance.randrange(len(lines))
            line = lines[number]
            kind = chance.choice(["value", "value", "value", "value", "key", "less", "twice", "sign"])
            key, colon, _value = line.partition(":")
            if kind == "value" and colon:
                lines[number] = f"{key}: {chance.choice(VALUES)}"
            elif kind == "key" and colon:
                indent = len(line) - len(line.lstrip())
                lines[number] = " " * indent + chance.choice(KEYS) + line[line.index(":") :]
            elif kind == "less":
                del lines[number]
            elif kind == "twice":
                lines.insert(number, line)
            elif line:
                at = chance.randrange(len(line))
                lines[number] = line[:at] + chance.choice("#:-,'\"[]{}?&*\u200bé0aZ ") + line[at:]
        yield "\n".join(lines) + "\n"


@pytest.mark.parametrize("files", slow_but([FILES // 10, FILES], FILES // 10))
def test_both_agree_but_for_the_kinds_that_are_listed(files: int) -> None:
    assert len(REASONS) <= 10
    assert not model_codes(PROFILE)
    assert schema_takes(PROFILE)
    kinds: Counter[str] = Counter()
    unexplained: list[Any] = []
    for text in mutants(files):
        codes, taken = model_codes(text), schema_takes(text)
        if taken == (not codes):
            kinds["agree"] += 1
            continue
        reason = next((reason for reason, holds in REASONS.items() if holds(codes, text)), None)
        if reason is None:
            unexplained.append((sorted(codes), taken, sorted(set(text.splitlines()) - set(PROFILE.splitlines()))))
        else:
            kinds[reason] += 1
    assert not unexplained, f"{len(unexplained)} of {files}: {unexplained[:5]}"
    assert kinds["agree"] > files * 0.8, kinds
