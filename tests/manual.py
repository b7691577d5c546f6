"""What the README and manual say of keys, commands, formats, from the program: PYTHONPATH=. python tests/manual.py"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from kztui.article.kinds import KINDS
from kztui.citation.request import FORMAT_NAMES
from kztui.citation.styles import SHORT_NAMES
from kztui.cli.commands import COMMANDS as CLI_COMMANDS
from kztui.cli.commands import SCREEN
from kztui.config import EXPECTED, Config
from kztui.export.formats import FORMATS as EXPORTS
from kztui.files.check import RULES
from kztui.files.schema import schema
from kztui.manual.pages import TOPICS, read_page
from kztui.search.query import SYNTAX
from kztui.tui.commands import COMMANDS, DIALOGS, ENCODE, GROUPS, Command, shown
from markdown_parts import REPOSITORY, table, write_part

MAIN_KEYS = (
    *("down", "next_pane", "open", "next_link", "back", "find", "filter", "cite", "bookmark", "timeline"),
    *("palette", "help", "quit"),
)
"""The actions whose keys the README shows."""


def code(text: str) -> str:
    return f"``{text}``" if "`" in text else f"`{text}`"


def pressed(command: Command) -> str:
    return " ".join(code(shown(key)) for key in command.keys.split(","))


def main_keys() -> str:
    """The keys to begin with."""
    by_id = {command.id: command for command in COMMANDS}
    return table(("key", "what it does"), [(pressed(by_id[name]), by_id[name].help) for name in MAIN_KEYS])


def topics() -> str:
    """The pages of the manual."""
    return table(
        ("page", "what is in it"),
        [(f"[{topic}](kztui/manual/{topic}.md)", read_page(topic).summary) for topic in TOPICS],
    )


def keys() -> str:
    """All keys of the main screen, by group."""
    rows = []
    for group in GROUPS:
        for command in (command for command in COMMANDS if command.group == group != DIALOGS):
            where = f" (in the {command.scope})" if command.scope in {"reader", "timeline"} else ""
            rows.append((f"{command.help}{where}", pressed(command), code(command.id)))
    return table(("what", "keys", "name in the config"), rows)


def dialog_keys() -> str:
    """The keys of dialogs, by dialog."""
    own = [command for command in COMMANDS if command.group == DIALOGS]
    where = {"dialog": "any dialog"}
    rows = [
        (where.get(command.scope, command.scope), command.help, pressed(command), code(command.id)) for command in own
    ]
    return table(("where", "what", "keys", "name in the config"), rows)


def encode_keys() -> str:
    """The keys of the encode mode, by where they are pressed."""
    own = [command for command in COMMANDS if command.group == ENCODE]
    return table(
        ("where", "what", "keys", "name in the config"),
        [(command.scope, command.help, pressed(command), code(command.id)) for command in own],
    )


def commands() -> str:
    """Each command, what it does, its last example."""
    return table(
        ("command", "what it does", "for example"),
        [
            (code(f"kztui {command.name}".strip()), command.summary, code(command.examples[-1].line))
            for command in (SCREEN, *CLI_COMMANDS)
        ],
    )


def json() -> str:
    """What each command writes as JSON."""
    rows = [(code(f"kztui {command.name}"), " ".join(command.json.split())) for command in CLI_COMMANDS if command.json]
    return table(("command", "with `--json`"), [(name, re.sub(r"\{.*?\}", r"`\g<0>`", shape)) for name, shape in rows])


def signs() -> str:
    """The sign of each kind of item."""
    return table(("sign", "kind"), [(code(kind.sign), kind.item_kind) for kind in KINDS])


def query() -> str:
    """The query language."""
    return f"```text\n{SYNTAX}\n```"


def styles() -> str:
    """The short names of styles."""
    return table(("style", "edition"), [(code(name), style.edition) for name, style in SHORT_NAMES.items()])


def citation_formats() -> str:
    """What a citation can be written as."""
    return f"Formats of a citation: {', '.join(map(code, FORMAT_NAMES))}."


def exports() -> str:
    """What a whole article can be written as."""
    return table(("format", "what it is"), [(code(each.name), each.description) for each in EXPORTS])


def config() -> str:
    """The settings and what each takes."""
    default = Config()
    rows = [(code(name), wanted, code(repr(getattr(default, name)) or "")) for name, wanted in EXPECTED.items()]
    return table(("setting", "takes", "default"), rows)


def _keys_of(definition: dict[str, Any]) -> Iterator[str]:
    """Each key of a table of the format; with the values it may have, where they are few."""
    for name, takes in definition["properties"].items():
        values = takes.get("enum", ())
        required = " (required)" if name in definition.get("required", ()) else ""
        yield code(name) + required + (f" ({', '.join(values)})" if 0 < len(values) <= 12 else "")


def _where(name: str, definitions: dict[str, Any]) -> str:
    """Where in the file the tables of one definition stand."""

    def holds(properties: dict[str, Any]) -> str:
        uses = [key for key, takes in properties.items() if takes.get("items", {}).get("$ref", "").endswith(f"/{name}")]
        return ", ".join(map(code, uses[:2])) + (" …" if len(uses) > 2 else "")

    tables = schema()["properties"]
    for key, takes in tables.items():
        if any(each.get("$ref", "").endswith(f"/{name}") for each in takes.get("anyOf", ())):
            return code(f"[{key}]")
    if name == "Quote":
        return "`quotes` of any item, relation or participant"
    if top := holds(tables):
        return code(f"[[{top.strip('`')}]]")
    holder, key = next((other, key) for other, d in definitions.items() if (key := holds(d["properties"])))
    return f"{key} of {'`[article]`' if holder == 'Publication' else _where(holder, definitions)}"


def format_tables() -> str:
    """What each table of an article holds, but for `[article]`, which takes every variable of CSL."""
    definitions = schema()["$defs"]
    return table(
        ("table", "what it is", "keys"),
        [
            (_where(name, definitions), definition["description"], ", ".join(_keys_of(definition)))
            for name, definition in definitions.items()
            if name != "Publication"
        ],
    )


def format_values() -> str:
    """What a key takes, where its name does not say it."""
    found = {
        name: takes["description"]
        for definition in schema()["$defs"].values()
        for name, takes in definition["properties"].items()
        if "description" in takes
    }
    return table(("key", "takes"), [(code(name), says) for name, says in sorted(found.items())])


def rules() -> str:
    """What is checked."""
    return table(("rule", "severity", "reported when"), [(code(r.name), r.severity, r.sentence) for r in RULES])


PARTS: dict[str, dict[str, Callable[[], str]]] = {
    "README.md": {"main-keys": main_keys, "topics": topics},
    "kztui/manual/screen.md": {"signs": signs},
    "kztui/manual/keys.md": {"keys": keys, "dialog-keys": dialog_keys, "encode-keys": encode_keys},
    "kztui/manual/search.md": {"query": query},
    "kztui/manual/cite.md": {"styles": styles, "citation-formats": citation_formats},
    "kztui/manual/export.md": {"exports": exports},
    "kztui/manual/commands.md": {"commands": commands},
    "kztui/manual/json.md": {"json": json},
    "kztui/manual/format.md": {"tables": format_tables, "values": format_values, "rules": rules},
    "kztui/manual/settings.md": {"config": config},
}
"""The generated parts of each file, by name: what stands between the comments `<!-- name -->` and `<!-- /name -->`."""


if __name__ == "__main__":
    # The README's list of pages says what stands in the pages, so it comes last.
    for file, made_by in reversed(PARTS.items()):
        for one, make in made_by.items():
            write_part(REPOSITORY / file, one, make())
