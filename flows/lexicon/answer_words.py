"""Other words for the answers to a question, by question and option."""

from flows.lexicon.commands import listed

SENDING_WORDS: dict[str, tuple[str, ...]] = {
    "send": listed("""
        envoyez-le, envoyez le, envoie-le, envoie le, oui envoyez-le, oui envoie-le, oui envoyez le, je veux
        envoyer, je veux l'envoyer, je confirme l'envoi, tout envoyer, c'est bon envoyez, نعم أرسلوه, أريد
        الإرسال, تأكيد الإرسال, أريد إرسال التبليغ, بغيت نصيفط, بغيت نصيفطو, صيفطو ليهم, bghit nsift, bghit
        nsifto, bghit nsiftha
    """),
}
"""Exact ways to say "send", which no other command holds."""

REVIEWED_WORDS: dict[str, tuple[str, ...]] = {
    "send": (
        *SENDING_WORDS["send"],
        *listed("""
            c'est bon, tout est bon, oui tout est bon, tout est juste, oui tout est juste, oui c'est juste,
            c'est juste, c'est exact, oui c'est exact, tout est correct, oui tout est correct, oui c'est
            bon, safi, kolchi s7i7, ah kolchi s7i7, kolchi mzyan, s7i7, صافي, كل شيء صحيح, نعم كل شيء صحيح,
            نعم صحيح, كل شيء صحيح أرسلوا, كلشي صحيح, اه كلشي صحيح, كلشي هو هداك, كلشي مزيان, هادشي صحيح
        """),
    )
}
"""Yes to "is everything right?", where sending is what follows."""
