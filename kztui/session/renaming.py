"""What the reader has of an article after an item was renamed, or merged into another: all of it is under the new id.

notes_file.change(lambda notes: notes.renamed("baku", "baku-port"))
state_file.change(lambda state: renamed_in_state(state, key, "baku", "baku-port"))
session = renamed_in_session(session, "baku", "baku-port")
"""

from collections.abc import Iterable

from msgspec.structs import replace

from kztui.session.history import History, Location
from kztui.session.session import FoundItems, Session
from kztui.session.state import ArticleKey, State


def renamed_in_state(state: State, key: ArticleKey, old: str, new: str) -> State:
    """The saved state with `new` for the item `old` of the article `key`: bookmarks, selection, visits and history."""
    known = state.articles.get(key.id, {}).get(key.path)
    if known is None:
        return state
    bookmarks = dict(known.bookmarks)
    if mark := bookmarks.pop(old, None):
        bookmarks.setdefault(new, mark)
    renamed = replace(
        known,
        position=known.position and _renamed_location(known.position, old, new),
        back=_renamed_locations(known.back, old, new),
        forward=_renamed_locations(known.forward, old, new),
        bookmarks=bookmarks,
        marks=_renamed(known.marks, old, new),
        recent=_renamed(known.recent, old, new),
    )
    return replace(state, articles={**state.articles, key.id: {**state.articles[key.id], key.path: renamed}})


def renamed_in_session(session: Session, old: str, new: str) -> Session:
    """The session with `new` for the item `old`, wherever it is."""
    found, history = session.found, session.history
    targets = _renamed(found.targets, old, new)
    gone_to = found.targets[found.position : found.position + 1]
    at = targets.index(new if gone_to == (old,) else gone_to[0]) if gone_to else 0
    return replace(
        session,
        selected=new if session.selected == old else session.selected,
        history=History(_renamed_locations(history.earlier, old, new), _renamed_locations(history.later, old, new)),
        filters=_renamed(session.filters, old, new),
        marks=_renamed(session.marks, old, new),
        bookmarks=_renamed(session.bookmarks, old, new),
        recent=_renamed(session.recent, old, new),
        found=FoundItems(found.query, targets, at),
    )


def _renamed(targets: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """The targets with `new` for `old`, each once."""
    return tuple(dict.fromkeys(new if target == old else target for target in targets)) if old in targets else targets


def _renamed_locations(locations: Iterable[Location], old: str, new: str) -> tuple[Location, ...]:
    return tuple(_renamed_location(location, old, new) for location in locations)


def _renamed_location(location: Location, old: str, new: str) -> Location:
    if old not in {location.selected, location.page, location.subject}:
        return location
    names = {name: new for name in ("selected", "page", "subject") if getattr(location, name) == old}
    return replace(location, **names)
