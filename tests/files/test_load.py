"""From a path to an article, or to a clear word on why there is none."""

import codecs
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.place import Place
from kztui.files import load, source_files
from kztui.files.check import check, check_paths
from kztui.files.folders import bundled, default
from kztui.files.problems import LoadError

HERE = Path(__file__).parent
NOBODY = 65534
HEAD = 'format = 1\n[article]\nid = "x"\ntitle = "X"\n'


def refused(path: Path) -> list[str]:
    """The rules that say why there is no article at `path`."""
    with pytest.raises(LoadError) as caught:
        load.load(path)
    assert caught.value.problems
    assert all(problem.message and problem.severity == "error" for problem in caught.value.problems)
    assert check_paths([path])
    return [problem.rule for problem in caught.value.problems]


def test_the_bundled_article_opens() -> None:
    assert default() in bundled()
    article = load.load(default()).article
    assert article.publication.title
    assert len(article.paragraphs) == 13


def test_a_file_opens_with_its_items_in_reading_order() -> None:
    loaded = load.load(HERE / "valid/caspian-2021.toml")
    targets = list(loaded.article.items)
    assert targets[:4] == ["the-sea", "p1", "p2", "exercises"]
    dated = ["ferry-loss", "joint-drills", "tug-bought", "hotline-talks", "count-kept", "rescue-centre"]
    assert [event.id for event in loaded.article.events] == dated
    assert [file.name for file in loaded.files] == [str(HERE / "valid/caspian-2021.toml")]
    assert loaded.article.items["p3"].prose[0].endswith("writing everything down.")


def test_a_folder_is_read_in_the_order_of_names_with_the_article_first() -> None:
    loaded = load.load(HERE / "valid/in-parts")
    assert [Path(file.name).name for file in loaded.files] == [
        "article.toml",
        "people-2.toml",
        "people.toml",
        "text.toml",
    ]
    assert [actor.id for actor in loaded.article.of(Actor)] == ["owner", "line"]


def test_what_is_hidden_or_no_toml_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "article.toml").write_text(HEAD)
    for name in (".#article.toml", "._article.toml", "notes.txt", "article.toml~"):
        (tmp_path / name).write_text("no [ toml")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "more.toml").write_text("no [ toml")
    assert [Path(file.name).name for file in load.load(tmp_path).files] == ["article.toml"]


def test_lesser_problems_do_not_keep_an_article_closed() -> None:
    loaded = load.load(HERE / "invalid/unknown-key.toml")
    assert loaded.article.publication.title == "Harbours of the north"
    assert loaded.article.items["opening"].numbers == (1,)
    assert check(loaded)


def test_what_cannot_be_shown_is_removed() -> None:
    article = load.load(HERE / "invalid/unsafe-character.toml").article
    assert article.publication.title == "Harbours\ufffd[2J of the north"
    assert article.items["body"].caption == "Body"
    assert "[[opening|word]]" in article.items["p1"].prose[0]


def test_there_must_be_something_at_the_path(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing") == ["missing-file"]
    (tmp_path / "file.toml").write_text(HEAD)
    assert refused(tmp_path / "file.toml" / "inside") == ["missing-file"]
    assert refused(tmp_path / ("long" * 100)) == ["unreadable"]
    assert refused(Path("nul\0byte")) == ["unreadable"]


def test_a_folder_must_hold_toml(tmp_path: Path) -> None:
    assert refused(tmp_path) == ["no-toml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_pipes_and_devices_are_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert refused(tmp_path / "pipe.toml") == ["unreadable"]
    assert refused(tmp_path) == ["no-toml", "not-a-file"]
    if Path("/dev/zero").exists():
        assert refused(Path("/dev/zero")) == ["unreadable"]


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to(tmp_path / "b.toml")
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    assert refused(tmp_path / "a.toml") == ["unreadable"]


@contextmanager
def somebody() -> Iterator[None]:
    """As a user to whom files can be locked, which root is not."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files are locked otherwise on Windows")
def test_a_locked_file_or_folder_is_refused(tmp_path: Path) -> None:
    # What refusing needs is imported before the libraries' folder may be locked as well.
    assert refused(tmp_path / "missing.toml")
    with somebody(), tempfile.TemporaryDirectory() as own:
        folder = Path(own)
        file = folder / "article.toml"
        file.write_text(HEAD)
        assert load.load(file).article.publication.id == "x"
        file.chmod(0)
        assert refused(file) == ["unreadable"]
        folder.chmod(stat.S_IXUSR)
        assert refused(folder) == ["unreadable"]
        folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    ("encoding", "mark", "said"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
        ("utf-32-le", b"", "UTF-32"),
        ("utf-32-be", b"", "UTF-32"),
        ("latin-1", b"", "Latin-1"),
        ("cp1251", b"", "Windows-1251"),
    ],
)
def test_another_encoding_is_named(encoding: str, mark: bytes, said: str, tmp_path: Path) -> None:
    word = "Баку" if encoding == "cp1251" else "Malmö"
    path = tmp_path / "article.toml"
    path.write_bytes(mark + f"{HEAD}publisher = '{word}'\n".encode(encoding))
    with pytest.raises(LoadError) as caught:
        load.load(path)
    assert [problem.rule for problem in caught.value.problems] == ["encoding"]
    assert said in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        ("Ёж. Ҳа — и не я", "cp1251", "Windows-1251"),
        ("Мы и он. На то и я, как ни зови", "cp1251", "Windows-1251"),
        ("і", "cp1251", "Latin-1"),
        ("Улица", "cp1251", "Windows-1251"),
        ("Совет собрался весной", "koi8_r", "KOI8-R"),
        ("Совет собрался весной, но не весь", "iso8859_5", "ISO 8859-5"),
        ("Совет собрался весной", "cp866", "CP866"),
        ("Rada zebrała się wiosną, późno", "cp1250", "Windows-1250"),
        ("Η επιτροπή συνεδρίασε την άνοιξη", "cp1253", "Windows-1253"),
        ("委员会在春天开会，把大部分钱", "gb18030", "GB 18030"),
        ("naïve", "latin-1", "Latin-1"),
    ],
)
def test_an_encoding_is_told_by_the_letters_of_its_languages(text: str, codec: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_bytes(f"{HEAD}publisher = '{text}'\n".encode(codec, "replace"))
    (problem,) = check_paths([path])
    assert f"looks like {said}: save" in problem.message


OTHER_FORMATS = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    "a PDF ": b"%PDF-1.4\n1 0 obj\n",
    "a ZIP archive": b"PK\x03\x04\x14\0\0\0\x08\0\xf1\xe2\xe3\xe4",
    "a file compressed with gzip": b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcb\xff",
    "a file compressed with gzip ": b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + b"\0\x01" * 20,
    "an SQLite database": b"SQLite format 3\0" + b"\x10\0" * 20,
    "a program (ELF)": b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x02\0>\0" + b"\xff" * 9,
    "binary data": bytes(range(256)) * 4,
    "binary data ": b"\xa7\r\r\n\0\0\0\0" + bytes(range(200, 232)) * 2 + b"\x01\x02\x03\x04" * 4,
    "a picture (PNG)": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}


@pytest.mark.parametrize(("name", "content"), OTHER_FORMATS.items(), ids=OTHER_FORMATS)
def test_a_file_of_another_format_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_bytes(content)
    (problem,) = check_paths([path])
    assert problem.rule == "encoding"
    assert problem.message.startswith(f"the file is {name.strip()}")


@pytest.mark.parametrize("before", ["", "format = 1\n", f"{HEAD}abstract = 'a", "#" * 300 + "\n#"])
def test_a_nul_is_refused_at_its_place(before: str, tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_text(f"{before}\0b'\n")
    (problem,) = check_paths([path])
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (problem.rule, (problem.line, problem.column)) == ("syntax", place)


def test_utf_8_with_a_mark_and_other_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_bytes(codecs.BOM_UTF8 + HEAD.replace("\n", "\r\n").encode())
    assert load.load(path).article.publication.title == "X"
    assert check_paths([path]) == []


def test_all_files_that_are_no_toml_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "article.toml").write_text(HEAD)
    (tmp_path / "a.toml").write_text("x = \n")
    (tmp_path / "b.toml").write_bytes(b"\xff\n")
    assert refused(tmp_path) == ["encoding", "syntax"]
    (tmp_path / "b.toml").write_text("[[events]\n")
    assert refused(tmp_path) == ["syntax", "syntax"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('x = "open', "a text in quotes is not closed on its line"),
        ("x = 'open", "a text in quotes is not closed on its line"),
        ("x = open", "invalid value: a text stands in quotes"),
        ("x = [1", "unclosed array"),
        ("x 1", "expected '=' after a key in a key/value pair"),
        ("[a]\n[a]", "cannot declare a twice"),
        ("[[a]]\n[a.b]\n[a.b]", "cannot declare a.b twice"),
    ],
)
def test_what_is_no_toml_is_reported_plainly(written: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_text(f"{HEAD}{written}\n")
    (problem,) = check_paths([path])
    assert (problem.rule, problem.message) == ("syntax", said)


def test_the_size_is_reported_in_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "article.toml"
    path.write_text(HEAD + "# " + "x" * (2 << 20))
    monkeypatch.setattr(source_files, "MAX_BYTES", 2 << 20)
    (problem,) = check_paths([path])
    assert problem.message.startswith("has more than 2 MB")


def test_the_size_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "article.toml").write_text(HEAD)
    (tmp_path / "more.toml").write_text("# " + "x" * 200)
    monkeypatch.setattr(source_files, "MAX_BYTES", 200)
    assert refused(tmp_path) == ["too-large"]
    monkeypatch.setattr(source_files, "MAX_BYTES", 300)
    assert load.load(tmp_path).article.publication.id == "x"


def test_the_number_of_items_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "article.toml"
    path.write_text(HEAD + "".join(f'[[places]]\nid = "p-{at}"\nname = "P"\n' for at in range(11)))
    assert len(load.load(path).article.of(Place)) == 11
    monkeypatch.setattr(load, "MAX_ITEMS", 10)
    assert refused(path) == ["too-large"]


DEEP = [
    "x = " + "[" * 100_000,
    "x = " + "{a=" * 100_000,
    "[[" * 9_999,
    "[a" + ".a" * 50_000 + "]",
    "a" + ".a" * 50_000 + " = 1",
]


@pytest.mark.parametrize("nested", DEEP, ids=lambda nested: nested[:9])
def test_deep_nesting_is_refused_and_not_followed(nested: str, tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_text(HEAD + nested)
    assert refused(path) == ["syntax"]


def test_deep_nesting_is_reported_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_text(f"{HEAD}x = {'[' * 300}{']' * 300}\n[{'.'.join('y' * 900)}]\nz = 1\n")
    assert load.load(path).article.publication.id == "x"
    assert [problem.rule for problem in check_paths([path])] == ["unknown-key", "unknown-key"]


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(raw: bytes) -> None:
    folder = Path(os.environ["KZTUI_CONFIG"]).parent
    path = folder / "any.toml"
    path.write_bytes(raw)
    assert check_paths([path])
    with pytest.raises(LoadError):
        load.load(path)


LONG_NUMBERS = {"decimal": "7" * 4000, "hexadecimal": "0x" + "f" * 5000, "octal": "0o" + "7" * 6000}
WITH_NUMBERS = {
    "format": "format = {}\n[article]\nid = 'x'\ntitle = 'X'\n",
    "text": "format = 1\n[article]\nid = 'x'\ntitle = {}\n",
    "paragraph": HEAD + "[[sections]]\nid = 's'\ntitle = 'S'\n[[sections.paragraphs]]\nnumber = {}\ntext = 'T'\n",
    "list": HEAD + "[[terms]]\nid = 't'\nname = 'T'\nparagraphs = [1, {}]\n",
    "figure": HEAD + "[[claims]]\nid = 'c'\nkind = 'figure'\ntext = 'T'\nvalue = {}\n",
    "quote": HEAD + "[[terms]]\nid = 't'\nname = 'T'\nquotes = [{{ paragraph = 1, words = [1, {}] }}]\n",
    "unknown key": HEAD + "[new]\nkey = [{{ a = [{}] }}]\n",
}


@pytest.mark.parametrize("base", LONG_NUMBERS)
@pytest.mark.parametrize("key", WITH_NUMBERS)
def test_a_number_of_more_than_64_bits_is_refused_at_its_place(key: str, base: str, tmp_path: Path) -> None:
    number = LONG_NUMBERS[base]
    path = tmp_path / "article.toml"
    path.write_text(WITH_NUMBERS[key].format(number))
    refusal = [problem for problem in check_paths([path]) if problem.rule == "syntax"]
    assert ["64 bits" in problem.message for problem in refusal] == [True]
    line = path.read_text().split("\n")[refusal[0].line - 1]
    assert line[refusal[0].column - 1 :].startswith(number)
    with pytest.raises(LoadError):
        load.load(path)


def test_the_largest_numbers_of_64_bits_are_read_and_the_first_that_is_too_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    claims = "[[claims]]\nid = 'c{0}'\nkind = 'figure'\ntext = '{0}'\nvalue = {0}\n"
    path.write_text(HEAD + claims.format(2**63 - 1) + claims.format(-(2**63)) + claims.format(hex(2**63 - 1)))
    assert [claim.value for claim in load.load(path).article.of(Claim)] == [2**63 - 1, -(2**63), 2**63 - 1]
    digits = "8" * 5000
    path.write_text(f"# {digits}\nx = '{digits}'\ny = [1,\n {digits}]\nz = {digits}\n")
    (problem,) = check_paths([path])
    assert (problem.rule, problem.line, problem.column) == ("syntax", 4, 2)
