"""The JSON Schema of a profile: current, complete, and of one mind with the model where it can be."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from fto_check import load_statute
from fto_check.documents.yaml_reader import read_document
from fto_check.manuals.schema import SCHEMA_FILE, build_schema, write_schema
from fto_check.problems.problems import InvalidDocumentError
from fto_check.profile import models as profile
from fto_check.profile.loading import load_profile
from tests.conftest import CASES, FEW, INVALID, PROFILES, ROOT, Run, slow_but

SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
MODELS = (
    profile.Organization, profile.Source, profile.Citation, profile.Search, profile.Item, profile.Expectation,
    profile.Review,
)  # fmt: skip
# What no schema of one file can see: references, the law of a day, what a date is, and the file as text.
BEYOND = {
    "alias", "bidi-override", "duplicate-key", "element-in-two-lists", "empty", "expect-before-the-law",
    "expect-of-later-law", "ids-that-differ-by-case", "merge-key", "not-utf-8", "only-a-list",
    "origin-in-another-script", "question-mark-in-braces", "relation-to-no-item", "reversed-range",
    "syntax-colon-in-text", "tag", "text-cut-by-a-comment", "too-deep", "two-documents", "unknown-source",
}  # fmt: skip


@pytest.mark.skipif(
    version("iso3166").split(".")[0] != "3", reason="the names of countries in the file are those of iso3166 3"
)
def test_the_file_is_current() -> None:
    """Rewrite it with: python -c "from fto_check.manuals.schema import *; SCHEMA_FILE.write_text(write_schema(build_schema()))"."""  # noqa: E501
    assert SCHEMA_FILE.read_text(encoding="utf-8") == write_schema(build_schema())


def test_it_is_a_schema_of_draft_2020_12() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_says_what_it_is() -> None:
    for model in MODELS:
        keys = SCHEMA["$defs"][model.__name__.lower()]["properties"]
        own = {profile.key_of(name) for name in model.model_fields} - {"statuses"}
        assert own <= set(keys)
        for name in own:
            assert keys[name]["title"]
            assert keys[name]["description"].endswith(".")
            assert keys[name]["examples"]
    assert set(SCHEMA["properties"]) == set(profile.Profile.model_fields)


def test_every_word_is_explained() -> None:
    for name in (
        "element",
        "node",
        "criterion",
        "status",
        "kind",
        "reliability",
        "credibility",
        "attribution",
        "country",
    ):
        words = SCHEMA["$defs"][name]
        assert len(words["enum"]) == len(words["enumDescriptions"])
        assert all(words["enumDescriptions"])
    assert SCHEMA["$defs"]["element"]["enum"] == list(load_statute().leaves)
    assert {"MX", "NO", "XK"} <= set(SCHEMA["$defs"]["country"]["enum"])


@pytest.mark.parametrize("path", slow_but([*PROFILES, *CASES], FEW[2], *CASES[::4]), ids=lambda path: path.stem)
def test_what_the_model_takes_it_takes(path: Path) -> None:
    assert load_profile(path)
    assert not list(VALIDATOR.iter_errors(read_document(path).data))
    # As an editor reads it, where a number is a number.
    assert not list(VALIDATOR.iter_errors(yaml.load(path.read_text(encoding="utf-8"), _PlainLoader)))


class _PlainLoader(yaml.SafeLoader):
    """YAML without dates and with the two truth values of its second version."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


@pytest.mark.parametrize("path", [path for path in INVALID if path.stem not in BEYOND], ids=lambda path: path.stem)
def test_what_it_refuses_the_model_refuses(path: Path) -> None:
    with pytest.raises(InvalidDocumentError):
        load_profile(path)
    assert list(VALIDATOR.iter_errors(yaml.load(path.read_text(encoding="utf-8"), _PlainLoader)))


def test_the_examples_are_right() -> None:
    for definition in [SCHEMA, *SCHEMA["$defs"].values()]:
        for key in definition.get("properties", {}).values():
            for example in key.get("examples", ()):
                part = {name: value for name, value in key.items() if name not in ("examples", "title", "description")}
                validator = jsonschema.Draft202012Validator({**part, "$defs": SCHEMA["$defs"]})
                assert not list(validator.iter_errors(example)), (key["description"], example)


@pytest.mark.slow
def test_another_tool_agrees() -> None:
    arguments = ["--schemafile", str(SCHEMA_FILE), *map(str, [*PROFILES, *CASES])]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")
    broken = str(ROOT / "tests" / "data" / "invalid" / "unknown-key.yaml")
    refused = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA_FILE), broken]
    assert subprocess.run(refused, capture_output=True, timeout=60, check=False).returncode == 1


def test_the_command(run: Run, tmp_path: Path) -> None:
    assert run("schema").stdout.decode() == SCHEMA_FILE.read_text(encoding="utf-8")
    assert run("schema", "-o", str(tmp_path / "s.json")).returncode == 0
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == SCHEMA_FILE.read_text(encoding="utf-8")
    assert run("schema", "-o", str(tmp_path / "no" / "s.json")).returncode == 2
