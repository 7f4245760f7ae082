"""A profile loaded from a path: valid by its models and against the statute."""

from __future__ import annotations

import os
from itertools import islice
from typing import NamedTuple

from fto_check.documents.links import without_text
from fto_check.documents.textfile import read_bytes
from fto_check.documents.yaml_reader import Document, parse_document
from fto_check.law.statute import Statute, load_statute
from fto_check.problems.problems import MAX_PROBLEMS, InvalidDocumentError, cut_problems
from fto_check.profile.comments import find_cut_text, find_cut_texts
from fto_check.profile.models import Profile
from fto_check.profile.references import check_references
from fto_check.profile.validation import salvage_profile, validate_profile


class LoadedProfile(NamedTuple):
    """A valid profile with its document."""

    profile: Profile
    document: Document


def load_profile(path: str | os.PathLike[str], statute: Statute | None = None) -> Profile:
    """Read, validate and return a profile.

    Raises InvalidDocumentError; its `problems` (`cut_problems`) have file, line and column.
    """
    return load_with_document(path, statute).profile


def load_with_document(
    path: str | os.PathLike[str], statute: Statute | None = None, *, raw: bytes | None = None
) -> LoadedProfile:
    """Load a profile as `load_profile` does, with its document; `raw` is the content if the path should not be read."""
    name = os.fspath(path)
    if raw is not None:
        return _load(raw, name, statute)
    raw = read_bytes(name, "a profile is a YAML file")
    try:
        return _load(raw, name, statute)
    except InvalidDocumentError as error:
        raise without_text(error, name) from None


def _load(raw: bytes, path: str, statute: Statute | None) -> LoadedProfile:
    try:
        document = parse_document(raw, path)
    except InvalidDocumentError as error:
        raise find_cut_text(error, raw) from None
    profile, problems = validate_profile(document)
    problems += document.problems
    problems += islice(find_cut_texts(document), MAX_PROBLEMS + 1)
    law = statute or load_statute()
    # The references of an invalid profile are checked too, as far as they can be read: its author sees all at once.
    checked = profile if profile is not None else salvage_profile(document)
    problems += islice(check_references(checked, law, document), MAX_PROBLEMS + 1)
    problems.sort(key=lambda problem: (problem.location, problem.code))
    if profile is None or problems:
        raise InvalidDocumentError(document.path, cut_problems(problems))
    return LoadedProfile(profile, document)
