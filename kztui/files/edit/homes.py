"""Where a new item is written: with those of its kind, or in a file of its own where each kind has one."""

from collections.abc import Mapping
from pathlib import Path

from kztui.article.kinds.section import Section
from kztui.article.model import LISTS
from kztui.files.edit.article_documents import ArticleDocuments
from kztui.files.edit.toml_document import TomlDocument


def home_of(documents: ArticleDocuments, plural: str) -> TomlDocument | Path:
    """The document that holds the list of a kind, or is to; the path of a file that is to be made for it."""
    holding = [document for document in documents.documents if document.get((plural,))]
    if holding:
        return holding[-1]
    items = [name for name in LISTS if name != Section.plural]
    stems = {path.stem.lower(): document for path, document in _by_path(documents).items()}
    if plural in stems:
        return stems[plural]
    if len(stems) > 1 and not stems.keys().isdisjoint(items):
        return documents.files.paths[0].with_name(f"{plural}.toml")
    others = [document for document in documents.documents if any(document.get((name,)) for name in items)]
    return others[-1] if others else stems.get("items") or documents.single("article")


def _by_path(documents: ArticleDocuments) -> dict[Path, TomlDocument]:
    return dict(zip(documents.files.paths, documents.documents, strict=True))


def add_item(documents: ArticleDocuments, plural: str, fields: Mapping[str, object]) -> None:
    """Add an item to the list of its kind, behind the last."""
    home = home_of(documents, plural)
    if isinstance(home, Path):
        documents.create(home, documents.single("article").table_text((plural,), fields))
    else:
        home.add_table((plural,), fields)


def add_block(documents: ArticleDocuments, plural: str, text: str) -> None:
    """Add the source of an item's table to those of its kind, behind the last."""
    home = home_of(documents, plural)
    if isinstance(home, Path):
        documents.create(home, text)
    else:
        home.add_block((plural,), text)
