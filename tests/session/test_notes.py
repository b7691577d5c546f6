"""The reader's notes as values: nothing that was written is lost by a change, a rename, a merge, or another kztui."""

from hypothesis import given, settings
from hypothesis import strategies as st

from caspian import caspian
from kztui.session.history import History, Location
from kztui.session.notes import VERSION, ArticleNotes, ReaderNote
from kztui.session.renaming import renamed_in_session, renamed_in_state
from kztui.session.session import FoundItems, Session
from kztui.session.state import ArticleKey, ArticleState, Bookmark, State

NONE = ArticleNotes(version=VERSION)
IDS = ("p1", "baku", "dyakov")
texts = st.text("ab \n", max_size=4)
notes = st.dictionaries(st.sampled_from(IDS), st.builds(ReaderNote, text=texts.map(lambda text: f"x{text.strip()}")))


def noted(**written: str) -> ArticleNotes:
    found = NONE
    for target, text in written.items():
        found = found.with_note(target, ReaderNote(text=text, made=1, changed=1))
    return found


def test_a_note_is_set_changed_and_taken_away_and_keeps_the_time_of_its_first_text() -> None:
    first = NONE.with_note("p1", ReaderNote(text=" why? \n", kind="paragraph", label="¶1", made=5, changed=5))
    assert first.notes == {"p1": ReaderNote(text="why?", kind="paragraph", label="¶1", made=5, changed=5)}
    second = first.with_note("p1", ReaderNote(text="because", made=9, changed=9), before="why?")
    assert second.notes["p1"] == ReaderNote(text="because", made=5, changed=9)
    assert second.with_note("p1", ReaderNote(text=" "), before="because") == NONE


def test_a_text_that_another_kztui_has_written_meanwhile_is_kept_beside_the_readers() -> None:
    other = noted(p1="theirs")
    assert other.with_note("p1", ReaderNote(text="mine"), before="").texts == {"p1": "theirs\n\nmine"}
    assert other.with_note("p1", ReaderNote(text=""), before="old").texts == {"p1": "theirs"}
    assert other.with_note("p1", ReaderNote(text="theirs"), before="old").texts == {"p1": "theirs"}


def test_a_note_follows_a_rename_in_its_place_and_a_merge_joins_two() -> None:
    three = noted(p1="one", baku="two", dyakov="three")
    assert list(three.renamed("baku", "port").texts.items()) == [("p1", "one"), ("port", "two"), ("dyakov", "three")]
    assert three.renamed("baku", "dyakov").texts == {"p1": "one", "dyakov": "three\n\ntwo"}
    assert three.renamed("gone", "p1") is three.renamed("p1", "p1") is three


@settings(max_examples=40)
@given(notes, st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from((*IDS, "new"))), max_size=4), notes)
def test_no_text_is_lost_by_renames_and_by_joining(
    mine: dict[str, ReaderNote], renames: list[tuple[str, str]], theirs: dict[str, ReaderNote]
) -> None:
    article = ArticleNotes(version=VERSION, notes=mine).with_all(ArticleNotes(version=VERSION, notes=theirs))
    for old, new in renames:
        article = article.renamed(old, new)
    written = "\0".join(article.texts.values())
    assert all(note.text in written for note in (*mine.values(), *theirs.values()))
    assert article.with_all(article) == article


def test_all_else_that_a_reader_has_of_an_item_follows_its_rename_too() -> None:
    key, here = ArticleKey("caspian", "/caspian.toml"), Location(selected="baku", page="baku", subject="p1")
    there = Location(selected="port", page="port", subject="p1")
    session = Session(
        selected="baku",
        history=History((here,), (here,)),
        filters=("baku",),
        marks=("p1", "baku"),
        bookmarks=("baku", "port"),
        recent=("baku", "p2"),
        found=FoundItems("b", ("p1", "baku"), 1),
    )
    assert renamed_in_session(session, "baku", "port") == Session(
        selected="port",
        history=History((there,), (there,)),
        filters=("port",),
        marks=("p1", "port"),
        bookmarks=("port",),
        recent=("port", "p2"),
        found=FoundItems("b", ("p1", "port"), 1),
    )
    kept = ArticleState(
        position=here,
        back=(here,),
        forward=(here,),
        bookmarks={"baku": Bookmark(label="Baku"), "p1": Bookmark()},
        marks=("baku",),
        recent=("baku", "port"),
    )
    state = renamed_in_state(State(version=2, articles={key.id: {key.path: kept, "/other": kept}}), key, "baku", "port")
    assert state.article(key) == ArticleState(
        position=there,
        back=(there,),
        forward=(there,),
        bookmarks={"port": Bookmark(label="Baku"), "p1": Bookmark()},
        marks=("port",),
        recent=("port",),
    )
    assert state.articles[key.id]["/other"] == kept
    assert renamed_in_state(state, ArticleKey("none", ""), "baku", "port") == state


def test_an_article_is_joined_with_notes_and_stays_as_it_is() -> None:
    joined = caspian().with_reader_notes({"p1": "why?"})
    assert joined.reader_notes == {"p1": "why?"}
    assert caspian().reader_notes == {}
    assert joined.items is caspian().items
