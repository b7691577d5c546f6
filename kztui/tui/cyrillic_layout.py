"""Keys under a Cyrillic layout, taken for those of a Latin layout in the same position: й for q."""

from collections.abc import Collection
from functools import cache

from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character

from kztui.article.data_tables import rows

# What the Russian layout has on the key of `/`, without and with Shift; both are signs of other layouts too.
_SLASH_KEY = {"full_stop": "slash", "comma": "question_mark"}
_UNICODE_NAMES = {name: unicode_name for unicode_name, name in KEY_NAME_REPLACEMENTS.items()}


@cache
def _latin_keys() -> dict[str, str]:
    """Textual's name of the Latin key by the Cyrillic letter, small or capital."""
    found: dict[str, str] = {}
    for letter, key, with_shift in rows("tui/data/cyrillic_keys.tsv"):
        found |= {letter: key, letter.upper(): with_shift}
    return found


class CyrillicLayout:
    """Translates keys. That the layout is Cyrillic is known from the last letter that was pressed, typed or not."""

    def __init__(self, own: Collection[str] = ()) -> None:
        self._own = own
        """Keys that the reader has given to actions: they stay as they are."""
        self._is_on = False

    def translated(self, key: Key, typed: bool) -> Key:
        """The key of the Latin layout in the same position; the key itself where it is one, or where it is `typed`."""
        *modifiers, last = key.key.split("+") if len(key.key) > 1 else [key.key]
        latin = _latin_keys().get(last)
        if len(last) == 1 and last.isalpha():
            self._is_on = latin is not None
        if latin is None and self._is_on and not modifiers:
            latin = _SLASH_KEY.get(last)
        if latin is None or typed or key.key in self._own:
            return key
        return Key(
            "+".join([*modifiers, latin]), None if modifiers else key_to_character(_UNICODE_NAMES.get(latin, latin))
        )
