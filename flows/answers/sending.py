"""Tells apart the sending of the report, somebody else's sending, and one that the writer tells of.

The patterns match the words of a text as `normalise` leaves them, joined by single spaces.
"""

import re

_OF_SENDING = re.compile(
    r"\b(?:envoi\w*|envoye[rz]?|transme\w+|partir|parte?|partira|valide[rz]?|confirme[rz]?|send|submit)\b"
    r"|\b[mty]?a?[nty]?s+[aeiy]*f[eiy]*t(?:o|ou|och|ouch|ha|ih|iha|oha)?\b|ارسا?ل|ترسل|صيفط|سيفط|صفط|ابعث"
)
_OTHERS = re.compile(
    r"\b(?:(?<!\b[st] )il(?! (?:ne )?(?:fau\w+|fall\w+|va[lu]\w+|suffi\w+|convien\w+|vous|te)\b)"
    r"(?! (?:n )?(?:est|serait) (?:\w+ )?(?:mieux|preferable|possible|tot|tard|question)\b)|elle|ils|"
    r"elles|qui)"
    r"(?: \w+){0,3}? (?:envo[iy]\w*|"
    r"envoye[rz]?|transm\w+)"
    r"|\b(?:k|gh)?a?[yi]s+[aeiy]*f[eiy]*t\w*|(?<!\w)(?:ان )?(?:ك|غ|س)?ي(?:رسل|صيفط|سيفط|صفط|بعث)(?:ه|ها|"
    r"هم|و|ون)\w*"
    r"|(?<!\w)(?:غادي |غا |باش |باغي |بغا )ي(?:صيفط|سيفط|صفط)\w*"
)
"""Somebody else's sending, which the one who writes is afraid of: `il va les envoyer à ma mère`."""

_THING = (
    r"(?:photos?|videos?|images?|nudes?|selfies?|voca(?:l|ux)|audios?|argent|sous|dhs?|dirhams?|euros?|mandats?|"
    r"virements?|recharges?|numeros?|cartes?|cin|passeport|codes?|rib|iban|mot de passe|coordonnees|adresse|"
    r"documents?|papiers|contrat|tsaw\w*|te?swir\w*|vid[ei]o\w*|flou?s\w*|l ?carte|lcode|"
    r"(?:ال|لل?|ب)?(?:صور\w*|تصاور\w*|تصوير\w*|فيديو\w*|لافيديو\w*|مقطع\w*|مال|مالي|مبلغ\w*|نقود\w*|فلوس\w*|"
    r"رقم\w*|نمر\w*|بطاق\w*|كارط\w*|لاكارط|رمز|كود|معلومات\w*|وثائق\w*|حواله|تحويل\w*|تسجيل\w*))(?!\w)"
)
_HAVE = (
    r"(?:ai|avais|a|as|avait|ont|avons|en|y|deja|jamais|rien|pas|tout|toutes?|tous|meme|aussi|dois|du|avoir)"
)
_HIS = r"(?:ليه|ليها|ليهم|لو|له|لها|لهم|لهن|اليه|اليها|اليهم)(?!\w)"
_ASKED = r"(?:demand\w+|oblig\w+|forc\w+|exig\w+|insist\w+|convain\w+|menac\w+|fait chanter)"
_TOLD = re.compile(
    rf"\b(?:lui|leur)(?: {_HAVE}){{1,4}} (?:envoye\w?s?|envoyer|transmis\w*)\b"
    rf"|\b(?:ai|avais|a|avait|ont|avons|dois?|du|fallu)(?: \w+){{0,2}} "
    rf"(?:envoy(?:e|es|ee|ees|er)|transm(?:is\w*|ettre))(?: \w+){{0,3}}? {_THING}"
    rf"|\b{_ASKED}(?: \w+){{0,3}}? (?:envoyer|envoie|transmettre)\b|\b(?:veut|voulait|voudrait) que j envo\w+"
    rf"|(?<!\w)(?:و|ف)?(?:ارسل|بعث)(?:ت|نا)(?: (?:{_HIS}|(?:\w+ ){{0,2}}?{_THING})|ه(?:ا|م)? {_HIS})"
    rf"|(?<!\w)(?:مني|علي|يريد\w*|تريد\w*|اجبر\w+|لم) (?:ان )?(?:ارسل|ابعث|نرسل|نبعث) "
    rf"(?:{_HIS}|(?:\w+ ){{0,2}}?{_THING})"
    rf"|(?<!\w)(?:و|ف)?(?:صيفط|سيفط|صفط)(?:ت|ات|نا)(?:و|ها|هم)? ?(?:{_HIS}|(?:\w+ ){{0,2}}?{_THING})"
    rf"|(?<!\w)(?:صيفط|سيفط|صفط|صيفطات|سيفطات|صفطات) (?:ليا|لينا|لي)(?!\w)"
    rf"|(?<!\w)(?:مني|باش|قالي|قال لي|قال ليا|بغاني|خاصني|خصني) ن(?:صيفط|سيفط|صفط)\w* "
    rf"(?:{_HIS}|(?:\w+ ){{0,2}}?{_THING})"
    rf"|\b(?:ma )?s+[aeiy]*f[eiy]*t(?:t|at|na|t?o|t?ha|thom)? (?:(?:lih|liha|lo|lou)\b|"
    rf"(?:\w+ ){{0,2}}?{_THING})"
    rf"|\b(?:mni|menni|bach|bash|galiya|gal liya|gal lia|gali) ns+[aeiy]*f[eiy]*t\w* "
    rf"(?:(?:lih|liha|lo|lou)\b|(?:\w+ ){{0,2}}?{_THING})"
)
"""The writer, or somebody dear, sent something to another, or was to: `je lui ai envoyé une photo`."""
_TO_US = re.compile(
    r"(?<!\w)(?:vous|signalement|rapport|plainte|dossier|declaration|هل|واش|wach|wash|wech|est ce|"
    r"(?:ال)?(?:تبليغ|بلاغ|شكايه|شكوي|ملف)|tabligh|tebligh|chikaya|ila|si)(?!\w)"
)


def of_sending(plain: str) -> bool:
    """Whether a text has a word of sending."""
    return bool(_OF_SENDING.search(plain))


def without_others(plain: str) -> str:
    """The text, somebody else's sending left out."""
    return _OTHERS.sub(" ", plain)


def told(plain: str) -> bool:
    """Whether a text tells of something that was sent, or was to be sent, to somebody else than us."""
    return bool(_TOLD.search(plain)) and not _TO_US.search(plain)
