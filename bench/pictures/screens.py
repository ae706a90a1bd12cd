"""Made-up screenshots of phones: messages as SMS and as WhatsApp, light and dark, in three languages."""

import html
from dataclasses import dataclass
from random import Random

STYLES = {
    "SMS light": ("#ffffff", "#e9e9eb", "#000000", "#ffffff", "18px"),
    "SMS dark": ("#000000", "#26252a", "#ffffff", "#000000", "18px"),
    "WhatsApp light": ("#efeae2", "#ffffff", "#111b21", "#008069", "8px"),
    "WhatsApp dark": ("#0b141a", "#202c33", "#e9edef", "#202c33", "8px"),
}
"""Ground, bubble, ink, bar and the bubble's corners."""

TEXTS = {
    "fr": (
        "Votre colis est bloqué au centre de tri. Payez {sum} DH sur {link} ou appelez le {phone}.",
        "Bonjour, j'ai une offre d'emploi à domicile, {sum} DH par jour. Écrivez au {phone} ou sur {link}",
        "Votre carte a été suspendue. Réactivez-la avant 24 h : {link} Service client {phone}",
    ),
    "ar": (
        "طردك متوقف في مركز الفرز. المرجو أداء {sum} درهم عبر الرابط {link} أو الاتصال بالرقم {phone}",
        "لقد ربحت {sum} درهم في مسابقتنا. للاستفادة اتصل على {phone} أو زر {link}",
        "تم توقيف بطاقتك البنكية. المرجو تحديث المعلومات: {link} خدمة الزبناء {phone}",
    ),
    "ary": (
        "الكولي ديالك حبس، خلص {sum} درهم من هنا {link} ولا عيط ل {phone}",
        "خويا عندي ليك خدمة من الدار ب {sum} درهم النهار، صيفط ليا فواتساب {phone} ولا دخل ل {link}",
        "راه ربحتي {sum} درهم، باش تاخدها عيط دابا {phone} وعمر المعلومات ديالك ف {link}",
    ),
}
_HOSTS = ("poste-ma.top", "amana-suivi.xyz", "cih-secure.info", "gain-facile.click", "barid-colis.online")
_FORMS = ("{} {} {} {} {}", "{}-{}-{}-{}-{}", "{}.{}.{}.{}.{}", "{}{}{}{}{}", "")
"""Ways to write a number; the last is with the code of the country."""
_PAGE = """<!doctype html><meta charset="utf-8">
<body style="margin:0;background:{ground};font:16px 'Noto Sans','Noto Sans Arabic',sans-serif">
<div style="background:{bar};color:{ink};padding:14px 16px;opacity:.95">{title}</div>
<div style="padding:18px 14px"><div dir="auto" style="background:{bubble};color:{ink};max-width:290px;
border-radius:{corners};padding:9px 12px;line-height:1.4">{text}
<span style="font-size:11px;opacity:.6"> {hour}</span></div></div></body>"""


@dataclass(frozen=True)
class Screen:
    """A page to draw, and the number and the link on it, as indicators."""

    style: str
    language: str
    page: str
    phone: str
    link: str


def screens(seed: int, each: int) -> list[Screen]:
    """So many screens of each style and language."""
    chance = Random(seed)
    return [
        _screen(chance, style, language, number)
        for number in range(each)
        for style in STYLES
        for language in TEXTS
    ]


def _screen(chance: Random, style: str, language: str, number: int) -> Screen:
    pairs = ["06" if chance.random() < 0.7 else "07", *(f"{chance.randrange(100):02}" for _ in range(4))]
    form = _FORMS[number % len(_FORMS)]
    written = f"+212 {pairs[0][1]} {' '.join(pairs[1:])}" if not form else form.format(*pairs)
    link = f"{chance.choice(_HOSTS)}/{chance.choice('abcdefgh')}{chance.randrange(1000)}"
    text = chance.choice(TEXTS[language]).format(
        sum=chance.randrange(15, 900), link=f"https://{link}", phone=f"\u2066{written}\u2069"
    )
    ground, bubble, ink, bar, corners = STYLES[style]
    page = _PAGE.format(
        ground=ground,
        bubble=bubble,
        ink=ink,
        bar=bar,
        corners=corners,
        title="BARID" if style.startswith("SMS") else "Nadia",
        text=html.escape(text),
        hour=f"{chance.randrange(24):02}:{chance.randrange(60):02}",
    )
    return Screen(style, language, page, "+212" + "".join(pairs)[1:], link)
