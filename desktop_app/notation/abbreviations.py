"""
Words that are written with a full stop which does not end a sentence, because what they belong to follows: titles
before names, "page", "number", "for example". In lower case, without the last stop. What may as well end a sentence
("etc.", "p.m.") is not here.
"""

from __future__ import annotations

from functools import lru_cache

_EVERYWHERE = "dr prof mr mrs ms st vs jr sr nr no fig vol art cap tel gen col lt sgt capt"

_BY_LANGUAGE = {
    "az": "m.ə məs səh cild akad dos",
    "be": "г стар гл напр акад праф вул ім гг",
    "bg": "г гр ул бул напр проф д-р инж арх акад ген полк ст стр чл св бр т.нар",
    "bs": "npr g gđa gđica dr mr prof ing dipl god tzv br str čl ul sv",
    "ca": "sr sra srta sta pàg núm av ex dra prof vol art aprox",
    "cs": (
        "např mj tzv tj č čl čís str sv ul nám ing mgr bc phd judr mudr phdr rndr doc prof gen plk kpt por "
        "roč resp vč zv"
    ),
    "da": "f.eks bl.a ca dvs evt fx hr fr kl nr pga pkt s skt st stk tlf vedr kap adm dir",
    "de": (
        "z.b bzw ca d.h dr evtl fr ggf hr hrsg i.d.r inkl jh kap nr o.ä prof s sog st str tel u.a usw v.a "
        "v.chr vgl zzgl bspw abs allg art aufl bd dipl ing geb gegr gen mio mrd max min rd u.s.w"
    ),
    "el": "κ κα κος κ.κ δρ καθ λ.χ π.χ σελ αρ βλ αγ οδ λεωφ τηλ δηλ αριθμ στρ",
    "en": "jan feb mar apr aug sept oct nov dec gov sen rep rev hon pres supt dept mt ft messrs brig adm maj cpl pvt",
    "es": (
        "sr sra srta sres dr dra d dña ud uds vd vds av avda pág págs núm prof gral cnel lic ing arq p.ej art "
        "cap depto ej excmo ilmo fco ma mons pbro sto sta tte vol"
    ),
    "et": "hr pr prl dr prof nr lk n.ö nt nn tn s.o st vt jne",
    "fi": "esim mm ns nk n ks vrt prof tri fil ym toht maist s nro klo puh",
    "fr": (
        "m mm mme mmes mlle mlles dr pr me mgr st ste p pp ex fig vol av bd env cf c.-à-d art chap éd gén col cdt réf"
    ),
    "he": "מס עמ פרופ גב",
    "hi": "डॉ श्री प्रो पं कु सं नं",
    "hr": "npr g gđa gđica dr mr prof ing dipl god tzv br str čl ul sv",
    "hu": "dr ifj id özv pl ún stb kb prof u.n ill ld vö szt gr sz old",
    "id": "dr drs ir prof h hj no jl tn ny sdr yth hlm dll a.n",
    "is": "t.d þ.e u.þ.b m.a hr fr dr bls nr kl sbr",
    "it": (
        "sig sigg dott prof avv ing arch on sen gen col cap ecc es pag pagg n v s ss art mons geom rag cav "
        "egr gent dr dssa dott.ssa prof.ssa sig.ra"
    ),
    "lt": "pvz t.y dr prof doc g pr al gen kt nr p plg šv vad vyr",
    "lv": "piem dr prof u.c t.i nr lpp sk plkst doc ģen",
    "mk": "г гѓа д-р проф инж ул бр стр чл св",
    "ms": "dr prof tn pn sdr en hj hjh no jln",
    "nb": "f.eks bl.a ca dvs evt fr hr kl nr pga pkt s st tlf ca prof dr kap adm dir jf mrk",
    "nl": (
        "dhr mevr mw dr drs ir ing prof mr bv blz bijv ca d.w.z enz evt incl jl m.b.t nl nr o.a p pag resp st "
        "t.a.v tel vgl z.g zgn"
    ),
    "nn": "t.d f.eks bl.a ca dvs evt fr hr kl nr pga pkt s st tlf prof dr kap",
    "pl": (
        "np m.in tzw tj prof dr hab mgr inż ul al pl nr godz im św ks bp abp gen płk mjr kpt por sierż red "
        "zob por ok r s str woj pow gm oo ww ds"
    ),
    "pt": (
        "sr sra srs sras srta dr dra drs prof profa eng av r pág págs núm ex exmo exma art cap cel gen ten "
        "sgt d fr pe sto sta trav lgo min des p.ex vol fl fls"
    ),
    "ro": "dl d-l d-na dna dr prof ing str bd nr pag art alin lit ex cca gen col mr cpt jud com sf op",
    "ru": (
        "г гг стр им ул пр просп д кв обл р-н ст см ср напр проф акад доц ген полк кап тов др рис табл руб "
        "тыс млн млрд св о пос с т.е т.н т.к гр"
    ),
    "sk": "napr tzv tj č čl str sv ul nám ing mgr bc judr mudr phdr rndr doc prof gen plk kpt por roč resp",
    "sl": "npr g ga gdč dr mag prof doc ing št str čl ul sv t.i oz tj tel min",
    "sq": "z znj dr prof nr f p.sh fq rr bul",
    "sr": "npr g gđa dr mr prof ing god tzv br str čl ul sv нпр г гђа др мр проф инж год тзв бр стр чл ул св",
    "sv": "t.ex bl.a ca d.v.s dvs ev fr hr kl m.m nr o.d osv pga s s.k sid st tel jfr prof doc kap",
    "tr": (
        "dr prof doç av sn yrd öğr gör müh alb alm ank apt bkz bul cad cd çev hz ing kd krş mah no örn s sk "
        "sok tel vb vd yy"
    ),
    "uk": (
        "г гг стор ім вул просп буд кв обл р-н ст див напр проф акад доц ген полк кап тов рис табл грн тис "
        "млн млрд св о с т.зв т.д р пл м"
    ),
    "vi": "tp ts ths gs pgs ths bs ks q p t.p",
}

# Where a number with a full stop is an ordinal ("am 5. März"), so that it ends no sentence
ORDINALS = frozenset(("bs", "cs", "da", "de", "et", "fi", "hr", "hu", "is", "lv", "nb", "nn", "sk", "sl", "sr", "tr"))


@lru_cache
def of(language: str) -> frozenset[str]:
    """Those of the language and those that are known everywhere."""
    return frozenset(f"{_EVERYWHERE} {_BY_LANGUAGE.get(language, '')}".split())
