"""The parts of the README that the program itself declares, made from the declarations.

python tests/readme.py      write them, and the picture, into the README's places
"""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from kztui.article.bundled import default
from kztui.article.check import RULES
from kztui.article.load import load
from kztui.citation.styles import SHORT_NAMES
from kztui.cli.commands import COMMANDS as CLI_COMMANDS
from kztui.export.formats import FORMATS
from kztui.search.query import SYNTAX
from kztui.state.file import StateFile
from kztui.tui.app import KztuiApp
from kztui.tui.commands import COMMANDS, GROUPS, shown
from kztui.tui.options import Options

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"
PICTURE = REPOSITORY / ".github" / "kztui.svg"
SIZE = (120, 34)


def keys() -> str:
    """Every command of the screen with its keys."""
    lines = ["| keys | what they do |", "| --- | --- |"]
    headings = {"timeline": "In the timeline", "reader": "In the reader"}
    groups = [
        (group, [c for c in COMMANDS if c.group == group and c.scope in {"app", "screen", "pane"}]) for group in GROUPS
    ]
    others = dict.fromkeys(c.scope for c in COMMANDS if c.scope not in {"app", "screen", "pane"})
    groups += [(headings.get(scope, f"In the {scope}"), [c for c in COMMANDS if c.scope == scope]) for scope in others]
    for heading, commands in groups:
        lines.append(f"| **{heading}** | |")
        lines += [f"| {_keys(command.keys, shown)} | {command.help} `{command.id}` |" for command in commands]
    return "\n".join(lines)


def _keys(keys: str, shown: Callable[[str], str]) -> str:
    return " ".join(f"`{shown(key)}`" if key != "grave_accent" else "`` ` ``" for key in keys.split(","))


def commands() -> str:
    """Every command of the command line."""
    lines = ["| command | what it does | try |", "| --- | --- | --- |"]
    for command in CLI_COMMANDS:
        example = f"`{command.examples[0].line}`" if command.examples else ""
        lines.append(f"| `kztui {command.name}` | {command.sentence} | {_cell(example)} |")
    return "\n".join(lines)


def exports() -> str:
    """Every format of an export."""
    return "\n".join(f"- `{entry.name}`: {entry.sentence}" for entry in FORMATS)


def queries() -> str:
    """The query language."""
    return f"```text\n{SYNTAX}\n```"


def styles() -> str:
    """The styles with short names."""
    return "\n".join(f"- `{name}`: {style.edition}" for name, style in SHORT_NAMES.items())


def rules() -> str:
    """Every rule of the checker."""
    lines = ["| rule | severity | what it says |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| `{rule.name}` | {rule.severity} | {_cell(rule.sentence)} |" for rule in RULES)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PARTS: dict[str, Callable[[], str]] = {
    "keys": keys,
    "commands": commands,
    "exports": exports,
    "queries": queries,
    "styles": styles,
    "rules": rules,
}


def filled(readme: str) -> str:
    """The README with every made part as it is declared now. Raises ValueError where a part has no place."""
    for name, make in PARTS.items():
        before, opened, rest = readme.partition(f"<!-- {name} -->\n")
        _, closed, after = rest.partition(f"<!-- /{name} -->")
        if not opened or not closed:
            raise ValueError(f"the README has no place for {name}")
        readme = f"{before}{opened}{make()}\n{closed}{after}"
    return readme


async def _screenshot() -> str:
    app = KztuiApp(load(default()), Options(memory=StateFile(None), at="p3"))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        await pilot.pause(0.2)
        app.room.tell()
        return app.export_screenshot(title="kztui")


def picture() -> str:
    """A screenshot of the reading room on the bundled article, as SVG."""
    made = asyncio.run(_screenshot())
    # The ids of each screenshot are its own: without them, the same screen is the same file.
    return re.sub(r"terminal-\d+", "terminal-kztui", made)


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(), encoding="utf-8")
