"""The paths of the bundled articles: inside the package once installed, beside it in a checkout."""

from pathlib import Path

DEFAULT = "zenn-2013"
_PACKAGE = Path(__file__).resolve().parent.parent


def _content() -> Path:
    inside = _PACKAGE / "content"
    return inside if inside.is_dir() else _PACKAGE.parent / "content"


def bundled() -> list[Path]:
    """The paths of all bundled articles, files or folders, by name; empty when there are none."""
    content = _content()
    if not content.is_dir():
        return []
    return sorted(
        entry
        for entry in content.iterdir()
        if entry.name[0] != "." and (entry.suffix == ".toml" or (entry.is_dir() and any(entry.glob("*.toml"))))
    )


def default() -> Path:
    """The path of the article that opens when no other is chosen."""
    return _content() / DEFAULT
