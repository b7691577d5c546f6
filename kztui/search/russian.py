"""What a Russian word can stand for in an English text: its stem, a Chinese name in pinyin, a name all its own.

Transliteration alone does not find Xinjiang for `Синьцзяна`, nor Georgia for `Грузии`.
"""

import re
from functools import lru_cache

_ENDINGS_OF_CASES = """
а я у ю е о и ы ь й ой ей ом ем ём ам ям ами ями ах ях ов ев ью ии ия ие ию ией ием иям иях иями ый ий ая яя ое ее ые
ого его ому ему ым им ых их ыми ими ую юю ою ею ин ец ца цы цев цами
"""
_ENDINGS = frozenset(_ENDINGS_OF_CASES.split())
_LONGEST_ENDING = 4
_SHORTEST_STEM = 3


def stems(word: str) -> list[str]:
    """The lower-case Cyrillic `word` and what is left of it without each ending it may have, longest first."""
    cuts = range(1, min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM) + 1)
    return [word, *(word[:-cut] for cut in cuts if word[-cut:] in _ENDINGS)]


# The Palladius system, by which Chinese names are written in Russian. `и я е ю` soften what stands before them.
_INITIALS = {
    "чж": "zh", "цз": "z", "б": "b", "п": "p", "м": "m", "ф": "f", "д": "d", "т": "t", "н": "n", "л": "l", "г": "g",
    "к": "k", "х": "h", "ц": "c", "с": "s", "ч": "ch", "ш": "sh", "ж": "r", "в": "w", "": "",
}  # fmt: skip
_SOFTENED = {"z": "j", "c": "q", "s": "x"}
_FINALS = {
    "уань": "uan", "юань": "uan", "уай": "uai", "уан": "uang", "ань": "an", "энь": "en", "инь": "in", "унь": "un",
    "янь": "ian", "юнь": "un", "ай": "ai", "ан": "ang", "ао": "ao", "эй": "ei", "эн": "eng", "эр": "er", "ин": "ing",
    "уа": "ua", "уй": "ui", "ун": "ong", "оу": "ou", "ян": "iang", "яо": "iao", "юй": "u", "юэ": "ue", "юн": "iong",
    "а": "a", "о": "uo", "э": "e", "ы": "i", "и": "i", "у": "u", "я": "ia", "е": "ie", "ю": "iu",
}  # fmt: skip
_SYLLABLE = re.compile(f"({'|'.join(_INITIALS)})({'|'.join(_FINALS)})ъ?")
_CHINESE = re.compile(f"(?:(?:{'|'.join(_INITIALS)})(?:{'|'.join(_FINALS)})ъ?)+")
_ALONE = {"i": "yi", "in": "yin", "ing": "ying", "u": "wu", "iu": "you", "uan": "yuan", "un": "yun", "ue": "yue"}


def _syllable(initial: str, final: str) -> str:
    start, end = _INITIALS[initial], _FINALS[final]
    if not start:
        return _ALONE.get(end) or ("y" + end[1:] if end[0] == "i" else end)
    if final[0] in "ияею":
        start = _SOFTENED.get(start, start)
    if final == "о" and start in {"b", "p", "m", "f", "w"}:
        end = "o"
    return start + end


def pinyin(word: str) -> str:
    """A lower-case Russian word read as a Chinese name, in pinyin; nothing where it cannot be one."""
    if not _CHINESE.fullmatch(word):
        return ""
    return "".join(_syllable(initial, final) for initial, final in _SYLLABLE.findall(word))


# Stem of a Russian or Kazakh word -> the English words for it, where no rule of letters leads from one to the other.
_EXONYMS: dict[str, tuple[str, ...]] = {}
for _entry in (
    """
австри austria | албани albania | америк america | англи england | араб arab | арави arabia | бельги belgium
болгари bulgaria | британи britain | великобритани britain | венгри hungary | вьетнам vietnam | германи germany
голланди netherlands | греци greece | грузи georgia | египет egypt | египт egypt | евразийск eurasian | европ europe
европейск european | ес eu | израил israel | инди india | иордани jordan | испани spain | итали italy
кавказ caucasus | кавказск caucasus | каир cairo | каспи caspian | каспийск caspian | киргизи kyrgyzstan
киргизстан kyrgyzstan | кипр cyprus | кита china | китайск chinese | крым crimea | ливан lebanon | москв moscow
мюнхен munich | нидерланд netherlands | норвеги norway | оон un | обсе osce | одкб csto | шос sco | снг cis
нато nato | париж paris | пекин beijing | польш poland | росси russia | российск russian | русск russian | рим rome
ресей russia | румыни romania | саудовск saudi | сша us usa | туркмени turkmenistan | туни tunisia | турци turkey
турецк turkish | украин ukraine | урал ural uralsk | уральск ural uralsk | франци france | французск french
хорвати croatia | чехи czech | чечн chechnya | чечен chechen chechens | швейцари switzerland | швейцарск swiss
швеци sweden | шотланди scotland | эстони estonia | япони japan | японск japanese | кремл kremlin | вен vienna
женев geneva | вашингтон washington | иерусалим jerusalem | дамаск damascus | багдад baghdad | мекк mecca
медин medina | северн north northern | южн south southern | восточн east eastern | западн west western
центральн central | средн central middle | ближн near middle | нов new | стар old | верхн upper | нижн lower
велик great | больш great | мал small | горн mountain | внутренн inner internal | ази asia | африк africa
азиатск asian | мор sea | озер lake | рек river | гор mount mountain city | город city | сел village
област region oblast | кра region | район district | границ border | пограничн border | республик republic
федераци federation | союз union | шелков silk | пут road route | правительств government | президент president
министр minister | министерств ministry | парламент parliament | сенат senate | конгресс congress | комитет committee
комисси commission | агентств agency | служб service | спецслужб special services intelligence
спецназ special forces | совет council | суд court | управлени directorate administration | духовн spiritual
мусульман muslims muslim | мусульманск muslim | религи religions religion | религиозн religious | национальн national
государственн state | безопасност security | народн people | международн international | гражданск civil
особ special | специальн special | закон law | кодекс code | уголовн criminal | конституци constitution
борьб combating counter | противодействи counter combating | террор terror | терроризм terrorism | террорист terrorist
террористическ terrorist | экстремизм extremism | экстремист extremist | радикализаци radicalization | исламск islamic
ислам islam | исламист islamist | халифат caliphate khalifat khilafah | джихадист jihadist | боевик militant fighter
салафит salafi salafist | салафи salafi | ваххабизм wahhabism | мечет mosque | имам imam | амир amir emir
эмир emir amir | шур shura mashura | орден order | брат brother | солдат soldiers jund | взрыв explosion bombing
теракт attack bombing | нападени attack | атак attack | стрельб shooting | убийств killing murder | школ school
заложник hostages hostage | война war | войн war | арми army | полици police | парти party | движени movement
организаци organisation organization | групп group | фонд foundation | студент students | сайт website
интернет internet | протест protests | забастовк strike | беспорядк riots unrest | выбор elections | договор treaty
соглашени agreement | нефт oil | газ gas | трубопровод pipeline | порт port | вод water | рыб fish
флот fleet flotilla | учени exercise | встреч meeting summit | саммит summit | мұнай oil | теңіз sea | қытай china
түркия turkey | ауғанстан afghanistan | бірлесті union | орталық central centre | солтүстік north | оңтүстік south
шығыс east | батыс west
""".strip()
    .replace("\n", " | ")
    .split(" | ")
):
    if _entry:
        _stem, *_english = _entry.split()
        _EXONYMS[_stem] = tuple(_english)


@lru_cache(maxsize=1024)
def english(word: str) -> tuple[str, ...]:
    """The English words that a lower-case Russian or Kazakh word stands for, where a table is needed to know."""
    for stem in stems(word):
        if stem in _EXONYMS:
            return _EXONYMS[stem]
    return ()
