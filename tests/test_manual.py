"""The README, the manual and the program say the same, and whatever command line one of them shows runs."""

import re
import shlex
import shutil
from pathlib import Path

import msgspec
import pytest

import manual
from kztui.cli.commands import COMMAND_NAMES
from kztui.cli.commands import COMMANDS as CLI_COMMANDS
from kztui.cli.main import main
from kztui.cli.parser import screen_parser
from kztui.config import load_config
from kztui.files.folders import default
from kztui.files.load import load
from kztui.manual.pages import TOPICS, read_page
from kztui.tui.commands import COMMANDS, DIALOGS, ENCODE, shown
from kztui.tui.keymap import remapped
from kztui.tui.options import Options
from markdown_parts import MANUAL, README, REPOSITORY, part

PAGES = [MANUAL / f"{topic}.md" for topic in TOPICS]
FILES = [README, *PAGES]
NEWCOMERS = [REPOSITORY / ".github" / name for name in ("CONTRIBUTING.md", "SECURITY.md")]
PARTS = [(file, name) for file, made_by in manual.PARTS.items() for name in made_by]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)([^`\n]+?)\1(?!`)")
# What other programs do before or with its output is theirs.
COMMAND_LINE = re.compile(r"(?:^|\$\()(?:\.venv/bin/)?(kztui\b(?: [^|>)#]*)?)")
PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b|…")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_of(path: Path) -> list[str]:
    """Every line of a block of shell, and whatever stands between backticks."""
    text = text_of(path)
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    prose = re.sub(r"(?ms)^```.*?^```", "", text)
    return lines + [span.replace("\\|", "|") for _, span in SPAN.findall(prose)]


def command_lines() -> dict[str, list[str]]:
    """The words of every command line of kztui in the README and the manual; forms with a placeholder are none."""
    found = (COMMAND_LINE.search(line) for path in FILES for line in code_of(path))
    lines = dict.fromkeys(line[1].strip() for line in found if line)
    return {line: shlex.split(line)[1:] for line in lines if not PLACEHOLDER.search(line)}


LINES = command_lines()
"""`kztui search` alone names a command, `kztui --original` an option; longer ones can be run."""


@pytest.mark.parametrize(("file", "name"), PARTS)
def test_generated_parts_say_what_the_program_declares(file: str, name: str) -> None:
    made = manual.PARTS[file][name]()
    assert part(text_of(REPOSITORY / file), name) == made, "run: PYTHONPATH=. python tests/manual.py"


def test_every_file_beside_the_pages_module_is_a_topic_and_every_topic_a_file() -> None:
    assert sorted(path.stem for path in MANUAL.glob("*.md")) == sorted(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_has_a_title_a_summary_of_one_sentence_and_no_trace_of_its_making(topic: str) -> None:
    page = read_page(topic)
    assert page.topic == topic
    assert page.text.startswith(f"# {page.title}\n\n")
    assert re.fullmatch(r"[A-Z][^.]{20,118}\.", page.summary)
    assert "<!--" not in page.text
    assert ".md)" not in page.text


def test_links_between_pages_name_the_command_that_prints_the_page() -> None:
    assert "settings (`kztui help settings`)" in read_page("keys").text


@pytest.mark.parametrize("path", [*FILES, *NEWCOMERS], ids=lambda path: path.name)
def test_links_lead_to_files_that_exist(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", text_of(path))
    assert not [link for link in links if "://" not in link and not (path.parent / link).exists()]


@pytest.mark.parametrize("path", [*FILES, *NEWCOMERS], ids=lambda path: path.name)
def test_paths_that_are_named_exist(path: Path) -> None:
    named = re.findall(r"(?<![\w/~.-])((?:kztui|tests|content|\.ci|\.github)/[\w./-]*\w)", text_of(path))
    assert not [name for name in named if "NAME" not in name and not (REPOSITORY / name).exists()]


def test_the_manual_names_every_command_and_no_other_and_shows_lines_that_can_be_run() -> None:
    named = {words[0] for words in LINES.values() if words and words[0][0] != "-"}
    assert set(COMMAND_NAMES) <= named
    assert sum(len(words) > 1 for words in LINES.values()) >= 20


@pytest.fixture
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the command lines name."""
    article = part(text_of(MANUAL / "format.md"), "article").removeprefix("```toml\n").removesuffix("\n```")
    folder = tmp_path / "work"
    (folder / "my-article").mkdir(parents=True)
    (folder / "my-article" / "quay.toml").write_text(article, encoding="utf-8")
    shutil.copytree(default(), folder / "content" / "zenn-2013")
    shutil.copy(REPOSITORY / "tests" / "importing" / "originals" / "canal.html", folder / "saved-page.html")
    (folder / "my.bib").write_text(
        "@book{aas2014, author = {Aas, Jorun}, title = {Quays}, year = 2014}", encoding="utf-8"
    )
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("line", [line for line, words in LINES.items() if len(words) > 1 or line == "kztui --help"])
def test_a_command_line_that_is_shown_runs(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = LINES[line]
    if words[0] not in (*COMMAND_NAMES, "--help"):
        screen_parser().parse_args(words)
        return
    if words[0] == "new":
        shutil.rmtree("my-article")
    assert main(words) == 0, capsys.readouterr().err
    assert capsys.readouterr().out or {"-o", "check", "new"} & set(words)


@pytest.mark.parametrize("word", sorted({words[0] for words in LINES.values() if len(words) == 1}))
def test_a_command_or_option_that_is_named_exists(word: str) -> None:
    assert word in COMMAND_NAMES or word in screen_parser().format_help().split()


def test_the_example_of_the_format_is_an_article_without_a_problem(
    at_work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--strict", "my-article"]) == 0
    assert capsys.readouterr().out == ""
    assert len(load(at_work / "my-article").article.items) == 4


def test_the_example_of_the_settings_is_without_a_problem(tmp_path: Path) -> None:
    example = re.search(r"^```toml\n(.*?)^```", text_of(MANUAL / "settings.md"), re.MULTILINE | re.DOTALL)
    assert example
    (tmp_path / "config.toml").write_text(example[1], encoding="utf-8")
    configured = load_config({"KZTUI_CONFIG": str(tmp_path / "config.toml")})
    assert not configured.problems
    options = remapped(configured, Options())
    assert options.keys == {"find": "slash,f3"}
    assert not options.messages


def test_every_key_of_the_screen_is_in_the_manual() -> None:
    text = text_of(MANUAL / "keys.md")
    tables = {DIALOGS: "dialog-keys", ENCODE: "encode-keys"}
    missing = [
        (command.id, key)
        for command in COMMANDS
        for key in command.keys.split(",")
        if f"`{command.id}`" not in part(text, tables.get(command.group, "keys"))
        or f"`{shown(key)}`".replace("|", r"\|") not in text  # as a table has to write it
    ]
    assert not missing


def test_every_command_is_in_the_manual() -> None:
    text = text_of(MANUAL / "commands.md")
    assert not [command.name for command in CLI_COMMANDS if f"`kztui {command.name}`" not in text]


def test_every_package_is_on_the_map() -> None:
    text = text_of(MANUAL / "design.md")
    packages = [path for path in (REPOSITORY / "kztui").iterdir() if path.suffix in {"", ".py"}]
    names = [f"  {path.name}{'/' if path.is_dir() else ''} " for path in packages if path.name[:2] != "__"]
    assert len(names) >= 9
    assert not [name for name in names if name not in text]


def test_the_measurements_are_in_the_manual() -> None:
    text = text_of(MANUAL / "measurements.md")
    assert sum("×" in row for row in part(text, "benchmarks").splitlines()) >= 10
    assert part(text, "search").startswith("| class (queries) |")
    assert "| tide-mill (21) |" in part(text, "keystrokes")


@pytest.mark.parametrize("topic", TOPICS)
def test_help_prints_the_page(topic: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", topic]) == 0
    assert capsys.readouterr().out == read_page(topic).text


def test_help_without_a_topic_lists_the_pages_in_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [[topic, read_page(topic).summary] for topic in TOPICS]


def test_help_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "--json"]) == 0
    listed = msgspec.json.decode(capsys.readouterr().out)
    assert [page["topic"] for page in listed] == list(TOPICS)
    assert {tuple(page) for page in listed} == {("topic", "title", "summary")}
    assert main(["help", "cite", "--json"]) == 0
    assert msgspec.json.decode(capsys.readouterr().out) == read_page("cite")._asdict()


def test_help_names_the_nearest_topic(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "kyes"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "there is no 'kyes'; did you mean keys?" in printed.err


def test_help_on_a_terminal_is_laid_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "json", "--color", "always"]) == 0
    out = capsys.readouterr().out
    assert "\x1b[" in out
    assert "| --- |" not in out
    assert "kztui help" in out
