"""Whether a word is spelled like a syllable of Vietnamese: the test that tells how a text was meant.

A letter that an old font put elsewhere makes words that no Vietnamese syllable looks like, and the right table turns
them all into ones that do; by chance that happens to single words at most.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# Written as text: a list of two hundred strings reads like none.
_ONSET_TEXT = "ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p q r s t v x"
_RHYME_TEXT = """
    a ai ao au ay ac ach am an ang anh ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uynh uyên uyêt
    uyn uyp uyt uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu
"""
_ONSETS = ("", *_ONSET_TEXT.split())
_RHYMES = frozenset(_RHYME_TEXT.split())
_STOPPED = ("c", "ch", "p", "t")
_STOPPED_TONES = frozenset("\u0301\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Say whether a word is spelled like one Vietnamese syllable, in one case or with a first capital.

    "Đồng", "ĐỒNG" and "đồng" are, "ĐồNG", "Café" and "TiÕn" are not.
    """
    spelled = unicodedata.normalize("NFC", word)
    if not spelled.isalpha():
        return False
    if not (spelled.islower() or spelled.isupper() or (spelled[0].isupper() and spelled[1:].islower())):
        return False
    apart = unicodedata.normalize("NFD", spelled.lower())
    tones = [letter for letter in apart if letter in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(letter for letter in apart if letter not in _TONES))
    return any(
        plain[len(onset) :] in _RHYMES and _tone_fits(plain, tones) for onset in _ONSETS if plain.startswith(onset)
    )


def _tone_fits(plain: str, tones: list[str]) -> bool:
    """Say whether a syllable that ends in a stop has a rising tone or a heavy one, as they all do."""
    return not plain.endswith(_STOPPED) or (bool(tones) and tones[0] in _STOPPED_TONES)
