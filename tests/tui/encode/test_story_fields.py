"""Stories of the encode mode: fields of an item, and of the article, chosen or typed beside the original."""

from pathlib import Path

from encode_drafts import PAGE
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.model import ItemT
from kztui.files.check import check_paths
from kztui.files.load import load
from kztui.tui.encode.encode_screen import EncodeScreen
from kztui.tui.options import Options
from stories import Reader, play

OPTIONS = Options(clipboard="osc52", osc52=True, original=PAGE)


async def begin(reader: Reader, *keys: str) -> EncodeScreen:
    """Enter the encode mode, once the original has been read, and press some keys."""
    await reader.until(lambda: reader.main_screen.originals)
    await reader.press("E")
    screen = reader.top_screen
    assert isinstance(screen, EncodeScreen)
    await reader.press(*keys)
    return screen


def item(screen: EncodeScreen, kind: type[ItemT], target: str) -> ItemT:
    return next(each for each in screen.article.of(kind) if each.id == target)


def test_an_event_is_given_its_fields_without_an_id_or_a_bracket(draft: Path) -> None:
    before = {path.name: path.read_bytes() for path in draft.iterdir()}

    async def story(reader: Reader) -> None:
        screen = await begin(reader, "j", "f")
        assert "title" in reader.shown("facts")[1]
        assert "a–z by letter" in reader.messages
        await reader.press("p")
        assert ["place" in line for line in reader.shown("results")[2:5]] == [True, True, False]
        await reader.type("mo")
        await reader.press("enter")
        await reader.press("r")
        await reader.type("yar")
        await reader.press("enter")
        await reader.type("speaker")
        await reader.press("enter")
        await reader.press("r", "down", "enter")
        assert any("no role" in line for line in reader.shown("results"))
        assert any("speaker" in line for line in reader.shown("results"))
        await reader.press("escape", "d", "ctrl+u")
        await reader.type("early september 2018")
        await reader.until(lambda: "2018-09~ · about September 2018" in reader.text)
        await reader.press("enter")
        await reader.press("d", "ctrl+u")
        await reader.type("some day")
        await reader.press("enter")
        assert "cannot be read as a date" in reader.text
        await reader.press("escape", "i")
        await reader.type("blockade")
        await reader.press("enter", "p")
        await reader.type("Weighhouse")
        await reader.press("enter")
        event = item(screen, Event, "event-2018-03")
        assert (event.kind, event.date, screen.article.caption(event.place)) == ("blockade", "2018-09~", "Weighhouse")
        assert [(part.actor, part.role) for part in event.participants][-1] == ("petra-yarrow", "speaker")
        assert screen.encoding.target == "event-2018-03"
        assert screen.article.items["weighhouse"].numbers == (1,)
        await reader.press("r", "escape", "k", "x")
        assert len(item(screen, Event, "event-2018-03").participants) == 2
        await reader.press("q")
        assert reader.messages == "No field has the letter q"
        await reader.press(*["u"] * 7)
        assert {path.name: path.read_bytes() for path in draft.iterdir()} == before

    play(story, draft, options=OPTIONS)


def test_the_article_is_described_and_other_fields_are_found_by_name(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        await begin(reader, "m", "a")
        await reader.type("Ito, Emi")
        await reader.until(lambda: "family Ito · given Emi" in reader.text)
        await reader.press("enter", "G", "enter")
        await reader.type("vol")
        await reader.press("enter")
        await reader.type("12")
        await reader.press("enter", "u")
        await reader.press("U", "i", "ctrl+u")
        await reader.type("3 May 2019")
        await reader.press("enter", "escape", "E")

    play(story, draft, options=OPTIONS, size=(80, 24))
    publication = load(draft).article.publication
    assert [name.plain for name in publication.author] == ["Maren Tolle", "Emi Ito"]
    assert (publication.volume, publication.issued) == (12, "2019-05-03")
    assert not check_paths([draft])


def test_a_statement_is_worded_under_its_original_and_what_may_not_go_stays(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        screen = await begin(reader, "f", "t")
        assert "drivers of the Salt Haulage Union" in "".join(reader.shown("original"))
        await reader.press(*("space" if sign == " " else sign for sign in "Drivers hold the road."))
        await reader.press("escape", "g", "x")
        assert reader.messages.startswith("not done, as it would add an error: a claim without kind")
        await reader.press("o")
        await reader.type("arr")
        await reader.press("enter", "a")
        claim = item(screen, Claim, "statement-p1")
        assert (claim.text, claim.kind, claim.about, claim.is_open) == (
            "Drivers hold the road.",
            "statement",
            ("arrel",),
            False,
        )

    play(story, draft, options=OPTIONS, size=(60, 20))


def test_an_item_is_split_moved_reordered_and_taken_out_of_a_paragraph(draft: Path) -> None:
    before = {path.name: path.read_bytes() for path in draft.iterdir()}

    async def story(reader: Reader) -> None:
        screen = await begin(reader, "j", "j", "S", "enter")
        assert screen.article.items["shu"].item_kind == "actor"
        assert screen.encoding.target == "shu"
        await reader.press("less_than_sign", "less_than_sign", "less_than_sign")
        assert next(each.id for each in screen.article.of_kind("actor")) == "shu"
        await reader.press("less_than_sign")
        assert reader.messages == "shu is the first of the actors"
        await reader.press("greater_than_sign", "K")
        await reader.type("gro")
        await reader.press("enter", "K")
        assert (screen.article.items["shu"].item_kind, screen.article.items["shu"].kind) == ("actor", "group")
        await reader.type("term")
        await reader.press("enter")
        assert screen.article.kind("shu") == "term"
        await reader.press("D")
        assert screen.article.items["shu"].numbers == (2,)
        await reader.press("g", "j", "j")
        assert 1 in screen.article.items["salt-haulage-union"].numbers
        await reader.press("D")
        assert 1 not in screen.article.items["salt-haulage-union"].numbers
        for _ in range(12):
            await reader.press("u")
        assert {path.name: path.read_bytes() for path in draft.iterdir()} == before

    play(story, draft, options=OPTIONS)


def test_a_term_is_accepted_with_its_words_in_the_original_or_with_its_definition(draft: Path) -> None:
    terms = [("weighbridge", "[4, 6]"), ("ghost clause", "[2]")]
    lines = [
        f'[[terms]]\nid = "{name[:5]}"\nname = "{name}"\nparagraphs = {at}\nreview = "open"\n' for name, at in terms
    ]
    (draft / "terms.toml").write_text("\n".join(lines), encoding="utf-8")

    async def story(reader: Reader) -> None:
        screen = await begin(reader, "slash")
        await reader.type("weighbridge")
        await reader.press("enter", "a")
        weigh = screen.article.items["weigh"]
        assert (weigh.is_open, weigh.is_unwritten, weigh.quotes[0].paragraph, weigh.quotes[0].words) == (
            False,
            True,
            4,
            (11, 11),
        )
        await reader.press("slash")
        await reader.type("ghost")
        await reader.press("enter", "a")
        assert "definition · ghost clause · needed to accept it" in reader.text
        await reader.press("escape")
        assert screen.article.items["ghost"].is_open
        await reader.press("u", "A", "A")
        assert (screen.article.items["weigh"].is_open, screen.article.items["ghost"].is_open) == (False, True)
        assert reader.messages == "Left: ghost clause, without a definition; a asks for it"
        await reader.press("slash")
        await reader.type("ghost")
        await reader.press("enter", "a", "escape")
        assert reader.messages.startswith("a term is accepted with its definition")
        await reader.press("a", *"None.", "escape")
        assert not screen.article.items["ghost"].is_open
        await reader.press("u", "u", "u")
        assert screen.article.items["weigh"].is_open

    play(story, draft, options=OPTIONS)
    assert not check_paths([draft])
