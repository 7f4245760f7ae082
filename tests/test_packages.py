"""What is built from the repository: a wheel with every file of the package, a source archive that can be tested."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "dist", "mutants", "__pycache__", ".*_cache", ".hypothesis")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the copy of the repository and the folder of what was built from it."""
    folder = tmp_path_factory.mktemp("packages")
    shutil.copytree(ROOT, folder / "copy", ignore=LEFT_OUT)
    build(folder / "copy", folder / "dist")
    return folder / "copy", folder / "dist"


def build(source: Path, target: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder.parent).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_holds_every_file_of_the_package(built: tuple[Path, Path]) -> None:
    source, target = built
    [wheel] = target.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    held = {name for name in names if name.startswith("fto_check/")}
    assert held == files_of(source / "fto_check")
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"fto_check"}, "nothing else is installed"


def test_the_source_archive_can_run_its_tests(built: tuple[Path, Path]) -> None:
    source, target = built
    [archive] = target.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    assert {
        f"{path}" for folder in ("fto_check", "profiles", "tests", ".ci") for path in files_of(source / folder)
    } <= held
    assert {"pyproject.toml", "README.md", ".pre-commit-hooks.yaml"} <= held


def test_what_is_built_twice_is_the_same_to_the_byte(built: tuple[Path, Path], tmp_path: Path) -> None:
    source, target = built
    shutil.copytree(source, tmp_path / "elsewhere", copy_function=shutil.copy)  # with other times
    build(tmp_path / "elsewhere", tmp_path / "dist")
    for first in target.iterdir():
        assert (tmp_path / "dist" / first.name).read_bytes() == first.read_bytes(), first.name
