"""Letters of Cyrillic and Arabic as Latin ones, in the spelling that names of Central Asia have in English.

A general table (anyascii) serves every other script; these two are ours because it writes `х` as `kh` but `ғ` as `gh`
beside `ң` as `ng`, and leaves Arabic without its vowels.
"""

_RUSSIAN = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu",
    "я": "ya",
}  # fmt: skip
_KAZAKH_AND_NEIGHBOURS = {
    "ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    "ў": "o", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "җ": "j", "є": "ye", "ї": "yi", "ґ": "g",
    "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ӏ": "", "ҡ": "q", "ҙ": "z", "ҫ": "s",
}  # fmt: skip
CYRILLIC = _RUSSIAN | _KAZAKH_AND_NEIGHBOURS

ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "",
    "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ى": "a",
    "ة": "a", "ء": "", "ؤ": "u", "ئ": "i", "ـ": "", "پ": "p", "چ": "ch", "ژ": "zh", "ک": "k", "گ": "g", "ی": "i",
    "ڭ": "ng", "ۇ": "u", "ۆ": "o", "ۈ": "u", "ۋ": "v", "ې": "e", "ە": "e", "ھ": "h", "ٹ": "t", "ڈ": "d", "ڑ": "r",
    "ں": "n", "ہ": "h", "ے": "e",
}  # fmt: skip

# Latin letters with a mark stand for another sound than the bare letter, which is what people type instead.
SOUNDED_LATIN = {
    "ş": "sh", "š": "sh", "ș": "sh", "ś": "sh", "ŝ": "sh", "ç": "ch", "č": "ch", "ć": "ch", "ĉ": "ch",
    "ž": "zh", "ź": "zh", "ż": "zh", "ţ": "ts", "ț": "ts", "ġ": "gh", "ğ": "g", "ẖ": "kh", "ḫ": "kh", "ĥ": "kh",
    "ǰ": "j", "ĵ": "j", "ř": "rzh", "ñ": "n", "ŋ": "n",
}  # fmt: skip

# What Arabic letters sound like where Persian or a Turkic language is spoken: `رضا` is Reza there, and Rida elsewhere.
SOUNDED_ARABIC = {"ض": "z", "ذ": "z", "ث": "s", "و": "v"}

# Letters that no decomposition leads back to ASCII, and that need no table of all the world's scripts.
BARE_LATIN = {
    "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ŋ": "ng", "ħ": "h",
    "ə": "a", "ƙ": "k", "ɗ": "d", "ɓ": "b", "ɛ": "e", "ɔ": "o", "ƴ": "y", "ǝ": "e", "ŧ": "t",
}  # fmt: skip


def is_arabic(text: str) -> bool:
    """Whether any letter of `text` is Arabic."""
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def is_cyrillic(text: str) -> bool:
    """Whether any letter of `text` is Cyrillic."""
    return any("\u0400" <= letter <= "\u052f" for letter in text)
