"""Words that carry no content: greetings, thanks, and what people put around an answer or a language."""

from flows.lexicon.commands import listed

# One of these makes a text a courtesy, when every other word is one too or stands around them.
GREETINGS = listed("""
    bonjour, bjr, bonsoir, bsr, salut, slt, coucou, merci, mrc, mrci, remercie, remercier,
    remerciements, bonne, bienvenue, cordialement, hello, hi, hey, thanks, thank, thx, salam, salamo,
    slm, slam, salem, salamou, assalam, assalamo, assalamou, assalamu, salamoalaykoum, salamo3alaykom,
    salam3alikom, chokran, chokrane, choukran, choukrane, chukran, shukran, barak, llaho, barakallah,
    barakallaho, labas, lbas, ykhlik, ykhlikom, ykhelik, ikhlik, y7efdek, y7efdkom, yhefdek, lkhir,
    nnour, mselkhir, sbahlkhir, ahlan, mar7ba, marhaba, mar7aba, السلام, سلام, والسلام, وعليكم, سلامو,
    سلامات, شكرا, الشكر, والشكر, مشكور, مشكورين, مشكورة, متشكر, بارك, جزاك, جزاكم, يحفظك, يحفظكم,
    ايحفظك, يحفظكوم, يخليك, يخليكم, ايخليك, يعطيك, يعطيكم, يرحم, يجازيك, يجازيكم, يوفقكم, مرحبا, أهلا,
    اهلين, وسهلا, الخير, النور, تحية, تحياتي, هلا, لاباس, لباس, بونجور, بونسوار, ميرسي, مرسي
""")
AROUND_GREETINGS = listed("""
    ok, okay, oki, d, accord, beaucoup, bcp, bien, infiniment, mille, fois, à, vous, te, toi, tous,
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
