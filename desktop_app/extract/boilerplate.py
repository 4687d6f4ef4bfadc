"""What feeds put round an article's text, as data: feet of posts, calls to read on, bars to share, counters."""

from __future__ import annotations

import re

# A paragraph that is only this, at the end of a text. "…" stands for what a publisher fills in.
_FEET = (
    r"the post .+ (?:appeared first on|first appeared on) .+",
    r"this (?:article|story|post) (?:was )?(?:originally|first) (?:appeared|published|posted) (?:on|in|at|by) .+",
    r"l[’']article .+ (?:est apparu en premier sur|a été publié en premier sur) .+",
    r"cet article .+ est apparu en premier sur .+",
    r"la entrada .+ (?:se publicó primero en|aparece primero en|apareció primero en) .+",
    r"l[’']articolo .+ (?:proviene da|sembra essere il primo su|è stato pubblicato la prima volta su) .+",
    r"o (?:post|conteúdo|artigo) .+ (?:apareceu primeiro em|aparece primeiro em) .+",
    r"der beitrag .+ erschien zuerst auf .+",
    r"het bericht .+ verscheen eerst op .+",
    r"(?:artykuł|wpis) .+ pochodzi z serwisu .+",
    r"inlägget .+ dök först upp på .+",
    r"innlegget .+ (?:dukket først opp|vist først) (?:på|hos) .+",
    r"indlægget .+ blev først udgivet på .+",
    r"(?:запись|сообщение) .+ (?:впервые появил(?:ась|ось)|появились сначала) на .+",
    r"(?:запис|допис) .+ (?:спершу з[’']явився на|вперше з[’']явився на) .+",
    r"příspěvek .+ pochází z .+",
    r"articolul .+ apare prima dată în .+",
    r"a\(z\) .+ bejegyzés először .+",
    r".+ yazısı ilk önce .+ üzerinde ortaya çıktı\.?",
    r"το άρθρο .+ εμφανίστηκε πρώτα στο .+",
    r"ظهرت المقالة .+ أولاً على .+",
    r"הפוסט .+ הופיע לראשונה ב.+",
    r"بازدید از .+ اولین بار در .+",
    r"投稿 .+ は .+ に最初に表示されました。?",
    r"最先出现在 .+",
    r"(?:share|tweet|email|print|pin it|like this|loading|related|comments?)[.:!… ]*",
    r"(?:advertisement|anzeige|publicité|publicidad|pubblicità|publicidade|реклама)[.: ]*",
)
# A line between two paragraphs that is only this: an advertisement stands there, and the text goes on behind it.
_ADVERT = (
    r"(?:(?:story|article|text) )?continues? (?:below|after)(?: (?:this |the )?(?:ad|advert|advertisement))?"
    r"|(?:story|article) continues|advertisement(?: - (?:story|article) continues below)?"
    r"|scroll to continue(?: reading)?|anzeige|werbung"
    r"|(?:weiter|der artikel wird|artikel geht) nach der (?:anzeige|werbung)(?: (?:fortgesetzt|weiter))?"
    r"|la suite après (?:la|cette) publicité|publicité|la nota continúa después del anuncio|publicidad"
    r"|contin[uú]a después de la publicidad|continua (?:após|depois d)a publicidade|publicidade"
    r"|(?:l[’']articolo )?continua dopo la pubblicità|pubblicità|(?:het )?artikel gaat verder onder de advertentie"
    r"|(?:lees|tekst gaat) verder onder de advertentie|advertentie"
    r"|(?:artikeln fortsätter|artikkelen fortsetter) under annonsen|annons|annonse|annonce"
    r"|reklama|реклама|reklam|διαφήμιση|إعلان"
)
# Calls to read on. Words alone ("more") count only where nothing else stands beside them.
_WORDS = (
    "full story|more|continua|la suite|mehr|zum artikel|więcej|celý článek|tovább|подробнее|далее|περισσότερα|devamı"
    "|المزيد|selengkapnya"
)
_CALLS = (
    r"continue reading|keep reading|read (?:the )?(?:more|full (?:story|article|post)|rest|on|entire article|original)"
    r"|leggi (?:tutto|di più|anche|l[’']articolo(?: completo)?)|continua a leggere"
    r"|lire (?:la suite|plus|l[’']article)|en savoir plus|weiterlesen|mehr lesen|lesen sie (?:mehr|weiter)"
    r"|leer más|seguir leyendo|sigue leyendo|continuar leyendo|leer (?:artículo|nota) complet[oa]|más información"
    r"|ler mais|leia mais|continue lendo|continuar a ler|saiba mais|lees (?:verder|meer)|verder lezen"
    r"|czytaj (?:więcej|dalej|całość)|číst (?:více|dále)|čítať viac|tovább olvasom|citește (?:mai mult|mai departe|și)"
    r"|läs (?:mer|vidare)|les (?:mer|videre|hele saken)|læs (?:mere|videre|hele artiklen)|lue lisää|loe edasi"
    r"|lasīt vairāk|skaityti daugiau|читать (?:далее|дальше|полностью|подробнее)|читати (?:далі|більше)|прочетете още"
    r"|прочети повече|опширније|pročitaj više|preberi več|haberin devamı|devamını oku"
    r"|διαβάστε (?:περισσότερα|επίσης|τη συνέχεια|ολόκληρο)"
    r"|اقرأ (?:المزيد|أيضا|أيضًا)|ادامه مطلب|קרא(?:ו)? עוד|להמשך קריאה"
    r"|続きを読む|全文を読む|もっと読む|阅读(?:更多|全文|原文)|查看全文|閱讀(?:更多|全文)|繼續閱讀"
    r"|더 ?보기|자세히 보기|계속 읽기"
    r"|อ่านต่อ|อ่านเพิ่มเติม|đọc tiếp|xem thêm|baca (?:selengkapnya|juga|lebih lanjut)|soma zaidi"
)
_READ_ALSO = re.compile(
    r"\W*(?:read (?:also|more|next|this)|also read|see also|more on this|related|don[’']t miss|lire aussi"
    r"|à lire aussi|lisez aussi|voir aussi"
    r"|lesen sie (?:auch|hier)|lies auch|auch interessant|mehr zum thema|mehr dazu|siehe auch|lea también|lee también"
    r"|leer también|leé también|te puede interesar|ver también"
    r"|además|leia (?:também|mais)|veja também|saiba mais|leggi anche|vedi anche|approfondisci|lees ook|zie ook"
    r"|czytaj (?:też|także|również)|zobacz (?:też|także)"
    r"|přečtěte si|čtěte také|čítajte aj|citește și|citeşte şi|les også|læs også|läs också|läs även|lue myös"
    r"|olvassa el|diğer haber|ayrıca oku"
    r"|читайте также|читати також|читайте також|смотрите также|по теме|прочетете още|прочитајте|διαβάστε επίσης"
    r"|διαβάστε ακόμα|δείτε επίσης"
    r"|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|بیشتر بخوانید|קראו גם|यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন|baca juga|đọc thêm"
    r"|xem thêm|อ่านเพิ่มเติม|関連記事|あわせて読みたい|相关阅读|延伸閱讀|관련기사)"
    r"(?:\b|\s*[:：])",
    re.IGNORECASE,
)
_OPENING = r"[\[(«<…. ]*"
_ENDING = r"[\])»>…. →➔›:;-]*"
_BETWEEN = re.compile(rf"{_OPENING}(?:{_ADVERT}){_ENDING}", re.IGNORECASE)
_FOOT = re.compile("|".join(_FEET), re.IGNORECASE | re.DOTALL)
_READ_ON = re.compile(rf"{_OPENING}(?:(?:{_CALLS})(?:[ :][^.!?]{{0,120}})?|{_WORDS}){_ENDING}", re.IGNORECASE)
_READ_ON_AFTER = re.compile(rf"(?:(?<=[.!?…”»\"'\])\n。])\s*|\s*[\[(«<|–—])\s*(?:{_CALLS}){_ENDING}$", re.IGNORECASE)
_LONGEST_FOOT = 500  # characters
_LONGEST_CALL = 150

# Names of classes of what stands round the text.
_ROUND = re.compile(
    r"(?:^|[\s_-])(?:sharedaddy|jp-relatedposts|feedflare|addtoany\w*|a2a_kit|addthis\w*"
    r"|wp-block-jetpack-subscriptions|related-?posts?|share-?(?:buttons?|bar|links|tools)"
    r"|social-?(?:share|links|media|buttons|icons)|newsletter(?:-signup|-form|-box)?|mc_embed_signup|post-ratings"
    r"|wpcnt|yarpp\S*|sociable|snap_nopreview|rss-footer|subscribe-(?:box|form)"
    r"|advert\w*|ad-(?:container|slot|wrapper|unit)|adsbygoogle|outbrain|taboola|screen-reader-text|visually-hidden"
    r"|sr-only|republication-tracker-tool\S*|nc_socialPanel\w*|swp_social\w*|ssba\S*)(?:$|[\s_])",
    re.IGNORECASE,
)

# Pictures that report the reader, or that are no pictures.
_NO_PICTURE = re.compile(
    r"feeds?\.feedburner\.com/~|feedsportal\.com|doubleclick\.net|pixel\.wp\.com|stats\.wordpress\.com|/b\.gif\?"
    r"|feeds\.wordpress\.com/1\.0/"
    r"|scorecardresearch|google-analytics|googlesyndication|facebook\.com/tr|quantserve|pheedo\.com|a\.rfihub|feedads"
    r"|/~ff/|\.feedblitz\.com"
    r"|republication-tracker-tool|counter\.theconversation|/pixel[./?]|/1x1|blank\.gif|spacer\.gif"
    r"|transparent\.(?:gif|png)|mf\.gif$|/beacon[./?]|piwik|matomo",
    re.IGNORECASE,
)
_PICTOGRAM = re.compile(r"/latex\.php\?|/smilies/|/emoji/|twemoji|wp-smiley|\bemoji\b", re.IGNORECASE)


def is_foot(text: str) -> bool:
    """The paragraph belongs to the feed, not to the article: it may be left out at the end of a text."""
    text = text.strip()
    return len(text) <= _LONGEST_FOOT and bool(_FOOT.fullmatch(text) or is_read_on(text))


def is_read_on(text: str) -> bool:
    """The text only asks to read on elsewhere."""
    text = text.strip()
    return 0 < len(text) <= 200 and bool(_READ_ON.fullmatch(text))


def is_read_also(text: str) -> bool:
    """The text begins as a line between paragraphs does that leads to another article."""
    return len(text) < 300 and bool(_READ_ALSO.match(text))


def is_for_advert(text: str) -> bool:
    """The text only says that an advertisement stands here, or that the article goes on behind one."""
    text = text.strip()
    return 0 < len(text) <= _LONGEST_CALL and bool(_BETWEEN.fullmatch(text))


def without_read_on(text: str) -> str:
    """The text without such a request at its end."""
    # looked for in the end only: the pattern may begin at any sentence
    return text[:-_LONGEST_CALL] + _READ_ON_AFTER.sub("", text[-_LONGEST_CALL:])


def stands_round(classes: str) -> bool:
    """An element with these classes or this id is no part of the article's text."""
    return bool(_ROUND.search(classes))


def is_counting_picture(url: str) -> bool:
    return bool(_NO_PICTURE.search(url))


def is_pictogram(marks: str) -> bool:
    """A picture (its address and classes) that stands for a character of the text."""
    return bool(_PICTOGRAM.search(marks))
