"""The picture through time by itself: a file of SVG with colours of its own, for a page that is not of this program."""

from __future__ import annotations

from markupsafe import Markup

from fto_check.runs.dossier import Dossier
from fto_check.views.html.page import PICTURE_STYLE, render_page, style
from fto_check.views.html.scene import scene_of
from fto_check.views.html.sheets import WIDE
from fto_check.views.html.timeline import lay_out


def render_picture(dossier: Dossier) -> str:
    """Return the picture of one profile; it has no links, since within an image none would work."""
    name, course = dossier.assessment.profile.organization.name, dossier.course
    return render_page(
        "timeline.svg",
        P=lay_out(scene_of(dossier), WIDE),
        title=f"{name}: the three criteria through time, to {course.as_of.isoformat()}",
        course=course,
        style=Markup(style(*PICTURE_STYLE)),
    )
