"""How people ask to be forgotten, what is known of them, to leave no trace, to be written to no more."""

from flows.lexicon.commands import listed

RIGHTS_WORDS: dict[str, tuple[str, ...]] = {
    "forget": listed("""
        forget, forget me, please forget me, delete my data, erase my data, erase me, delete everything
        about me, right to be forgotten, oublier, m'oublier, oubliez moi, oublie moi, oubliez-moi, oublie-moi,
        tout oublier, oubliez tout, effacer mes données, effacez mes données, efface mes données, supprimer
        mes données, supprimez mes données, supprime mes données, je veux supprimer mes données, je veux
        effacer mes données, supprimer mes informations, effacer mes informations, droit à l'oubli, je retire
        mon consentement, retirer mon consentement,
        انسني, انسوني, المرجو نسياني, نسياني, محو معطياتي, مسح معطياتي, حذف معطياتي, امسح معطياتي, احذف
        معطياتي, امسحوا معطياتي, احذفوا معطياتي, محو بياناتي, مسح بياناتي, حذف بياناتي, امسح بياناتي, احذف
        بياناتي, أريد محو معطياتي, أريد مسح معطياتي, أريد حذف معطياتي, أريد حذف بياناتي, الحق في النسيان, سحب
        موافقتي, أسحب موافقتي,
        نساوني, نساني, نسيوني, نسيني, نساو عليا, مسح المعطيات ديالي, مسحو المعطيات ديالي, مسحو معطياتي, حيدو
        المعطيات ديالي, حيد المعطيات ديالي, بغيت نمسح المعطيات ديالي, بغيت تمسحو المعطيات ديالي, بغيتكم
        تنساوني, مسح عليا كلشي, مسحو عليا كلشي,
        nsawni, nsaouni, nsaweni, nsani, nssawni, nsiwni, nsini, msa7 lma3loumat dyali, mse7 lma3loumat dyali,
        mess7o lma3loumat dyali, mes7o lma3loumat dyali, 7eydo lma3loumat dyali, mse7 lm3tiyat dyali, mes7o
        lm3tayat dyali, mes7o 3liya kolchi, mse7 3liya kolchi, bghitkom tnsawni, bghit tnsawni
    """),
    "data": listed("""
        my data, mydata, data, what do you know about me, what do you have on me, mes données, mes donnees,
        mes données personnelles, mes informations, quelles données, que savez-vous de moi, que savez vous de
        moi, qu'avez-vous sur moi, qu'avez vous sur moi, que gardez-vous, que gardez-vous sur moi, accès à mes
        données, voir mes données,
        معطياتي, معطياتي الشخصية, بياناتي, بياناتي الشخصية, ما هي معطياتي, ماذا تعرفون عني, ماذا لديكم عني,
        ماذا تحفظون عني, عرض معطياتي, عرض بياناتي, الاطلاع على معطياتي,
        المعطيات ديالي, لمعطيات ديالي, المعلومات ديالي, شنو عندكم عليا, شنو كتعرفو عليا, شنو عارفين عليا, شنو
        مقيدين عليا, أشنو عندكم عليا, شنو محفوظ عندكم, بغيت نشوف المعطيات ديالي,
        lma3loumat dyali, lm3loumat dyali, ma3loumat dyali, ma3loumati, lm3tiyat dyali, lmo3tayat dyali, chno
        3ndkom 3liya, chnou 3ndkom 3liya, chno kat3rfo 3liya, chno 3arfin 3liya, data dyali, les données dyali
    """),
    "unfile": listed("""
        remove this file, remove the file, retirer ce fichier, retirer le fichier, enlever ce fichier,
        enlève ce fichier, retirer l'image, retirer cette image,
        سحب هذا المرفق, سحب المرفق, إزالة المرفق, سحب هذا الملف, إزالة هذا الملف,
        إزالة الصورة, سحب الصورة, سحب هذه الصورة,
        حيد هاد الملف, حيد الملف, حيدو هاد الملف, حيد هاد الفيشيي, حيد الفيشيي, حيدو هاد الفيشيي,
        حيد التصويرة, حيد هاد التصويرة,
        7eyed had lfichier, 7eyd lfichier, 7eyed tswira, 7ayed lfichier
    """),
    "stop": listed("""
        stop, s.t.o.p, s t o p, stopall, stop all, stop messages, stop notifications, stop sms, unsubscribe,
        opt out, optout, opt-out, revoke, arrêt, stop aux messages, plus de messages, plus de notifications,
        arrêtez les messages, arrêter les messages, arrêtez les notifications, arrêter les notifications,
        ne m'écrivez plus, désabonner, désabonnez-moi, me désabonner, se désabonner, désabonnement,
        désinscription, me désinscrire, désinscrire,
        توقف, وقف, إيقاف, أوقف, أوقفوا, ستوب, سطوب, سطووب, إيقاف الرسائل, أوقفوا الرسائل, أوقف الرسائل, توقيف
        الرسائل, إيقاف الإشعارات, أوقفوا الإشعارات, إلغاء الاشتراك, كفى رسائل, لا أريد رسائل, لا تراسلوني,
        وقفو, وقفو الميساجات, حبسو الميساجات, وقف الميساجات, حبس الميساجات, وقفو الإشعارات, حبسو الإشعارات, ما
        تصيفطو ليا والو, ما بقيتوش تصيفطو ليا,
        we9ef, wa9ef, we99ef, wa99ef, w9ef, stoop, sttop, we9fo lmessages, wa9fo lmessages, 7bso lmessages,
        hebso lmessages, ma tsifto liya walo, ma tsiftou liya walou
    """),
    "start": listed("""
        start, unstop, resubscribe, subscribe, opt in, optin, démarrer, démarrez, démarre, réabonner,
        me réabonner, recevoir les messages, recevoir les notifications, recevoir les avis,
        ابدؤوا, ستارت, سطارت, استقبال الإشعارات, استقبال الرسائل,
        رجعو الميساجات, رجعو الإشعارات, رجع الإشعارات, rej3o lmessages, rje3o lmessages
    """),
}

IDENTITY_WORDS: dict[str, tuple[str, ...]] = {
    "traceless": listed("""
        without a trace, no trace, traceless, sans trace, sans aucune trace, ne laisser aucune trace, aucune
        trace, بدون أثر, بلا أثر, دون أثر, دون ترك أثر, بلا ما نخلي أثر, بلا ما يبقى أثر, bla atar, bla athar,
        bla mankhli atar
    """),
    "named": listed("""
        avec mon nom, je donne mon nom, with my name, باسمي, بذكر اسمي, بسميتي, b smiti, b smiyti, bsmiti
    """),
}
"""Other words for how to be known."""
