"""What a start saves of a session, the next one has again."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from caspian import caspian
from kztui.session.history import History, Location
from kztui.session.saved_session import changes, restored, visits
from kztui.session.session import Session
from kztui.session.state import EMPTY, ArticleKey, ArticleState, Bookmark, State

ARTICLE = caspian()
KEY = ArticleKey(ARTICLE.publication.id, "/articles/caspian-2021.toml")
HERE = Location(pane="reader", selected="p1")
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["jump", "bookmark", "search", "mark", "style"]),
        st.sampled_from(["p1", "p2", "baku", "dyakov"]),
    ),
    max_size=12,
)

# What else runs on the machine may take its time.
unhurried = settings(suppress_health_check=[HealthCheck.too_slow])


def moved(session: Session, move: str, target: str) -> Session:
    if move == "jump":
        return session.jump(ARTICLE, target, HERE) or session
    if move == "search":
        return session.search(target, (target,), 0)
    if move == "style":
        return replace(session, style=target)
    return session.bookmark(target) if move == "bookmark" else session.mark(target)


def saved(state: State, before: Session, after: Session) -> State:
    for change in (*visits(before, after, KEY), *changes(before, after, KEY, ARTICLE, now=7)):
        state = change(state)
    return state


@unhurried
@given(MOVES)
def test_all_that_is_to_outlive_the_program_is_saved_move_by_move(moves: list[tuple[str, str]]) -> None:
    session, state = Session(), EMPTY
    for move, target in moves:
        before, session = session, moved(session, move, target)
        state = saved(state, before, session)
    state = state.with_position(KEY, HERE, session.history.earlier, session.history.later, now=9)
    again = restored(Session(), state.article(KEY), ARTICLE)
    assert (again.bookmarks, again.recent, again.queries) == (session.bookmarks, session.recent, session.queries)
    assert again.marks == session.marks
    assert (again.history, state.style) == (session.history, session.style)


def test_a_bookmark_is_saved_with_its_label_and_time() -> None:
    state = saved(EMPTY, Session(), Session().bookmark("baku"))
    assert state.article(KEY).bookmarks == {"baku": Bookmark(label=ARTICLE.label("baku"), made=7)}


def test_moves_that_are_not_to_outlive_the_program_save_nothing() -> None:
    session = Session(selected="p1")
    for after in (session, session.select("p2"), session.filter(), session.toggle_maximized()):
        assert saved(EMPTY, session, after) is EMPTY


def test_what_the_article_has_lost_stays_saved() -> None:
    session = Session(selected="p1").bookmark("gone")
    assert saved(EMPTY, session, session.set_article(ARTICLE)) is EMPTY


def test_what_was_saved_of_an_article_is_restored() -> None:
    reading = ArticleState(
        back=(HERE,),
        bookmarks={"baku": Bookmark(), "p1": Bookmark()},
        marks=("p2", "gone", "baku"),
        queries=("fog", "ferry"),
        recent=("p2", "p1"),
    )
    session = restored(Session(style="apa"), reading, ARTICLE)
    assert session == Session(
        style="apa",
        history=History((HERE,)),
        bookmarks=("baku", "p1"),
        marks=("p2", "baku"),
        queries=("fog", "ferry"),
        recent=("p2", "p1"),
    )
