"""
Whether a page keeps its article from the reader: for subscribers only, or behind a test for programs.

It is said so that the reader knows why there is little text; nothing is done to get round it.
"""

from __future__ import annotations

import re
from enum import StrEnum

from lxml import html

from desktop_app.extract.page.structured import Claims


class Wall(StrEnum):
    NONE = ""
    PAYWALL = "paywall"
    BOT = "bot wall"


_BOT = re.compile(
    r"cf-browser-verification|cf-chl-|challenge-platform|/cdn-cgi/challenge|Just a moment\.\.\."
    r"|Attention Required! \| Cloudflare|px-captcha"
    r"|perimeterx|datadome|captcha-delivery|_Incapsula_Resource|Request unsuccessful\. Incapsula|distil_r_captcha"
    r"|Pardon Our Interruption"
    r"|Access to this page has been denied|Please verify you are (?:a )?human|Are you a robot\?"
    r"|unusual traffic from your|DDoS protection by"
    r"|Please enable JS and disable any ad blocker|Enable JavaScript and cookies to continue"
    r"|Checking your browser before accessing|awswaf|sucuri_cloudproxy",
    re.IGNORECASE,
)
_PAYWALL_NAME = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|piano-(?:offer|container)|regwall|subscriber-?only|premium-?(?:content|wall|overlay)"
    r"|subscription-?(?:wall|required)|abo-?(?:wall|teaser)|paid-?content-?(?:wall|barrier)|tp-container-inner"
    r"|locked-?content|meteredContent)",
    re.IGNORECASE,
)
_PAYWALL_WORDS = re.compile(
    r"subscribe to (?:continue|read|keep reading|unlock)|to continue reading|already a subscriber\?|this (?:article"
    r"|content|story) is (?:reserved )?for (?:our )?(?:paid )?(?:subscribers|members)|for subscribers only"
    r"|exclusive to subscribers|become a (?:member|subscriber) to (?:read|continue)"
    r"|cet article est réservé aux abonnés|réservée? (?:à nos|aux) abonnés|il vous reste .{1,8} de cet article"
    r"|la suite est réservée"
    r"|weiterlesen mit|jetzt (?:weiterlesen|abonnieren)|dieser artikel ist (?:nur )?für abonnenten"
    r"|exklusiv für abonnenten|bereits abonnent|sie sind bereits abonnent"
    r"|contenido exclusivo para suscriptores|exclusivo (?:para|de) suscriptores|suscr[ií]bete para (?:seguir )?leer"
    r"|ya soy suscriptor"
    r"|conteúdo exclusivo para assinantes|exclusivo para assinantes|contenuto riservato agli abbonati"
    r"|articolo riservato agli abbonati|abbonati per (?:leggere|continuare)"
    r"|alleen voor abonnees|lees verder met|dostęp tylko dla (?:prenumeratorów|subskrybentów)|treść (?:tylko"
    r"|dostępna) dla|для подписчиков|доступно только подписчикам"
    r"|会員限定|有料会員|この記事は有料|残り\s?\d+\s?文字|구독자 전용|유료 회원|仅限订阅|訂閱後|付费阅读"
    r"|للمشتركين فقط|kun for abonnenter|för prenumeranter|vain tilaajille",
    re.IGNORECASE,
)
_SHORT = 2_500  # characters of text: a page with more than that has let the reader in
_SMALL_PAGE = 60_000  # characters of HTML: tests for programs are small pages


def wall_of(claims: Claims, root: html.HtmlElement, source: str, length: int) -> Wall:
    """``length``: characters of the article's text that were found."""
    if length < 600 and len(source) < _SMALL_PAGE and _BOT.search(source):
        return Wall.BOT
    if length >= _SHORT:
        return Wall.NONE
    if _is_said_closed(claims) or _shows_wall(root):
        return Wall.PAYWALL
    return Wall.NONE


def _is_said_closed(claims: Claims) -> bool:
    for value in claims.told("isAccessibleForFree"):
        if value is False or (isinstance(value, str) and value.strip().lower() in ("false", "no")):
            return True
    tier = next(claims.said("article:content_tier", "og:article:content_tier"), "").lower()
    return tier in ("locked", "metered") or any(
        node.get("isAccessibleForFree") in (False, "False", "false") for node in claims.articles
    )


def _shows_wall(root: html.HtmlElement) -> bool:
    for element in root.iter("div", "section", "aside", "p", "form", "a"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) > 1 and _PAYWALL_NAME.search(names):
            words = " ".join(element.text_content().split())[:2000]
            if words and _PAYWALL_WORDS.search(words):
                return True
    return False
