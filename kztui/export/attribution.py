"""What a page or a report says of whose words it holds, and how it was made."""

from kztui.article.article import Article


def credit(article: Article) -> str:
    """The line at its end: whose words the text is, and which program made it."""
    made = "Made with kztui."
    if article.is_unwritten:
        return made
    return (
        "The text is a paraphrase, not the publisher’s words; the number after each fact is that of the paragraph which"
        f" states it. {made}"
    )


def whose_words(article: Article) -> str:
    """A line on the passages of the original; empty where it holds none."""
    if not article.originals:
        return ""
    publication = article.publication
    holders = [", ".join(name.plain for name in publication.author), publication.container_title, publication.publisher]
    named = ", ".join(dict.fromkeys(filter(None, holders))) or "their author and publisher"
    return (
        f"The passages headed “Original” are the words of the publication ({named}), not ours. They were added from a"
        " reader’s own copy; whoever passes them on needs the right to do so."
    )
