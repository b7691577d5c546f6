"""Write what the README says of keys, commands and formats from what the program declares: python tests/readme.py"""

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; bars within cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def code(text: str) -> str:
    return f"``{text}``" if "`" in text else f"`{text}`"


def keys() -> str:
    """All keys of the reading room, by group; those of sheets stand at the foot of each sheet."""
    from kztui.tui.commands import COMMANDS, GROUPS, SHEETS, shown  # noqa: PLC0415 - textual is slow to import

    rows = []
    for group in GROUPS:
        if group != SHEETS:
            for command in (command for command in COMMANDS if command.group == group):
                pressed = " ".join(code(shown(key)) for key in command.keys.split(","))
                where = f" (in the {command.scope})" if command.scope in {"reader", "timeline"} else ""
                rows.append((f"{command.help}{where}", pressed, code(command.id)))
    return table(("what", "keys", "name in the config"), rows)


def commands() -> str:
    """Each command, its first example, what it does."""
    from kztui.cli.commands import COMMANDS, SCREEN  # noqa: PLC0415 - beside what the other tables need

    every = (SCREEN, *COMMANDS)
    return table(
        ("command", "does", "for example"),
        [
            (code(f"kztui {command.name}".strip()), command.sentence, code(command.examples[-1].line))
            for command in every
        ],
    )


def json() -> str:
    """What each command writes as JSON."""
    from kztui.cli.commands import COMMANDS  # noqa: PLC0415 - beside what the other tables need

    rows = [(code(f"kztui {command.name}"), " ".join(command.json.split())) for command in COMMANDS if command.json]
    return table(("command", "with `--json`"), [(name, re.sub(r"\{.*?\}", r"`\g<0>`", shape)) for name, shape in rows])


def query() -> str:
    """The query language."""
    from kztui.search.query import SYNTAX  # noqa: PLC0415 - beside what the other tables need

    return f"```text\n{SYNTAX}\n```"


def styles() -> str:
    """The short names of styles and the citation formats."""
    from kztui.citation.request import FORMAT_NAMES  # noqa: PLC0415 - beside what the other tables need
    from kztui.citation.styles import SHORT_NAMES  # noqa: PLC0415 - the same

    named = table(("style", "edition"), [(code(name), style.edition) for name, style in SHORT_NAMES.items()])
    return f"{named}\n\nFormats of a citation: {', '.join(map(code, FORMAT_NAMES))}."


def exports() -> str:
    """What a whole article can be written as."""
    from kztui.export.formats import FORMATS  # noqa: PLC0415 - beside what the other tables need

    return table(("`kztui export --to`", "gives"), [(code(each.name), each.description) for each in FORMATS])


def config() -> str:
    """The settings and what each takes."""
    from kztui.config import _WANTED, Config  # noqa: PLC0415 - beside what the other tables need

    default = Config()
    rows = [(code(name), wanted, code(repr(getattr(default, name)) or "")) for name, wanted in _WANTED.items()]
    return table(("setting", "takes", "default"), rows)


PARTS: dict[str, Callable[[], str]] = {
    "keys": keys,
    "commands": commands,
    "json": json,
    "query": query,
    "styles": styles,
    "exports": exports,
    "config": config,
}


def part(text: str, name: str) -> str:
    """What stands between the marks of a part."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise KeyError(name)
    return found[1]


def command(text: str, name: str) -> str:
    """The one line of shell in a part."""
    lines = part(text, name).splitlines()
    if len(lines) != 3 or lines[0] != "```sh" or lines[2] != "```":
        raise ValueError(f"the part {name} is not one line of shell")
    return lines[1]


def written(text: str) -> str:
    """The README with each part as the program declares it now."""
    for name, make in PARTS.items():
        old = part(text, name)
        text = text.replace(f"<!-- {name} -->\n{old}\n<!-- /{name} -->", f"<!-- {name} -->\n{make()}\n<!-- /{name} -->")
    return text


if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY))
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
