"""Fields that name other items: that these exist, are of the right kind, and do not run in circles."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Rule, Where
from kztui.article.kinds.place import WITHIN
from kztui.article.table import ItemKind
from kztui.files.rules.context import RuleContext

DANGLING = Rule("dangling-target", "error", "A field or link names an item that there is not.", 'place = "atlantis"')
WRONG_KIND = Rule(
    "wrong-kind",
    "error",
    "A field names an item of another kind than it wants, such as a place that takes part in an event.",
    'participants = [{ actor = "baku", role = "host" }]  # a place',
)
SELF_LINK = Rule(
    "self-link", "error", "An item names itself.", 'id = "council"\nrelations = [{ to = "council", kind = "ally-of" }]'
)
RULES = (DANGLING, WRONG_KIND, SELF_LINK)


def find(context: RuleContext) -> Iterator[Finding]:
    """What the fields of items name that they should not."""
    kinds = context.kinds
    for path, item, reference in context.references:
        target, kind = reference.target, reference.kind
        found = kinds.get(target)
        if (found == kind or (found and not kind)) and target != item.id:
            continue
        where = Where((*path, *reference.keys))
        if found is None:
            if not context.skipped.target(target):
                yield from dangling(context, where, target, kind)
        elif kind and found != kind:
            message = f"{reference.keys[-1]} names {_a(kind)}, and {target} is {_a(found)}"
            yield Finding(WRONG_KIND, where, message, context.nearest(target, kind))
        elif reference.type is not WITHIN:  # a place within itself is a circle of places
            yield Finding(SELF_LINK, where, f"{item.id} names itself")


def _a(kind: ItemKind) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def dangling(context: RuleContext, where: Where, target: str, kind: ItemKind = "") -> Iterator[Finding]:
    """The finding for a target that names nothing, with what was likely meant.

    None where the nearest id differs only in blanks around it: that id is reported instead.
    """
    message = f"there is no item {target}" if target else "the target is empty"
    whole = target.partition("#")[0].strip()
    # Wikis link to a part of a page so.
    named = whole if whole != target and (context.kinds.get(whole) == kind if kind else whole in context.kinds) else ""
    near = named or context.nearest(target, *([kind] if kind else []))
    if not target or near.strip() != target:
        yield Finding(DANGLING, where, message, near)
