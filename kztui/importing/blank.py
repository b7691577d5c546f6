"""An empty article to fill in: valid files in which every table that an article may hold stands as a comment."""

from pathlib import Path
from string import Template

from kztui.article.ids import safe_id
from kztui.article.model import FORMAT

_FILES = ("article.toml", "sections.toml", "items.toml")
_DATA = Path(__file__).parent / "data"


def blank_files(name: str) -> dict[str, str]:
    """The files of an empty article, by their names; `name`, such as that of its folder, gives its citation key."""
    texts = {file: (_DATA / f"blank_{file}").read_text(encoding="utf-8") for file in _FILES}
    return {file: Template(text).substitute(format=FORMAT, key=safe_id(name)) for file, text in texts.items()}
