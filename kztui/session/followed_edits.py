"""What a reader keeps of an article follows its edits: notes, bookmarks, history, selection.

`renamed` says for each target which it is now; what is gone keeps its bookmark and note, as it may come back.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from kztui.session.notes import ArticleNotes
from kztui.session.notes_file import NotesFile
from kztui.session.renaming import renamed_in_state
from kztui.session.state import ArticleKey, State
from kztui.session.state_file import StateFile


def follow_edit(key: ArticleKey, now: ArticleKey, title: str, renamed: Mapping[str, str]) -> list[str]:
    """Let the saved notes and state follow an edit; gives messages where that was not possible.

    `key` is the article before the edit and `now` after it, which may have given it another id.
    """
    if key == now and not any(renamed.values()):
        return []
    state, message = StateFile.load()
    pairs = [(old, new) for old, new in renamed.items() if new]
    state.change(lambda before: _state_moved(_state_renamed(before, key, pairs), key, now))
    known = NotesFile.open(key, title)[0].notes
    notes, other_message = NotesFile.open(now, title)
    if key != now:
        notes.change(lambda others: others.with_all(known))
    notes.change(lambda before: _notes_renamed(before, pairs))
    return list(filter(None, (message, other_message, state.save(), notes.save())))


def _state_moved(state: State, key: ArticleKey, now: ArticleKey) -> State:
    """The state with that of an article under another id; what that has already stays."""
    found = state.articles.get(key.id, {}).get(key.path)
    if key == now or found is None or now.path in state.articles.get(now.id, {}):
        return state
    others = {path: each for path, each in state.articles[key.id].items() if path != key.path}
    articles = {**state.articles, key.id: others, now.id: {**state.articles.get(now.id, {}), now.path: found}}
    return replace(state, articles={article_id: readings for article_id, readings in articles.items() if readings})


def _state_renamed(state: State, key: ArticleKey, pairs: Iterable[tuple[str, str]]) -> State:
    for old, new in pairs:
        state = renamed_in_state(state, key, old, new)
    return state


def _notes_renamed(notes: ArticleNotes, pairs: Iterable[tuple[str, str]]) -> ArticleNotes:
    for old, new in pairs:
        notes = notes.renamed(old, new)
    return notes
