"""The words of a refusal, a question and a condition, in French, Arabic and Darija in both scripts.

A phrase of several words counts where its words follow one another.
"""

from flows.lexicon.commands import listed

REFUSING = listed("""
    pas, ne, n, sans, jamais, aucun, aucune, rien, ni, non, nan, nn, nulle part, refuse, refuser, surtout
    pas, not, no, never, without, don t, doesn t, لا, لن, لم, لما, ليس, ليست, لست, لسنا, ليسوا, عدم, بدون,
    دون, غير, كلا, أرفض, إياكم, ما, ماشي, مشي, بلا, والو, مازال, مزال, باقي, حتى واحد, حتا واحد, حتى حد, حتى
    حاجة, حتا حاجة, عمر, عمري, machi, mashi, machy, mchi, bla, walo, walou, mazal, mzal, ba9i ma, baqi ma,
    7ta wa7ed, 7ta wahed, 7ta wahd, 7ta wa7d, hta wahed, hta wa7ed, hta wahd, 7ta 7aja, hta haja, 7ta 7ad,
    ma kayn, ma kaynch, 3mri, abadan
""")

ASKING = listed("""
    faut il, est ce, que se passe, pourquoi, quand, comment, combien, puis je, peut on, dois je, vais
    je, se passe quoi, passe quoi, fais quoi, fait quoi, quoi faire, c est quoi, pouvez vous, allez
    vous, seront ils, sera t, why, when, how, do you, will you, does it, هل, متى, كيف, لماذا, ماذا, أين,
    كم, واش, علاش, كيفاش, امتى, إمتى, فوقاش, شكون, شنو, أشنو, شنوهي, فين, شحال, wach, wash, wech, wesh,
    3lach, 3lash, alach, kifach, kifash, kifax, imta, fo9ach, fou9ach, chkoun, chkon, chno, chnou, chnu,
    achno, ach, fin, feen, ch7al, chhal
""")

SUPPOSING = listed("""
    si, s il, s ils, s elle, au cas où, à condition, avant, plus tard, demain, attendez, attends, attendre,
    une minute, if, before, later, wait, إذا, لو, إلا, إن كان, قبل, لاحقا, فيما بعد, من بعد, غدا, انتظر,
    انتظروا, لحظة, مهلا, يلا كان, كون, تسنى, تسناو, تسناي, بلاتي, بلاتيو, شوية, من هنا, ila, ida, yla, lo
    kan, 9bel, qbel, 9bl, mn be3d, mn b3d, men be3d, men b3d, ghda, ghdda, tsna, tsnaw, blati
""")

POLITE = listed("""
    s'il vous plaît, s il te plaît, si possible, si vous voulez bien, لو سمحت, لو سمحتم, لا بأس, machi
    mochkil, ماشي مشكل, pas de problème, pas de souci
""")
"""Sayings that hold such a word and mean none of this."""

LA = listed("""
    khti, khouya, khoya, a, machi, ma, walo, walou, chokran, mazal, ba9i, baqi, daba, ana, hadi, hada, rah,
    raha, rani, safi, wakha, bezzaf, abadan, 3afak, bghit, sidi, lala, la, lla
""")
"""Words that show that `la` at the beginning is the Darija "no", and not the French article."""

AROUND_REFUSALS = listed("""
    je, j, tu, il, elle, on, nous, vous, ils, elles, me, m, te, t, se, s, lui, leur, moi, toi, ce, c, ca,
    cela, est, et, ou, mais, y, en, le, la, les, l, un, une, des, du, de, d, à, a, au, aux, pour, par,
    sur, dans, avec, que, qui, qu, quoi, si, ne, n, pas, plus, encore, tout, toute, tous, bien, bon, veux,
    voudrais, veut, peux, dois, faut, suis, ai, as, maintenant, jamais, vraiment, trop, peur, sûr, sûre,
    certain, relire, lire, vérifier, vouloir, choisir, choisis, message, signalement, rapport, choix, i,
    it, this, that, to, the, do, want, send, yet, now, sure, أنا, هذا, هذه, ذلك, الآن, بعد, أريد, أي,
    شيئا, شيء, إلى, على, من, في, عن, و, أن, لأحد, أحد, أراجع, متأكد, متأكدة, خائف, خائفة, الرسالة,
    التبليغ, تبليغ, ولكن, أو, دابا, بغيت, باغي, باغية, باغين, بقيت, شي, والو, هادشي, هاد, هادي, ليا, ديال,
    ديالي, راه, راني, خايف, خايفة, عافاك, كنخاف, متيقن, الميساج, ولا, daba, dba, bghit, baghi, baghya,
    chi, hadchi, had, hadi, liya, dyal, dyali, rah, raha, rani, khayf, khayfa, walakin, wla, wlla, 3afak,
    mabghitch, mab9itch, ghir, hir, autre, autres, chose, ajouter, آخر, أخرى, أضيف, أضيفه, إضافة, اخر,
    نزيد, نزيدو, كل, akhor, okhra, nzid
""")
"""Words that stand around a refusal to send and tell nothing: what else is said then is content."""

AROUND_QUESTIONS = listed("""
    et, alors, mais, bon, ben, bah, euh, donc, ok, oui, non, svp, stp, s'il vous plaît, s il te plaît,
    merci, bonjour, bonsoir, salut, slt, maintenant, là, après, ensuite, du coup, je, j, on, il, moi,
    me, ne, n, pas, plus, sais, sait, savoir, vraiment, pour, ça, cela, la, le, les, mon, mes, ma,
    argent, sous, compte, de, d, a, à, y, en, est, ce, que, qu, quoi, dites, dis, dire, monsieur,
    madame, vous, encore, dans, ce cas, quelqu un, sinon, faut, il faut, aidez, aide, aider, الآن,
    حاليا, إذن, إذا, و, لكن, ولكن, من فضلك, من فضلكم, رجاء, شكرا, مرحبا, السلام, سلام, عليكم, لا, أعرف,
    أعلم, أدري, أنا, لي, بعد, بعد ذلك, هذا, في, هذه, الحالة, مالي, أموالي, نقودي, حسابي, دابا, دبا,
    عافاك, عافاكم, عفاك, خويا, ختي, ما, ماعرفت, ماعرفتش, عرفت, عرفتش, معرفت, معرفتش, كنعرف, مابقيت,
    بقيت, والله, هادشي, هاد, من, عاونوني, ساعدوني, صافي, واخا, ايوا, ليا, لينا, daba, dba, db, 3afak,
    3afakom, 3fak, khouya, khoya, khti, ma3reft, ma3rft, ma3reftch, ma3rftch, 3reft, 3rft, 3raft,
    3reftch, m3reftch, mab9it, b9it, walah, wlah, wllah, w, o, ou, hadchi, had, mn, men, be3d, b3d,
    3awnouni, 3awnoni, safi, wakha, iwa, liya, lia, lina, salam, slm, chokran, ana
""")
"""Words around a question what to do or what comes next that tell nothing of what happened."""

AROUND_ASKED = listed("""
    photo, photos, video, vidéo, image, images, preuve, preuves, capture, captures, écran, d écran,
    chose, choses, quelque, plus, tard, demain, facebook, fb, instagram, insta, whatsapp, gmail, page,
    profil, autres, autre, détail, détails, élément, éléments, document, documents, fichier, message,
    messages, une, un, des, du, ici, vite, tout de suite, chez, nous, anonyme, reste, rester, suis,
    vais, être, serai, bien, totalement, complètement, signalement, service, c, t, es, tu, êtes, parle,
    parlez, avec, vrai, vraie, une personne, s il vous plait, quand, appel, téléphone, envoyer, pouvez,
    est ce que, mon, ma, mes, l, le, la, les, lui, leur, répondre, bloquer, صورة, صور, صورا, فيديو,
    دليل, أدلة, شيء, شيئا, لاحقا, فيما بعد, غدا, بعد الإرسال, الإرسال, التبليغ, تبليغ, البلاغ, هل, هذه,
    هذا, الخدمة, أنت, أنتم, انتم, حقا, فعلا, أبقى, سأبقى, تماما, بسرعة, الشاشة, لي, إلي, إلى هنا, بي,
    الرسائل, رسائل, تصويرة, تصاور, التصاور, شي حاجة, حاجة, واش, نتا, نتي, نتوما, راك, هاد, البوت, كنهضر,
    مع, ليا, لينا, دغيا, هنا, لعندي, عندي, فالفيسبوك, فواتساب, tswira, tsawer, chi haja, haja, chi,
    wach, nta, nti, ntoma, dghya, hna, mn b3d, men be3d, f, l, lia, liya, lcompte, facebook dyali,
    dyali, ديالي, حسابي, كونطي, شاشة, تقدرو, نقدر, له, لها, لهم, ليه, ليها, ليهم, lih, liha, lihom,
    t9dro, t9edro, n9der
""")
"""Words around a question about the service that name nothing of what happened."""
