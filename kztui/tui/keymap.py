"""Keys as the reader writes them in the configuration: which names there are, and the proper form of each."""

import unicodedata

from textual.keys import Keys

from kztui.config import Configured
from kztui.tui.commands import BY_ID
from kztui.tui.options import Options

MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
NAMES = frozenset(key.value.split("+")[-1] for key in Keys if not key.value.startswith("<"))
SIGNS = {"enter": "enter", "return": "enter", "esc": "escape", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}
_OWN = {
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "solidus": "slash",
    "commercial_at": "at",
    "low_line": "underscore",
}


def normal(key: str) -> str | None:
    """Textual's name of a key: `?` gives `question_mark`, `Ctrl+D` gives `ctrl+d`; None where it is no key."""
    *modifiers, last = key.rsplit("+", 1) if len(key) > 1 and not key.endswith("+") else [key]
    wanted = [word.lower() for part in modifiers for word in part.split("+")]
    if not all(word in MODIFIERS for word in wanted):
        return None
    name = _single(last) if len(last) == 1 else SIGNS.get(last.lower(), last.lower())
    if name is None or (len(last) > 1 and name not in NAMES and not _names_a_sign(name)):
        return None
    return "+".join([*wanted, name.lower() if wanted else name])


def _single(character: str) -> str | None:
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _OWN.get(name, name) or None


def _names_a_sign(name: str) -> bool:
    """Whether it is the Unicode name of a character, in the form in which Textual writes it."""
    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name in _OWN.values()
    return True


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
