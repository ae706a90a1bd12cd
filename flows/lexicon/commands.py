"""The words people use: commands, names of languages and of categories, usual words.

French, Arabic, Darija in Arabic script and in Latin letters, some English. Written as people write
them; every reader normalises them. Adding a way to say something is adding a word here.
"""


def listed(block: str) -> tuple[str, ...]:
    """A block of phrases, separated by commas."""
    return tuple(phrase for part in block.split(",") if (phrase := " ".join(part.split())))


# "Nothing" and "I have none" are `no`; "I do not know" is `skip`; `safi` is `done`.
COMMAND_WORDS: dict[str, tuple[str, ...]] = {
    "back": listed("""
        back, go back, previous, retour, revenir, retourner, précédent, en arrière, arrière, رجوع,
        الرجوع, ارجع, رجع, رجعو, نرجع, بغيت نرجع, رجعني, العودة, عودة, السابق, rje3, rja3, rj3, nrje3,
        nrja3, bghit nrje3, bghit nrja3, rje3ni, roujou3
    """),
    "edit": listed("""
        edit, change, modify, correct, modifier, changer, corriger, je veux modifier, تعديل, عدل, تغيير,
        تصحيح, بدل, بدلو, نبدل, بغيت نبدل, صحح, نصحح, غير, beddel, bedel, bdel, bddel, nbeddel, nbedel,
        nbdel, bghit nbeddel, bghit nbdel, se77e7
    """),
    "cancel": listed("""
        cancel, quit, exit, annuler, annule, annulez, abandonner, arrêter, arrête, إلغاء, الغاء,
        ألغ, الغي, الغ, بلاش, حبس, نحبس, بغيت نحبس, خروج, blach, blash, 7bes, hbes, n7bes, lghi
    """),
    "menu": listed("""
        menu, main menu, home, accueil, menu principal, le menu, sommaire, القائمة, قائمة, القائمة
        الرئيسية, الرئيسية, المنيو, منيو, لمنيو, البداية, lmenu, l menu, men lmenu
    """),
    "answer": listed("""
        answer, reply, répondre, je réponds, je veux répondre, répondre à la question, الجواب, جواب,
        أريد الجواب, أجيب, جاوب, نجاوب, بغيت نجاوب, njaweb, jaweb, bghit njaweb
    """),
    "desk": listed("""
        desk, bureau, mon bureau, bureau des dossiers, مكتب, المكتب, مكتب الملفات, المكتب ديالي, البيرو,
        البيرو ديالي, بيرو الدوسيات, bureau dyali, biro dyali
    """),
    "help": listed("""
        help, info, aide, aidez moi, aide moi, besoin d'aide, j'ai besoin d'aide, comment faire,
        comment ça marche, مساعدة, المساعدة, ساعدني, ساعدوني, أحتاج مساعدة, كيف, كيف أستعمله, عاونوني,
        عاوني, عاونيني, العوان, بغيت المساعدة, كيفاش, كيفاش ندير, شنو ندير, 3awnouni, 3awni, 3awnoni,
        3awnini, mosa3ada, kifach, kifach ndir, chno ndir, chnou ndir, aide et numéros, معاونة ونمر,
        مساعدة وأرقام, المعاونة, معاونة
    """),
    "language": listed("""
        language, languages, lang, langue, langues, changer de langue, changer la langue, لغة, اللغة,
        تغيير اللغة, لغات, بدل اللغة, بدل اللوغة, اللوغة, لوغة, نبدل اللغة, lougha, logha, llogha,
        beddel lougha, bdel logha, bedel lougha
    """),
    "hide": listed("""
        hide, hide chat, hide this chat, delete chat, cacher, masquer, cache, effacer, cacher la
        conversation, masquer la conversation, effacer la conversation, effacer tout, supprimer la
        conversation, cacher cette conversation, effacer cette conversation, إخفاء, إخفاء المحادثة, أخف
        المحادثة, حذف المحادثة, مسح المحادثة, امسح المحادثة, مسح, خبي, خبيها, خبي المحادثة, خبي هاد
        المحادثة, خبع, مسح كلشي, مسح هادشي, khebbi, khebi, khbi, khbe3, khebbe3, mse7, mse7 kolchi, mse7
        kolchy, khebbi hadchi, cacher la discussion, masquer la discussion, effacer la discussion, efface,
        effacez, cachez, caché, masque, masquez, supprimer tout, supprime tout, delete this chat, أخف, أخفي,
        اخفوا, أخفوا, امسح, امسحوا, احذف المحادثة, خبيو, خبيه, خبيو هادشي, خبي هادشي, مسحو, مسحها, khabi,
        khabbi, khbbi, khebbiha, khbiha, khebiha, khbih, khebbio, mse7ha, mse7o, ms7, msa7, msah, mseh, mes7
    """),
    "skip": listed("""
        skip, next, pass, i don't know, dont know, passer, passe, ignorer, suivant, je ne sais pas, je
        sais pas, sais pas, j'en sais rien, aucune idée, plus tard, je préfère ne pas répondre, sans
        réponse, تخط, تخطي, تخطى, تجاوز, التالي, لا أعرف, لا أعلم, لا أدري, فيما بعد, لا أريد الجواب,
        فوت, فوتها, نفوت, زكل, دوز, دوزها, ما عرفتش, ماعرفتش, معرفتش, ما نعرف, ماكنعرفش, ما كنعرفش, من
        بعد, ما بغيتش نجاوب, fewwet, fewet, fowet, fawet, fawwet, nfewet, dewez, dewwez, douz, zgel,
        ma3reftch, ma 3reftch, ma3raftch, m3reftch, ma3rft, makan3refch, mn be3d, men ba3d
    """),
    "done": listed("""
        done, finished, that's all, that is all, terminé, terminer, fini, c'est fini, fin, c'est tout,
        c'est bon, j'ai fini, j'ai terminé, voilà, voilà c'est tout, rien d'autre, تم, انتهيت, انتهى,
        هذا كل شيء, هذا كل ما لدي, اكتفيت, إنهاء, كفى, لا شيء آخر, صافي, صافي هادشي, ساليت, سالينا,
        ساليتي, هادشي اللي كاين, هادشي لي كاين, هادشي, هدا ماكان, هادا ماكان, باراكا, بركة, كملت, صافي
        سالينا, صافي ساليت, غير هادشي, safi, saffi, safy, salit, salina, baraka, hadchi li kayn,
        hadchi lli kayn, kmelt, hadchi, hada makan, safi salit, safi hadchi, ghir hadchi, kammalt,
        kemmelt
    """),
    "send": listed("""
        send, submit, send it, send now, envoyer, envoie, envoyez, envoi, transmettre, envoyer maintenant,
        envoyer mon signalement, j'envoie, valider, je confirme, confirmer, إرسال, أرسل, ارسلوا, أرسلوه,
        ارسله, الإرسال, إرسال الآن, تأكيد, أؤكد, إرسال التبليغ, صيفط, صيفطو, صيفطها, صيفطوه, صيفطوها,
        نصيفط, نصيفطو, صيفط دابا, صافي صيفط, سيفط, sift, sifet, siftou, siftha, siftoha, sayfet, sayft,
        sayfto, seyfet, nsift, nsifet, sift daba, safi sift, safi sifet, sifto, siftih, sifetha
    """),
    "status": listed("""
        status, track, my report, my case, suivi, suivre, statut, mon dossier, mes dossiers, où en est
        mon dossier, où en est mon signalement, ou en est ma plainte, où ça en est, suivre mon
        dossier, suivi de mon dossier, mes signalements, état de mon dossier, nouvelles, تتبع, تتبع
        الملف, تتبع ملفي, تتبع التبليغ, ملفي, الحالة, حالة الملف, حالة ملفي, أين وصل ملفي, اين وصل
        الملف, إلى أين وصل ملفي, ما مصير ملفي, ما هو مآل شكايتي, تبليغاتي, فين وصل, فين وصلات, فين وصل
        الدوسي, فين وصل الدوسي ديالي, فين وصل دوسي ديالي, الدوسي ديالي, فين وصلات الشكاية ديالي, فين
        وصل التبليغ ديالي, شنو وقع فالدوسي ديالي, شنو دار الدوسي ديالي, fin wsel, fin wsl, fin wsal,
        fin wsel dossier, fin wsel dossier dyali, fin wsel ddossier dyali, fin wsal dossier dyali, fin
        wsl dossier dyali, fin wsel dossi dyali, fin wselat chikaya dyali, dossier dyali, fin wsel
        dossier diali, fin wslat chikaya dyali, feen wsel dossier dyali
    """),
    "yes": listed("""
        yes, y, yeah, yep, ok, okay, oki, sure, oui, ouais, ui, bien sûr, d'accord, oui bien sûr,
        exactement, tout à fait, exact, je suis d'accord, volontiers, oui oui, dac, نعم, أجل, بلى,
        بالتأكيد, طبعا, موافق, أوافق, حسنا, صحيح, نعم نعم, أكيد, اوكي, ايه, إيه, اييه, آه, اه, اها, واه,
        ييه, ايوا, أيوا, إيوا, واخا, واخة, وخا, ايوه, مزيان, اه بغيت, واخا صافي, كاين, ضروري, معلوم, ah,
        aah, eh, iyeh, iyyeh, ayeh, yeh, wah, iwa, wakha, waxa, wa5a, wkha, ouakha, na3am, n3am, naam,
        ma3loum, m3loum, mzyan, mezyan, kayn, ewa, iyah, aywa, ayh
    """),
    "no": listed("""
        no, n, nope, none, nothing, non, nan, pas du tout, jamais, rien, aucun, aucune, non rien, je n'en ai
        pas, je n'ai pas, j'en ai pas, non non, je ne veux pas, rien du tout, لا, كلا, لا لا, لا شيء, لا
        يوجد, لا توجد, ليس لدي, ليس عندي, لا أملك, لا أريد, لا أوافق, لالا, لاا, والو, لا والو, ما كاينش,
        ماكاينش, ماكاين, ما كاين والو, مكاينش, ما عنديش, ماعنديش, معنديش, ما بغيتش, مابغيتش, ما كاين, حتى
        حاجة, حتا حاجة, ما عندي والو, la, lla, la la, lala, laa, walo, walou, wallo, makaynch, makayn,
        makayn walo, mkaynch, ma3ndich, ma 3ndich, m3ndich, ma3endich, mabghitch, ma bghitch, 7ta 7aja, hta
        haja, abadan, أبدا, pas encore, pas maintenant, surtout pas, je ne crois pas, je crois pas, je ne
        pense pas, ليس بعد, ليس الآن, لا أظن, لا أعتقد, مازال, باقي, ماشي دابا, ما بانش ليا, mazal, ba9i,
        machi daba, ma kaynch
    """),
    "new": listed("""
        new, new report, report, i want to report, file a report, nouveau, nouveau signalement, signaler,
        signalement, je veux signaler, je voudrais signaler, je souhaite signaler, plainte, je veux porter
        plainte, porter plainte, déposer plainte, déposer une plainte, une plainte, je veux déposer plainte,
        je veux faire un signalement, faire un signalement, commencer, تبليغ, التبليغ, تبليغ جديد, أريد
        التبليغ, أريد أن أبلغ, أود التبليغ, إبلاغ, بلاغ, شكاية, أريد تقديم شكاية, تقديم شكاية, وضع شكاية,
        شكوى, أريد تقديم شكوى, أريد تقديم بلاغ, جديد, بدء, بغيت نبلغ, نبلغ, بلغ, باغي نبلغ, باغية نبلغ, بغيت
        نبلغ على شي حاجة, بغيت ندير شكاية, بغيت نشكي, نشكي, ندير شكاية, بغيت نحط شكاية, نحط شكاية, بغيت نبلغ
        على شي واحد, تبليغ اخر, bghit nblegh, bghit nbelegh, bghit nballegh, bghit nbleg, bghit nbale4,
        nblegh, nbelegh, baghi nblegh, baghya nblegh, bghit ndir chikaya, ndir chikaya, chikaya, bghit
        nchki, tabligh, bghit nblegh 3la chi 7aja, bghit nblegh 3la chi wa7ed, bghit n7et chikaya, bghit
        nballagh
    """),
    "anonymous": listed("""
        anonymous, anonymously, anonyme, rester anonyme, je veux rester anonyme, anonymement, sans
        nom, sans mon nom, sans donner mon nom, anonymat, sans donner de nom, sans identité, مجهول,
        بدون اسم, بدون اسمي, بدون ذكر اسمي, بدون ذكر الاسم, دون ذكر اسمي, من دون اسم, بدون هوية, هوية
        مجهولة, دون الكشف عن هويتي, بلا سمية, بلا سميتي, بلا اسم, بلا ما نعطي سميتي, ما نعطيش سميتي,
        بلا ماتعرفوني, bla smiya, bla smyti, bla smiti, bla smia, bla ism, bla ma n3ti smiti, bla ma
        n3ti smiyti, bla smiyti, bla smya
    """),
    "resume": listed("""
        resume, continue, go on, continuer, reprendre, je continue, poursuivre, continuons, متابعة,
        المتابعة, متابعة التبليغ, استئناف, أكمل, إكمال, مواصلة, استمرار, كمل, نكمل, كملو, بغيت نكمل,
        نكملو, زيد كمل, تابع, kemmel, kemel, kmel, nkemmel, nkemel, nkmel, nkml, kml, bghit nkemmel,
        bghit nkmel
    """),
    "restart": listed("""
        restart, start over, start again, from the beginning, recommencer, à zéro, depuis le début,
        recommencer à zéro, tout recommencer, repartir de zéro, من جديد, البدء من جديد, ابدأ من جديد, من
        البداية, إعادة البدء, من الصفر, من الأول, من اللول, بدا من جديد, نبدا من جديد, نعاود من اللول,
        نبداو من جديد, عاود من اللول, نبدا من اللول, نعاود, mn jdid, men jdid, mn lwel, men lwel, mn loul,
        nbda mn jdid, nebda men jdid, n3awd, n3awed
    """),
    "withdraw": listed("""
        withdraw, withdraw my report, retirer mon signalement, retirer ma plainte, je
        retire ma plainte, je veux retirer ma plainte, annuler mon signalement, retirer le signalement,
        سحب التبليغ, سحب الشكاية, أريد سحب التبليغ, أريد سحب الشكاية, التنازل, تنازل, نسحب التبليغ,
        نسحب, بغيت نسحب التبليغ, بغيت نتنازل, نتنازل, بغيت نسحب الشكاية, سحبو, ns7eb, bghit ns7eb chikaya,
        ntnazel, bghit ntnazel, ns7eb chikaya, bghit ns7eb tabligh, supprimer ma plainte, je veux
        supprimer ma plainte, je veu supprimer ma plainte, annuler ma plainte, annulez ma plainte, retirez ma
        plainte, je veux retirer, حذف شكايتي, بغيت نحيد الشكاية ديالي, bghit nsheb chikaya, bghit
        nssuprimer chkaya dyali
    """),
    "more": listed("""
        more, add, add more, add evidence, plus, ajouter, ajout, ajouter une preuve, compléter,
        encore, j'ai autre chose, ajouter des preuves, ajouter à mon dossier, إضافة, أضف, المزيد,
        إضافة أدلة, إضافة دليل, أريد إضافة, إضافة معلومات, أدلة أخرى, زيد, نزيد, بغيت نزيد, نزيد شي
        حاجة, زيد دليل, بغيت نزيد شي حاجة, عندي ما نزيد, zid, nzid, bghit nzid, nzid chi 7aja, bghit
        nzid chi 7aja, zyada
    """),
}

# Whole messages without a letter.
SIGNS: dict[str, str] = {
    **dict.fromkeys(("?", "؟", "🆘", "❓"), "help"),
    **dict.fromkeys(("👍", "👌", "✅", "✔", "☑"), "yes"),
    **dict.fromkeys(("👎", "❌", "✖"), "no"),
    **dict.fromkeys(("⬅", "🔙", "↩"), "back"),
    "🏠": "menu",
    **dict.fromkeys(("🛑", "⛔"), "stop"),
}

# Words that differ from others by a hamza alone, which matching drops: "begin", where the other is "never".
SPELLED: dict[str, str] = dict.fromkeys(("ابدأ", "إبدأ"), "start")

LANGUAGE_NAMES: dict[str, tuple[str, ...]] = {
    "ar": listed("""
        ar, arabe, arabic, l'arabe, en arabe, عربي, عربية, العربية, بالعربية, اللغة العربية, العربية
        الفصحى, الفصحى, فصحى, l3arabia, 3arabia, 3arbia, bl3arbia, b l3arbiya, 3arbiya, arabia, al
        arabia, 3arabi, fos7a, arabe classique, بالعربية الفصحى, parle arabe, بالعربي, بلعربية,
        l3arbiya, l3arbia, 3arbia, bel3arbiya, bl3arbiya
    """),
    "fr": listed("""
        fr, français, francais, french, le français, en français, parle français, francés, فرنسي,
        فرنسية, الفرنسية, بالفرنسية, اللغة الفرنسية, فرانسي, بالفرانسي, فرونسي, بالفرونسية,
        fransawiya, francawiya, fransi, fransiya, bl fransia, b francais, b l francais, blfransawia,
        parlez français, je parle français, faransia, l français, فرنساوي, الفرونسي, بالفرونسي,
        بالفرنساوي, بلفرنسية, fransawia, fransia, fronsi, française, bfrancais, belfrancais,
        lfransiya, lfransia
    """),
    "ary": listed("""
        ary, darija, derja, darja, dareja, la darija, en darija, marocain, moroccan, maghribi,
        الدارجة, دارجة, الداريجة, داريجة, بالدارجة, بالداريجة, المغربية, مغربية, بالمغربية, الدارجة
        المغربية, العامية, المغربي, b darija, b derja, bdarija, bedderja, bddarija, moroccan arabic,
        arabe marocain, en arabe marocain, maghribiya, lmaghribiya, bel meghribiya, belmeghribiya,
        ddarija, ldarija, beldarija, bderja, derija, marocaine, arabe marocaine, بدارجة
    """),
}

CATEGORY_WORDS: dict[str, tuple[str, ...]] = {
    "fraud": listed("""
        arnaque, arnaques, escroquerie, escroqueries, fraude, fraudes, arnaqueur, escroc, scam, scammer,
        spam, sms suspect, phishing, hameçonnage, faux recrutement, faux site, نصب, نصاب, نصابة, احتيال,
        نصب واحتيال, النصب والاحتيال, احتيال إلكتروني, تصيد, النصب, نصبو عليا, نصبو علينا, شفرني, شفرو ليا
        فلوسي, النصابة, الشفارة, غش, nsb, nasb, nseb, nasba, nassab, nsbo 3liya, nesbo 3lia, nsbou 3liya,
        chefara
    """),
    "blackmail": listed("""
        chantage, chantage sexuel, sextorsion, maître chanteur, chantage avec des images, blackmail,
        sextortion, extorsion, ابتزاز, ابتزاز جنسي, ابتزاز بالصور, مبتز, مساومة بالصور, كيهددوني بتصاور,
        كيهددني بتصاوري, كيبتزني, كيبتزوني, الشانطاج, شانطاج, البتزاز, chantaj, chantage b tsawer,
        kayhdedni b tsawri, ibtizaz, kayhedadni b tsawer
    """),
    "defamation": listed("""
        diffamation, insulte, insultes, injure, injures, calomnie, usurpation d'identité, faux compte,
        deepfake, harcèlement, cyberharcèlement, defamation, insult, insults, impersonation, تشهير, سب,
        قذف, سب وقذف, سب وقذف وتشهير, إهانة, انتحال شخصية, انتحال الهوية, حساب وهمي, السبان, السبان
        والتشهير, كيسبني, كيسبوني, كيعايرني, كيعايروني, المعايرة, شوهني, شوهوني, seban, lseban, ssebban,
        tachhir, chawhni, chewhouni, kay3ayerni, kaysebni, m3ayra
    """),
    "threat": listed("""
        menace, menaces, menace de mort, menaces de mort, violence, violences, intimidation, threat,
        threats, threaten, stalking, agression, تهديد, تهديدات, تهديد بالقتل, عنف, التهديد, وعيد, كيهددني,
        كيهددوني, هددني, هددوني, يهددني, يهددونني, تبعني, العنف, tahdid, thdid, tehdid, kayhddedni,
        kayhadedni, hdedni, kayhdedni, kayhedduni, l3onf
    """),
    "terrorism": listed("""
        terrorisme, terroriste, terroristes, apologie du terrorisme, terrorism, terrorist, daech, daesh,
        isis, djihadiste, jihadiste, radicalisation, attentat, إرهاب, إرهابي, إرهابية, الإشادة بالإرهاب,
        إشادة بالإرهاب, داعش, تطرف, متطرف, irhab, lirhab, l irhab, irhabi, erhab, da3ich, da3ech
    """),
    "child": listed("""
        enfant, enfants, mineur, mineure, mineurs, enfant en danger, pédophile, pédophilie, bébé,
        pédopornographie, exploitation d'enfants, child, children, child abuse, minor, طفل, طفلة,
        أطفال, الأطفال, قاصر, قاصرين, طفل في خطر, استغلال الأطفال, بيدوفيل, شي دري فخطر, درية, دري,
        دراري صغار, شي درّي (ولا درّية) فخطر, البيدوفيليا, derri, derriya, drari sghar, wlidat, atfal,
        tefl, tfl
    """),
    "weapons": listed("""
        arme, armes, armes à feu, arme à feu, pistolet, munitions, fusil, kalachnikov, weapon, weapons,
        gun, guns, trafic d'armes, vente d'armes, سلاح, أسلحة, مسدس, ذخيرة, سلاح ناري, السلاح, بيع السلاح,
        أسلحة نارية, القرطاس, mosdas, slah, sla7, kabous, sslah
    """),
    "drugs": listed("""
        drogue, drogues, stupéfiants, dealer, dealers, cocaïne, cannabis, alcool, psychotropes, trafic
        de drogue, drugs, drug, produits interdits, مخدرات, مخدر, الحشيش, حشيش, كوكايين, الكوكايين,
        القرقوبي, قرقوبي, بوفا, البوفا, الغبرة, المخدرات, خمور, الشراب, بزناز, قرص مهلوس, أقراص
        مهلوسة, حبوب الهلوسة, mokhadirat, moukhadirat, 9er9oubi, qerqoubi, hchich, l7chich, 7chich,
        lboufa, boufa, lghabra, bznaz, bezzaz, karkoubi, lmokhadirat, zatla
    """),
    "trafficking": listed("""
        traite, traite des êtres humains, traite d'êtres humains, trafic d'êtres humains, faux
        travail, faux travail à l'étranger, personnes retenues, travail forcé, immigration
        clandestine, séquestration, passeur, human trafficking, trafficking, forced labour, hrig,
        l7rig, 7rig, lhrig, اتجار بالبشر, الاتجار بالبشر, عمل وهمي بالخارج, عمل وهمي بالخارج واحتجاز,
        احتجاز, هجرة سرية, الهجرة السرية, العمل القسري, شبكة الهجرة, خدمة مزورة فالخارج, خدمة مزوّرة
        فالخارج، ناس محبوسين, ناس محبوسين, الحريك, الحراگة, khedma mzawra, khedma mzewra f lkharij,
        nas m7bousin, ittijar, faux emploi à l'étranger, faux emploi
    """),
    "incitement": listed("""
        incitation, haine, racisme, appel à la haine, incitation à la haine, discours de haine,
        incitation à la violence, contenu violent, hate, hate speech, incitement, racism, تحريض,
        كراهية, التحريض, خطاب الكراهية, عنصرية, تحريض على العنف, تحريض على الكراهية, التحريض على
        القتل, العنصرية, الكراهية, محتوى عنيف, ta7rid, tahrid, 3onsoriya, karahiya, appel à la
        violence, التحريض على العنف, appel au meurtre
    """),
    "hacking": listed("""
        piratage, piraté, compte piraté, hack, hacké, hacker, hacking, hacked, compte volé, vol de
        données, intrusion, virus, stolen account, مخترق, حساب مخترق, اختراق, قرصنة, هاكر, سرقة حساب,
        حساب مسروق, اختراق حساب, كونط مسروق, كونط مهاكي, مهكر, تهكر, هاكاو ليا, compte masrou9, kont
        msrou9, hakaw liya, haka liya, thacka, thaka liya, t hacka, mhacki
    """),
    "other": listed("""
        autre, autres, autre chose, divers, other, something else, آخر, أخرى, شيء آخر, غير ذلك, حاجة اخرى,
        حاجة خرى, شي حاجة خرى, شي حاجة أخرى, 7aja khra, chi 7aja khra, haja okhra, أمر آخر
    """),
}

# Usual words of each language: spelled right, however near to the name of an answer they are.
FRENCH_MARKS = listed("""
    je, j'ai, tu, il, elle, nous, vous, ils, elles, on, le, les, un, une, des, du, de, et, est, sont,
    suis, pas, ne, que, qui, pour, avec, sans, dans, sur, par, mon, ma, mes, votre, vos, notre, son,
    sa, ses, mais, ou, où, ce, cette, ces, au, aux, en, bonjour, bonsoir, salut, merci, svp, être,
    avoir, été, ai, avez, fait, plus, tout, comme, très, veux, peux, dois, voudrais, signaler,
    arnaque, compte, argent, quelqu, numéro, reçu, oui, non, depuis, chez, moi, lui, leur, aide,
    aidez, colis, quoi, comment, pourquoi, quand, message, photos, victime, plainte, menace, chantage
""")
DARIJA_LATIN_MARKS = listed("""
    bghit, bghiti, bgha, baghi, baghya, baghia, dyal, dial, dyali, diali, dyalo, dialo, dyalha,
    dyalhom, dyalna, wach, wash, wesh, chno, chnou, chnu, achno, ach, bzaf, bzf, bezzaf, kayn, kayna,
    kaynin, makaynch, hada, hadi, hadchi, had, hadak, rah, raha, rani, rahom, daba, dba, walakin,
    walakine, 3lach, alach, fin, feen, kifach, kifash, kifax, mzyan, mezyan, khoya, khouya, khti,
    salam, slm, salamo, labas, wakha, safi, ghadi, ghda, machi, mashi, walo, walou, bla, chi, shi,
    wahed, wa7ed, lflous, flous, flousi, hit, 7it, liya, lia, lik, likom, 3liya, 3lia, 3lik, 3la, m3a,
    mn, men, bach, bash, ila, hna, ana, nta, nti, howa, hiya, homa, gal, galli, golt, galiya, gali,
    sift, siftt, 3afak, 3afakom, chokran, kolchi, koulchi, dakchi, li, lli, bhal, b7al, tswira,
    tsawer, tsawri, nmra, nemra, kont, drt, dert, darou, kan, kanat, kanet, kano, ghir, mabghitch,
    nblegh, nbelegh, bnadem, nas, dar, ddar, khassni, khasni, khas, mazal, ba9i, baqi
""")
DARIJA_MARKS = listed("""
    ديال, ديالي, ديالك, ديالو, ديالها, ديالنا, ديالكم, ديالهم, شنو, اشنو, آش, واش, بزاف, كيفاش, علاش,
    دابا, دبا, هاد, هادشي, هدشي, هادا, هادي, هاداك, هاديك, داكشي, هادوك, راه, راني, راك, راها, راهم,
    كاين, كاينة, كاينين, فين, فاش, غادي, غاديين, بغيت, بغا, بغات, باغي, باغية, باغيين, ماشي, والو,
    حيت, حيتاش, حنا, نتا, نتي, نتوما, هوما, عافاك, عافاكم, واخا, صافي, شي, بلي, ليا, ليه, ليهم, ليكم,
    عليا, معايا, بحال, كلشي, كولشي, شحال, امتى, فوقاش, غير, باش, حتا, خويا, ختي, صاحبي, مزيان, خايب,
    خايبة, الفلوس, فلوس, فلوسي, صيفط, صيفطو, صيفطت, صيفطات, تصاور, تصاوري, تصويرة, نمرة, النمرة, كونط,
    الكونط, دار, دارو, درت, قالي, قاليا, گالي, قالولي, شفت, شفروني, هضر, هضرت, نبلغ, خاصني, خاصو,
    عندو, عندها, ماعنديش, فالدار, فالواتساب, ديما, دغيا, لقيت, مشيت, جا, جاو, جاتني, واحد, لي, اللي,
    كون, ولا, يلا, إلا, عاود, عييت, عيطو, عيط, عيطات, الدراري, الدري, العيالات
""")
