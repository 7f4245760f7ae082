"""Who on the official list has no profile, and which profiles have no listing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fto_check.record.reading import load_record
from tests.conftest import FEW, PROFILES, Run, slow_but

DAY = "2026-11-24"
NOBODY = "organization: {name: Society of Friends}\nsources: {}\nevidence: {}\n"


def covered(run: Run, *arguments: str, code: int = 0, **more: Any) -> dict[str, Any]:
    done = run("record", "--without-profile", *arguments, "-f", "json", **more)
    assert done.returncode == code, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


@pytest.mark.parametrize("day", slow_but(["1997-10-08", "2012-10-01", "2020-10-28", DAY], "2012-10-01"))
def test_both_lists_and_the_rest_add_up(run: Run, day: str) -> None:
    """Each designation of the day stands in one list, and each profile in one."""
    data = covered(run, "profiles", "--as-of", day)
    record = load_record()
    listed = record.listed_on(date.fromisoformat(day))
    missing = {one["id"] for one in data["without_profile"]}
    have = {one["record"]["id"] for one in data["with_both"]}
    assert not missing & have
    groups = {record.by_id[name].group for name in have}
    taken_up = {entry.id for entry in listed if entry.merged_into in have}
    own = {entry.id for entry in listed if entry.group in groups}
    assert {entry.id for entry in listed} == missing | own | taken_up
    assert not missing & (own | taken_up)
    paths = [one["path"] for one in (*data["without_listing"], *data["with_both"])]
    assert sorted(paths) == [f"profiles/{path.name}" for path in PROFILES]
    assert data["summary"] == {
        "listed": len(listed), "profiles": len(PROFILES), "without_profile": len(missing),
        "without_listing": len(data["without_listing"]), "with_both": len(data["with_both"]),
    }  # fmt: skip


def test_the_shipped_profiles(run: Run) -> None:
    data = covered(run, "profiles", "--as-of", DAY)
    assert {one["path"]: one["record"]["status"] for one in data["without_listing"]} == {
        "profiles/afghan-taliban.yaml": "not_listed",
        "profiles/auc.yaml": "delisted",
        "profiles/farc.yaml": "delisted",
        "profiles/hayat-tahrir-al-sham.yaml": "delisted",
        "profiles/medellin-cartel.yaml": "not_listed",
        "profiles/msf.yaml": "not_listed",
        "profiles/yamaguchi-gumi.yaml": "not_listed",
    }
    assert "hamas" in {one["id"] for one in data["without_profile"]}


@pytest.mark.slow
def test_what_was_known_then(run: Run) -> None:
    """The cartels were not on the list of 2020, and a delisting to come is not known."""
    then = covered(run, "profiles", "--as-of", "2020-10-28", "--known-by", "2020-10-28")
    standing = {one["path"]: one["record"] for one in then["without_listing"]}
    assert standing["profiles/cjng.yaml"]["status"] == "not_listed"
    assert {one["path"] for one in then["with_both"]} >= {"profiles/farc.yaml", "profiles/isis.yaml"}


def test_an_organization_is_that_of_another_only_once_that_one_is_listed(run: Run) -> None:
    """Egyptian Islamic Jihad was designated in 1997, al-Qa'ida, which took it up, in 1999."""
    jihad = "egyptian-islamic-jihad"
    for day, missing in (("1999-01-01", True), ("2012-01-01", False)):
        data = covered(run, "profiles/al-qaida.yaml", "--as-of", day)
        assert (jihad in {one["id"] for one in data["without_profile"]}) == missing


def test_a_name_that_is_unclear_may_be_that_of_a_listing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(NOBODY.replace("Society of Friends", "Hizbola Party"))
    data = covered(run, "a.yaml", "--as-of", DAY, "--isolated", cwd=tmp_path)
    (profile,) = data["without_listing"]
    assert profile["record"]["status"] == "unclear"
    perhaps = {one["id"]: one["perhaps"] for one in data["without_profile"] if one["perhaps"]}
    assert perhaps == {"hizballah": ["a.yaml"], "kataib-hizballah": ["a.yaml"]}
    said = run("record", "--without-profile", "a.yaml", "--as-of", DAY, "--isolated", cwd=tmp_path)
    assert said.stdout.count(b"perhaps that of a.yaml") == 2


def test_the_outputs(run: Run, golden: Callable[[str, str], None], tmp_path: Path) -> None:
    for name, text in (("cjng", "Cartel de Jalisco Nueva Generacion"), ("friends", "Society of Friends")):
        (tmp_path / f"{name}.yaml").write_text(NOBODY.replace("Society of Friends", text))
    asked = ("record", "--without-profile", ".", "--as-of", "2003-01-01", "--isolated")
    golden("record/without-profile-80.txt", run(*asked, cwd=tmp_path, COLUMNS="80").stdout.decode())
    golden("record/without-profile.json", run(*asked, "-f", "json", cwd=tmp_path).stdout.decode())
    golden("record/without-profile.csv", run(*asked, "-f", "csv", cwd=tmp_path).stdout.decode())
    rows = list(csv.DictReader(io.StringIO(run(*asked, "-f", "csv", cwd=tmp_path).stdout.decode())))
    assert {row["finding"] for row in rows} == {"listed_without_profile", "profile_without_listing"}


def test_an_old_list_is_said_once(run: Run) -> None:
    several = [f"profiles/{path.name}" for path in FEW[1:]]
    done = run("record", "--without-profile", *several, "--as-of", DAY)
    assert done.stderr.decode().count("FTO218") == 1
    gated = run("record", "--without-profile", *several, "--as-of", DAY, "--fail-on", "FTO218")
    assert gated.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nowhere",), 2, "nowhere"),
        (("tests/data/invalid/unknown-key.yaml",), 1, "FTO102"),
        (("profiles", "--against", "profiles"), 2, "exclude each other"),
        (("profiles", "--names", "x"), 2, "--names stands alone"),
        (("profiles", "--from", "x"), 2, "--from stands alone"),
    ],
)
def test_what_is_wrong(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run("record", "--without-profile", *arguments, "--as-of", DAY)
    assert done.returncode == code
    assert said in done.stderr.decode()


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    done = run("record", "--without-profile", ".", "--isolated", cwd=tmp_path)
    assert done.returncode == 2
    assert b"nothing to check" in done.stderr
