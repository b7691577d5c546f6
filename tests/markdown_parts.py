"""Generated parts of Markdown files: each stands between the comments `<!-- name -->` and `<!-- /name -->`."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"
MANUAL = REPOSITORY / "kztui" / "manual"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; bars within cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def part(text: str, name: str) -> str:
    """What stands between the comments of a part. Raises KeyError where there is no such part."""
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", text, re.DOTALL)
    if found is None:
        raise KeyError(name)
    return found[1]


def with_part(text: str, name: str, made: str) -> str:
    """`text` with another content of a part. Raises KeyError where there is no such part."""
    part(text, name)
    head, _, rest = text.partition(f"<!-- {name} -->\n")
    return f"{head}<!-- {name} -->\n{made}\n<!-- /{name} -->{rest.partition(f'<!-- /{name} -->')[2]}"


def command(text: str, name: str) -> str:
    """The one line of shell in a part. Raises ValueError where it is anything else."""
    lines = part(text, name).splitlines()
    if len(lines) != 3 or lines[0] != "```sh" or lines[2] != "```":
        raise ValueError(f"the part {name} is not one line of shell")
    return lines[1]


def write_part(path: Path, name: str, made: str) -> None:
    """Put `made` into a part of a file."""
    path.write_text(with_part(path.read_text(encoding="utf-8"), name, made), encoding="utf-8")
