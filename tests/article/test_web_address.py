"""Where an address leads is told by its host, whatever stands before it and whatever it looks like."""

import pytest

from kztui.article.web_address import WebAddressError, web_address


@pytest.mark.parametrize(
    ("url", "host", "opened"),
    [
        ("https://Quay.Example/a?b=c#d", "quay.example", "https://quay.example/a?b=c#d"),
        ("HTTP://quay.example:8080", "quay.example", "http://quay.example:8080"),
        ("https://[2001:db8::1]/x", "[2001:db8::1]", "https://[2001:db8::1]/x"),
        ("https://порт.рф/@kept", "порт.рф", "https://xn--n1abei.xn--p1ai/@kept"),
        ("https://ｑｕａｙ。example/", "quay.example", "https://quay.example/"),
        ("https://港口ニュース.example", "港口ニュース.example", ""),
        ("https://" + "known.example." * 9 + "evil.example", "…" + ("known.example." * 9 + "evil.example")[-59:], ""),
    ],
)
def test_the_host_is_the_one_that_a_browser_connects_to(url: str, host: str, opened: str) -> None:
    found = web_address(url)
    assert (found.host, found.warning) == (host, "")
    assert found.url == opened or not opened
    assert found.url.isascii()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://known.example&articles&item=1@evil.example/x", "names a user .* it leads to evil.example"),
        ("https://ada:secret@evil.example", "names a user"),
        ("https://@evil.example", "names a user"),
        ("https://known.example\\@evil.example", "no blanks"),
        ("https://known.example@" + "a" * 70 + ".example", "is no name of a host"),
        ("https://known.example／evil.example", "no name of a host"),
        ("https://known.example%2eevil.example", "no name of a host"),
        ("https://evil.example:99999", "no port"),
        ("https:///x", "begins with http"),
        ("file:///etc/passwd", "begins with http"),
        ("javascript://x.example/%0aalert(1)", "begins with http"),
        ("https://a b.example", "no blanks"),
        ("https://...", "no name of a host"),
    ],
)
def test_what_hides_its_host_is_refused(url: str, why: str) -> None:
    with pytest.raises(WebAddressError, match=why):
        web_address(url)


@pytest.mark.parametrize(
    ("url", "host", "warning"),
    [
        ("https://q\u0443ay.example", "xn--qay-dfd.example", "mixes Cyrillic and Latin letters: qуay.example"),
        ("https://\u0440ort.example/", "xn--ort-zed.example", "mixes Cyrillic and Latin"),
        ("https://xn--ort-vic.example/", "xn--ort-vic.example", "has marks on Latin letters"),
        ("https://\u0441\u0435\u043e.example", "xn--e1ash.example", "is written in Cyrillic letters that look like"),
        ("https://quayα.example", "", "mixes Greek and Latin"),
        ("https://quay.example\u2044news.evil.example/", "", "has signs that are no letters: quay.example⁄news"),
        ("https://quay.example\u2215news.evil.example/", "", "has signs that are no letters"),
        ("https://quay.example\u29f8x", "", "has signs that are no letters"),
        ("https://\U0001f600.example", "", "has signs that are no letters"),
        ("https://\u0261auge.example", "xn--auge-z7b.example", "has phonetic letters that look like others: ɡauge"),
        ("https://qu\u0251y.example", "", "has phonetic letters"),
    ],
)
def test_a_host_whose_letters_deceive_is_shown_in_ascii(url: str, host: str, warning: str) -> None:
    found = web_address(url)
    assert found.host == host or not host
    assert found.host.isascii()
    assert found.warning.startswith(warning)


def test_a_host_of_any_length_takes_a_moment() -> None:
    with pytest.raises(WebAddressError):
        web_address("https://" + "а" * 1_000_000)


@pytest.mark.parametrize(
    "host", ["col·lecció.example", "ヴェール・港.example", "gauɛ.example", "əli.example", "日本語.example"]
)
def test_the_letters_of_a_language_deceive_nobody(host: str) -> None:
    assert web_address(f"https://{host}/").warning == ""
