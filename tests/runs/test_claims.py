"""The claims of a source: each held against the rest by what the profiles say, the answers those of edited files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from fto_check.law.statute import load_statute
from fto_check.problems.inert import inert
from fto_check.profile.left_out import keep_only, parse_left_out
from fto_check.reasoning.assessment import judge
from fto_check.runs.claims import ClaimsReport, ClaimStatus, Given, Knowledge, count_claims, find_claims, place_key
from fto_check.views.claims import csv as csv_view
from fto_check.views.claims import html as html_view
from fto_check.views.claims import json as json_view
from fto_check.views.claims import markdown
from fto_check.views.claims.words import closing_words, held_words
from tests.conftest import PROFILES, ROOT, Run, load
from tests.edited import data_of, loaded, only, without, written
from tests.reasoning.afresh import NAMES

STATUTE = load_statute()
ONE, TWO, FOUR = (f"tests/data/{name}.yaml" for name in ("claims-one", "claims-two", "four-facts"))
FILES = (ONE, TWO, FOUR)
TODAY, OP_ED_DAY, COLUMN_DAY = date(2026, 11, 24), date(2020, 10, 28), date(2020, 5, 1)
B, C, W, N, X = (
    ClaimStatus.BORNE_OUT, ClaimStatus.CONTRADICTED, ClaimStatus.WORD_ALONE, ClaimStatus.NOT_COUNTED,
    ClaimStatus.CONTEXT,
)  # fmt: skip
THEN, NOW = Knowledge.THEN, Knowledge.HINDSIGHT


def report_of(*paths: str, source: str = "column", **more: Any) -> ClaimsReport:
    profiles = [Given(path, load(ROOT / path).profile) for path in paths]
    return find_claims(source, profiles, STATUTE, more.pop("as_of", None), TODAY, **more)


def statuses(report: ClaimsReport, known: Knowledge) -> dict[str, tuple[ClaimStatus, ...]]:
    return {claim.tellings[0].item_id: claim.statuses(known) for claim in report.claims}


# -- the statuses ------------------------------------------------------------------------------------------------------


def test_each_status() -> None:
    assert statuses(report_of(*FILES), NOW) == {
        "base": (B,), "later": (W, X), "aims": (W, N), "bomb": (B, C), "all": (C, X), "elsewhere": (W, X),
    }  # fmt: skip


def test_what_was_known_then() -> None:
    """The report of 2021 bears the bomb out in hindsight only."""
    found = statuses(report_of(*FILES), THEN)
    assert found["bomb"] == (C,)
    assert {name: one for name, one in found.items() if name != "bomb"} == {
        name: one for name, one in statuses(report_of(*FILES), NOW).items() if name != "bomb"
    }


def test_neither_a_reprint_nor_a_blog_bears_anything_out_or_contradicts_it() -> None:
    report = report_of(ONE)
    (base,) = (claim for claim in report.claims if claim.tellings[0].item_id == "base")
    assert [sorted(one.origins) for one in base.backing(NOW, B)] == [["court"]]
    (bomb,) = (claim for claim in report.claims if claim.tellings[0].item_id == "bomb")
    (backing,) = bomb.backing(NOW, B)
    assert (backing.item, sorted(backing.origins), backing.best) == ("bomb-report", ["daily"], "B2")
    assert [one.item for one in bomb.backing(NOW, C)] == ["bomb-denial"]


def test_one_claim_of_two_profiles() -> None:
    (claim,) = (one for one in report_of(*FILES).claims if len(one.tellings) > 1)
    assert claim.at == ("para. 12",)
    assert [(telling.path, telling.item_id) for telling in claim.tellings] == [(ONE, "all"), (TWO, "every-test")]


@pytest.mark.parametrize("place", ["para. 13", None])
def test_another_place_is_another_claim(place: str | None) -> None:
    data = data_of(ROOT / TWO)
    data["evidence"]["every-test"]["sources"] = [{"source": "column", "at": place} if place else "column"]
    profiles = [Given(ONE, load(ROOT / ONE).profile), Given(TWO, loaded(data).profile)]
    found = find_claims("column", profiles, STATUTE, None, TODAY)
    assert all(len(claim.tellings) == 1 for claim in found.claims)


def test_a_withdrawn_item_bears_nothing_out() -> None:
    data = data_of(ROOT / ONE)
    for name in ("bomb-report", "bomb-denial"):
        data["evidence"][name]["retracted"] = "no"
    found = find_claims("column", [Given(ONE, loaded(data).profile)], STATUTE, None, TODAY)
    assert statuses(found, NOW)["bomb"] == (W,)


def test_what_came_after_the_day_bears_out_in_hindsight() -> None:
    data = data_of(ROOT / ONE)
    data["evidence"]["bomb-report"]["when"] = "2021-02-01"
    found = find_claims("column", [Given(ONE, loaded(data).profile)], STATUTE, None, TODAY)
    assert (statuses(found, THEN)["bomb"], statuses(found, NOW)["bomb"]) == ((C,), (B, C))


def test_why_a_claim_does_not_count() -> None:
    report = report_of(ONE)
    said = {claim.tellings[0].item_id: list(held_words(claim, report)) for claim in report.claims}
    assert said["aims"] == ["its word alone", "not counted: claim graded 6"]
    assert said["later"][1] == "context: it names no element (retracted: it was another group)"
    assert said["base"] == ["borne out by 1 origin, best A2: the same item A2 ×1", "counts for base abroad"]
    assert said["bomb"][0].endswith("; as known then by none")


def test_an_undated_source_has_no_then() -> None:
    data = data_of(ROOT / ONE)
    del data["sources"]["column"]["published"]
    found = find_claims("column", [Given(ONE, loaded(data).profile)], STATUTE, None, TODAY)
    assert (found.known, found.as_of, found.day) == ((NOW,), TODAY, None)
    given = json_view.as_data(found)
    assert (given["known_by"], given["counts"]["then"], given["claims"][0]["then"]) == (None, None, None)
    assert "undated" in markdown.render(found)


def test_a_source_from_before_the_law_is_judged_today() -> None:
    data = data_of(ROOT / ONE)
    data["sources"]["column"]["published"] = "1990"
    found = find_claims("column", [Given(ONE, loaded(data).profile)], STATUTE, None, TODAY)
    assert (found.as_of, found.day) == (TODAY, date(1990, 12, 31))


def test_the_counts_add_up() -> None:
    for known in Knowledge:
        counts = count_claims(report_of(*FILES).claims, known)
        assert counts.claims == counts.borne_out + counts.contradicted - counts.both + counts.word_alone
        assert counts.claims == counts.counted + counts.not_counted + counts.context


def test_the_close_is_in_words() -> None:
    said = dict(closing_words(report_of(*FILES)))
    assert "%" not in str(said)
    assert said["Claims"] == "6 claims: 2 borne out by others, 2 contradicted (1 is both), 3 its word alone."


def test_a_status_that_hangs_on_the_source_is_named() -> None:
    report = report_of(FOUR, source="court", as_of=TODAY)
    said = " ".join(text for _, text in closing_words(report))
    assert "Without it, Harbor Front: foreign met → not established, activity met → not established." in said


# -- the order of the places -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "places",
    [
        ["para. 2", "para. 4", "para. 10", "para. 10, note 3", "para. 11"],
        ["p. 9, para. 2", "p. 9, para. 12", "p. 10, para. 1"],
        ["00:59", "1:05", "10"],
        ["9" * 5000, "1" + "0" * 5000],
        ["3", "abstract", "title"],
    ],
)
def test_places_are_ordered_by_their_numbers(places: list[str]) -> None:
    assert sorted(set(places), key=place_key) == places


def test_claims_without_a_place_come_last() -> None:
    assert [claim.at for claim in report_of(*FILES).claims] == [
        ("para. 2",), ("para. 2",), ("para. 3",), ("para. 10",), ("para. 12",), (),
    ]  # fmt: skip


# -- with it, without it, with nothing but it --------------------------------------------------------------------------


def fresh(data: dict[str, Any], as_of: date, known_by: date | None) -> dict[str, Any]:
    found = judge(loaded(data).profile, STATUTE, as_of, known_by, NAMES)
    return {name: status for name, (status, _) in found.items()}


def assert_as_edited(path: Path, source: str, day: date) -> None:
    data = data_of(path)
    report = find_claims(source, [Given(str(path), load(path).profile)], STATUTE, day, TODAY)
    (found,) = report.organizations
    for known, answers in found.answers.items():
        asked = (day, report.day if known is THEN else None)
        assert answers.whole == fresh(data, *asked)
        assert answers.without == fresh(without(data, sources=[source]), *asked)
        assert answers.only == fresh(only(data, source), *asked)


@pytest.mark.parametrize("source", ["court", "daily", "embassy", "blog"])
def test_the_answers_are_those_of_edited_files(source: str) -> None:
    assert_as_edited(ROOT / FOUR, source, TODAY)


@pytest.mark.slow
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_answers_about_shipped_profiles_are_those_of_edited_files(path: Path) -> None:
    names = list(load(path).profile.sources)
    for source in ["op-ed-2020"] * ("op-ed-2020" in names) + names[::9]:
        assert_as_edited(path, source, OP_ED_DAY)


def test_only_one_source_is_left() -> None:
    left = keep_only(load(ROOT / ONE).profile, "column")
    assert list(left.sources) == ["column"]
    assert list(left.evidence) == ["base", "bomb", "aims", "all", "elsewhere", "later"]
    assert left.evidence["bomb"].borne_out_by == ()


def test_without_another_source(run: Run) -> None:
    report = report_of(*FILES, without=parse_left_out(["court"]))
    assert statuses(report, NOW)["base"] == (W,)
    assert statuses(report, NOW)["bomb"] == (B,)
    said = run("claims", "column", *FILES, "--without", "court").stdout.decode()
    assert "Without the source court." in said
    assert json.loads(run("claims", "column", ONE, "--without", "court", "-f", "json").stdout)["without"] == ["court"]
    assert json.loads(run("claims", "column", ONE, "-f", "json").stdout)["without"] == []


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", ["80", "100", "120"])
def test_the_table(run: Run, golden: Callable[[str, str], None], width: str) -> None:
    done = run("claims", "column", *FILES, COLUMNS=width)
    assert done.returncode == 0
    golden(f"claims/column-{width}.txt", done.stdout.decode())
    assert max(map(cell_len, done.stdout.decode().splitlines())) <= int(width)


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("json", "json"), ("csv", "csv"), ("html", "html")])
def test_the_other_formats(run: Run, golden: Callable[[str, str], None], form: str, suffix: str) -> None:
    golden(f"claims/column.{suffix}", run("claims", "column", *FILES, "-f", form).stdout.decode())


@pytest.mark.parametrize("width", ["20", "40", "60", "95", "96", "140", "200"])
def test_it_fits_every_width(run: Run, width: str) -> None:
    lines = run("claims", "column", *FILES, COLUMNS=width).stdout.decode().splitlines()
    assert any("bomb" in line for line in lines)
    if int(width) >= 80:
        assert max(map(cell_len, lines)) <= int(width)


def test_the_csv_has_a_row_for_each_claim_organization_and_state_of_knowledge(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("claims", "column", *FILES, "-f", "csv").stdout.decode())))
    assert len(rows) == 2 * 7
    bomb = next(row for row in rows if row["item"] == "bomb" and row["known"] == "hindsight")
    assert (bomb["status"], bomb["borne_out_by"], bomb["contradicted_by"]) == (
        "borne_out; contradicted", "bomb-report", "bomb-denial",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["colum", *FILES], 2, "none of the 3 profiles has a source 'colum' (did you mean 'column'?)"),
        (["xyzzy", ONE], 2, "the profile has no source 'xyzzy'"),
        (["column", "nowhere.yaml"], 2, "there is no file or folder nowhere.yaml"),
        (["column", ONE, "nowhere.yaml"], 2, "there is no file or folder nowhere.yaml"),
        (["column", ONE, "tests/data/invalid/unknown-key.yaml"], 1, "1 of 2 not looked through: not valid"),
        (["column", "tests/data/invalid/unknown-key.yaml"], 1, "FTO102"),
        (["column", ONE, "--without", "column"], 2, "--without leaves nothing of column, whose claims are asked for"),
        (["column", ONE, "--without", "origin:column"], 2, "--without leaves nothing of column"),
        (["column", ONE, "--without", "cour"], 2, "did you mean 'court'?"),
        (["column", ONE, "--as-of", "1990-01-01"], 2, "there was no Section 219"),
        (["column", ONE, "-f", "xml"], 2, "xml"),
        (["\x1b[2J", ONE], 2, "no source"),
    ],
)
def test_what_is_wrong(run: Run, arguments: list[str], code: int, said: str) -> None:
    done = run("claims", *arguments)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert b"\x1b" not in done.stderr


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    assert run("claims", "column", str(tmp_path)).returncode == 2


def test_one_id_for_two_sources_is_said(run: Run, tmp_path: Path) -> None:
    data = data_of(ROOT / TWO)
    data["sources"]["column"]["title"] = "Something else"
    file = written(data, tmp_path / "other.yaml")
    said = " ".join(run("claims", "column", ONE, str(file)).stdout.decode().split())
    assert "Another title, publisher or day has column in" in said


@pytest.mark.slow
def test_completion(process: Run) -> None:
    line = f"fto-check claims r {ONE}"
    variables = {"_FTO_CHECK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "2"}
    assert process(**variables).stdout.decode().split() == []
    settings = f"fto-check claims --config {ROOT / 'pyproject.toml'} op-"
    variables = {"_FTO_CHECK_COMPLETE": "complete_bash", "COMP_WORDS": settings, "COMP_CWORD": "4"}
    assert process(**variables, cwd=ROOT).returncode == 0


# -- text of others ----------------------------------------------------------------------------------------------------

nasty = st.text(alphabet=st.sampled_from("::##[]|`*_<>()!@=+-\"',;%\n\r\t\x1b\x85\u202e\u2028\\ aé1"), min_size=1)


@given(text=nasty)
def test_any_text_is_inert(text: str) -> None:
    profile = load(ROOT / ONE).profile
    changed = profile.model_copy(
        update={
            "organization": profile.organization.model_copy(update={"name": text, "aliases": (text,)}),
            "evidence": {name: item.model_copy(update={"claim": text}) for name, item in profile.evidence.items()},
            "sources": {
                name: source.model_copy(update={"title": text, "publisher": text, "url": f"https://{text}"})
                for name, source in profile.sources.items()
            },
        }
    )
    report = find_claims("column", [Given(ONE, changed)], STATUTE, None, TODAY)
    assert json.loads(json_view.render(report))["claims"][0]["claim"] == text
    rows = list(csv.DictReader(io.StringIO(csv_view.render(report), newline=""), strict=True))
    assert {row["organization"].replace("'", "") for row in rows} == {inert(text).replace("'", "")}
    page = markdown.render(report)
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    kinds = {token.type for one in tokens for token in (one, *(one.children or ()))}
    assert not {"html_block", "html_inline", "code_inline", "image", "fence"} & kinds
    html = html_view.render(report)
    assert "<script" not in html
    assert all(href.startswith(("#", "https://")) for href in re.findall(r'href="([^"]*)"', html))
    for printed in (html, page, csv_view.render(report), json_view.render(report)):
        assert "\x1b" not in printed
        assert not any(line.lstrip().startswith(("::", "##[")) for line in printed.splitlines())


def test_hostile_text_on_the_terminal(run: Run, tmp_path: Path) -> None:
    data = data_of(ROOT / ONE)
    data["evidence"]["bomb"]["claim"] = "::error::x ##[group] [bold]y[/bold] =cmd"
    data["evidence"]["bomb"]["sources"] = [{"source": "column", "at": "::warning::1 [red]"}]
    data["sources"]["column"]["title"] = "[link=https://x]::error::"
    file = written(data, tmp_path / "hostile.yaml")
    for form in ("table", "markdown", "csv", "html"):
        said = run("claims", "column", str(file), "-f", form, COLUMNS="80").stdout.decode()
        assert not any(line.lstrip().startswith(("::", "##[")) for line in said.splitlines()), form
    assert "[bold]y[/bold]" in run("claims", "column", str(file), COLUMNS="120").stdout.decode()


# -- the article that the project began from ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def op_ed() -> ClaimsReport:
    return report_of(*(f"profiles/{path.name}" for path in PROFILES), source="op-ed-2020")


@pytest.mark.slow
def test_every_item_of_the_article_is_in_its_report(op_ed: ClaimsReport) -> None:
    told = {(telling.path, telling.item_id) for claim in op_ed.claims for telling in claim.tellings}
    cited = {
        (f"profiles/{path.name}", name)
        for path in PROFILES for name, item in load(path).profile.evidence.items()
        if any(citation.source == "op-ed-2020" for citation in item.sources)
    }  # fmt: skip
    assert told == cited


@pytest.mark.slow
def test_the_article_comes_in_the_order_of_its_paragraphs(op_ed: ClaimsReport) -> None:
    places = [claim.at[0] for claim in op_ed.claims]
    assert places == sorted(places, key=lambda place: int(place.removeprefix("para. ").partition(";")[0]))


@pytest.mark.slow
def test_the_article_changes_no_answer(op_ed: ClaimsReport) -> None:
    for one in op_ed.organizations:
        for answers in one.answers.values():
            assert answers.without == answers.whole
            assert "met" not in {str(status) for status in answers.only.values()}
