"""A new profile: valid at once, its file name, what the record fills in, and that nothing is written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fto_check import load_statute
from fto_check.documents.labels import nfc
from fto_check.manuals.template import file_name, new_profile
from fto_check.problems.characters import is_visible
from fto_check.profile.loading import load_with_document
from fto_check.record.reading import load_record
from tests.conftest import Run

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cn", "Co")), min_size=1
).filter(lambda name: is_visible(name) and name == name.strip())


@given(NAMES)
def test_it_is_valid_whatever_the_name(name: str) -> None:
    text = new_profile(name, load_statute())
    loaded = load_with_document("x.yaml", raw=text.encode())
    assert loaded.profile.organization.name == nfc(name)
    assert max(map(len, text.splitlines())) < 160 + len(name)


def test_it_knows_what_the_record_knows() -> None:
    record = load_record()
    text = new_profile("Houthis", load_statute(), record.designations_of("ansarallah"))
    organization = load_with_document("x.yaml", raw=text.encode()).profile.organization
    assert organization.record == "ansarallah"
    assert {"Ansarallah", "Ansar Allah", "Partisans of God"} <= set(organization.aliases)
    assert "Houthis" not in organization.aliases
    assert "2021-01-19 to 2021-02-16, since 2025-03-04" in text
    for entry in record.entries:
        assert load_with_document("x.yaml", raw=new_profile(entry.name, load_statute(), (entry,)).encode())


def test_every_element_is_in_it() -> None:
    text = new_profile("A", load_statute())
    assert all(f"#     {name} " in text for name in load_statute().leaves)


def test_what_is_commented_out_is_valid_too() -> None:
    """The examples in the comments make a profile: an author may take the marks away."""
    text = new_profile("A", load_statute()).split("# The elements")[0]
    text = text.replace("sources: {}\n", "sources:\n").replace("evidence: {}\n", "evidence:\n")
    lines = (line[1:] if line.startswith("#  ") else line for line in text.splitlines())
    bare = "\n".join(lines).replace("# expect:", "expect:")
    profile = load_with_document("x.yaml", raw=bare.encode()).profile
    assert list(profile.evidence) == ["attack-on-the-court-2021", "looked-for-americans"]
    assert len(profile.expect) == 1


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Cártel de Jalisco Nueva Generación", "cartel-de-jalisco-nueva-generacion.yaml"),
        ("Hay'at Tahrir al-Sham", "hayat-tahrir-al-sham.yaml"),
        ("Аль-Каида", "al-kaida.yaml"),
        ("山口組", "shankouzu.yaml"),
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("!!!", "organization.yaml"),
        ("x" * 500, "x" * 80 + ".yaml"),
    ],
)
def test_file_names(name: str, file: str) -> None:
    assert file_name(name) == file


def test_the_command_writes_a_profile_and_the_schema(run: Run, tmp_path: Path) -> None:
    done = run("new", "Tren de Aragua", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".fto-check.schema.json", "tren-de-aragua.yaml"]
    text = (tmp_path / "tren-de-aragua.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=.fto-check.schema.json\n")
    assert run("tren-de-aragua.yaml", cwd=tmp_path).returncode == 0
    assert run("new", "Tren de Aragua", "--stdout", cwd=tmp_path).stdout.decode() == text


def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a-group.yaml").write_text("mine")
    (tmp_path / "link.yaml").symlink_to("nowhere")
    for arguments in (["A group"], ["A group", "-o", "a-group.yaml"], ["A group", "-o", "link.yaml"]):
        done = run("new", *arguments, cwd=tmp_path)
        assert (done.returncode, b"is there already" in done.stderr) == (2, True), arguments
    assert (tmp_path / "a-group.yaml").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-group.yaml", "link.yaml"]


WRONG = [[""], ["a\nb"], ["a\x1b"], ["\u202ea"], ["A", "-o", "no/where.yaml"], ["A", "--stdout", "-o", "x"]]


@pytest.mark.parametrize("arguments", WRONG)
def test_what_is_wrong_is_told(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    done = run("new", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n"), list(tmp_path.iterdir())) == (2, 1, [])


def test_the_whole(run: Run, golden: Callable[[str, str], None]) -> None:
    golden("new/houthis.yaml", run("new", "Houthis", "--stdout").stdout.decode())


def test_the_output_can_be_read_as_yaml_by_others(run: Run) -> None:
    assert yaml.safe_load(run("new", "No: 1 'x' # y", "--stdout").stdout)["organization"]["name"] == "No: 1 'x' # y"
