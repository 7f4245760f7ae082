"""The picture that README shows is what the program draws: `pytest --update-golden` draws it again."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

from fto_check.runs.dossier import Dossier
from fto_check.views.html.picture import render_picture
from tests.conftest import ROOT
from tests.reports import report_of

PICTURE = "profiles/cjng-timeline.svg"


def test_the_picture_of_readme(golden: Callable[[str, str], None]) -> None:
    (profile,) = report_of("profiles/cjng.yaml").profiles
    drawn = render_picture(Dossier(profile))
    golden(str(ROOT / PICTURE), drawn)
    tree = ET.fromstring(drawn)
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert not [one for one in tree.iter() if one.tag.endswith(("}a", "}script", "}image"))]
    assert not re.search(r"(href|src)=|url\((?!#)", drawn)


def test_readme_shows_it() -> None:
    assert f"]({PICTURE})" in (ROOT / "README.md").read_text(encoding="utf-8")
