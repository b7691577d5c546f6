"""What a reader keeps of an article follows its edits: notes, bookmarks, history and marks of items that were renamed.

`renamed` says for each target which it is now; what is gone keeps its bookmark and note, as it may come back.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from kztui.session.history import History, Location
from kztui.session.notes import ArticleNotes
from kztui.session.notes_file import NotesFile
from kztui.session.session import Session
from kztui.session.state import ArticleKey, State
from kztui.session.state_file import StateFile

Renamed = Mapping[str, str]


def follow_edit(
    key: ArticleKey, now: ArticleKey, title: str, renamed: Renamed, env: Mapping[str, str] | None = None
) -> list[str]:
    """Let the saved notes and state follow an edit; gives messages where that was not possible.

    `key` is the article before the edit and `now` after it, which may have given it another id.
    """
    if key == now and not any(renamed.values()):
        return []
    state, said = StateFile.load(env)
    state.change(lambda before: state_moved(state_renamed(before, key, renamed), key, now))
    known = NotesFile.open(key, title, env)[0].notes
    notes, also = NotesFile.open(now, title, env)
    if key != now:
        notes.change(lambda others: others.with_all(known))
    notes.change(lambda before: notes_renamed(before, renamed))
    return [message for message in (said, also, state.save(), notes.save()) if message]


def notes_renamed(notes: ArticleNotes, renamed: Renamed) -> ArticleNotes:
    """The notes under the new targets."""
    for old, new in renamed.items():
        if new:
            notes = notes.renamed(old, new)
    return notes


def state_renamed(state: State, key: ArticleKey, renamed: Renamed) -> State:
    """The state of an article under the new targets."""
    found = state.articles.get(key.id, {}).get(key.path)
    if found is None:
        return state
    bookmarks = {_now(target, renamed): bookmark for target, bookmark in found.bookmarks.items()}
    changed = replace(
        found,
        position=found.position and _location(found.position, renamed),
        back=_locations(found.back, renamed),
        forward=_locations(found.forward, renamed),
        bookmarks=bookmarks,
        recent=_targets(found.recent, renamed),
    )
    return replace(state, articles={**state.articles, key.id: {**state.articles[key.id], key.path: changed}})


def state_moved(state: State, key: ArticleKey, now: ArticleKey) -> State:
    """The state with that of an article under another id; what that has already stays."""
    found = state.articles.get(key.id, {}).get(key.path)
    if key == now or found is None or now.path in state.articles.get(now.id, {}):
        return state
    others = {path: each for path, each in state.articles[key.id].items() if path != key.path}
    articles = {**state.articles, key.id: others, now.id: {**state.articles.get(now.id, {}), now.path: found}}
    return replace(state, articles={article_id: readings for article_id, readings in articles.items() if readings})


def session_renamed(session: Session, renamed: Renamed) -> Session:
    """A running session under the new targets."""
    history = History(_locations(session.history.earlier, renamed), _locations(session.history.later, renamed))
    return replace(
        session,
        selected=_now(session.selected, renamed),
        history=history,
        filters=_targets(session.filters, renamed),
        marks=_targets(session.marks, renamed),
        bookmarks=_targets(session.bookmarks, renamed),
        recent=_targets(session.recent, renamed),
        found=replace(session.found, targets=_targets(session.found.targets, renamed)),
    )


def _now(target: str, renamed: Renamed) -> str:
    return renamed.get(target) or target


def _targets(targets: tuple[str, ...], renamed: Renamed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_now(target, renamed) for target in targets))


def _locations(locations: tuple[Location, ...], renamed: Renamed) -> tuple[Location, ...]:
    return tuple(_location(location, renamed) for location in locations)


def _location(location: Location, renamed: Renamed) -> Location:
    selected, page, subject = (_now(each, renamed) for each in (location.selected, location.page, location.subject))
    return replace(location, selected=selected, page=page, subject=subject)
