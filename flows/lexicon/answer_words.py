"""Other words for the answers to a question, by question and option."""

from flows.lexicon.commands import listed

SENDING_WORDS: dict[str, tuple[str, ...]] = {
    "send": listed("""
        envoyez-le, envoyez le, envoie-le, envoie le, oui envoyez-le, oui envoie-le, oui envoyez le, je veux
        envoyer, je veux l'envoyer, je confirme l'envoi, tout envoyer, c'est bon envoyez, نعم أرسلوه, أريد
        الإرسال, تأكيد الإرسال, أريد إرسال التبليغ, بغيت نصيفط, بغيت نصيفطو, صيفطو ليهم, bghit nsift, bghit
        nsifto, bghit nsiftha, oui envoyez, oui envoyer, oui envoyez-le merci, seft, sefto, seftha, sefet,
        yalah sift, yallah sift, oui sift, ah sift, iyeh sift
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

AGGRESSOR_WORDS: dict[str, tuple[str, ...]] = {
    "partner": listed("""
        mon mari, ma femme, mon copain, ma copine, mon petit ami, ma petite amie, mon fiancé, ma fiancée,
        mon époux, mon épouse, mon conjoint, ma conjointe, mon compagnon, mon chéri, mari, conjoint, fiancé,
        fiancée, husband, boyfriend, girlfriend, زوجي, زوجتي, خطيبي, خطيبتي, حبيبي, حبيبتي, شريكي, راجلي,
        مراتي, مرتي, صاحبتي ديال دابا, rajli, rajly, mrati, marti, mraty, khatibi, khtibi, 5atibi, 7bibi,
        habibi, hbibi
    """),
    "ex": listed("""
        mon ex, ex mari, ex femme, ex copain, ex copine, mon ancien mari, mon ancien copain, mon ancienne
        copine, طليقي, طليقتي, زوجي السابق, زوجتي السابقة, خطيبي السابق, خطيبتي السابقة, حبيبي السابق, راجلي
        اللي طلقت, راجلي اللول, خطيبي اللول, صاحبي القديم, صاحبتي القديمة, tli9i, tali9i, tli9ti, rajli
        l9dim, sa7bi l9dim, l ex dyali, lex dyali, ex dyali
    """),
    "family": listed("""
        mon père, ma mère, mon frère, ma soeur, ma sœur, mon oncle, ma tante, mon cousin, ma cousine, mon
        fils, ma fille, mon beau frère, ma belle mère, mon beau père, mes parents, ma famille, un proche,
        أبي, أمي, أخي, أختي, والدي, والدتي, عمي, خالي, ابن عمي, ابنة عمي, ابن خالي, عائلتي, من عائلتي, خويا,
        ختي, بابا, ماما, با, مي, الوالد, الوالدة, ولد عمي, بنت عمي, ولد خالي, نسيبي, حماتي, العائلة, العائلة
        ديالي, khouya, khoya, khti, baba, mama, walid, lwalid, lwalida, 3ammi, khali, weld 3ammi, wld 3mi,
        bent 3ammi, nsibi, 3a2ila, l3a2ila, 3aila, l3ayla
    """),
    "friend": listed("""
        mon ami, mon amie, une amie, un ami, mes amis, un copain, un pote, mon pote, un voisin, mon voisin,
        ma voisine, une connaissance, صديقي, صديقتي, صديق, صديقة, جاري, جارتي, صاحبي, صاحبتي, واحد صاحبي,
        جارنا, جيراني, ولد الحومة, ولد الدرب, sa7bi, sahbi, sa7bti, sahbti, jari, jarti, jarna, weld l7ouma,
        wld derb
    """),
    "colleague": listed("""
        mon patron, ma patronne, patron, mon chef, chef, un collègue, mon collègue, ma collègue, collègue,
        mon employeur, employeur, mon prof, prof, mon professeur, camarade de classe, un camarade, un élève,
        directeur, مديري, المدير, رئيسي, زميلي, زميلتي, زميل, أستاذي, الأستاذ, أستاذ, مشغلي, الباطرون,
        الشاف, لباطرون, خدام معايا, كيخدم معايا, قاري معايا, كيقرا معايا, lpatron, batron, lbatron, chaf,
        lchef, khdam m3aya, kaykhdem m3aya, lostad, oustad, ostad, 9ari m3aya
    """),
    "stranger": listed("""
        inconnu, un inconnu, une inconnue, je ne le connais pas, je ne la connais pas, je le connais pas, je
        la connais pas, je connais pas, aucune idée de qui c'est, personne que je connais, quelqu'un sur
        internet, مجهول, غريب, شخص غريب, لا أعرفه, لا أعرفها, لا أعرف من هو, شخص لا أعرفه, ما كنعرفوش, ما
        كنعرفهاش, ماكنعرفوش, ما عرفتوش, معرفتوش, ماعرفتوش, ما عرفتهاش, واحد ما كنعرفوش, ما معروفش, شي واحد
        ما كنعرفوش, مجهول ما عرفتوش, makan3rfouch, ma kan3rfouch, ma3reftouch, ma3rftouch, mam3roufch, wa7ed
        makan3rfouch, m3rftouch
    """),
    "other": listed("autre, quelqu'un d'autre, شخص ثالث, شي واحد آخر, chi wa7ed akhor, wa7ed akhor"),
}
MINE = frozenset(("partner", "ex", "family", "colleague"))
"""Aggressors that a story may name; a friend or a stranger in a story is often somebody else."""

VIA_WORDS: dict[str, tuple[str, ...]] = {
    "sms": listed("""
        message, un message, texto, par message, par sms, رسالة, رسالة نصية, رسائل, ميساج, ميساجات, بميساج,
        msg, b message, sms f tilifoun, risala
    """),
    "whatsapp": listed("""
        wtsp, whats, watsap, watsapp, wattsap, whatsup, wtsap, وتساب, واتس, الواتس, الواتساب, فالواتساب,
        الوتساب, f whatsapp, lwhatsapp, lwatsap, fwatsap
    """),
    "call": listed("""
        appel, un appel, téléphone, par téléphone, on m'a appelé, il m'a appelé, appel vocal, اتصال, مكالمة,
        هاتف, بالهاتف, عيط ليا, عيطو ليا, عيطات ليا, بالتيليفون, تيليفون, مكالمة تيليفون, 3eyet liya, 3ayto
        liya, 3ayet liya, b tilifoun, mokalama, appel f tilifoun
    """),
    "social": listed("""
        facebook, instagram, tiktok, snapchat, messenger, telegram, insta, fb, youtube, twitter, linkedin,
        réseaux sociaux, فيسبوك, الفيسبوك, انستغرام, إنستا, انستا, تيك توك, تيكتوك, سناب, سناب شات, مسنجر,
        ميسنجر, تيليغرام, تلغرام, تيليكرام, يوتوب, f facebook, f insta, f tiktok, fel facebook, sur facebook
    """),
    "site": listed("""
        site, un site, site internet, avito, marché en ligne, sur avito, page web, موقع, الموقع, من موقع,
        أفيتو, السيت, فالسيت, سيت, fsit, lsit, f avito, f site
    """),
    "email": listed("""
        mail, par mail, courriel, gmail, un mail, بريد, البريد, بالبريد, جيميل, إيميل, ليميل, لايميل, email
        dyali, limayl
    """),
}

STOLEN_WORDS: dict[str, tuple[str, ...]] = {
    "whatsapp": VIA_WORDS["whatsapp"],
    "facebook": listed(
        "fb, face, facebouk, fasbok, facebok, messenger, فيسبوك, الفيسبوك, فايسبوك, فيس, lfacebook"
    ),
    "instagram": listed("insta, instgram, ig, انستغرام, إنستغرام, إنستا, انستا, الأنستا, أنستغرام, linsta"),
    "email": VIA_WORDS["email"],
    "bank": listed("""
        compte bancaire, carte bancaire, ma carte, compte en banque, cih, attijari, barid bank, بنك, البنك,
        بنكي, البنكة, بطاقة بنكية, الحساب البنكي, لاكارط, كارط كيشي, lbanka, banka, lbank, la carte
    """),
    "other": listed("""
        tiktok, snapchat, telegram, youtube, jeu, free fire, تيك توك, تيكتوك, سناب, تلغرام, تيليغرام, يوتوب,
        فري فاير
    """),
}

VENUE_WORDS: dict[str, tuple[str, ...]] = {
    "group": listed("""
        groupe whatsapp, groupe telegram, groupe, whatsapp, telegram, canal, مجموعة, مجموعة واتساب, قناة,
        گروب, كروب, جروب, واتساب, تلغرام, تيليغرام, f groupe, groupe d whatsapp, gropp, grop
    """),
    "social": VIA_WORDS["social"][:6]
    + listed("فيسبوك, إنستا, انستا, إنستغرام, تيك توك, سناب, f facebook, f insta"),
    "site": VIA_WORDS["site"],
    "hidden": listed("dark web, darkweb, tor, site caché, الويب المظلم, دارك ويب"),
    "street": listed("""
        rue, quartier, école, lycée, collège, café, marché, parc, la rue, devant l'école, dehors, شارع,
        الشارع, الحي, المدرسة, مقهى, سوق, الزنقة, فالزنقة, الحومة, فالحومة, الدرب, حدا المدرسة, القهوة,
        السوق, zn9a, fzn9a, f zn9a, zan9a, l7ouma, f l7ouma, derb, fderb, 7da lmadrasa, l9ahwa
    """),
}

HARM_WORDS: dict[str, tuple[str, ...]] = {
    "insult": listed("""
        insulte, insultes, rumeurs, mensonges, diffamation, injures, سب, شتم, شتائم, سب وقذف, إشاعة, إشاعات,
        كذب, تشهير, سبان, معيور, المعايرة, الكذوب, الهضرة الخايبة, seb, sban, lm3ayra, m3ayra, lkdoub
    """),
    "images": listed("""
        photos, photo, vidéo, vidéos, mes photos, images intimes, nudes, صوري, صور, فيديو, صوري الخاصة,
        تصاوري, تصاور, فيديوهات, tsawer, tsawri, tswira, video dyali
    """),
    "impersonation": listed("""
        faux profil, se fait passer pour moi, usurpation, à mon nom, انتحال, حساب باسمي, حساب مزور, حساب
        وهمي, كونط بسميتي, كونط مزور, داير كونط بسميتي, fake, compte b smiti, faux compte b smiti
    """),
    "deepfake": listed(
        "photomontage, montage, ia, truquée, فوطوشوب, فوتوشوب, مركبة, مفبركة, ذكاء اصطناعي, photoshop"
    ),
}

EXPOSED_WORDS: dict[str, tuple[str, ...]] = {
    "no": listed("rien du tout, لم أعط شيئا, ما عطيت والو, ما درت والو, ma 3tit walo, ma dert walo"),
    "link": listed("""
        j'ai cliqué, cliqué sur le lien, j'ai ouvert le lien, lien, فتحت الرابط, ضغطت على الرابط, رابط,
        كليكيت, حليت الليان, الليان, clikit, 7lit lien, clickit 3la lien
    """),
    "data": listed("""
        j'ai donné mon code, j'ai donné ma carte, code, mot de passe, carte bancaire, mes données, أعطيت
        الرمز, رمز, رقم البطاقة, كلمة السر, عطيت الكود, الكود, عطيت لاكارط, كود, لاكارط, 3tit code, lcode,
        3tithom code, 3tit la carte
    """),
}

UNSURE_WORDS: dict[str, tuple[str, ...]] = {
    "unsure": listed("""
        peut être, je crois, probablement, je pense, pas sûr, pas sûre, ça se peut, ربما, أظن, محتمل, غير
        متأكد, يمكن, ممكن, ما متأكدش, ما متأكداش, ymken, ymkn, mumkin, mamt2kdch, blkti
    """),
}

RECENT = listed("""
    hier, hier soir, aujourd'hui, ce matin, cette nuit, ce soir, cet après-midi, tout à l'heure, à
    l'instant, maintenant, tout de suite, à midi, yesterday, today, اليوم, أمس, البارحة, هذا الصباح, هذه
    الليلة, قبل قليل, الآن, منذ قليل, البارح, لبارح, ليوم, هاد الصباح, هاد الليلة, دابا, قبيلة, هاد النهار,
    lbare7, lbar7, lbara7, elbareh, lbarh, lbareh, lyoum, lyom, ljoum, had sba7, had sbah, had lila, had
    nhar, daba, 9bila, ليوما, اليوما, lyouma, lyoma, liouma, lyuma, ليوم الصباح, lyoum sba7, lyouma sba7,
    aujourdhui, ajourd'hui, aujourd hui, ajd, ajrd, ajourdui, se matin, cet aprem, cette aprem,
    cet après midi, la nuit dernière, ce midi, hier matin, hier après-midi, il y a un instant,
    dans la matinée, tout a leur,
    صباح اليوم, هذا اليوم, هذا المساء, مساء اليوم, ليلة أمس, أمس مساء, منذ لحظات, قبل لحظات,
    هاد العشية, قبايلة,
    ليلة البارح, البارح فالليل, lbar7 f lil, lbare7 f lil, had l3chiya, had l3achiya, had sbah, had sbe7,
    9bayla, 9bila chwiya, lyoum f sba7, lyouma f sba7, ghir daba, hadi chwiya, هادي شوية, had lilla
""")
"""Less than about a day ago; yesterday counts, as a bank can still help."""

EARLIER = listed("""
    avant hier, avant-hier, la semaine dernière, la semaine passée, le mois dernier, le mois passé, l'année
    dernière, l'an dernier, l'année passée, depuis longtemps, il y a longtemps, il y a quelques jours, il y
    a plusieurs jours, ça fait longtemps, lundi dernier, last week, last month, أول أمس, أول البارحة,
    الأسبوع الماضي, الأسبوع الفائت, الشهر الماضي, السنة الماضية, العام الماضي, منذ مدة, منذ زمن, قبل أيام,
    منذ أيام, قبل مدة, ول البارح, اول البارح, السيمانة اللي فاتت, الشهر اللي فات, العام اللي فات,
    السيمانة لي فاتت, الشهر لي فات, العام لي فات, الصيف اللي فات, الصيف لي فات, عام لول, العام اللول,
    شحال هادي, هادي شحال, هادي مدة, شي يامات هادي, wel lbare7, wl lbar7, wal lbare7, simana li fatt,
    simana li fatet, chher li fat, l3am li fat, ch7al hadi, hadi ch7al, hadi modda
""")

RANK_WORDS: tuple[tuple[str, ...], ...] = tuple(
    map(
        listed,
        (
            "first, the first, premier, première, le premier, la première,"
            "الأول, الأولى, اللول, اللولة, lwel, loul, lwla, lewla, loula",
            "second, the second, second one, seconde, deuxième, le deuxième, la deuxième, le second,"
            "la seconde, الثاني, الثانية, التاني, التانية, tani, ttani, tanya",
            "third, the third, troisième, le troisième, la troisième,"
            "الثالث, الثالثة, التالت, التالتة, talet, talta",
            "fourth, the fourth, quatrième, le quatrième, la quatrième, الرابع, الرابعة, rabe3, rab3a",
            "fifth, the fifth, cinquième, le cinquième, la cinquième, الخامس, الخامسة, khames, khamsa",
            "sixth, the sixth, sixième, le sixième, la sixième, السادس, السادسة, sades, sadsa",
            "seventh, the seventh, septième, le septième, la septième, السابع, السابعة, sabe3, sab3a",
            "eighth, the eighth, huitième, le huitième, la huitième,"
            "الثامن, الثامنة, التامن, التامنة, tamen, tamna",
            "ninth, the ninth, neuvième, le neuvième, la neuvième, التاسع, التاسعة, tase3, tas3a",
            "tenth, the tenth, dixième, le dixième, la dixième, العاشر, العاشرة, 3acher, 3achra",
        ),
    )
)
"""How people name the answer at each place, from the first on."""
