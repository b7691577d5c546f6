"""A story of the encode mode without an original: items, sections and paragraphs added by their names."""

from pathlib import Path

import pytest

from kztui.files.check import check_paths
from kztui.files.load import load
from kztui.tui.encode.encode_screen import EncodeScreen
from kztui.tui.options import Options
from stories import Reader, play

ARTICLE = """format = 2

[article]
id = "orley2021"
title = "The Ferry at Orley"

[[sections]]
id = "text"
title = "Text"

[[sections.paragraphs]]
number = 1
text = "The town took the old ferry house back."
"""
SEEN = "# seen by another program\n"


@pytest.fixture
def article(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(sealed)
    path = sealed / "orley.toml"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


async def add(reader: Reader, what: str, text: str, end: str = "enter") -> None:
    """Add something by the first choice that has these words."""
    await reader.press("n")
    await reader.type(what)
    await reader.press("enter")
    await reader.type(text)
    await reader.until(lambda: text in " ".join(reader.text.split()))
    await reader.press(end)


async def read_again(reader: Reader, article: Path) -> None:
    """Let another program change the file, and look at what it holds."""
    await reader.press("ctrl+r")
    assert reader.messages == "No file has changed"
    article.write_text(ARTICLE + SEEN, encoding="utf-8")
    await reader.press("ctrl+r")
    assert reader.messages == "1 file read again"


def test_an_article_without_an_original_is_encoded_by_names(article: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p1")
        await reader.press("E")
        screen = reader.top_screen
        assert isinstance(screen, EncodeScreen)
        assert screen.number == 1
        await read_again(reader, article)
        await reader.press("v")
        assert "n adds an item by its name" in reader.messages
        await add(reader, "place", "ferry house")
        assert "“ferry house” stands 1 time, in ¶1." in reader.text
        await reader.press("enter")
        assert screen.article.items["p1"].main_text == "The town took the old [[ferry-house]] back."
        assert screen.encoding.target == "ferry-house"
        assert " n new " in reader.lines[-1]
        await add(reader, "claim figure", "Nine boats a day", "escape")
        claim = screen.article.items[screen.encoding.target]
        assert (claim.kind, claim.main_text, claim.numbers) == ("figure", "Nine boats a day", (1,))
        await add(reader, "term", "town")
        await reader.type("A place.")
        await reader.until(lambda: "A place." in reader.text and "definition of town" in reader.text)
        await reader.press("escape")
        await reader.until(lambda: "Link the mention?" in reader.text)
        await reader.press("enter")
        assert screen.article.items["p1"].main_text.startswith("The [[town]] took")
        await add(reader, "paragraph", "A second winter came.", "escape")
        assert (screen.encoding.target, screen.number) == ("p2", 2)
        await add(reader, "section from", "Winter")
        assert [section.numbers for section in screen.article.of_kind("section")] == [(1,), (2,)]
        await add(reader, "section end", "Spring")
        await reader.press(*["left_curly_bracket"] * 3)
        assert reader.messages == "This is the first paragraph"
        await reader.press("right_curly_bracket")
        assert screen.number == 2
        await add(reader, "paragraph", "The ice broke.", "escape")
        assert screen.article.of_kind("section")[-1].numbers == (3,)
        await reader.press("colon")
        await reader.type("take back")
        await reader.press("enter")
        await reader.until(lambda: "p3" not in screen.article.items)
        await reader.press("U", "E")

    play(story, article, options=Options())
    made = load(article).article
    assert not check_paths([article])
    assert {"ferry-house", "winter", "spring", "p3"} <= made.items.keys()

    async def back(reader: Reader) -> None:
        await reader.press("E", *["u"] * 10)
        assert reader.messages == "there is nothing to undo"

    play(back, article, options=Options())
    assert article.read_text(encoding="utf-8") == ARTICLE + SEEN
