"""The settings: what a file sets, what is said of one that is wrong, and that nothing of it is ever in the way."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.clipboard.copy import Mode
from kztui.config import CLIPBOARDS, MEASURE, Clipboard, Config, Configured, article_path, config_path, load_config

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").glob("*.toml"))
INVALID = sorted((HERE / "invalid").glob("*.toml"))
PROBLEM = re.compile(r"# (\d+):(\d+) ([\w-]+) “(.*)” (.+)")


def written(folder: Path, text: str) -> dict[str, str]:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return {"KZTUI_CONFIG": str(folder / "config.toml")}


def test_there_are_files_to_try() -> None:
    assert VALID
    assert INVALID


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_file_sets_what_its_first_line_says(path: Path) -> None:
    first = path.read_text(encoding="utf-8-sig").splitlines()[0]
    expected = json.loads(first[2:].replace("FOLDER", str(path.parent)).replace("HOME", str(Path.home())))
    configured = load_config({"KZTUI_CONFIG": str(path)})
    assert configured.problems == ()
    assert msgspec.to_builtins(configured.config) == {**msgspec.to_builtins(Config()), **expected}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_has_exactly_the_problems_that_it_names(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [match.groups() for line in lines if (match := PROBLEM.match(line))]
    configured = load_config({"KZTUI_CONFIG": str(path)})
    found = [(str(p.line), str(p.column), p.rule, p.suggestion, p.message) for p in configured.problems]
    assert found == expected
    assert {(p.file, p.severity) for p in configured.problems} == {(str(path), "warning")}


def test_the_old_name_of_a_setting_is_understood_and_the_new_one_wins(tmp_path: Path) -> None:
    old = load_config(written(tmp_path, 'source = "old.txt"\n'))
    assert old.config.original == str(tmp_path / "old.txt")
    both = load_config(written(tmp_path, 'original = "new.txt"\nsource = "old.txt"\n'))
    assert both.config.original == str(tmp_path / "new.txt")
    assert [problem.rule for problem in both.problems] == ["renamed-setting"]


def test_what_is_right_holds_beside_what_is_wrong(tmp_path: Path) -> None:
    configured = load_config(written(tmp_path, 'theme = "nord"\nmeasure = "wide"\nstyle = "apa"\n'))
    assert (configured.config.theme, configured.config.style) == ("nord", "apa")
    assert configured.config.measure == MEASURE
    assert [problem.rule for problem in configured.problems] == ["wrong-value"]


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    for name in ("missing.toml", "missing/config.toml"):
        assert load_config({"KZTUI_CONFIG": str(tmp_path / name)}) == Configured(path=tmp_path / name)
    assert load_config({"KZTUI_CONFIG": os.devnull}).problems == ()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ('style = "Қазақша"'.encode("utf-16"), "encoding"),
        ('style = "café"'.encode("latin-1"), "encoding"),
        (b"a = " + b"[" * 100_000, "syntax"),
        (b"measure = " + b"9" * 10_000, "syntax"),
        (b"\x00", "syntax"),
    ],
)
def test_what_is_no_settings_file_at_all_is_reported(content: bytes, rule: str, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(content)
    configured = load_config({"KZTUI_CONFIG": str(tmp_path / "config.toml")})
    assert configured.config == Config()
    assert [problem.rule for problem in configured.problems] == [rule]


def test_what_is_no_file_is_reported_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("nul\0")):
        configured = load_config({"KZTUI_CONFIG": str(path)})
        assert configured.config == Config()
        assert [problem.rule for problem in configured.problems] == ["unreadable"]


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f"style = {text}".encode("utf-8", "ignore")))
def test_any_file_is_read_or_reported(content: bytes) -> None:
    path = Path(os.environ["KZTUI_CONFIG"])
    path.write_bytes(content)
    configured = load_config()
    assert isinstance(configured.config, Config)
    assert all(problem.message.isprintable() for problem in configured.problems)


class TestKeys:
    ACTIONS = ("find", "cite", "next_link")
    NAMES = ("ctrl+f", "slash", "y", "enter")

    def check(self, folder: Path, keys: str) -> tuple[dict[str, str], list[tuple[str, int, str]]]:
        def normal(key: str) -> str | None:
            return {"/": "slash"}.get(key, key if key in self.NAMES else None)

        configured = load_config(written(folder, f"[keys]\n{keys}"))
        assert configured.problems == ()
        bound, problems = configured.check_keys(self.ACTIONS, normal, self.NAMES)
        return bound, [(problem.rule, problem.line, problem.suggestion) for problem in problems]

    def test_keys_are_named_properly_and_joined(self, tmp_path: Path) -> None:
        bound, problems = self.check(tmp_path, 'find = "/, ctrl+f,/"\ncite = ["y", "enter"]\n')
        assert bound == {"find": "slash,ctrl+f", "cite": "y,enter"}
        assert problems == []

    def test_an_action_that_there_is_not_gets_the_nearest(self, tmp_path: Path) -> None:
        bound, problems = self.check(tmp_path, 'cite = "y"\nnext-link = "enter"\n')
        assert bound == {"cite": "y"}
        assert problems == [("unknown-action", 3, "next_link")]

    def test_a_key_that_there_is_not_gets_the_nearest_and_the_others_hold(self, tmp_path: Path) -> None:
        bound, problems = self.check(tmp_path, 'cite = ["y", "ctlr+f"]\nfind = "banana"\n')
        assert bound == {"cite": "y"}
        assert problems == [("unknown-key-name", 2, "ctrl+f"), ("unknown-key-name", 3, "")]

    @pytest.mark.parametrize("nothing", ['""', '" , "', "[]"])
    def test_an_action_without_a_key_keeps_its_own(self, nothing: str, tmp_path: Path) -> None:
        bound, problems = self.check(tmp_path, f"cite = {nothing}\n")
        assert bound == {}
        assert problems
        assert {problem[0] for problem in problems} == {"unknown-key-name"}


class TestArticle:
    def test_the_nearest_choice_wins(self, tmp_path: Path) -> None:
        env = written(tmp_path, 'article = "configured.toml"')
        all_of_them = {**env, "KZTUI_ARTICLE": "named.toml"}
        assert article_path("chosen.toml", all_of_them) == Path("chosen.toml")
        assert article_path(None, all_of_them) == Path("named.toml")
        assert article_path("", env) == tmp_path / "configured.toml"

    def test_without_a_choice_the_bundled_one_opens(self) -> None:
        bundled = article_path(env={"KZTUI_CONFIG": os.devnull})
        assert bundled is not None
        assert bundled.exists()

    def test_home_is_understood(self) -> None:
        assert article_path("~/harbour.toml") == Path.home() / "harbour.toml"
        assert article_path("~nobody-here/harbour.toml") == Path("~nobody-here/harbour.toml")


def test_the_platforms_folder_is_used_where_no_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KZTUI_CONFIG")
    path = config_path()
    assert path is not None
    assert path.name == "config.toml"
    assert path.parent.name == "kztui"
    if sys.platform == "linux":
        assert path == tmp_path / "xdg_config_home" / "kztui" / "config.toml"


def without_home() -> Path:
    raise RuntimeError("could not determine the home directory")


@pytest.mark.skipif(sys.platform == "win32", reason="the home is found otherwise on Windows")
def test_without_a_home_there_are_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KZTUI_CONFIG", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # Python 3.10 has bound it in pathlib, hence both
    monkeypatch.setattr(Path, "home", without_home)
    assert config_path() is None
    assert load_config() == Configured()


def test_the_clipboards_that_may_be_set_are_those_that_there_are() -> None:
    assert get_args(Mode) == get_args(Clipboard) == CLIPBOARDS


def test_without_a_file_no_parser_is_imported() -> None:
    program = "import sys, os; from kztui.config import load_config; load_config(); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "KZTUI_CONFIG": os.devnull, "PYTHONPATH": str(HERE.parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"tomli", "platformdirs", "tree_sitter", "difflib", "textual"}.isdisjoint(ran.stdout.split())
