"""
The names of the months as feeds write them.

A stem is enough: inflected and shortened names share their beginning ("марта" and "мар", "juillet" and "juil"). The
longest stem wins, so "juil" (July) stands beside "juin" (June), and Croatian "lipanj" beside Polish "lipiec". Where
two languages use one word for two months the more widely used language has it: "listopad" is November (Polish,
Czech), not October (Croatian), and "трав" is May (Ukrainian).
"""

from __future__ import annotations

MONTH_STEMS: tuple[str, ...] = (
    # January
    ("jan ene gen ian led sty sij sau oca urt янв січ яну студз јан ιαν ינו يناير جانفي ژانویه जनवरी জানু มค มกราคม"),
    # February
    (
        "feb fev fév únor lut velj vas veeb helm şub shk ots фев лют феб φεβ פבר فبراير فيفري فوریه"
        " شباط फरवरी ফেব กพ กุมภา"
    ),
    # March
    ("mar mrt maa břez bre ožu kov maal мар сак бер μαρ μαω מרץ מרס مارس آذار मार्च মার্চ มีค มีนา"),
    # April
    (
        "apr avr abr dub kwi tra bal huht nis api pri апр кві крас απρ אפר أبريل ابريل أفريل آوریل"
        " نيسان अप्रैल এপ্রি เมย เมษา"
    ),
    # May
    ("mai may maj mag mei kvě svi geg touk мая май мај трав μαι מאי مايو ماي مه أيار मई মে พค พฤษภา"),
    # June
    (
        "jun juin giu červ cer cze lipa lipn bir kesä haz juun eka qer июн чер юни јун ιουν ιον יונ"
        " يونيو جوان ژوئن حزيران जून জুন มิย มิถุนา"
    ),
    # July
    (
        "jul juil lug červenc července lip srpa srpnj lie hein tem juul uzt korr июл лип юли јул ліп"
        " ιουλ ιολ יול يوليو جويلية ژوئیه تموز जुलाई জুলা กค กรกฎา"
    ),
    # August
    ("aug ago aoû srp sie kol rugp elo ağu avg abu gush авг сер жні αυγ אוג أغسطس اغسطس أوت اوت آب अगस्त আগস্ট สค สิงหา"),
    # September
    (
        "sep set szep zář wrz ruj rugs syys eyl ira sht сен вер сеп σεπ ספט سبتمبر سپتامبر أيلول"
        " सितंबर सितम्बर সেপ্টে กย กันยา"
    ),
    # October
    ("oct okt ott out říj paź spa loka eki urr tet окт жов кас οκτ אוק أكتوبر اكتوبر اکتبر अक्टूबर अक्तूबर অক্টো ตค ตุลา"),
    # November
    ("nov noi nob lis lap marr kas stu aza nën ноя ное нов лис ліс νοε נוב نوفمبر نوامبر नवंबर नवम्बर নভে พย พฤศจิ"),
    # December
    (
        "dec dez dic des dek det déc dici pro gru jou ara abe dhj дек гру дец сне δεκ דצמ ديسمبر"
        " دسامبر दिसंबर दिसम्बर ডিসে ธค ธันวา"
    ),
)
