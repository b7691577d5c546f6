"""What `kztui new` could only guess, and nobody has accepted yet."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Rule, Where
from kztui.files.rules.context import RuleContext

REVIEW = "to be reviewed"
"""The note by which earlier versions marked a candidate."""
TO_BE_REVIEWED = Rule(
    "to-be-reviewed",
    "warning",
    "An item still has the note of a draft: review it, correct it, and delete the note.",
    f'note = "{REVIEW}"',
)
OPEN_CANDIDATE = Rule(
    "open-candidate",
    "warning",
    "A candidate that nobody has accepted yet: correct it and delete the key, or delete the item.",
    'review = "open"',
)
"""Not one of `RULES`: candidates are counted, and listed only when asked for."""
RULES = (TO_BE_REVIEWED,)


def find(context: RuleContext) -> Iterator[Finding]:
    """Items whose note says that nobody has looked at them yet."""
    for path, item in context.placed:
        if item.note == REVIEW:
            yield Finding(TO_BE_REVIEWED, Where((*path, "note")), f"{item.id} is to be reviewed")


def find_open(context: RuleContext) -> Iterator[Finding]:
    """Candidates that nobody has accepted yet."""
    for path, item in context.placed:
        if item.is_open:
            name = f" “{item.caption}”" if item.is_named else ""
            yield Finding(OPEN_CANDIDATE, Where((*path, "review")), f"{item.item_kind} {item.id}{name} is open")
