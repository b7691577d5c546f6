"""What `kztui new` could only guess: it stays marked until the author has looked at it."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Rule, Where
from kztui.files.rules.context import RuleContext

REVIEW = "to be reviewed"
"""The note that marks an item as guessed."""
TO_BE_REVIEWED = Rule(
    "to-be-reviewed",
    "warning",
    "An item still has the note of a draft: review it, correct it, and delete the note.",
    f'note = "{REVIEW}"',
)
RULES = (TO_BE_REVIEWED,)


def find(context: RuleContext) -> Iterator[Finding]:
    """Items whose note says that nobody has looked at them yet."""
    for path, item in context.placed:
        if item.note == REVIEW:
            yield Finding(TO_BE_REVIEWED, Where((*path, "note")), f"{item.id} is to be reviewed")
