"""What is built holds what is needed, and what is installed from it works from anywhere."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import msgspec
import pytest

pytestmark = pytest.mark.xdist_group("packaging")  # what is built is built once

REPOSITORY = Path(__file__).parent.parent
MANUAL = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "kztui/manual").glob("*.md"))
ARTICLES = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "content").glob("**/*.toml"))


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def build(kind: str, source: Path, into: Path) -> Path:
    """The wheel or sdist of a source tree, built with what is installed here: no test asks the network."""
    run(sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", into, source, cwd=into)
    return next(into.glob("*.whl" if kind == "wheel" else "*.tar.gz"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", REPOSITORY, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, as whoever downloads that builds it: the one test holds for both."""
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return build("wheel", next(folder.iterdir()), folder)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment with the wheel in it, and the libraries of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    programs = folder / "bin"
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel, cwd=folder)
    site = run(programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    # After the environment's own folder on the path: the kztui of the wheel comes first.
    Path(site.stdout.strip(), "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


@pytest.mark.once
def test_what_is_built_again_elsewhere_and_later_is_the_same_to_the_byte(
    sdist: Path, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1580601600")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "elsewhere", filter="data")
    source = next((tmp_path / "elsewhere").iterdir())
    for file in source.rglob("*"):
        os.utime(file, (2_000_000_000, 2_000_000_000))
    # In one process, as each start takes seconds; `build` calls the same.
    run(sys.executable, "-m", "hatchling", "build", "-d", tmp_path / "again", cwd=source)
    assert (tmp_path / "again" / sdist.name).read_bytes() == sdist.read_bytes()
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()


def in_sdist(sdist: Path, name: str) -> bytes:
    """One file of the sdist; below its only folder, which is named after the version."""
    with tarfile.open(sdist) as archive:
        top = archive.getnames()[0].partition("/")[0]
        file = archive.extractfile(f"{top}/{name}")
        assert file is not None
        return file.read()


def test_the_wheel_holds_the_articles_the_manual_the_stylesheet_and_the_marker_of_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert ARTICLES
    assert {f"kztui/{article}" for article in ARTICLES} <= names
    assert MANUAL
    assert set(MANUAL) <= names
    assert {"kztui/py.typed", "kztui/tui/kztui.tcss", "kztui/__main__.py"} <= names


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    strange = [name for name in names if not name.startswith(("kztui/", "kztui-"))]
    assert not strange
    assert not [name for name in names if "__pycache__" in name]


def test_the_wheel_holds_every_module_and_data_file(wheel: Path) -> None:
    package = REPOSITORY / "kztui"
    files = {path.relative_to(REPOSITORY).as_posix() for path in package.glob("**/*.py")}
    data = {path.relative_to(REPOSITORY).as_posix() for path in package.glob("**/data/*")}
    assert "kztui/importing/data/lexicon.toml" in data
    assert files | data <= set(zipfile.ZipFile(wheel).namelist())


def test_the_metadata_names_the_licence_the_pythons_and_the_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    folder = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")).rpartition("/")[0]
    metadata = archive.read(f"{folder}/METADATA").decode()
    assert "License-Expression: MIT\n" in metadata
    assert "License-File: LICENSE\n" in metadata
    assert "Requires-Python: >=3.10\n" in metadata
    assert "kztui = kztui.cli.main:main" in archive.read(f"{folder}/entry_points.txt").decode()


def test_the_licence_is_in_the_wheel_and_the_sdist_as_it_is_here(wheel: Path, sdist: Path) -> None:
    here = (REPOSITORY / "LICENSE").read_bytes()
    assert here.startswith(b"MIT License\n")
    assert b"kztui contributors" in here
    with zipfile.ZipFile(wheel) as archive:
        path = next(name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE"))
        assert archive.read(path) == here
    assert in_sdist(sdist, "LICENSE") == here


def test_the_changelog_is_in_the_sdist_as_it_is_here(sdist: Path) -> None:
    here = (REPOSITORY / "CHANGELOG.md").read_bytes()
    assert b"\n## [Unreleased]\n" in here
    assert in_sdist(sdist, "CHANGELOG.md") == here


def test_the_sdist_holds_what_its_tests_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", ".ci/run", "tests/conftest.py", *ARTICLES} <= names


@pytest.mark.parametrize("command", [("kztui",), ("python", "-m", "kztui")], ids=" ".join)
def test_what_is_installed_finds_its_article_from_any_folder(
    installed: Path, command: tuple[str, ...], tmp_path: Path
) -> None:
    program, *arguments = command
    listed = run(installed / program, *arguments, "list", "--json", cwd=tmp_path).stdout
    kinds = {entry["kind"] for entry in msgspec.json.decode(listed)}
    assert kinds == {"section", "paragraph", "event", "actor", "place", "term", "claim"}


def test_what_is_installed_runs_from_the_wheel_and_not_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    found = run(installed / "python", "-c", "import kztui; print(kztui.__file__)", cwd=tmp_path).stdout
    assert Path(found.strip()).is_relative_to(installed.parent)


def test_a_checkout_runs_without_being_installed(tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = (sys.executable, "-m", "kztui", "list", "events")
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) >= 20
