"""The authorities as data: held together with the statute, their cites pinned."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date

import pytest

from fto_check import InvalidDocumentError, load_statute
from fto_check.documents.yaml_reader import parse_document
from fto_check.law.authorities import CASES_FILE, Topic, build_authorities, find_authorities, load_authorities
from tests.conftest import CASES, ROOT

STATUTE = load_statute()

# Checked by hand against the sources: a cite that changes must be checked again.
CITES = {
    "pmoi-1999": ("People's Mojahedin Org. of Iran v. Dep't of State", "182 F.3d 17 (D.C. Cir. 1999)"),
    "ncri-2001": ("Nat'l Council of Resistance of Iran v. Dep't of State", "251 F.3d 192 (D.C. Cir. 2001)"),
    "32-county-2002": ("32 County Sovereignty Comm. v. Dep't of State", "292 F.3d 797 (D.C. Cir. 2002)"),
    "pmoi-2003": ("People's Mojahedin Org. v. Dep't of State", "327 F.3d 1238 (D.C. Cir. 2003)"),
    "ncri-2004": ("Nat'l Council of Resistance of Iran v. Dep't of State", "373 F.3d 152 (D.C. Cir. 2004)"),
    "kahane-chai-2006": (
        "Kahane Chai v. Dep't of State (also cited as Chai v. Dep't of State)",
        "466 F.3d 125 (D.C. Cir. 2006)",
    ),
    "pmoi-2010": ("People's Mojahedin Org. v. Dep't of State", "613 F.3d 220 (D.C. Cir. 2010)"),
    "pmoi-2012": ("In re People's Mojahedin Org. of Iran", "680 F.3d 832 (D.C. Cir. 2012)"),
    "humanitarian-law-project-2010": ("Holder v. Humanitarian Law Project", "561 U.S. 1 (2010)"),
    "afshari-2005": ("United States v. Afshari", "426 F.3d 1150 (9th Cir. 2005)"),
    "holy-land-2003": ("Holy Land Found. v. Ashcroft", "333 F.3d 156 (D.C. Cir. 2003)"),
    "singh-kaur-2004": ("Singh-Kaur v. Ashcroft", "385 F.3d 293 (3d Cir. 2004)"),
    "mcallister-2006": ("McAllister v. Att'y Gen.", "444 F.3d 178 (3d Cir. 2006)"),
    "s-k-2006": ("Matter of S-K-", "23 I&N Dec. 936 (BIA 2006)"),
    "khan-2009": ("Khan v. Holder", "584 F.3d 773 (9th Cir. 2009)"),
    "annachamy-2013": ("Annachamy v. Holder", "733 F.3d 254 (9th Cir. 2013)"),
    "uddin-2017": ("Uddin v. Att'y Gen.", "870 F.3d 282 (3d Cir. 2017)"),
    "a-c-m-2018": ("Matter of A-C-M-", "27 I&N Dec. 303 (BIA 2018)"),
    "a-a-2020": ("A.A. v. Att'y Gen.", "973 F.3d 171 (3d Cir. 2020)"),
    "crs-if10613-2019": ("CRS In Focus", "IF10613 (Jan. 15, 2019)"),
    "crs-lsb10340-2019": ("CRS sidebar", "LSB10340 (Aug. 12, 2019)"),
    "first-designations-1997": ("First designations under Section 219", "62 Fed. Reg. 52,650 (Oct. 8, 1997)"),
    "taliban-2007": ("Consolidated Appropriations Act, 2008", "Pub. L. 110-161, div. J, § 691(d) (Dec. 26, 2007)"),
    "irgc-2019": ("Designation of the Islamic Revolutionary Guard Corps", "84 Fed. Reg. 15,278 (Apr. 15, 2019)"),
    "executive-order-14157-2025": ("Executive Order on designating cartels", "Executive Order 14157 (Jan. 20, 2025)"),
    "cartels-2025": ("Designation of eight cartels and gangs", "FR Doc. 2025-02873 (Feb. 20, 2025)"),
}


def test_the_authorities_and_their_cites() -> None:
    assert {one.id: (one.name, one.cite) for one in load_authorities()} == CITES


def test_the_year_is_that_of_the_cite_and_of_the_id() -> None:
    for one in load_authorities():
        assert f"{one.year})" in one.cite, one.id
        assert one.id.endswith(f"-{one.year}"), one.id


def test_they_bear_on_nodes_of_the_statute_or_on_topics() -> None:
    named = {name for one in load_authorities() for name in one.bears_on}
    assert named <= {*STATUTE.by_id, *Topic}
    assert set(Topic) <= named


def test_holdings_are_short_sentences() -> None:
    for one in load_authorities():
        assert one.holding[0].isupper(), one.id
        assert one.holding.endswith("."), one.id
        sentences = re.split(r"(?<=\.) (?=[A-Z])", one.holding)
        assert len(sentences) <= 3, one.id
        assert all(len(sentence) <= 200 for sentence in sentences), one.id


def test_the_citation_of_the_law_is_the_one_of_the_case_and_no_case_is_cited_before_its_text() -> None:
    cases = {one.id: one for one in load_authorities()}
    for name in ("dominated_by_designated", "dominated_and_controlled"):
        said = [f"8 U.S.C. § 1189(a)(1); {cases[id].name}, {cases[id].cite}" for id in ("ncri-2001", "ncri-2004")]
        assert [text for _, text in STATUTE.by_id[name].citations] == said
    for node in STATUTE.by_id.values():
        for version, text in [(stage.version, stage.citation or "") for stage in STATUTE.history(node.id)]:
            until = min((later.version.year for later in STATUTE.later_than(version)), default=date.max.year)
            for year in re.findall(r"Cir\. (\d{4})\)", text):
                assert int(year) <= until, f"{node.id}: a decision of {year} is the provision of {version.short}"


def test_a_rule_from_cases_about_immigrants_says_that_it_is_one() -> None:
    for one in load_authorities():
        about_immigrants = one.court not in ("D.C. Circuit", "Supreme Court") and one.kind in ("court", "board")
        assert one.holding.startswith("In an immigration case") == (about_immigrants and one.id != "afshari-2005"), (
            one.id
        )


def test_what_bears_on_a_node_stands_oldest_first() -> None:
    assert [one.id for one in find_authorities("alias_of_designated")] == [
        "ncri-2001", "32-county-2002", "ncri-2004", "kahane-chai-2006",
    ]  # fmt: skip
    assert [one.id for one in find_authorities(Topic.PROCESS)] == [
        "first-designations-1997", "pmoi-1999", "ncri-2001", "32-county-2002", "pmoi-2003", "pmoi-2010", "pmoi-2012",
    ]  # fmt: skip
    assert [one.id for one in find_authorities(Topic.PROOF)] == [
        "pmoi-1999", "32-county-2002", "holy-land-2003", "kahane-chai-2006", "pmoi-2010",
    ]  # fmt: skip
    assert [one.id for one in find_authorities("organized")] == ["irgc-2019", "a-a-2020"]
    assert find_authorities("no_such_node") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: ncri-2004", "id: ncri-2001", "the id 'ncri-2001' stands twice"),
        ("cite: 251 F.3d 192 (D.C. Cir. 2001)", "cite: 373 F.3d 152 (D.C. Cir. 2004)", "the cite .* stands twice"),
        ("cite: 251 F.3d 192 (D.C. Cir. 2001)", 'cite: ""', "cite"),
        ("cite: 251 F.3d 192 (D.C. Cir. 2001)", 'cite: " "', "cite"),
        ("[threat, process, proof]", "[threats, process]", "'pmoi-1999' bears on 'threats', which does not exist"),
        ("[threat, process, proof]", "[process, process]", "twice"),
        ("[threat, process, proof]", "[]", "bears_on"),
        ("year: 1999", "year: last", "year"),
        ("url: http://uniset.ca/other/cs5/251F3d192.html", "url: uniset", "url"),
        ("kind: board", "kind: blog", "kind"),
        ("authorities:\n", "authorities:\nauthorities:\n", "FTO004"),
    ],
)
def test_a_damaged_file_is_refused(old: str, new: str, said: str) -> None:
    text = CASES_FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(InvalidDocumentError, match=said):
        build_authorities(parse_document(text.replace(old, new), "cases.yaml"), STATUTE)


def test_an_assessment_loads_no_authorities() -> None:
    code = (
        "import sys; from datetime import date; import fto_check.cli.check; "
        "from fto_check import assess, load_profile, load_statute; "
        f"assess(load_profile({str(CASES[0])!r}), load_statute(), date(2024, 1, 1)); "
        "sys.exit('fto_check.law.authorities' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
