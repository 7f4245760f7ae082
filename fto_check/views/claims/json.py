"""The claims of one source as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fto_check.manuals.wording import say
from fto_check.runs.claims import Answers, Claim, ClaimsReport, ClaimStatus, Knowledge, Statuses, count_claims
from fto_check.runs.holding import Backing, Held, best_of
from fto_check.version import VERSION
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, given_data, text_or_none, without_data


def render(report: ClaimsReport) -> str:
    """Return the whole report as indented JSON."""
    return json_text.document(as_data(report))


def as_data(report: ClaimsReport) -> dict[str, Any]:
    """Return the report as plain data; what is known then is null of an undated source."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fto-check", "version": VERSION},
        "source": {"id": report.source_id, **given_data(report.source)},
        "as_of": report.as_of.isoformat(),
        "known_by": text_or_none(report.day),
        "law": {"id": report.statute.id, "version": report.law.version.isoformat()},
        "without": without_data(report.without),
        "profiles": report.files,
        "differing": list(report.differing),
        "claims": [_claim(claim, report) for claim in report.claims],
        "organizations": [
            {
                "path": one.path,
                "organization": one.profile.organization.name,
                **_by_knowledge(report, lambda known, one=one: _answers(one.answers[known])),
            }
            for one in report.organizations
        ],
        "counts": _by_knowledge(report, lambda known: _counts(report, known)),
        "notice": report.statute.notice,
    }


def _by_knowledge(report: ClaimsReport, made: Any) -> dict[str, Any]:
    return {str(known): made(known) if known in report.known else None for known in Knowledge}


def _claim(claim: Claim, report: ClaimsReport) -> dict[str, Any]:
    return {
        "at": list(claim.at),
        "claim": claim.text,
        "status": [str(status) for status in claim.statuses(Knowledge.HINDSIGHT)],
        **_by_knowledge(report, lambda known: _standing(claim, known)),
        "organizations": [
            {
                "path": telling.path,
                "organization": telling.profile.organization.name,
                "item": telling.item_id,
                "context": telling.item.is_context,
                **_by_knowledge(report, lambda known, telling=telling: _held(telling.held[known])),
            }
            for telling in claim.tellings
        ],
    }


def _standing(claim: Claim, known: Knowledge) -> dict[str, Any]:
    return {
        "status": [str(status) for status in claim.statuses(known)],
        **{str(side): _sum(claim.backing(known, side)) for side in (ClaimStatus.BORNE_OUT, ClaimStatus.CONTRADICTED)},
    }


def _sum(backing: Iterable[Backing]) -> dict[str, Any]:
    """Return the origins behind some items, each once, and the best grade."""
    cited = [one for each in backing for one in each.cited]
    return {"origins": sorted({one.origin for one in cited}), "best": best_of(cited) if cited else None}


def _held(held: Held) -> dict[str, Any]:
    return {
        "borne_out_by": [_backing(one) for one in held.borne_out],
        "contradicted_by": [_backing(one) for one in held.contradicted],
        "counted": held.counted,
        "reason": say(held.reason) if held.reason is not None else None,
        "elements": list(held.elements),
    }


def _backing(backing: Backing) -> dict[str, Any]:
    return {
        "item": backing.item,
        "same_item": backing.own,
        "best": backing.best,
        "citations": [{"source": one.source, "origin": one.origin, "grade": one.marks} for one in backing.cited],
    }


def _answers(answers: Answers) -> dict[str, Any]:
    return {"with": _words(answers.whole), "without": _words(answers.without), "only": _words(answers.only)}


def _words(statuses: Statuses) -> dict[str, str]:
    return {name: str(status) for name, status in statuses.items()}


def _counts(report: ClaimsReport, known: Knowledge) -> dict[str, int]:
    counts = count_claims(report.claims, known)
    return {
        "claims": counts.claims, "borne_out": counts.borne_out, "contradicted": counts.contradicted,
        "both": counts.both, "word_alone": counts.word_alone, "counted": counts.counted,
        "not_counted": counts.not_counted, "context": counts.context,
    }  # fmt: skip
