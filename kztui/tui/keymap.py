"""Reads the key bindings of the settings: normalizes names of keys, and reports unknown keys and conflicts."""

import unicodedata
from collections.abc import Iterator

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, key_to_character

from kztui.article.suggestion import did_you_mean
from kztui.config import Configured, renamed_actions
from kztui.files.problems import Problem
from kztui.tui.commands import BY_ID, Command, shown
from kztui.tui.options import Options

MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
NAMES = frozenset(key.value.split("+")[-1] for key in Keys if not key.value.startswith("<"))
PANES = ("reader", "claims", "timeline")
"""The panes that have commands of their own."""
SIGNS = {"enter": "enter", "return": "enter", "esc": "escape", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}


def normal(key: str) -> str | None:
    """Textual's name of a key: `question_mark` for `?`, `ctrl+d` for `Ctrl+D`; None where it is no key."""
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
    """Whether it is Textual's name of the key of a character."""
    character = key_to_character(name)
    return name in REPLACED_KEYS or (character is not None and _single(character) == name)


def _reach(command: Command) -> int:
    """The order in which bindings are looked up: from 4, a pane's own, to 1, the application's; 0 in dialogs."""
    return {"app": 1, "screen": 2, "pane": 3, **dict.fromkeys(PANES, 4)}.get(command.scope, 0)


def _meet(one: Command, other: Command) -> bool:
    """Whether one key cannot do both: both are bound in one scope, or one of them hides the other."""
    return one.scope == other.scope or (0 < _reach(one) != _reach(other) > 0)


def _clashes(configured: Configured, keys: dict[str, str]) -> Iterator[Problem]:
    """A problem for each key given to an action that another has too; of two such actions, at the later one."""
    bound = {action: (keys.get(action) or command.keys).split(",") for action, command in BY_ID.items()}
    given = list(keys)
    written = {new: old for old, new in renamed_actions().items() if old in configured.config.keys}
    for at, action in enumerate(given):
        for other, command in BY_ID.items():
            both = [key for key in bound[action] if key in bound[other]]
            if both and other not in given[at:] and _meet(BY_ID[action], command):
                key = shown(both[0])
                message = f"{action} takes the key {key} from {other}"
                if other in keys:
                    message = f"{action} and {other} are both given the key {key}"
                elif _reach(command) > _reach(BY_ID[action]):
                    message = f"{action} is given the key {key}, which {other} has in the panes"
                yield configured.problem("doubled-key", ("keys", written.get(action, action)), message)


def remapped(configured: Configured, options: Options) -> Options:
    """The options with the keys that the settings remap, and with a message about the first problem in them."""
    keys, problems = configured.check_keys(BY_ID, normal, sorted(NAMES))
    found = [*configured.problems, *problems, *_clashes(configured, keys)]
    if not found:
        return options._replace(keys=keys)
    first = found[0]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    hint = "" if first.rule == "renamed-action" else did_you_mean(first.suggestion)
    message = f"{first.file}:{first.line}:{first.column}: {first.message}{hint}{more}"
    return options._replace(keys=keys, messages=(*options.messages, message))
