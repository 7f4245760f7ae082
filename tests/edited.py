"""Profiles as an author leaves them after an edit of the file: the text is changed, written anew and read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from fto_check.documents.yaml_reader import parse_document
from fto_check.profile.loading import LoadedProfile, load_with_document


def data_of(path: Path) -> dict[str, Any]:
    """Return what stands in a profile as plain data, no model between."""
    return json.loads(json.dumps(parse_document(path.read_bytes(), str(path)).data))  # type: ignore[no-any-return]


def edited(data: dict[str, Any], keep: Callable[[str, str], bool]) -> dict[str, Any]:
    """Return the data after an author took out the citations that are not to stay, and what hangs on them alone.

    `keep` is asked with the id of the source and the label of the origin.
    """
    sources, evidence = data["sources"], {}
    for item_id, item in data["evidence"].items():
        left = [one for one in item.get("sources", ()) if keep(*_named(one, sources))]
        if left:
            evidence[item_id] = {**item, "sources": left}
        elif not item.get("sources"):  # it says where one looked and found nothing
            evidence[item_id] = dict(item)
    for item in evidence.values():
        for key in ("borne_out_by", "contradicted_by"):
            if key in item:
                item[key] = [name for name in item[key] if name in evidence]
    cited = {_named(one, sources)[0] for item in evidence.values() for one in item.get("sources", ())}
    kept = {name: one for name, one in sources.items() if name in cited or keep(name, one.get("origin", name))}
    return {**data, "sources": kept, "evidence": evidence}


def _named(citation: Any, sources: dict[str, Any]) -> tuple[str, str]:
    name = citation if isinstance(citation, str) else citation["source"]
    own = None if isinstance(citation, str) else citation.get("origin")
    return name, own or sources[name].get("origin", name)


def without(data: dict[str, Any], *, sources: Collection[str] = (), origins: Collection[str] = ()) -> dict[str, Any]:
    """Return the data without some sources and origins."""
    return edited(data, lambda source, origin: source not in sources and origin not in origins)


def only(data: dict[str, Any], source: str) -> dict[str, Any]:
    """Return the data with nothing but one source."""
    return edited(data, lambda name, _: name == source)


def written(data: dict[str, Any], path: Path) -> Path:
    """Write data as a profile: JSON is YAML too."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def loaded(data: dict[str, Any]) -> LoadedProfile:
    """Return a profile read from data as from a file."""
    return load_with_document("edited.yaml", raw=json.dumps(data, ensure_ascii=False).encode())
