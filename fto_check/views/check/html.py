"""A dossier that can be sent, printed and defended: one page of HTML, or of several profiles an index through time."""

from __future__ import annotations

from typing import Any

from fto_check.runs.report import Report
from fto_check.views.check.dossier_page import DossierPage, own_problems
from fto_check.views.check.dossier_rests import SYMBOLS, VOICE_WORDS
from fto_check.views.check.formats import Detail
from fto_check.views.check.index_page import IndexPage
from fto_check.views.html.flip_words import CHANGE_TITLES
from fto_check.views.html.page import render_page


def render(report: Report, *, quiet: bool = False, detail: Detail | None = None) -> str:
    """Return the page of a run: of one profile its dossier; of several the index, with the dossiers if asked for.

    `quiet` leaves out nothing: a page that is sent is whole.
    """
    del quiet
    each = len(report.profiles) == 1 or (detail is not None and detail.tables)
    if len(report.profiles) == 1 and not report.invalid:
        (profile,) = report.profiles
        page = DossierPage(profile)
        others = list(own_problems(report.problems, [page]))
        return render_page("dossier.html", p=page, others=others, **_shared(report))
    index = IndexPage(report, each=each)
    others = list(own_problems(report.problems, index.pages))
    return render_page("index.html", index=index, others=others, **_shared(report))


def _shared(report: Report) -> dict[str, Any]:
    """Return what the templates of both pages need."""
    return {
        "report": report,
        "notice": report.statute.notice,
        "VOICE_WORDS": VOICE_WORDS,
        "VOICE_SYMBOLS": SYMBOLS,
        "CHANGE_TITLES": CHANGE_TITLES,
    }
