"""Ids changed: everything that names an item follows."""

from collections.abc import Mapping

from kztui.article.ids import PARAGRAPH_ID, is_safe_id, safe_id
from kztui.article.suggestion import did_you_mean
from kztui.files.edit.article_documents import ArticleDocuments, PlacedItem
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.operation import Operation, Outcome, named
from kztui.files.edit.toml_literals import TextEdit
from kztui.files.item_ids import replacements


class Rename(Operation, frozen=True):
    """Give an item another id."""

    target: str
    id: str

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Change the id and all that names it. Raises EditRefusedError where the new one is taken or unfit."""
        placed = documents.find(self.target)
        refuse_unfit_id(documents, self.id, placed)
        old = placed.item.id
        rename_all(documents, {old: self.id})
        return Outcome(f"renamed {old} to {self.id}", {self.target: self.id}, self.id)


class FixIds(Operation, frozen=True):
    """Give every item with an unsafe id the nearest safe one."""

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Change the ids that the article opens under already."""
        new = replacements(documents.tables)
        rename_all(documents, new)
        article = documents.tables.article.id
        notes: tuple[str, ...] = ()
        if article.strip() and not is_safe_id(article):
            documents.single("article").set_value(("article",), "id", safe_id(article))
            notes = (f"the article is {safe_id(article)}",)
        return Outcome(f"renamed {named(tuple(f'{old} to {id_}' for old, id_ in new.items()))}", notes=notes)


def refuse_unfit_id(documents: ArticleDocuments, id_: str, placed: PlacedItem | None = None) -> None:
    """Raises EditRefusedError where an item cannot have that id, or `placed` has none that can change."""
    if placed is not None and placed.item.id_key != "id":
        raise EditRefusedError(f"{placed.item.id} is named by its {placed.item.id_key}, which is the original's")
    if not is_safe_id(id_) or PARAGRAPH_ID.fullmatch(id_):
        message = "an id has letters, digits, - and _, at most 80, and is not p with a number"
        raise EditRefusedError(f"{message}: not {id_!r}{did_you_mean(safe_id(id_))}")
    if documents.has(id_) and (placed is None or placed.item.id != id_):
        raise EditRefusedError(f"the id {id_} is taken")


def rename_all(documents: ArticleDocuments, new: Mapping[str, str]) -> None:
    """Change ids, and every field, link and rejection that names them."""
    for placed in documents.items:
        if placed.item.id in new and placed.item.id_key == "id":
            replace_text(documents, placed, ("id",), new[placed.item.id])
    rename_references(documents, new)
    review = documents.single("review")
    kinds = {placed.item.id: placed.item.item_kind for placed in documents.items}
    for at, entry in enumerate(review.get(("review", "rejected"), [])):
        kind, _, name = str(entry).partition(":")
        if name in new and kinds.get(name) == kind:
            review.edit_text(("review", "rejected", at), [TextEdit(len(kind) + 1, len(entry), new[name])])


def rename_references(documents: ArticleDocuments, new: Mapping[str, str]) -> None:
    """Change every field and link that names some items, so that it names others."""
    for placed, reference in documents.references():
        if reference.target in new:
            replace_text(documents, placed, reference.keys, new[reference.target])
    for placed, key, links in documents.prose_links(new):
        edits = [TextEdit(*link.target_span, new[link.target]) for link in links]
        placed.document.edit_text((*placed.own, key), edits)


def replace_text(documents: ArticleDocuments, placed: PlacedItem, keys: tuple[str | int, ...], new: str) -> None:
    """Replace the text at `keys` of an item, in the quotes that it has."""
    document, own = documents.place((*placed.path, *keys))
    document.edit_text(own, [TextEdit(0, len(document.get(own, "")), new)])
