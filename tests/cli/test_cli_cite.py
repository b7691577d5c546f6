"""`kztui cite`: the citation's words on stdout, its hints on stderr."""

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from command_line import RunCommand
from harbour import harbour
from kztui.article.quotes import fingerprint
from kztui.citation.cite import cite, cite_each
from kztui.citation.request import FORMAT_NAMES, CitationRequest
from kztui.citation.styles import list_styles
from kztui.cli.commands import COMMANDS
from kztui.cli.output import ExitCode

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_one_citation_a_line_in_order_and_no_doubles(kztui: RunCommand) -> None:
    result = kztui("cite", "p2", "half-pay", "p2")
    wanted = [citation.text for citation in cite_each(harbour(), ("p2", "half-pay"))]
    assert (result.code, result.out.splitlines()) == (ExitCode.OK, wanted)
    assert len(wanted) == 2


def test_without_a_target_the_article_as_a_whole(kztui: RunCommand) -> None:
    assert kztui("cite").out == cite(harbour()).text + "\n"
    assert kztui("cite", "--as", "entry", "--style", "apa").out.startswith("Vale, I.")


@pytest.mark.parametrize(
    ("argv", "wanted"),
    [
        (("--style", "apa"), CitationRequest(style="apa")),
        (("--locator", "csl"), CitationRequest(locator="csl")),
        (("--locator", "none"), CitationRequest(locator="none")),
        (("--paragraph", "2-3"), CitationRequest(paragraphs=(2, 3))),
        (("--style", "harvard", "--accessed", "2024-02-03"), CitationRequest(style="harvard", accessed="2024-02-03")),
        (("--format", "pandoc"), CitationRequest(format="pandoc")),
    ],
)
def test_every_option_is_passed_on(kztui: RunCommand, argv: tuple[str, ...], wanted: CitationRequest) -> None:
    assert kztui("cite", "p2", *argv).out == cite(harbour(), ("p2",), wanted).text + "\n"


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_format_is_written(kztui: RunCommand, name: str) -> None:
    result = kztui("cite", "p2", "--format", name)
    assert result.code == ExitCode.OK
    assert result.out.strip()
    assert not result.out.endswith("\n\n")


def test_the_help_names_every_format(run: RunCommand) -> None:
    assert f"{{{','.join((*FORMAT_NAMES, 'docx'))}}}" in "".join(run("cite", "--help").out.split())


def test_quotes_need_a_copy_and_say_how_to_attach_one(kztui: RunCommand) -> None:
    result = kztui("cite", "p2", "--quote")
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert "--original FILE" in result.err


@pytest.fixture
def ferry(tmp_path: Path) -> tuple[Path, Path]:
    """An article and the reader's copy of its original."""
    texts = ("Kuhl has a ferry. Ida Thorn said that “it sank”.", "Nobody in Kuhl saw it.")
    copy = tmp_path / "copy.txt"
    copy.write_text("\n\n".join(texts), "utf-8")
    paragraphs = [
        f'[[sections.paragraphs]]\nnumber = {number}\nfingerprint = "{fingerprint(text)}"\n'
        for number, text in enumerate(texts, 1)
    ]
    path = tmp_path / "ferry.toml"
    path.write_text(
        'format = 2\n[original]\nfile = "copy.txt"\n'
        '[article]\nid = "vale2019"\ntitle = "Ferries"\nauthor = [{ family = "Vale" }]\nissued = "2019"\n'
        f'[[sections]]\nid = "loss"\ntitle = "Loss"\n{"".join(paragraphs)}'
        '[[actors]]\nid = "thorn"\nname = "Ida Thorn"\nkind = "person"\nparagraphs = [1]\n'
        '[[places]]\nid = "kuhl"\nname = "Kuhl"\nparagraphs = [1, 2]\n'
        '[[claims]]\nid = "sank"\nkind = "statement"\nby = "thorn"\nquotes = [{ paragraph = 1, words = [9, 10] }]\n',
        "utf-8",
    )
    return path, copy


def test_a_quote_is_printed_chosen_from_several_and_written_for_word(
    run: RunCommand, ferry: tuple[Path, Path], tmp_path: Path
) -> None:
    article, copy = map(str, ferry)
    given = ("--article", article, "--original", copy)
    result = run("cite", "sank", "--quote", *given)
    assert (result.code, result.out) == (
        ExitCode.OK,
        "“it sank” (Ida Thorn, quoted in Vale 2019, under “Loss,” para. 1)\n",
    )
    assert run("cite", "sank", "--quote", "--article", article).out == result.out  # the copy lies beside the article
    several = run("cite", "kuhl", "--quote", *given)
    assert (several.code, several.out) == (ExitCode.NOT_FOUND, "")
    assert "2  ¶2  Nobody in Kuhl saw it." in several.err
    assert run("cite", "kuhl", "--quote", "--choose", "2", *given).out.startswith("“Nobody in Kuhl saw it.” (Vale 2019")
    assert run("cite", "kuhl", "--quote", "--paragraph", "2", *given).out.startswith("“Nobody in Kuhl saw it.” (Vale")
    elsewhere = run("cite", "sank", "--quote", "--paragraph", "2", *given)
    assert (elsewhere.code, elsewhere.out) == (ExitCode.USAGE, "")
    assert "“sank” is in ¶1, not in ¶2 of --paragraph" in elsewhere.err
    for wrong in (("--as", "entry"), ("--format", "ris")):
        assert run("cite", "sank", "--quote", *given, *wrong).code == ExitCode.USAGE
    target = tmp_path / "notes.docx"
    word = ("cite", "sank", "p2", "--quote", *given, "--format", "docx")
    assert run(*word).code == ExitCode.USAGE
    assert run(*word, "-o", str(target)).code == ExitCode.OK
    assert run(*word, "-o", str(target)).code == ExitCode.USAGE
    with zipfile.ZipFile(target) as package:
        document = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own
    paragraphs = ["".join(part.itertext()) for part in document.iter(f"{WORD}p")]
    assert paragraphs == [
        "“it sank” (Ida Thorn, quoted in Vale 2019, under “Loss,” para. 1)",
        "“Nobody in Kuhl saw it.” (Vale 2019, under “Loss,” para. 2)",
    ]


def test_hints_are_narration(kztui: RunCommand) -> None:
    result = kztui("cite", "p2", "p3", "--style", "mla")
    (hint,) = cite(harbour(), ("p2",), CitationRequest(style="mla")).hints
    assert result.err == f"{hint}\n"
    assert hint not in result.out


def test_json_has_targets_text_and_hints(kztui: RunCommand) -> None:
    (found,) = json.loads(kztui("cite", "p2", "--style", "mla", "--json").out)
    (hint,) = found["hints"]
    assert found == {
        "targets": ["p2"],
        "text": cite(harbour(), ("p2",), CitationRequest(style="mla")).text,
        "hints": [hint],
    }


def test_json_says_what_each_citation_cites(kztui: RunCommand) -> None:
    found = json.loads(kztui("cite", "p2", "p3", "half-pay", "p2", "--json").out)
    assert [each["targets"] for each in found] == [["p2"], ["p3", "half-pay"]]
    assert [each["text"] for each in found] == kztui("cite", "p2", "p3", "half-pay").out.splitlines()
    (same,) = json.loads(kztui("cite", "p2", "p3", "p2", "--locator", "none", "--json").out)
    assert same["targets"] == ["p2", "p3"]
    (whole,) = json.loads(kztui("cite", "--json").out)
    assert whole["targets"] == []


def test_the_styles_with_a_short_name_are_listed(run: RunCommand) -> None:
    result = run("cite", "--list-styles")
    assert [line.split()[0] for line in result.out.splitlines()] == list(list_styles())
    listed = json.loads(run("cite", "--list-styles", "--json").out)
    assert {style["name"]: style["edition"] for style in listed} == list_styles()


def test_the_settings_may_name_the_style(kztui: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.toml").write_text('style = "apa"\n')
    monkeypatch.setenv("KZTUI_CONFIG", str(tmp_path / "own.toml"))
    assert kztui("cite", "p2") == kztui("cite", "p2", "--style", "apa")
    (tmp_path / "own.toml").write_text('style = "apa"\nlocator = "sections"\n')
    wrong = kztui("cite", "p2")
    assert wrong.code == ExitCode.OK
    assert wrong.err.startswith(f"{tmp_path / 'own.toml'}:2:1: locator must be one of auto, article, section")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("--style", "chcago-notes"), "chicago-notes"),
        (("--paragraph", "9"), "no paragraph 9"),
        (("--paragraph", "soon"), "soon"),
        (("--format", "bibtx"), "bibtex"),
        (("--style", "harvard", "--accessed", "yesterday"), "yesterday"),
    ],
)
def test_what_cannot_be_cited_is_wrong_use(kztui: RunCommand, argv: tuple[str, ...], message: str) -> None:
    found = kztui("cite", "p2", *argv)
    assert (found.code, found.out) == (ExitCode.USAGE, "")
    assert found.err.startswith("kztui cite: ")
    assert message in found.err


def test_an_unknown_target_is_nothing_found(kztui: RunCommand) -> None:
    assert kztui("cite", "docker") == (ExitCode.NOT_FOUND, "", "no item 'docker'; did you mean dockers?\n")


def test_the_examples_of_the_help_work(run: RunCommand) -> None:
    command = next(command for command in COMMANDS if command.name == "cite")
    for example in command.examples:
        words = example.line.split(">>")[0].split()[1:]
        assert run(*words).code == ExitCode.OK
