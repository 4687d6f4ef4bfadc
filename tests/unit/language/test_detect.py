"""Which language a text is in. The statistics are the real ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.language.detect import detect

PORTUGUESE = "O governo anunciou ontem que as obras da nova ponte começam na próxima semana"
ENGLISH = "The government announced yesterday that work on the new bridge will begin next week"
CROATIAN = "Vlada je jučer objavila da radovi na novom mostu počinju sljedećeg tjedna"
INDONESIAN = "Pemerintah mengumumkan kemarin bahwa pembangunan jembatan baru akan dimulai minggu depan"
DANISH = "Regeringen meddelte i går, at arbejdet på den nye bro begynder i næste uge"


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (PORTUGUESE, "pt", "pt"),
        (PORTUGUESE, "", "pt"),
        (PORTUGUESE, "de", "pt"),
        (PORTUGUESE, "en", "pt"),
        (PORTUGUESE, "xx", "xx"),  # a language that no statistics know
        (ENGLISH, "pt", "en"),
        (ENGLISH, "en", "en"),
        (CROATIAN, "sr", "sr"),
        (CROATIAN, "bs", "bs"),
        (INDONESIAN, "ms", "ms"),
        (DANISH, "nb", "nb"),
        (DANISH, "no", "no"),
        ("Crise", "pt", "pt"),
        ("iPhone 15", "pt", "pt"),
        ("", "pt", "pt"),
        ("", "", ""),
        ("12.5 % — 🌍", "pt", "pt"),
        ("https://example.org/the-government-announced-yesterday", "pt", "pt"),
        ("政府は昨日、新しい橋の工事を発表した", "", "ja"),
        ("政府昨天宣布新桥工程", "en", "zh"),
        ("東京で地震", "en", "ja"),
        ("東京", "ja", "ja"),
        ("정부는 어제 발표했다", "en", "ko"),
        ("Η κυβέρνηση ανακοίνωσε", "en", "el"),
        ("הממשלה הודיעה", "en", "he"),
        ("די רעגירונג האט געזאגט", "yi", "yi"),
        ("รัฐบาลประกาศเมื่อวานนี้", "", "th"),
        ("સરકારે ગઈકાલે જાહેરાત કરી", "en", "gu"),
        ("Уряд оголосив про її початок, є новини", "ru", "uk"),
        ("Урад паведаміў, што будаўніцтва ўжо пачалося ў Мінску", "ru", "be"),
        ("Влада је јуче објавила да ће радови почети", "sr", "sr"),
        ("حکومت نے کل اعلان کیا ہے کہ نئے پل کا کام", "ar", "ur"),
        ("The new Xiaomi 小米 phone is the best that the company has made", "en", "en"),
    ],
)
def test_detect(text: str, declared: str, language: str) -> None:
    assert detect(text, declared) == language


def test_nothing_is_loaded_before_it_is_needed(project: Path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(project)!r})\n"
        "from desktop_app.language.detect import detect\n"
        "assert detect('정부는 어제 발표했다', 'en') == 'ko' and detect('Crise', 'pt') == 'pt'\n"
        "assert not {'numpy', 'py3langid'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-I", "-c", program], check=True)
