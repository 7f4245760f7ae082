"""Files that got another name: what is gone on one side is what is new on the other, if one organization is in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pydantic import ValidationError

from fto_check.documents.names import fold
from fto_check.documents.yaml_reader import parse_document
from fto_check.problems.problems import InvalidDocumentError
from fto_check.profile.models import NO_RECORD, Organization


def read_organization(raw: bytes) -> Organization | None:
    """Return the organization of a profile, whatever faults the rest of it has; None if it has no valid one."""
    try:
        return Organization.model_validate(parse_document(raw, "").data.get("organization"))
    except (InvalidDocumentError, ValidationError):
        return None


def pair_renamed(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """Return the former name of each new file that is a renamed one.

    A file is the same if its content is, or else the record id or the name of its organization, which no other file on
    either side may have.
    """
    found: dict[str, str] = {}
    left = {raw: name for name, raw in reversed(list(gone.items()))}
    for name, raw in new.items():
        if raw in left:
            found[name] = left.pop(raw)
    if len(found) == len(gone) or len(found) == len(new):
        return found
    before = {name: read_organization(raw) for name, raw in gone.items() if name not in found.values()}
    after = {name: read_organization(raw) for name, raw in new.items() if name not in found}
    for identity in (_record_of, _name_of):
        old, now = _by(identity, before, found.values()), _by(identity, after, found)
        found |= {name: old[key] for key, name in now.items() if key in old}
    return found


def _record_of(organization: Organization) -> str | None:
    return organization.record if organization.record != NO_RECORD else None


def _name_of(organization: Organization) -> str | None:
    return fold(organization.name)


def _by(
    identity: Callable[[Organization], str | None],
    organizations: Mapping[str, Organization | None],
    paired: Iterable[str],
) -> dict[str, str]:
    """Return the files by an identity of their organizations that one file alone has."""
    files: dict[str, list[str]] = {}
    taken = set(paired)
    for name, organization in organizations.items():
        if name not in taken and organization is not None and (key := identity(organization)):
            files.setdefault(key, []).append(name)
    return {key: names[0] for key, names in files.items() if len(names) == 1}
