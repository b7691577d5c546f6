"""The name of a site that only the title of a page says."""

import pytest

from kztui.importing.readers import read_here
from kztui.importing.source import Source

AT = '<link rel="canonical" href="https://{}/a">'.format
FEED = '<link rel="alternate" type="application/rss+xml" title="Quay Herald » Feed">'
TEXT = "<p>The board met in March and gave most of its money to a survey of the two northern quays.</p>"


@pytest.mark.parametrize(
    ("title", "head", "body", "name"),
    [
        ("Ferries rest at night | Quay Herald", AT("www.quay-herald.co.uk"), "", 1),
        (
            "Ferries rest at night — The Quay Herald",
            '<meta property="og:url" content="https://quayherald.org/a">',
            "",
            1,
        ),
        ("Ferries rest at night - Причал", "", '<a href="/"><img src="l.png" alt="Причал logo"></a>', 1),
        ("Ferries rest at night | Причал", "", '<div class="site-title">Причал</div>', 1),
        ("Ferries rest at night | Причал", "", '<p id="logo">Причал</p><h1>Ferries rest at night</h1>', 1),
        ("Quay Herald » Ferries rest at night", "", '<a class="brand" href="/en/">Quay Herald</a>', 0),
        ("Ferries rest | Quay Herald", FEED, "", 1),
        ("Ferries rest at night | Harbours", AT("quay-herald.org/harbours"), "", None),
        ("Ferries | rest at night", AT("ferries.org"), "<h1>Ferries</h1>", None),
        ("Ferries rest at night | Harbours", "", '<a href="/harbours">Harbours</a>', None),
    ],
)
def test_the_end_of_a_title_is_the_site_where_the_page_confirms_it(
    title: str, head: str, body: str, name: int | None
) -> None:
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}<article>{TEXT * 3}</article></body></html>"
    read = read_here(Source("page.html", page.encode()))
    metadata = read.metadata
    parts = [part for sign in "|—-»" for part in title.split(f" {sign} ") if part != title]
    assert metadata.get("container-title") == (None if name is None else parts[name])
    if name is not None:
        assert metadata["title"] == parts[1 - name]
        assert parts[name] not in {block.text for block in read.blocks}
