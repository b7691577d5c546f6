"""Keys as the reader writes them in the configuration: which names there are, and the proper form of each."""

import unicodedata

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, key_to_character

from kztui.config import Configured
from kztui.tui.commands import BY_ID
from kztui.tui.options import Options

MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
NAMES = frozenset(key.value.split("+")[-1] for key in Keys if not key.value.startswith("<"))
SIGNS = {"enter": "enter", "return": "enter", "esc": "escape", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}


def normal(key: str) -> str | None:
    """Textual's name of a key: `?` gives `question_mark`, `Ctrl+D` gives `ctrl+d`; None where it is no key."""
    if key.endswith("++"):
        key = f"{key[:-1]}plus"
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    wanted = [word.lower() for word in modifiers]
    if not last or not all(word in MODIFIERS for word in wanted):
        return None
    name = _single(last) if len(last) == 1 else SIGNS.get(last.lower(), last.lower())
    if len(last) > 1 and name not in NAMES and not _names_a_sign(name):
        return None
    return "+".join([*wanted, name.lower() if wanted else name])


def _single(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _names_a_sign(name: str) -> bool:
    """Whether it is the name that Textual gives to the key of some sign."""
    character = key_to_character(name)
    return name in REPLACED_KEYS or (character is not None and _single(character) == name)


def remapped(configured: Configured, options: Options) -> Options:
    """The options with the keys that the configuration remaps, and a message for what is wrong with it."""
    keys, problems = configured.check_keys(BY_ID, normal, sorted(NAMES))
    found = [*configured.problems, *problems]
    if not found:
        return options._replace(keys=keys)
    first = found[0]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    meant = f"; did you mean {first.suggestion}?" if first.suggestion else ""
    said = f"{first.file}:{first.line}:{first.column}: {first.message}{meant}{more}"
    return options._replace(keys=keys, messages=(*options.messages, said))
