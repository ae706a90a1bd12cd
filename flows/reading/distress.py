"""Despair and present danger in a person's own words: what is answered first, before any question.

Missing despair may cost a life and answering it needlessly costs a line of text, so it is read widely. Danger
names what is happening now. Threats told by their target are danger at most, never despair.
"""

from flows.lexicon.commands import listed
from flows.reading.phrases import Index, Reading, Words, holds, index, spoken, without, written

# Everyday speech, threats and advertising that borrow the words of despair; looked away from first.
_EVERYDAY = listed("""
    mort/morte/morts/mdr de rire, mourir/meurs/crever/crève de rire/faim/soif/froid/chaud/curiosité, à
    mourir de rire, attentat/attentats/attaque/attaques suicide, suicide bomb/bomber/bombing, j'ai failli
    mourir de rire, en peux plus de ce/cette/ces/recevoir/leurs/vos/la/pub, en peux plus des, je peux plus
    de, finir avec _
    affaire/histoire/arnaque/arnaqueur/arnaqueurs/dette/dettes/problème/problèmes/type/mec/messages, finir
    avec _ compte/dossier/lui/eux/elle/spam/sms/pub/publicités/crédits/factures/procédure, لا أريد أن
    أموت, لا أريد الموت, die/dying/dead of/from/laughing laughter/hunger/laughing, dying to, نموت
    عليك/عليه/عليها/عليكم/فيك/فيه/فيها/بالضحك, كنموت عليك/عليه/عليها/فيك/فيه/فيها/بالضحك, ميت/ميتة
    بالضحك/عليك/عليه/عليها/فيك/بالجوع, أموت فيك/فيه/فيها/ضحكا, متنا بالضحك, مت بالضحك, نموت من الضحك,
    jen/en peux/peu/peut plus de/d ce/cette/ces/recevoir/leurs/vos/la/pub, jen/en peux/peu/peut plus des,
    موت ديال, go on the/my/this/your/to/with, نموت بالجوع/بالبرد/بالضحك
""")
_EVERYDAY_SPOKEN = listed("""
    nmout/kanmout/knmout/nmot 3lik/3lih/3liha/3likom/fik/fih/fiha/bda7k/bde7k/beddahk/bed7k,
    nmout/kanmout/knmout/nmot b da7k/de7k/ddahk, mayt/meyet/mayet b da7k/de7k/ddahk,
    mayt/meyet/miyet/mayet bda7k/bde7k/beddahk/3lik/3liha/fik,
    ntaher weldi/lweld/drari/wlidi/khouya, ntaher l weld
""")

# What is held or shut in here is a parcel or money.
_HELD_GOODS = listed("""
    طرد/طردك/طردكم/شحنة/شحنتك/شحنتكم/بضاعة/حساب/حسابك/حسابكم/أموال/أموالك/أموالكم/مبلغ/جائزة/جائزتك _
    محتجز/محتجزة, محتجز/محتجزة/محتجزين/محتجزون _ جمارك/ديوانة/بريد/مركز/مستودع, الكوليس/كوليس/كولي _
    محبوس/محتجز, فلوس/فلوسي/فلوسك/كونط/كونطي/حساب/حسابي/رصيد/رصيدي/خط/نمرة/تطبيق _ محبوس/محبوسة/محبوسين,
    colis/livreur/taxi/chauffeur/commande/livraison/travail/emploi/job/mari/fiancé _
    m'attend/m'attendent, عمل/عملا/وظيفة/شغل/فرصة/عقد/خطيبي/مستقبل/طرد/طردي/سائق/تاكسي _
    ينتظرني/تنتظرني/ينتظرنا, خدمة/كونطرا/راجلي/خطيبي/ليفرور/الليفرور/طاكسي/الطاكسي/الشيفور/كوليس _
    كيتسناني/كتسناني/كاتسناني/تيتسناني, عتق من النار/رقبة/رقاب, me suit/suivent _
    instagram/insta/facebook/tiktok/snapchat/snap/twitter/youtube, essaie/essaye d'entrer/de _
    compte/facebook/whatsapp/instagram, gun/guns/knife/knives for sale, parcel/package/delivery/order _
    waiting for me, livreur/lliveur/facteur/taxi _ lbab/lbra/bra
""")
_HELD_GOODS_SPOKEN = listed("""
    flous/lflous/flousi/flousna/compte/lcompte/kont/lkont/colis/lcolis/koli _ m7bous/m7bousa/m7bousin,
    khedma/contrat/rajli/khatibi/livreur/taxi/chauffeur/colis _ kaytsnani, l3te9 mn nar/nnar
""")

_DESPAIR = listed("""
    je veux/voudrais/souhaite _ mourir/crever/disparaître, je préfère/préférerais _ mourir,
    envie/besoin de/d mourir, envie/besoin de crever/disparaître, je vais me
    tuer/suicider/pendre/jeter/noyer/foutre, je veux/voudrais _ me tuer, envie/besoin de me
    tuer/suicider/pendre, j'ai pensé _ me tuer, je pense à me tuer, me donner la mort, me suis donné
    la mort, me foutre en l'air, foutre en l air, sauter par la fenêtre, me trancher/couper/ouvrir les
    veines, m'ouvrir les veines, envie/besoin de me faire du mal, je veux/vais me faire du mal, je me
    fais du mal, me scarifier, je veux/vais me jeter, envie de me jeter, suicide, suicides, suicider,
    suicidé, suicidée, suicidaire, suicidaires, me suicide, se suicide, suiside, suicid, je
    veux/voudrais/souhaite/vais _ en finir, envie/besoin/décidé/décidée/penser/pense d/à en finir,
    décidé d en finir, décidée d en finir, mieux d'en finir, plutôt en finir, finir avec la/ma/cette
    vie, finir avec tout, en finir pour de bon, mettre fin à ma vie, mettre fin à mes jours, mettre
    fin à ses jours, mettre un terme à ma vie, mettre fin à tout ça, ne veux plus vivre, veux plus
    vivre, envie de/d vivre plus, plus envie/besoin de vivre, plus le goût de vivre, plus de raison de
    vivre, aucune raison de vivre, plus aucune raison de vivre, plus la force de vivre, plus la force
    de continuer, ne veux plus être là, plus envie d'être là, ne mérite pas de vivre, à quoi bon
    vivre, ma vie est finie/foutue/terminée/gâchée/détruite, ma vie n'a plus de sens, la vie n'a plus
    de sens, ma vie n'a aucun sens, marre/fatigué/fatiguée/dégoûté/dégoûtée de vivre,
    marre/fatigué/fatiguée de la/cette vie, marre de ma vie, je déteste ma vie, mieux si j'étais
    mort/morte, mieux mort/morte, préférerais être mort/morte, voudrais être mort/morte, la mort est
    mieux, vaut mieux mourir, mieux vaut mourir, la mort serait mieux, je choisis la mort, idées
    noires, pensées noires, pensées suicidaires, je suis au bout du rouleau, plus rien à perdre, adieu
    à tous, pardonnez moi maman, je n'en peux plus, j'en peux plus, peux plus vivre, n'en peut plus de
    vivre, je suis désespéré/désespérée, avaler des médicaments/comprimés/cachets, boire de la javel,
    veut mourir, veux pas continuer à vivre, elle/il a essayé de se tuer, essayé de me tuer moi même,
    nnta7er, nta7er, nentaher, nentahir, nenta7er, ghanta7er, ghantaher, nnta7ar, intihar, inti7ar,
    lintihar, linti7ar, nsuicider, kill myself, killing myself, end my life, ending my life, take my
    own life, i want to die, i wanna die, i just want to die, wish i was/were dead, better off dead,
    do not want to live, don't want to live, no reason to live, tired of living, tired of life,
    suicidal, hurt myself, end it all, أريد/أود/أتمنى/أفضل/اريد _ أن أموت, أريد/أتمنى/أفضل/أختار/أطلب
    الموت, أتمنى لو أموت, أتمنى لو أني مت, أتمنى لو مت, أرغب في الموت, رغبة في الموت, أفكر/فكرت في
    الموت, أفكر/فكرت بالموت, أفكر/فكرت في إنهاء حياتي, ليتني مت/أموت, يا ليتني مت, ليتني لم أولد,
    ليتني لم أخلق, أنتحر, سأنتحر, انتحر, ننتحر, الانتحار, انتحار, الإنتحار, إنتحار, انتحرت, للانتحار,
    بالانتحار, تنتحر, ينتحر, انتحاري قريبا, أقتل/سأقتل/قتل نفسي, أؤذي/إيذاء/سأؤذي نفسي, أشنق/شنق/سأشنق
    نفسي, أرمي/سأرمي/رمي نفسي, أنهي/سأنهي/إنهاء/وضع حياتي, أضع/وضع حدا لحياتي, أضع/وضع حد لحياتي,
    أتخلص من حياتي, التخلص من حياتي, التخلص من الحياة, لا أريد _ أن أعيش, لم أعد أريد _ أعيش, لم أعد
    أريد العيش, لم أعد أريد الحياة, لا أريد العيش, لا أريد الحياة, لا رغبة لي في الحياة/العيش, لا رغبة
    لي بالحياة, فقدت الرغبة في الحياة/العيش, لا فائدة من حياتي, لا معنى لحياتي, لم يعد لحياتي معنى,
    ليس لحياتي معنى, الحياة بلا معنى, سئمت/مللت/كرهت/تعبت/يئست الحياة/حياتي/العيش, سئمت/مللت/تعبت/يئست
    من/في الحياة/حياتي/العيش, تعبت من هذه الحياة, سئمت هذه الحياة, كرهت هذه الحياة, أكره حياتي, الموت
    أهون/أرحم/أفضل/أحسن/خير, حياتي انتهت, انتهت حياتي, دمرت حياتي, حياتي دمرت, حياتي تدمرت, فقدت
    الأمل, لا أمل لي, لم أعد أحتمل, لم أعد أتحمل, لم أعد أستطيع التحمل, لم أعد قادرا/قادرة على
    الاستمرار/التحمل, لا أستطيع الاستمرار, ما عدت أتحمل, ما عدت أحتمل, تريد/يريد أن يموت/تموت, تتمنى
    الموت, قطع شراييني, أقطع شراييني, بغيت/باغي/باغية/كنتمنى/نتمنى/حاب/حابة/بغا/بغات _ نموت,
    نتمنى/كنتمنى/نختار/نفضل/طالب/طالبة/كنطلب/نطلب الموت, نختار لموت, الموت حسن/احسن/رحمة/هي/ولا, لموت
    حسن/احسن/رحمة/ولا, نموت حسن/احسن/ونرتاح, نموت ونتهنى, نموت و نتهنى, نموت و نرتاح, نموت نرتاح,
    نقتل/غنقتل/كنقتل/نكتل/نقتلو راسي, نقتل/نكتل نفسي, نشنق/نعلق/نلوح/نرمي/نسيب/نضر/نذبح/نحرق/ندير راسي
    فالواد, نشنق/نعلق/نلوح/نرمي/نضر/نذبح/نحرق/غنشنق/غنلوح راسي, ننتاحر, نتاحر, غننتحر, غنتاحر, نحاول
    ننتحر, الانتيحار, نسالي مع/حياتي, نسالي مع الحياة, نسالي من الحياة, نسالي هاد الحياة, نساليو
    حياتنا, نحيد حياتي, نهي حياتي, ننهي حياتي, عييت/كرهت/مليت/قنطت/سخفت/ضاق من/فـ
    الحياة/حياتي/العيشة/الدنيا, عييت/كرهت/مليت/قنطت من هاد الحياة/العيشة/الدنيا, كرهت/مقت
    الحياة/حياتي/راسي/العيشة/الدنيا, كرهت هاد الحياة/الدنيا, كرهت فحياتي, كرهت ف حياتي, عييت فحياتي,
    عييت نعيش, بقيت/بقيتش/مابقيت باغي/باغية نعيش, بقيتش/بقيت نبغي نعيش, بقاش عندي علاش نعيش, بقاليش
    علاش نعيش, بقى عندي علاش نعيش, بقا عندي علاش نعيش, بقيت قادر/قادرة نعيش, بقيتش قادر/قادرة نعيش,
    بقيتش قادر/قادرة نتحمل/نصبر/نزيد/نكمل, بغيتش نعيش, باغيش نعيش, ماشي باغي/باغية نعيش, علاش
    عايش/عايشة, حياتي سالات/تسالات/ضاعت/خربات/تدمرات, سالات حياتي, ضاعت حياتي, فقدت لامل, تقطع ليا
    لياس, نشرب الما القاطع, نشرب السم, نشرب سم, نشرب الدوا كامل, سامحوني كاملين, سمحو ليا كاملين,
    j'aimerais/jveux/jveu/jvais/jvoudrais mourir/crever/disparaître, j veux/veu/vais/voudrais/voudrai
    _ mourir/crever/disparaître, je veu/voudrai/aimerais _ mourir/disparaître, j aimerais _ mourir,
    jvais/jveux/jveu me tuer/tué/suicider/pendre, je/j vais/vé/vai/veu/veux me tué/tuer/suicidé, jen
    peux plus, jen peu plus, j'en peu plus, n'en peu plus, j'en peut plus,
    veux/voudrais/aimerais/préfère/envie _ plus exister, veux/voudrais/aimerais/souhaite ne plus
    exister/être là, que je meure, je préfère/préférerais la mort, la mort est _ solution,
    pense/penser à mourir, pense à en finir, serait/seraient mieux sans moi, sera/seront mieux sans
    moi, personne ne me regrettera, partir pour toujours, sauter du toit/pont/balcon, want to
    disappear, can't/cant/cannot live anymore/like, can't/cant/cannot go on, better off without me,
    ntiyer/ntiyr/ntyr/ntir/ntayer/ntayr/nteyer/nteyr/ntier/ntair/ntiyar rassi/rasi/raci/rassy/rasy,
    غادي/غا/كنفكر/باغي/باغية/بغيت _ نطير راسي, نطير/نطيير/غنطير/غانطير راسي, نموت راسي, نسالي راسي,
    nsali/nsaly rassi/rasi/raci, نصفيها لراسي, حسن/احسن/لحسن ليا/لي نموت, من/حسن الأحسن/لحسن/احسن/ليا
    نموت, أحسن نموت, أفضل أن أموت, الأفضل لي أن أموت, أحسن لي أن أموت,
    نتهنى/نتهنا/نرتاح/نرتح/أرتاح/أتخلص من _ الدنيا/الحياة/العيشة/دنيا/حياتي, رحيل عن _ الدنيا/الحياة,
    أرحل عن _ الدنيا/الحياة, يا رب/ربي نموت/أموت/تاخدني/خدني/خذني, ربي نموت/تاخدني/خودني,
    ياخد/ياخذ/يدي/خود/خد/خذ روحي, الموت هو/هي/هوا الحل, الحل هو/هي/هوا/الوحيد الموت, الحل الوحيد
    هو/هوا الموت, الموت حل/الحل, تمنيت نموت/الموت/أموت, كنت نتمنى نموت, كنفكر/تنفكر/كانفكر _ نموت,
    كنفكر/تنفكر/كانفكر في/ف الموت, كنفكر فالموت/فالانتحار, علاش نعيش, نقطع/غنقطع
    عروقي/شراييني/لعروق/عروق, نشرب دوا/سم الفيران/الفئران/الفار, نشرب الجافيل/جافيل/سم,
    نحط/ندير/نوضع/نضع/غندير/غنحط حد لحياتي, ليتني أموت/ميت/ميتة
""")
_DESPAIR_SPOKEN = listed("""
    bghit/brit/bgit/baghi/baghya/baghia/bghina/7aba/7ab _ nmout,
    kantmena/kantmna/ntmena/ntmanna/tmenit/tmnit nmout,
    kantmena/ntmena/nakhtar/nkhtar/khtart/tmenit/kantleb lmout/elmout/lmot, nakhtar/nkhtar al mout,
    nakhtar/nkhtar l mout, lmout 7sen/ahsan/ahsen/a7san/rahma, l mout 7sen/ahsan, nmout
    7sen/ahsan/nrtah/wnrtah, nmout w nrtah, nmout o nrtah,
    n9tel/nqtel/ne9tel/na9tel/nktel/nk9tel/n9etlo/ghan9tel/ghanqtel/ghadin9tel rassi/rasi/raci/nefsi,
    nchne9/nchnek/nlou7/nelou7/n7re9/nedbe7/ndbe7/ghanchne9 rassi/rasi/raci, nsali m3a had
    l7ayat/lhayat, nsali m3a l7ayat/hyati, nsali 7yati/hayati, nsali b7yati,
    3yit/3iyit/3yyit/krehit/kreht/mellit/mlit/9nett/9net/9nat mn/men/f
    l7ayat/lhayat/7yati/hyati/hayati/l3icha/denya/ddenya, 3yit/3iyit/krehit/kreht/mellit/9nett mn/men
    had/hed l7ayat/lhayat/l3icha/denya/ddenya, kreht/krehet/krht
    7yati/hyati/hayati/l7ayat/lhayat/rassi/rasi/raci, kreht f 7yati/hyati/hayati, kreht had
    l7ayat/denya, b9itch/b9itech/b9it/b9ach/mab9itch/mab9itech/mab9it/mabqitch _ baghi/baghya/baghia
    n3ich, b9itch/mab9itch/mab9it 9ader/9adra/9ad n3ich/nsber/nzid/nkemmel/nt7emmel, bghitch/mabghitch
    n3ich, mabaghich n3ich, b9ach 3endi/3ndi 3lach n3ich, mab9a 3endi/3ndi 3lach n3ich, b9a 3endi/3ndi
    3lach n3ich, 3lach 3ayech/3aycha, 7yati salat/tsalat/da3et/da3at/tdemrat/kherbat, salat 7yati,
    da3et 7yati, nechreb/nchreb ssem/sem/lma9ate3/javel, semhou/smhou/sem7ou liya kamlin, 3yit n3ich,
    ghadi/ghada/gha/kanfker/kanfekr/bghit/baghi/baghya ntaher/ntahar/nta7er, ghantaher,
    7sen/ahsen/a7san/l7sen/la7sen/lahsen nmout, 7sen/ahsen/a7san liya/lia nmout, rabbi/rebbi nmout,
    nthenna/ntehna/nrta7/nerta7 mn had/hed l7ayat/lhayat/denya/ddenya/l3icha,
    nthenna/ntehna/nrta7/nerta7 mn l7ayat/lhayat/denya/ddenya/l3icha, l7al/l7el howa/hwa/hiya lmout,
    lmout howa/hwa/hiya l7al/l7el, nmowet rassi/rasi, nsafiha/nsefiha l rassi, nsafiha/nsefiha lrassi,
    3lach n3ich, b9it/b9itch bghit/baghi n3ich, tmenit/tmnit nmout, kanfekr/kanfker/kanfekker f
    lmout/lmot/lintihar/linti7ar, kanfekr/kanfker _ nmout, nqte3/n9te3/ngte3 3ro9i/3rouqi, nchreb
    dwa/ssem/sem lfiran/dlfiran/lfar, ndir/n7et/nhet 7ed l7yati, rassi ghanmout, nmout w/o
    nthenna/nthna
""")

_DANGER = listed("""
    il/elle/ils/elles/quelqu est/sont _ devant/derrière chez/ma/notre
    moi/porte/maison/immeuble/fenêtre, un est devant ma porte, est/sont devant chez moi,
    il/elle/ils/elles est/sont _ chez moi, est/sont en bas de chez moi, frappe/frappent à ma porte,
    est/sont _ devant/derrière ma/notre/la porte/maison/immeuble, casse/défonce/force ma/la porte,
    essaie/essaye d'entrer, il/elle me suit _ rue/voiture/maintenant/maison, on me suit, ils me
    suivent, me suit partout maintenant, il/elle/on va/vient me
    tuer/frapper/violer/égorger/poignarder, ils/elles vont me tuer/frapper/violer/égorger/poignarder,
    veut/veulent me tuer/égorger/poignarder, va nous tuer, vont nous tuer, veut/veulent nous tuer, en
    train de me frapper, va/vont/veut/veulent tuer ma/mon/mes
    mère/père/fille/fils/enfants/famille/sœur/frère, me frappe maintenant, séquestré, séquestrée,
    séquestrés, séquestrées, me séquestre, me séquestrent, kidnappé, kidnappée, kidnappés, kidnappées,
    enfermé/enfermée/enfermés/enfermées dans/ici/à/chez/contre/par, suis/sommes/est
    enfermé/enfermée/enfermés/enfermées, m'a enfermé/enfermée, m'ont enfermé/enfermée, nous ont
    enfermés/enfermées, ils/on/il/elle me/nous retient/retiennent, suis/sommes
    retenu/retenue/retenus/retenues, retenu/retenue/retenus/retenues _ contre mon/notre gré/volonté,
    retenu/retenue/retenus/retenues en otage, prisonnier/prisonnière/prisonniers ici/dans/chez/au/en,
    pris/prise en otage, peux/pouvons pas sortir d'ici, empêchent/empêche de sortir, pris mon
    passeport, pris mes papiers, confisqué mon passeport, confisqué nos passeports, pris nos
    passeports, pris notre passeport, je suis/me en/sens danger, suis/sommes en danger, ma vie est en
    danger, sa vie est en danger, en danger de mort, en danger maintenant, danger immédiat pour, au
    secours, envoyez la police, sauvez moi/nous, venez me chercher, a/avec un couteau/pistolet _
    devant/contre moi, il/elle a un couteau, avec un couteau devant, they/he hold/holding/holds me/us,
    they/he is/are holding me/us, am/are being held, held captive, held hostage, held against my/our
    will, they took my/our passport/passports, he/someone is outside my/the house/door/home,
    he/someone is at my door, kidnapped, i am in danger, i'm in danger, we are in danger, my life is
    in danger, help me now, locked me/us in/up, he/they will kill me/us, he/they is/are/re going to
    kill me/us, is going to kill me, are going to kill me, wants to kill me, we are trapped, i am
    trapped, can not leave, not allowed to leave, won't let me/us leave, محتجز, محتجزة, محتجزون,
    محتجزين, محتجزات, يحتجزني, يحتجزوني, يحتجزوننا, يحتجزونني, تم احتجازي, احتجزوني, احتجزونا, احتجاز
    ابني/ابنتي/أخي/أختي/زوجي, مختطف, مختطفة, مختطفون, مختطفين, خطفوني, خطفوا, خطفوها, خطفوه, اختطفوني,
    اختطفوا, تم اختطافي, تم اختطاف, رهينة عندهم, أنا/نحن/إني/إنني _ في خطر, حياتي في خطر, حياتنا في
    خطر, حياته في خطر, حياتها في خطر, في خطر الآن, في خطر حقيقي, في خطر كبير, خطر على حياتي,
    أمام/عند/خلف/قرب/وراء باب بيتي/منزلي/البيت/المنزل/الشقة, أمام/عند/خلف الباب, أمام/عند/خلف/قرب/تحت
    بيتي/منزلي/بيتنا/منزلنا/داري, سيقتلني, سيقتلونني, سيقتلوني, سيقتلنا, سيقتلوننا, يقتلونني, ستقتلني,
    سوف يقتلني, سوف يقتلونني, يريد/يريدون قتلي/قتلنا, يريد/يريدون أن يقتلني/يقتلوني/يقتلونني, يحاول
    قتلي, يحاولون قتلي, أنقذوني, أنقذونا, النجدة, أغيثوني, أغيثونا, يضربني/يلاحقني/يتبعني/يطاردني
    الآن, معه سكين, يحمل سكينا, في يده سكين, يحاول كسر الباب, يكسر الباب, محبوسون, أخذوا جواز سفري,
    أخذوا جوازات سفرنا, صادروا جواز سفري, صادروا جوازاتنا, لا يسمحون لنا بالخروج, لا يسمحون لي
    بالخروج, يمنعوننا من الخروج, راه/راهم/راها/هوا/هو/كاين/واقف/واقفين/جالس _ قدام/حدا/مور/تحت/قبالة
    الدار/الباب/داري/دارنا/العمارة/باب, قدام داري/دارنا/الباب/الدار, حدا داري/دارنا, تحت الدار, تحت
    داري, محبوس, محبوسة, محبوسين, محبوسات, حابسني, حابسيني, حابسينا, حابسنا, حبسوني, حبسونا, حبسني,
    شادني/شاديني/شادينا/شادينني ف/في/فدار/فالدار/فبيت/هنا/تما/بزز/بالزز, سادين عليا/علينا, ساد عليا,
    سدو عليا/علينا, غادي/غاديين/باغي/باغيين/جاي/جايين/بغا/باغا _
    يقتلني/يقتلوني/يقتلنا/يقتلونا/يكتلني/يدبحني/يذبحني/يدبحوني/يطعني, غيقتلني, غيقتلوني, غايقتلني,
    غايقتلوني, غتقتلني, غادي تقتلني, غادي نموت دابا, عتقوني, عتقونا, عتقو الروح, عتقو الرواح, فكوني,
    فخطر دابا, ف خطر دابا, راني/حنا/رانا فخطر, راني ف خطر, حياتي فخطر, حياتي ف خطر,
    تابعني/تابعيني/كيتبعني/كيضربني/كيسلخني دابا, هاز/هازة/عندو/شاد جنوي/موس/سكين/سيف/ساطور/جناوة,
    كيهرس الباب, كيضرب فالباب, كيدق فالباب دابا, خداو ليا الباسبور/الپاسپور, داو ليا الباسبور, ما
    خلاوناش نخرجو, ما مخليينناش نخرجو, m'attend/m'attendent _ dehors, m'attend/m'attendent en bas,
    il/elle/ils/elles m'attend/m'attendent à la sortie, m'attend/m'attendent devant/derrière
    chez/ma/notre/la/mon/l
    moi/porte/maison/immeuble/portail/appartement/travail/école/lycée/collège/bureau,
    m'attend/m'attendent devant/derrière chez moi, nous attend/attendent dehors/devant, est/sont en
    bas de l'immeuble/notre/mon/ma/la, est/sont dehors avec/et un/une/des/il/elle/ils
    couteau/arme/pistolet/a/sabre/machette/ont, est/sont armé/armés/armée _
    dehors/devant/porte/couteau/et, il/ils est/sont armé/armés, a un/une arme/pistolet/sabre/machette
    sur lui/elle, menace/menacent avec/d un/une/son couteau/arme/pistolet/sabre/machette/cutter,
    m'a/ont mis un couteau, avec un/une couteau/sabre/machette/pistolet _ dehors/devant/porte,
    va/vont/veut/veulent/vient m'égorger/m'étrangler/m'achever/m'enlever/m'éventrer, ma/mon/mes
    fille/fils/sœur/frère/mère/femme/enfant/enfants/mari a/ont été
    enlevée/enlevé/enlevés/kidnappée/kidnappé/kidnappés, il/ils est/sont entré/entrés/rentré/rentrés
    chez moi/nous, essaie/essaye/essaient/essayent de forcer/casser/défoncer/rentrer ma/la/par/chez
    porte/fenêtre/moi, essaie/essaye/essaient d'ouvrir la/ma porte/fenêtre, à l'aide
    il/ils/elle/elles, à l'aide à l'aide, au secour, o secours, osecours, ausecours, au secoure,
    waiting for me/us outside/downstairs, he/they/someone is/are waiting outside/downstairs,
    he/they/someone has/have a knife/gun,
    ينتظرني/تنتظرني/ينتظرنا/ينتظرونني/ينتظروني/ينتظروننا/سينتظرني/سينتظرونني/يترصدني في خارج,
    ينتظرني/تنتظرني/ينتظرنا/ينتظرونني/ينتظروني/ينتظروننا/سينتظرني/سينتظرونني خارجا/برا,
    ينتظرني/تنتظرني/ينتظرنا/ينتظرونني/ينتظروني/ينتظروننا/سينتظرني/سينتظرونني/يترصدني/يراقبني _
    أمام/قرب/خلف/تحت/عند/خارج/بجانب
    بيت/منزل/بيتي/منزلي/بيتنا/منزلنا/باب/عمارة/مدرسة/شقة/عملي/مدرستي/جامعة,
    معه/ومعه/معهم/ومعهم/بيده/وبيده سكين/سكينا/سلاح/مسدس/سيف/سكاكين/أسلحة/ساطور, يحمل/يحملون/حاملا
    سكين/سكينا/سيفا/سيف/سكاكين/سيوفا, يهددني/يهددونني/هددني/يهددوني
    بسكين/بالسكين/بالسلاح/بسلاح/بمسدس/بسيف/بالسيف, كيهددني/كيهددوني/تيهددني/هددني/هددوني
    بموس/بالموس/بجنوي/بالجنوي/بسكين/بالسكين/بسيف/بالسيف/بسلاح/بالسلاح, عتقو, عتق
    عافاكم/عفاكم/عتق/عباد, غيثوني, غيتوني, غيثونا, غيتونا, او/أ/آ سكور/سوكور/سيكور, أوسكور, أوسوكور,
    اوسيكور, كيتسناني/كيتسناوني/كيتسنانا/كيتسناونا/تيتسناني/كايتسناني/كيستناني/كيتسنوني/كيتسنى/كيتسناو
    _ برا/لبرا/فالباب/مور/فالدرب/فالزنقة,
    كيتسناني/كيتسناوني/كيتسنانا/كيتسناونا/تيتسناني/كايتسناني/كيستناني _ قدام/حدا/تحت/على _
    دار/باب/داري/دارنا/عمارة/خدمة/مدرسة/برا, واقف/واقفين/جالس/جالسين _ برا/لبرا,
    هاز/وهاز/هازة/هازين/وهازين _ جنوي/موس/سكين/سيف/ساطور/جناوة/سيوف/مواس/مسدس/سكينة, وعندو/شادين
    جنوي/موس/سكين/سيف/ساطور, 3ndo/3ando/3endo/3ndou/3andou
    mous/mouss/lmous/lmouss/sif/ssif/skin/sekkin/lsekkin/jenwi/jnwi/ljenwi, شاد/شادين/حاط/حاطين
    فيا/ليا/عليا جنوي/موس/سكين/سيف, كيضرب/كيضربو فيا دابا, كيدقو/كيهرسو فالباب/الباب دابا,
    تابعني/تابعيني/كيتبعني/كيتبعوني/تابعينا _ زنقة/زنقا/طريق/شارع/طوموبيل/طموبيل/درب, دخل/دخلو
    عليا/علينا لدار/للدار/فالدار/الدار, باغي/باغيين يدخل/يدخلو عليا/علينا, خطف/خطفو/خطفات
    بنتي/ولدي/ختي/خويا/خوتي/وليدي, بنتي/ولدي/ختي/خويا تخطف/تخطفات/تخطفت
""")
_DANGER_SPOKEN = listed("""
    ghadi/ghadin/ghadyin/baghi/baghyin/bgha/jay/ghaydir _
    y9telni/yqtelni/y9tlni/y9tlouni/y9tloni/yktelni/ydbe7ni/ydbhni, ghay9telni, ghay9tlouni,
    ghayqtelni, gha y9telni, gha yqtelni, ghadi te9telni, ghat9telni, baghi i9telni, ghadi i9telni,
    rah/raho/rahom/raha/wa9ef/wa9fin/howa _ 9dam/9eddam/qeddam/mor/te7t
    dar/ddar/eddar/lbab/dari/darna/l3imara, 9dam/9eddam/qeddam dari/darna/ddar/lbab/edar, m7bous,
    mehbous, m7bousa, mehbousa, m7bousin, mehbousin, mahbous, mahbousa, ma7bous, ma7bousa, ma7bousin,
    7absini, 7absinna, chaddini/chadini/chaddinna f/hna/dar/tema, khatfouni, khtfouni, khetfouni,
    khtafouni, 3te9ouni, 3te9ni, 3t9ouni, 3atqouni, 3te9o rou7, rani/7na/rana f khatar, rani f
    lkhatar, f khatar daba, 7yati f khatar, fkhatar daba, rani fkhatar, sadin 3liya/3lina,
    tab3ni/tab3inni/kaytba3ni/kaydrebni/kaydrabni daba, haz/hazz
    jenwi/jnwi/mous/mouss/sekkin/skin/sif, kayherres lbab, khdaw liya lpasport/passport/lpassport,
    kaytsnani/kaytsnawni/kaytsnana/kaytsnawna lbra/bra/berra, kaytsnani/kaytsnawni/kaytsnana _
    lbra/bra/9dam/qeddam/9eddam/te7t/7da/lbab, wa9ef/waqef/wa9fin _ lbra, lbra/lberra
    kaytsnani/kaytsnawni, haz/hazz/hazin _ ljenwi/lmous/lsekkin/skina/ssif/siyouf/jenwi/mous/sekkin,
    l3te9o/l3at9o/l3teqo, kaydo9/kaydo9o/kayherrso f lbab daba, tab3ni/tab3inni/kaytba3ni f
    zn9a/zen9a/znqa/tri9/tonobil, dkhel/dkhlo/dekhlo 3liya/3lina ldar/lddar/dar/fdar, baghi/baghyin
    ydkhel/ydkhlo 3liya/3lina, khtef/khetfo/khtfo/khtaf bnti/weldi/khti/khouya, bnti/weldi/khti
    tkhetfet/tkhtfat/tkhtef
""")


Tables = tuple[Index[bool], Index[bool]]


def _table(phrases: tuple[str, ...], read: Reading) -> Index[bool]:
    return index(((phrase, True) for phrase in phrases), read)


def _tables(by_spelling: tuple[str, ...], by_sound: tuple[str, ...]) -> Tables:
    return _table(by_spelling, written), _table(by_sound, spoken)


_EVERYDAY_TABLES = _tables(_EVERYDAY, _EVERYDAY_SPOKEN)
_HELD_TABLES = _tables(_HELD_GOODS, _HELD_GOODS_SPOKEN)
_DESPAIR_TABLES = _tables(_DESPAIR, _DESPAIR_SPOKEN)
_DANGER_TABLES = _tables(_DANGER, _DANGER_SPOKEN)


def _says(tables: Tables, readings: tuple[Words, Words], beside: Tables) -> bool:
    """Whether either table is in its reading, what `beside` covers left out."""
    return any(
        holds(table, words) and holds(table, without(benign, words))
        for table, benign, words in zip(tables, beside, readings, strict=True)
    )


def despair(text: str) -> bool:
    """Whether a text speaks of suicide or of having no way on, in any of the languages; read widely."""
    return _says(_DESPAIR_TABLES, (written(text), spoken(text)), _EVERYDAY_TABLES)


def danger(text: str) -> bool:
    """Whether a text says that someone is in danger or held right now."""
    return _says(_DANGER_TABLES, (written(text), spoken(text)), _HELD_TABLES)
