"""Stories of a path: from here to another item, step by step, opened, cited, and looked for along mentions."""

from caspian import CASPIAN, caspian
from kztui.citation.cite import cite
from kztui.citation.request import CitationRequest
from kztui.tui.dialogs.item_paths_dialog import ItemPathsDialog
from kztui.tui.dialogs.item_paths_pane import ItemPathsPane
from stories import Reader, play


async def from_to(reader: Reader, start: str, query: str) -> ItemPathsPane:
    """The pane with the paths from an item to the first result for a query."""
    await reader.go(start)
    await reader.press("p")
    await reader.type(query)
    await reader.press("enter")
    assert isinstance(reader.top_screen, ItemPathsDialog)
    return reader.widget("dialog", ItemPathsPane)


def test_a_step_is_opened_where_the_article_says_so_and_back_leads_here_again() -> None:
    async def story(reader: Reader) -> None:
        pane = await from_to(reader, "rezaei", "dyakov")
        assert [path.targets for path in pane.paths] == [("rezaei", "dyakov"), ("rezaei", "joint-drills", "dyakov")]
        await reader.press("l", "j", "j", "enter")
        assert (reader.focused, reader.reader.here) == ("reader", "p3")
        link = reader.reader.current_link
        assert link is not None
        assert link.target == "dyakov"
        await reader.press("H")
        assert reader.reader.here == "rezaei"

    play(story, CASPIAN)


def test_an_item_of_a_path_is_opened_with_two_clicks() -> None:
    async def story(reader: Reader) -> None:
        pane = await from_to(reader, "rezaei", "dyakov")
        y = next(at for at, line in enumerate(reader.shown("dialog")) if "First joint rescue drills" in line)
        x = reader.shown("dialog")[y].index("First joint")
        await reader.click("dialog", x, y)
        assert (pane.cursor, pane.current_item) == ((1, 2), "joint-drills")
        await reader.click("dialog", x, y)
        assert reader.reader.here == "joint-drills"

    play(story, CASPIAN)


def test_the_chain_is_cited_with_the_paragraphs_of_its_steps() -> None:
    async def story(reader: Reader) -> None:
        pane = await from_to(reader, "rezaei", "baku")
        await reader.press("y")
        await reader.until(lambda: reader.clipboard is not None)
        path = pane.paths[0]
        assert path.targets == ("rezaei", "dyakov", "hotline-talks", "baku")
        request = CitationRequest(style="chicago-author-date", paragraphs=path.paragraphs)
        words = path.in_words(caspian().link_label)
        assert reader.clipboard == f"Paraphrase: {words} {cite(caspian(), (), request).text.rstrip('.')}"
        await reader.until(lambda: "OSC 52" in reader.shown("dialog")[-1])

    play(story, CASPIAN)


def test_mentions_are_followed_on_request_and_it_is_said_where_there_is_no_path() -> None:
    async def story(reader: Reader) -> None:
        pane = await from_to(reader, "observatory", "icebreaking")
        assert not pane.paths
        assert "are not connected" in reader.text
        await reader.press("y", "enter", "j", "l", "G")
        assert isinstance(reader.top_screen, ItemPathsDialog)
        await reader.press("m")
        assert any(step.is_weak for path in pane.paths for step in path.steps)
        assert "(weak)" in reader.text
        await reader.press("m", "escape")
        assert reader.reader.here == "observatory"

    play(story, CASPIAN, size=(80, 24))
