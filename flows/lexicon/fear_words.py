"""How people say that they are afraid, and nothing else: French, Arabic, Darija in both scripts."""

from flows.lexicon.commands import listed

AFRAID = listed("""
    peur, panique, paniqué, paniquée, paniquer, terrifié, terrifiée, effrayé, effrayée, angoisse,
    angoissé, angoissée, tremble, stressé, stressée, choqué, choquée, flippe, afraid, scared, khayf,
    khayfa, khayef, khayfin, khayfine, kheft, khft, kheftt, khafit, mkhlou3, mkhlou3a, mkhlo3, mkhlo3a,
    mkhl3, mkhl3a, makhlou3, makhlou3a, tkhle3t, tkhl3t, tkhal3t, mfzou3, mfzou3a, mar3ouba, mer3ouba,
    mrou3b, kantre3d, kantr3d, kantre3de, kanrje3d, mstrissé, mstressia, mstressi, mstressiya, mstrsya,
    خائف, خائفة, خايف, خايفة, خفت, خايفين, مخلوع, مخلوعة, تخلعت, مرعوب, مرعوبة, مفزوع, مفزوعة, مذعور,
    مذعورة, أرتجف, أرتعد, كنترعد, كنرجف, كنرعد, خوف, الخوف, بالخوف, مرتعب, مرتعبة, متوترة, متوتر, مستريسية,
    مستريسي
""")
"""One of these makes a text such a cry, where every other word is one too or stands around them."""

PLEAS = listed("""
    aidez, aide moi, sauvez, 3awnoni, 3awnouni, 3awni, 3awnini, 3awnouna, 3tqoni, 3t9oni, 3te9ouni, 3tkoni,
    3te9ni, 3t9ni, عاونوني, عاوني, عاونيني, عاونونا, عتقوني, عتقني, ساعدوني, ساعدني, أنقذوني, أغيثوني
""")
"""Words by which somebody asks for help for themselves, where `help` asks what there is."""

AROUND_FEAR = listed("""
    j, ai, jai, g, é, je, suis, chuis, jsuis, très, trop, tellement, vraiment, bcp, beaucoup, de, en,
    la, d, aidez, aide, aider, moi, svp, stp, s, il, vous, te, plaît, plait, au, secours, sos, besoin,
    pouvez, peux, peut, m, me, quoi, faire, sais, pas, ne, bonjour, bonsoir, salut, help, me, i, am, im,
    please, ana, rani, wana, o, w, bzaf, bzf, bezzaf, bzzaf, bazaf, bezaf, 3afak, 3afakom, 3afakoum,
    afak, afakom, 3awnoni, 3awnouni, 3awni, 3awnini, 3awnouna, 3tqoni, 3t9oni, 3te9ouni, 3tkoni, lah,
    llah, ykhlikom, ykhelikom, ikhlikom, ykhalikom, ma, 3reft, 3raft, ma3reft, ma3raft, ma3rft, manddir,
    nder, ndir, chno, chnou, ach, fiya, lkhouf, lkhof, lkhel3a, lkhl3a, mn, khoya, khti, salam, slam,
    slm, mskina, daba, dba, أنا, انا, راني, جدا, كثيرا, بشدة, من, بزاف, عافاك, عافاكم, عاونوني, عاوني,
    عتقوني, ساعدوني, ساعدني, أرجوكم, أرجوك, ارجوكم, المرجو, المساعدة, مساعدة, أحتاج, فضلكم, فضلك, الله,
    يخليكم, ايخليكم, السلام, عليكم, سلام, و, وأنا, ما, عرفت, عرفتش, ماعرفتش, شنو, ندير, أدري, أعرف,
    ماذا, أفعل, لا, دابا, الآن, فيا, الخلعة, أشعر, اشعر, ب, بالخوف, يا, خوتي, ختي, خويا
""")
