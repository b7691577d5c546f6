"""Every version of the state file that has ever been written, and how each is read as today's state.

Version 1 kept articles by id alone, and said `behind` and `ahead` for what is `back` and `forward` since version 2.
"""

import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict

from kztui.session.article_key import UNKNOWN_PATH
from kztui.session.location import Location
from kztui.session.state import VERSION, ArticleState, State


class _Article1(ArticleState, frozen=True, kw_only=True):
    back: tuple[Location, ...] = field(default=(), name="behind")
    forward: tuple[Location, ...] = field(default=(), name="ahead")


class _State1(Struct, frozen=True, kw_only=True):
    style: str = ""
    theme: str = ""
    greeted: bool = False
    articles: dict[str, _Article1] = {}


def read_version(raw: bytes, version: int) -> State:
    """The state in JSON of that version, 1 to `VERSION`.

    Raises msgspec.ValidationError when it is not such a state.
    """
    if version == 1:
        return _from_version_1(msgspec.json.decode(raw, type=_State1))
    return msgspec.json.decode(raw, type=State)


def _from_version_1(old: _State1) -> State:
    articles = {article_id: {UNKNOWN_PATH: ArticleState(**asdict(state))} for article_id, state in old.articles.items()}
    return State(version=VERSION, style=old.style, theme=old.theme, greeted=old.greeted, articles=articles)
