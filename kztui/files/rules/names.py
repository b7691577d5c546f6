"""What an item is called by: the form of its id, and the words it cannot be understood without."""

from collections.abc import Iterator

from kztui.article.findings import MISSING_KEY, Finding, Rule, Where
from kztui.article.ids import LONGEST, PARAGRAPH_ID, is_safe_id, safe_id
from kztui.article.kinds import KINDS
from kztui.files.rules.context import RuleContext

ID_FORM = Rule(
    "id-form",
    "error",
    "An id has letters, digits, - and _, at most 80, and is not p with a number, which names a paragraph.",
    'id = "Summit of 2011"',
)
RULES = (ID_FORM,)


def find(context: RuleContext) -> Iterator[Finding]:
    """Ids of another form, and items without title, name, text or kind."""
    publication = context.file.article
    if context.lacks(("article",), "title", publication.title.strip()):
        yield Finding(MISSING_KEY, Where(("article", "title")), "[article] without title")
    if publication.id.strip() and not is_safe_id(publication.id):
        yield _bad_id(("article", "id"), publication.id)
    for path, item in (place for kind in KINDS if kind.id_key == "id" for place in context.by_kind[kind.item_kind]):
        target = item.id
        reserved = target[:1] == "p" and PARAGRAPH_ID.fullmatch(target) and int(target[1:]) not in context.numbers
        if (reserved or not is_safe_id(target)) and target.strip():
            yield _bad_id((*path, "id"), target)
        for key in item.required_keys:
            if getattr(item, key).strip() or ((item.is_unwritten or item.is_open) and key in item.prose_keys):
                continue
            if context.lacks(path, key, ""):
                kind = item.item_kind
                article = "an" if kind[0] in "ae" else "a"
                yield Finding(MISSING_KEY, Where((*path, key)), f"{article} {kind} without {key}: {item.id}")
    yield from _blank(context)


def _blank(context: RuleContext) -> Iterator[Finding]:
    """Aliases that are empty, or blanks alone."""
    for path, item in context.placed:
        if item.aliases and not all(map(str.strip, item.aliases)):
            empty = (at for at, alias in enumerate(item.aliases) if not alias.strip())
            yield from (Finding(MISSING_KEY, Where((*path, "aliases", at)), "the alias is empty") for at in empty)


def _bad_id(path: tuple[str | int, ...], name: str) -> Finding:
    if PARAGRAPH_ID.fullmatch(name):
        return Finding(ID_FORM, Where(path), f"{name} is how a paragraph is named", safe_id(name))
    if len(name) > LONGEST:
        return Finding(ID_FORM, Where(path), f"an id has at most {LONGEST} characters, not {len(name)}", safe_id(name))
    return Finding(ID_FORM, Where(path), f"an id has letters, digits, - and _ only, not “{name}”", safe_id(name))
