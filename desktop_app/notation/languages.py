"""The language that a feed or a page says it is in, as a BCP 47 tag."""

from __future__ import annotations

import re

_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?:[-_.@].*)?", re.IGNORECASE)

# What is written instead of the right tag: old codes, country codes, codes of three letters, names.
_MEANT = {
    "iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cz": "cs", "gr": "el", "kr": "ko", "ua": "uk", "dk": "da",
    "cn": "zh", "tw": "zh", "vn": "vi", "ir": "fa", "rs": "sr", "si": "sl" , "nb": "nb", "mo": "ro",
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt", "ita": "it",
    "nld": "nl", "dut": "nl", "rus": "ru", "ukr": "uk", "pol": "pl", "ces": "cs", "cze": "cs", "slk": "sk",
    "slo": "sk", "hun": "hu", "ron": "ro", "rum": "ro", "bul": "bg", "srp": "sr", "hrv": "hr", "slv": "sl",
    "ell": "el", "gre": "el", "tur": "tr", "ara": "ar", "heb": "he", "fas": "fa", "per": "fa", "hin": "hi",
    "ben": "bn", "urd": "ur", "tam": "ta", "tel": "te", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
    "tha": "th", "vie": "vi", "ind": "id", "msa": "ms", "may": "ms", "swe": "sv", "nor": "no", "dan": "da",
    "fin": "fi", "est": "et", "lav": "lv", "lit": "lt", "cat": "ca", "eus": "eu", "baq": "eu", "glg": "gl",
    "swa": "sw", "amh": "am", "hau": "ha", "som": "so", "afr": "af", "kat": "ka", "geo": "ka", "hye": "hy",
    "arm": "hy", "aze": "az", "kaz": "kk", "sqi": "sq", "alb": "sq", "mkd": "mk", "mac": "mk", "isl": "is",
    "ice": "is", "gle": "ga", "mlt": "mt",
    "english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es",
    "español": "es", "portuguese": "pt", "português": "pt", "italian": "it", "italiano": "it", "dutch": "nl",
    "nederlands": "nl", "russian": "ru", "русский": "ru", "polish": "pl", "polski": "pl", "turkish": "tr",
    "türkçe": "tr", "arabic": "ar", "العربية": "ar", "hebrew": "he", "persian": "fa", "chinese": "zh",
    "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko", "thai": "th", "vietnamese": "vi",
    "swedish": "sv", "svenska": "sv", "norwegian": "no", "norsk": "no", "danish": "da", "dansk": "da",
    "finnish": "fi", "suomi": "fi", "greek": "el", "ελληνικά": "el", "hungarian": "hu", "magyar": "hu",
    "czech": "cs", "romanian": "ro", "bulgarian": "bg", "ukrainian": "uk", "українська": "uk", "hindi": "hi",
    "indonesian": "id", "malay": "ms", "swahili": "sw", "catalan": "ca", "català": "ca",
}  # fmt: skip
_NO_LANGUAGE = frozenset(("und", "mul", "mis", "zxx", "xx"))


def language_tag(text: str) -> str:
    """ "EN_us" and "english" are "en-US" and "en"; "" for what names no language."""
    text = text.strip().casefold()
    if text in _MEANT:
        return _MEANT[text]
    match = _TAG.fullmatch(text)
    if match is None or match[1] in _NO_LANGUAGE:
        return ""
    language = _MEANT.get(match[1], match[1])
    script = match[2].title() if match[2] else ""
    region = match[3].upper() if match[3] else ""
    return "-".join(part for part in (language, script, region) if part)
