"""Words that carry no content: greetings, thanks, and what people put around an answer or a language."""

from flows.lexicon.commands import listed

# One of these makes a text a courtesy, when every other word is one too or stands around them.
GREETINGS = listed("""
    bonjour, bjr, bonsoir, allo, alo, allô, bsr, salut, slt, coucou, merci, mrc, mrci, remercie, remercier,
    remerciements, bonne, bienvenue, cordialement, hello, hi, hey, thanks, thank, thx, salam, salamo,
    slm, slam, salem, salamou, assalam, assalamo, assalamou, assalamu, salamoalaykoum, salamo3alaykom,
    salam3alikom, chokran, chokrane, choukran, choukrane, chukran, shukran, barak, llaho, barakallah,
    barakallaho, labas, lbas, ykhlik, ykhlikom, ykhelik, ikhlik, y7efdek, y7efdkom, yhefdek, lkhir,
    nnour, mselkhir, sbahlkhir, ahlan, mar7ba, marhaba, mar7aba, السلام, سلام, ألو, والسلام, وعليكم, سلامو,
    سلامات, شكرا, الشكر, والشكر, مشكور, مشكورين, مشكورة, متشكر, بارك, جزاك, جزاكم, يحفظك, يحفظكم,
    ايحفظك, يحفظكوم, يخليك, يخليكم, ايخليك, يعطيك, يعطيكم, يرحم, يجازيك, يجازيكم, يوفقكم, مرحبا, أهلا,
    اهلين, وسهلا, الخير, النور, تحية, تحياتي, هلا, لاباس, لباس, بونجور, بونسوار, ميرسي, مرسي, revoir, bye,
    bslama, beslama, بسلامة, السلامة, وداعا
""")
# Of these, the ones that thank or take leave: they end what is only offered.
THANKS = listed("""
    merci, mrc, mrci, remercie, remercier, remerciements, cordialement, revoir, thanks, thank, thx, bye,
    chokran, chokrane, choukran, choukrane, chukran, shukran, barak, barakallah, barakallaho, bslama,
    beslama, شكرا, الشكر, والشكر, مشكور, مشكورين, مشكورة, متشكر, بارك, جزاك, جزاكم, يعطيك, يعطيكم, ميرسي,
    مرسي, بسلامة, السلامة, وداعا
""")
# A text that begins with one of these and says little more greets.
OPENINGS = listed("""
    السلام عليكم, سلام, صباح الخير, مساء الخير, bonjour, bonsoir, salut, salam, slm
""")
AROUND_GREETINGS = listed("""
    au, مع, ok, okay, oki, d, accord, beaucoup, bcp, bien, infiniment, mille, fois, à, vous, te, toi, tous,
    tout, le, les, monde, et, de, pour, votre, vos, ton, aide, réponse, journée, soirée, nuit, belle,
    très, avance, par, madame, monsieur, mme, mr, mesdames, messieurs, chers, cher, chère, je, ça, va,
    comment, allez, you, so, much, very, good, morning, evening, there, team, équipe, ami, alikom,
    alaykom, alaykoum, alikoum, 3alikom, 3alaykom, 3alikoum, 3likom, aleykum, alaikum, 3aleykom, wa,
    w, o, u, rahmat, rahmato, rahmatollah, rahmatoullah, wara7mato, allah, allahi, lah, wabarakatoh,
    wabarakato, barakatoh, ta3ala, baraka, fik, fikom, fikoum, bzaf, bezzaf, jazilan, khoya, khouya,
    khti, sbah, sba7, nour, lik, likom, 3la, wakha, الله, لله, ربي, عليكم, ورحمة, رحمة, وبركاته,
    وبركاتو, بركاته, تعالى, فيك, فيكم, فيكوم, خيرا, خير, الورد, صباح, مساء, جزيلا, جزيل, كثيرا, بزاف,
    لك, لكم, ليك, ليكم, ليكوم, على, عليك, الوالدين, والديك, والديكم, الصحة, العافية, الحال, كيف,
    كيداير, كيدايرين, بخير, طيبة, طيب, وبعد, سيدي, سيدتي, السيد, السيدة, خويا, ختي, خوتي, أخي, أختي,
    يا, و, سعيد, سعيدة, عاليكم, الف, من, القلب, مسبقا, جميعا, أوكي, واخا, حسنا, عافاك, عافاكم
""")

# Forgiven around a command: `sift 3afak`.
COURTESIES = listed("""
    svp, stp, s'il, vous, te, plait, merci, please, pls, thanks, bonjour, salut, beaucoup, من, فضلك,
    فضلكم, شكرا, عافاك, عافاكم, عفاك, رجاء, المرجو, لو, سمحت, الله, يخليك, 3afak, 3afakom, afak,
    3afakoum, chokran, choukran, chukran, lah, ikhlik, ykhelik, khoya, خويا, ختي, salam, سلام, السلام,
    عليكم, jazilan, جزيلا, khti, slm, hello, hi
""")

# `je veux en arabe`, `bel 3arbiya`, `هضرو معايا بالدارجة`
AROUND_LANGUAGES = listed("""
    en, in, b, be, bel, bl, bil, bi, l, le, la, langue, language, lougha, parle, parlez, parler,
    parlons, écrivez, répondez, réponds, moi, je, veux, voudrais, préfère, plutôt, speak, want, i,
    bghit, bghina, nhder, nhdro, hder, hdro, hedro, dwi, dwiw, m3aya, liya, svp, s'il, vous, plaît,
    plait, merci, please, ب, بـ, باللغة, اللغة, لغة, أريد, أفضل, بغيت, بغينا, نهضر, نهضرو, هضر, هضرو,
    تهضر, تهضرو, معايا, معي, جاوبني, جاوبوني, كتب, كتبو, عافاك, عافاكم, تكلم, تكلموا
""")

# `bghit nblegh 3la wa7ed`, `je veux signaler quelqu'un`: the wish to report, and nothing to report yet.
REPORTING = listed("""
    signaler, signalement, dénoncer, plainte, plaindre, réclamation, report, تبليغ, التبليغ, نبلغ, أبلغ,
    بلاغ, إبلاغ, الإبلاغ, نشكي, أشتكي, أشكو, شكاية, شكوى, نبلغو, نشكيو, nblegh, nbelegh, nballegh, nbleg,
    nbale4, nbalegh, nblgh, nbala8, nballagh, nbelleg, nbelligh, nblghou, nchki, nechki, nchtaki, chikaya,
    tabligh
""")
AROUND_REPORTS = listed("""
    je, j, veux, voudrais, souhaite, aimerais, peux, puis, faire, porter, déposer, contre, un, une, qqn,
    quelqu, quelque, chose, personne, individu, d, de, me, i, want, to, someone, something, a, أريد, أود,
    أرغب, أن, في, عن, على, ضد, بـ, ب, شي, واحد, بواحد, واحدة, حد, شخص, أحد, شيء, حاجة, شخصا, وضع,
    ندير, نحط, بغيت, باغي, باغية, بغينا, باغيين, بغا, لشي, هنا, bghit, bghina, baghi, baghya, baghia, brit,
    bgha, 3la, 3ala, 3le, wa7ed, wahed, wahd, wa7d, wa7da, chi, 7aja, haja, 7ed, hed, 7ad, had, b, f, ndir,
    n7et, hna, chwa7ed
""")

# Around the name of an answer: what is left of a text without these is content.
AROUND_ANSWERS = listed("""
    c, est, ce, ça, cela, du, de, d, des, le, la, les, l, un, une, mon, ma, mes, m, je, j, suis, ai, subi,
    eu, il, elle, on, et, en, au, aux, à, a, par, sur, avec, pour, dans, que, qui, moi, nous, victime, été,
    problème, concerne, parle, agit, s, type, genre, sorte, ici, svp, question, sujet, هو, هي, أنا, انا, في,
    من, على, عن, مع, ب, ف, ل, و, هذا, هذه, عندي, لدي, مشكل, مشكلة, الموضوع, ديال, د, شي, هادشي, هاد, هادي,
    راه, راها, كاين, ليا, معايا, بخصوص, وقع, ضحية, تعرضت, تعرضت ل, f, fi, fel, mn, men, dyal, dial, had,
    hadchi, hadi, rah, raha, ana, 3la, b, bl, liya, m3aya, 3ndi, mochkil, chi, kayn
""")

# Forgiven around the wish to hide the chat, with `vite` or `دغيا`: `cache vite il arrive`
AROUND_HIDING = listed("""
    vite, rapidement, maintenant, tout, toute, ça, ca, cela, la, le, les, cette, conversation, discussion,
    chat, messages, message, de, suite, il, elle, arrive, vient, quick, quickly, now, fast, it, this, the,
    all,
    بسرعة, فورا, حالا, الآن, هذه, هذا, المحادثة, الرسائل, كل, شيء, دغيا, دغية, بالزربة, بزربة, دابا, كلشي,
    هادشي, هاد, الشي, المحادثات, راه, جا, جاي, جاية, dghya, dghia, deghya, daghya, bzerba, bzarba, daba, dba,
    kolchi, kolchy, hadchi, had, chi, rah, ja, jay, jaya
""")

# Words of keyboards, telephones and programs, which people of every language type.
WITHOUT_LANGUAGE = listed("""
    start, restart, stop, unstop, stopall, unsubscribe, subscribe, join, go, begin, menu, home, help,
    info, test, hi, hello, hey, ok, okay, yes, no, y, n, send, next, skip, back, done, exit, quit, cancel,
    status, track, language, lang, report, check, verify, scam, spam, new, edit, hide, data, please, pls,
    thanks, thx, bye, cv, bot, chat, admin, support, sms, whatsapp, telegram, ballegh, facebook, instagram
""")
