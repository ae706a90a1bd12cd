"""Words by which people take something out of their report, and call a number their own."""

from flows.lexicon.commands import listed

RANKED = listed("""
    numéro, le numéro, num, numero, le num, lien, le lien, compte, le compte, number, the number, الرقم, رقم,
    النمرة, نمرة, الرابط, الليان, الحساب, nmra, nemra, lnmra, nmera, ra9m, raqm, lien, llien
""")
"""Of several, one is meant by its place: `le deuxième numéro`, `الرقم الثاني`."""

REMOVING = listed("""
    enlève, enlever, enlevez, enlevé, retire, retirer, retirez, supprime, supprimer, supprimez, efface,
    effacer, effacez, ôte, ôtez, ôter, masque, masquer, masquez, cache, cacher, cachez, remove, delete,
    hide, take out, erase, حيد, حيدو, حيدي, حيدوا, نحيد, نحيدو, تحيد, تحيدو, زول, زولو, زوليو, نزول,
    تزول, تزولو, مسح, مسحو, مسحي, نمسح, تمسح, تمسحو, امسح, امسحوا, امسحي, احذف, احذفوا, احذفي, حذف,
    أحذف, إزالة, أزل, أزيلوا, محو, امح, اشطب, شطب, إخفاء, أخف, أخفوا, خبي, خبيو, إسقاط, أسقط, 7iyed,
    7iydo, 7eyed, 7eyd, 7eyyed, 7ayed, 7ayd, 7yed, 7yd, hayed, hayd, heyed, heyd, hyed, 7eydo, 7eydou,
    7eyydo, 7aydo, hayedo, hayedou, hayddo, heydo, n7eyed, n7ayed, nhayed, t7eyed, t7ayed, thayed, t7eydo,
    zewel, zewl, zwel, zawel, zewlo, zewlou, nzewel, mse7, mss7, mseh, ms7, mssa7, mesa7, msa7, mes7o, mseho,
    ms7o, nmse7, tmse7, tms7o, supprimi, supprimé, efaci, effaci, enlevi, kheb3, khbi, khbbi, khebbi, retiri
""")

REMOVING_IT = listed("""
    enlève-le, enlève le, enlevez-le, enlevez le, retire-le, retire le, retirez-le, retirez le, supprime-le,
    supprimez-le, supprimez le, efface-le, effacez-le, effacez le, masquez-le, masquez le, remove it,
    حيدها, حيدوها, حيديها, حيدوه, مسحها, مسحوها, زولها, زولوها, احذفه, احذفها, احذفوه, احذفوها,
    7iydha, 7iydoh, 7iyedha, 7iydouha, 7iydoha, 7eydha, 7eydoha, 7eydouha, 7aydha, 7aydoha, 7ydha, 7ydoha,
    7ydouha, hiydha, hiydoha, heydoha, hayedha, hayedoha, ms7ha, ms7oha, mse7ha, mse7oha, msa7ha, zewelha,
    zewloha
""")
"""Behind what is meant: `nmrti 7iydha`. In `mon compte supprimé` somebody tells a story."""

KINDS: dict[str, tuple[str, ...]] = {
    "phone": listed("""
        mon numéro, mon numéro de téléphone, mon num, mon n°, mon tél, mon tel, mon téléphone,
        mon portable, mon gsm, mon whatsapp, mon numéro whatsapp, mes numéros, my number, my phone,
        my phone number, my numbers, رقمي, رقم هاتفي, هاتفي, أرقامي, نمرتي, نمرة ديالي, النمرة ديالي,
        نوامري, النوامر ديالي, تيليفوني, التيليفون ديالي, الرقم ديالي, رقم الهاتف ديالي, nmerti,
        nemerti, nmrti, nemrti, nemrati, nmirti, ra9mi, ra9m dyali, nmra dyali, nemra dyali,
        nmera dyali, lnmra dyali, numero dyali, lnumero dyali, num dyali, telephone dyali,
        téléphone dyali, tele dyali, tel dyali, nmrty, nemerty
    """),
    "name": listed("""
        mon nom, mon prénom, mon nom complet, mon nom et prénom, mon identité, my name, اسمي, إسمي,
        اسمي الكامل, سميتي, سمييتي, السمية ديالي, الاسم ديالي, smiti, smiyti, smyti, smeyti,
        smiya dyali, ismi, lisem dyali, nom dyali, lnom dyali, smity, smiyty
    """),
    "address": listed("""
        mon adresse, my address, عنواني, العنوان ديالي, adresse dyali, l adresse dyali, l3onwan dyali,
        3onwan dyali, 3onwani
    """),
    "email": listed("""
        mon e-mail, mon email, mon mail, mon adresse mail, mon adresse e-mail, mon adresse email,
        my email, بريدي, بريدي الإلكتروني, إيميلي, الإيميل ديالي, email dyali, l email dyali,
        mail dyali, gmail dyali
    """),
    "cardnumber": listed("""
        ma carte, ma carte bancaire, mon numéro de carte, le numéro de ma carte, ma cb, my card, بطاقتي,
        بطاقتي البنكية, رقم بطاقتي, لاكارط ديالي, الكارط ديالي, نمرة لاكارط ديالي, la carte dyali,
        lacarte dyali, carte dyali
    """),
    "idcard": listed("""
        ma cin, ma cnie, ma carte nationale, mon cin, my id, بطاقتي الوطنية, رقم بطاقتي الوطنية,
        لاكارط ناسيونال ديالي, cin dyali, la cin dyali, carte nationale dyali
    """),
    "rib": listed("""
        mon rib, mon numéro de compte, mon compte bancaire, my rib, my bank account, الريب ديالي,
        حسابي البنكي, رقم حسابي, رقم حسابي البنكي, نمرة الكونط ديالي, rib dyali, lrib dyali,
        numero de compte dyali
    """),
    "iban": listed("mon iban, my iban, iban dyali"),
    "handle": listed("""
        mon compte, mon profil, mon pseudo, mon insta, mon instagram, mon facebook, my account, حسابي,
        كونطي, الكونط ديالي, compte dyali, lcompte dyali, insta dyali, fb dyali
    """),
    "all": listed("""
        mes coordonnées, mes infos, ce qui est à moi, ce qui me concerne, tout sur moi, my details,
        ما يخصني, كل ما يخصني, داكشي ديالي, هادشي ديالي, dakchi dyali, hadchi dyali, les infos dyali,
        infos dyali
    """),
}
"""Names for a detail of one's own, by its kind; `all` is every kind."""

CLAIMING = listed("""
    c'est moi, c moi, cé moi, c'est à moi, c à moi, c'est le mien, c le mien, le mien, it's me,
    that's me, it's mine, that is mine, this is me, هذا أنا, هذه أنا, هو لي, هذا لي, هادا أنا, هادي أنا,
    هادا ديالي, هادي ديالي, ديالي, هاداك أنا, راه ديالي, راها ديالي, hada ana, hadi ana, ana hada,
    hada dyali, hadi dyali, dyali, rah dyali, raha dyali, rani ana, est à moi, est le mien, هو ديالي, هي ديالي
""")
"""By which a number that was just sent is called one's own; each may stand for a whole message."""

POINTING = listed("""
    c'est, c, cé, ça c'est, ca c'est, celui-ci est, ceci est, c'était, this is, that's, it's, that is,
    هذا, هذه, هذا هو, هذه هي, هو, هي, هادا, هادي, هاد, هادا هو, هادي هي, هاداك, هاديك, راه, راها, hada,
    hadi, hada howa, hadi hiya, hadak, hadik, had, rah, raha, howa, hiya
""")
"""Before one's own number: `c'est mon numéro`, `هادي نمرتي`."""

AROUND_REMOVING = listed("""
    svp, stp, s'il vous plaît, s'il te plaît, merci, de, d', du, la, le, les, l', ce, cet, cette, ces,
    aussi, je veux, je voudrais, j'aimerais, j'veux, veuillez, peux-tu, pouvez-vous, vous pouvez,
    tu peux, il faut, faut, on peut, merci de, please, can you, could you, i want to, et, numéro,
    numero, num, lien, adresse, site, compte, the, this, number, link, liste, texte, message, récit,
    dans, mon, from, من فضلك, من فضلكم, رجاء, المرجو, أرجو, أريد, أود, أن, هل يمكن, هل يمكنكم, يمكن, من,
    رقم, الرقم, هذا, هذه, الرابط, رابط, الموقع, اللائحة, النص, عافاك, عافاكم, الله يخليك, الله يخليكم,
    بغيت, بغيتكم, ممكن, واش ممكن, نقدر, تقدر, تقدرو, هاد, هادي, هادا, النمرة, نمرة, الليان, ليان, ليا,
    لي, ديك, داك, ديال, 3afak, 3afakom, lah ykhellik, allah ykhalik, bghit, bghitkom, mumkin, momkin,
    n9der, t9der, t9edro, wach, had, hadi, hada, nmra, nemra, lnmra, numero, lnumero, lien, llien, liya,
    li, dik, dak, d, dyal, mn, men
""")
"""Words that may stand around a wish to remove something, and change nothing of it."""
