"""Keys under a Cyrillic layout, taken for those of a Latin layout in the same position: й for q."""

from collections.abc import Collection
from functools import cache

from textual.events import Key
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character

from kztui.article.data_tables import mappings, rows

# What the Russian layout has on the key of `/`, without and with Shift; both are signs of other layouts too.
_SLASH_KEY = {"full_stop": "slash", "comma": "question_mark"}
_UNICODE_NAMES = {name: unicode_name for unicode_name, name in KEY_NAME_REPLACEMENTS.items()}
_TELLING = {"kk": frozenset("әғқңөұүһ"), "uk": frozenset("їєґ"), "be": frozenset("ў")}
"""The letters that only the layout of one language has."""
_NOT_UKRAINIAN = frozenset("ыэъё")
_OF_SEVERAL = "і"
"""It is in the row of digits in Kazakhstan, and elsewhere in Ukraine and in Belarus; the Russian layout lacks it."""


@cache
def _latin_keys(language: str) -> dict[str, str]:
    """Textual's name of the Latin key by that of the key in the layout of a language; letters small and capital."""
    found: dict[str, str] = {}
    for letter, key, with_shift in rows("tui/data/cyrillic_keys.tsv"):
        found |= {letter: key, letter.upper(): with_shift}
    return found | mappings("tui/data/cyrillic_layouts.tsv").get(language, {})


class CyrillicLayout:
    """Translates keys. That the layout is Cyrillic is known from the last letter that was pressed, typed or not.

    Of which language it is, is known from the letters that no other has; before any, from the `language` of the
    locale (ISO 639-1).
    """

    def __init__(self, own: Collection[str] = (), language: str = "") -> None:
        self._own = own
        """Keys that the reader has given to actions: they stay as they are."""
        self._is_on = False
        self._language = language

    def translated(self, key: Key, typed: bool) -> Key:
        """The key of the Latin layout in the same position; the key itself where it is one, or where it is `typed`."""
        *modifiers, last = key.key.split("+") if len(key.key) > 1 else [key.key]
        if len(last) == 1 and last.isalpha():
            self._notice(last.lower())
        latin = _latin_keys(self._language).get(last) if len(last) == 1 or self._is_on else None
        if len(last) == 1 and last.isalpha():
            self._is_on = latin is not None
        if latin is None and self._is_on and not modifiers:
            latin = _SLASH_KEY.get(last)
        if latin is None or typed or key.key in self._own:
            return key
        return Key(
            "+".join([*modifiers, latin]), None if modifiers else key_to_character(_UNICODE_NAMES.get(latin, latin))
        )

    def _notice(self, letter: str) -> None:
        """Take note of what a letter says about the language of the layout."""
        for language, letters in _TELLING.items():
            if letter in letters:
                self._language = language
        if letter in _NOT_UKRAINIAN and self._language in {"", "uk"}:
            self._language = "ru"
        elif letter == _OF_SEVERAL and self._language == "ru":
            self._language = "kk"
