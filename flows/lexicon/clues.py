"""Clues to what a text is about: phrases of each category, by strength.

Written as `flows.reading.phrases` reads them. 5 decides, 3 is enough alone, 2 needs company, 1 needs more.
"""

from flows.lexicon.clues_fraud import FRAUD_CLUES
from flows.lexicon.commands import listed

CLUES: dict[str, dict[int, tuple[str, ...]]] = {
    "fraud": FRAUD_CLUES,
    "blackmail": {
        5: listed("""
            publier/diffuser/envoyer/partager/montrer/poster/divulguer _ mes/ma/mon/nos/ses
            photos/photo/vidéo/vidéos/images/intimes/nudes,
            publie/publiera/diffuse/envoie/envoyé/publié/diffusé _ mes/ma/mon/nos/ses
            photos/photo/vidéo/vidéos/images/intimes/nudes, photos/vidéos/images
            intimes/nues/dénudées/compromettantes, photo/vidéo/video/image
            intime/nue/compromettante/sexuelle, vidéo de moi, vidéo de moi nue, photos de moi, moi nu/nue,
            nudes, sextape, chantage, me fait chanter, faire chanter, fait du chantage,
            publish/send/share/post/leak _ my/your photos/pictures/video/videos/nudes, naked/nude/intimate
            photos/pictures/video/videos/pics, blackmail, blackmailing, blackmails, sextortion, recorded
            you, recorded me naked,
            نشر/بنشر/ينشر/سينشر/تنشر/فضح/ارسال/إرسال/بإرسال/يرسل/سيرسل/نشروا/ينشرون _
            صوري/صورتي/صوري/فيديو/فيديوهاتي/فيديوهات/صور/مقاطع/صورك/صورها, صور/فيديو/مقاطع/مقطع
            عارية/حميمية/فاضحة/خاصة/جنسية/حميمي/فاضح/جنسي/خاص, صوري/صورتي
            الخاصة/العارية/خاصة/عارية/حميمية, ابتزاز, يبتزني, يبتزونني, تبتزني, ابتزني, يبتزنا, ابتزازي,
            يبتز, يهددني/يهددونني/تهددني/هددني _ صوري/بصوري/صور/بصور/بفيديو/فيديو/بالصور/فضيحة/بالفضيحة,
            بفضحي, يفضحني, سيفضحني, يفضحوني, بالفضيحة,
            كيهددني/كيهددوني/هددني/هددوني/كتهددني/كايهددني/تيهددني _
            بتصاوري/تصاوري/بتصاور/تصاور/بفيديو/فيديو/بالتصاور/بصوري/صوري/بتصويرة/فضيحة,
            ينشر/نشر/ينزل/يحط/يطلق/يفرق/يصيفط/غينشر/غيصيفط/غيحط/ينشرو/يصيفطو _
            تصاوري/تصاور/فيديو/التصاور/تصاورنا/تصويرتي/صوري, غيفضحني, يشوهني, غيشوهني, كيبتزني, كيبتزوني,
            تصاور/تصاوري عريانة/عريان/عريانين, شانطاج, الشانطاج,
            طلب/طلبات/طالب/طالبين/كيطلب/كيطلبو/بغا/باغي _ فلوس ولا ينشر, مسجل ليا فيديو, سجلني/سجل ليا
            فيديو, صورني بلا خباري
        """),
        2: listed("""
            photos, mes photos, mes vidéos, vidéo, webcam, intime, intimes, nue, nu, ex, mon ex,
            enregistré, capture, capturé, photo, nude, naked, record, recorded, صوري, صورتي, فيديو, صور,
            فضيحة, تصاوري, تصاور, التصاور, عريان, عريانة, كام, لايف, مسجلني
        """),
        1: listed("""
            menace, menacer, payer, famille, amis, contacts, si je ne paie pas, sinon, يهددني, كيهددني,
            عائلتي, العائلة, العائلتي, أصدقائي, ادفع, نخلص, دارنا, خطيبي, صاحبي
        """),
    },
    "defamation": {
        3: listed("""
            faux compte/profil _ nom/photo/photos, usurpe/usurpé/usurpent mon/ma identité/nom, usurpation
            d'identité, se fait passer pour, se font passer pour, m'insulte/insultent,
            insulte/insultent/insulté/insultée, diffame/diffamé/diffamation/diffament, mensonges sur moi,
            rumeurs sur moi, ment sur moi, ma réputation, mon honneur, salir/salit ma/mon
            réputation/nom/image/honneur, deepfake, photomontage, harcèlement en ligne,
            harcelé/harcelée/harcèle/harcèlent, fake account, impersonating/impersonates me, insulting me,
            spreading lies/rumors, my reputation, انتحل/ينتحل/تنتحل/منتحل شخصيتي/صفتي/هويتي/اسمي, انتحال
            شخصيتي/هويتي/صفتي, حساب وهمي/مزيف/مزور باسمي, حساب باسمي/بصورتي/بصوري, يسبني, يشتمني, شتمني,
            سبني, تسبني, تشتمني, يسبونني, يشتمونني, إهانتي, سب/شتم وشتم/وقذف, تشهير/التشهير بي, يشهر بي,
            يشهرون بي, شهر بي, سمعتي, تشويه/يشوه/شوه سمعتي/صورتي, أكاذيب عني, إشاعات عني, يتكلم عن عرضي,
            عرضي وشرفي, كيسبني, كيسبوني, سبوني, كيعايرني, كيعايروني, كتعايرني, كتسبني, عايرني,
            كيهضر/كتهضر/كيهضرو فيا/عليا, مشوهني, شوهني, شوهوني, كيشوه/كيشوهو/شوه بيا/سمعتي,
            داير/دايرين/دار/دارو _ كونط/حساب/باج/فيسبوك بسميتي/بتصويرتي/بتصاوري/باسمي, كونط بسميتي, كونط
            فيك, فو كونط, كيكدبو عليا
        """),
        2: listed("""
            insultes, injures, diffamation, calomnie, mensonges, rumeurs, réputation, faux profil, faux
            compte, commentaires, fake, rumors, lies, إهانة, شائعات, إشاعات, سمعة, شرف, تعليقات, المعاطية,
            السبان, سبان
        """),
        1: listed("""
            facebook, instagram, tiktok, publication, page, وسم, منشور, صفحة, باج, منشورات
        """),
    },
    "threat": {
        5: listed("""
            menace de mort, menaces de mort, menace/menacé/menacée/menacent/menacer _
            tuer/égorger/mort/frapper/brûler/violer/agresser/kidnapper/vitriol/acide/enlever,
            va/vais/vont/veut/veulent me/te/nous tuer/égorger/frapper/brûler/violer/agresser, je vais te
            tuer/retrouver/égorger/frapper, kill me/you/us, beat me, death threat/threats,
            تهديد/هددني/يهددني/تهديدات/هددوني/يهددونني/تهددني _
            قتل/بالقتل/بقتلي/بقتل/الموت/ذبح/بالذبح/بالضرب/بالاعتداء/تصفية/بالتصفية/بالاغتصاب/بالحرق,
            سيقتلني, يقتلني, سيقتلونني, يقتلوني, سأقتلك, سوف أقتلك, قتلي, تصفيتي,
            كيهددني/كيهددوني/هددني/هددوني/تيهددني _
            قتل/بالقتل/يقتلني/الموت/بالموت/يضربني/بالضرب/موس/بالموس/يحرقني, غادي
            يقتلني/يضربني/يقتلوني/يدبحني/يحرقني, غيقتلني, غيضربني, غنقتلك, نقتلك, نذبحك, ندبحك, باغي
            يقتلني/يضربني
        """),
        3: listed("""
            menacé, menacée, me menace, me menacent, m'a menacé/menacée, m'ont menacé/menacée, me frappe,
            me bat, m'a frappé/frappée, m'a agressé/agressée, me suit, me surveille, me poursuit, violence
            conjugale, mon mari me, intimidation, stalking, stalks me, follows me, follow me, threatens
            me, threatening me, threatened me, تهديدات, هددني, يهددني, هددوني, يهددونني, تهددني, يضربني,
            ضربني, يلاحقني, يتعقبني, يطاردني, عنف زوجي, يعنفني, يعتدي علي, اعتدى علي, كيهددني, كيهددوني,
            كتهددني, تيهددني, كايهددني, كيضربني, كيتبعني, تابعني, تبعني, كيتسناني قدام, كيسلخني, بغا
            يضربني
        """),
        2: listed("""
            menaces, menace, violent, agressif, couteau, peur pour ma vie, j'ai peur, threat, threats,
            تهديد, عنف, سكين, خائف, خائفة, خفت على حياتي, خايف, خايفة, موس, جنوي, التهديد, اعتداء
        """),
    },
    "terrorism": {
        5: listed("""
            daech, daesh, isis, état islamique, islamic state, al qaida, al qaeda, apologie du terrorisme,
            attentat terroriste, cellule terroriste, prêter allégeance, attentat suicide, ceinture
            explosive, groupe terroriste, organisation terroriste, داعش, الدولة الإسلامية, تنظيم الدولة,
            دولة إسلامية, تنظيم القاعدة, الإشادة بالإرهاب, إشادة بالإرهاب, يشيد بالإرهاب, عملية/عمليات
            إرهابية/انتحارية, حزام ناسف, خلية إرهابية, مبايعة/بايع/يبايع _ داعش/تنظيم/البغدادي/أمير/خليفة,
            تمجيد الإرهاب, يمجد الإرهاب, جماعة إرهابية, تنظيم إرهابي
        """),
        3: listed("""
            terrorisme, terroriste, terroristes, djihad, jihad, djihadiste, jihadiste, djihadistes,
            attentat, attentats, bombe, explosifs, radicalisé, radicalisée, radicalisation, décapitation,
            moudjahidines, terrorism, terrorist, terrorists, bomb, bombing, إرهاب, إرهابي, إرهابية,
            إرهابيين, الإرهابيين, جهادي, جهاديين, جهادية, تفجير, متفجرات, قنبلة, المجاهدين, تكفيري, تكفير,
            خلافة, متطرف, متطرفين, استقطاب الشباب, عبوة ناسفة, ذئاب منفردة, irhab, irhabi, da3ich
        """),
        2: listed("""
            attaque, allégeance, extrémiste, extrémistes, kouffar, extremist, تطرف, كفار, بيعة, شهيد,
            غزوة, جهاد, استشهاد
        """),
    },
    "child": {
        5: listed("""
            pédophile, pédophiles, pédophilie, pédopornographie, pédopornographique, pédopornographiques,
            exploitation d'enfants, abus sexuel/sexuels sur mineur/enfant/mineurs/enfants,
            photos/vidéos/images _ enfants/mineurs/mineure/mineur nus/nues/sexuelles,
            touche/abuse/viole/abusé/violé/agressé _
            enfant/enfants/fille/fils/petite/petit/mineur/mineure, child
            porn/pornography/abuse/exploitation, csam, pedophile, enfants nus, enfant nu,
            استغلال/الاستغلال الجنسي/جنسي للأطفال/الأطفال/لأطفال, استغلال الأطفال/أطفال/قاصر/قاصرين,
            اغتصاب/هتك عرض/طفل/طفلة/قاصر/الأطفال/أطفال, تحرش/يتحرش/التحرش _
            طفل/طفلة/بطفل/بطفلة/أطفال/بالأطفال/قاصر/بقاصر/ابنتي/بابنتي/بابني/بقاصرين,
            صور/فيديوهات/فيديو/مقاطع _ أطفال/طفل/قاصرين/قاصر عراة/عاري/إباحية/جنسية/جنسي, بيدوفيل,
            البيدوفيل, بيدوفيليا, إباحية الأطفال, كيتحرش/تحرش/كيستغل/كيغتصب/اغتصب/قاس/كيقيس _
            دري/درية/بدري/بدرية/ولد/بنت/الدراري/دراري/بنتي/ولدي/ببنتي/بولدي/صغار
        """),
        3: listed("""
            enfant en danger, enfants en danger, enfant maltraité/battu/violé/exploité, enfants
            maltraités/exploités/battus, maltraitance d'enfant, grooming, ma fille mineure, mon fils
            mineur, demande _ photos à des enfants, parle à ma fille, maltraitance, mariage d'enfant,
            mineure de, طفل/طفلة في خطر, أطفال في خطر, تعنيف/يعنف/ضرب/يعذب/تعذيب
            طفل/طفلة/أطفال/طفله/أطفاله, استدراج الأطفال/أطفال/قاصر/قاصرين/طفل, تشغيل الأطفال/أطفال,
            عمره/عمرها _ سنوات, دري/درية/الدراري فخطر/صغير/صغيرة/صغار, كيضرب/كيعذب/كيشد _
            دري/درية/ولدو/بنتو/الدراري/وليداتو
        """),
        2: listed("""
            enfant, enfants, mineur, mineure, mineurs, mineures, fillette, garçonnet, petite fille, petit
            garçon, child, children, minor, minors, kid, طفل, طفلة, أطفال, قاصر, قاصرة, قاصرين, درية, دري,
            دراري صغار, وليدات, تحرش
        """),
        1: listed("""
            ma fille, mon fils, école, collège, ans, ابني, ابنتي, مدرسة, سنة, سنوات, ولدي, بنتي, عام,
            عوام, المدرسة
        """),
    },
    "weapons": {
        5: listed("""
            vente/vend/vendent/vendre/acheter/achat/trafic/trafiquant/vends _
            arme/armes/pistolet/pistolets/fusil/fusils/munitions/kalachnikov/revolver/cartouches/balles,
            arme à feu, armes à feu, sells/selling/buy/sell guns/weapons/firearms/ammunition,
            بيع/يبيع/تباع/تجارة/شراء/يبيعون/الاتجار/اتجار/ترويج/يروج/تهريب _
            أسلحة/سلاح/مسدس/مسدسات/ذخيرة/بالأسلحة/بالسلاح/رصاص/بندقية/بنادق/السيوف/سيوف, أسلحة نارية, سلاح
            ناري, كيبيع/كيبيعو/باع/كيتاجر/كيتاجرو/كيشري/تيبيع _
            سلاح/السلاح/مسدس/مسدسات/قرطاس/كابوس/كوابس/فردي/رصاص/سيوف/السيوفا/فرادا/مكحلة/مكاحل
        """),
        3: listed("""
            pistolet, pistolets, munitions, kalachnikov, revolver, fusil de chasse, silencieux, fusil,
            fusils, firearm, firearms, gun, guns, ammunition, rifle, weapons, أسلحة, مسدس, مسدسات, ذخيرة,
            بندقية, بنادق, رشاش, كلاشينكوف, خراطيش, القرطاس, مكحلة, السلاح, كلاش
        """),
        2: listed("""
            arme, armes, cartouches, chargeur de pistolet, weapon, سلاح, رصاص, سيوف, سيف, سلاح أبيض, خنجر
        """),
    },
    "drugs": {
        5: listed("""
            vente/vend/vendent/vendre/trafic/trafiquant/trafiquants/dealer/livre/livraison _
            drogue/drogues/cocaïne/cannabis/haschich/haschisch/ecstasy/shit,
            vente/vend/vendent/vendre/trafic/trafiquant/trafiquants/dealer/livre/livraison _
            coke/psychotropes/stupéfiants/karkoubi/alcool/héroïne/kif/herbe, dealer de, dealers de,
            selling/sells/sell/buy drugs/cocaine/weed/hash,
            بيع/يبيع/ترويج/يروج/تجارة/يبيعون/يروجون/اتجار/الاتجار/مروج/مروجي/تهريب _
            مخدرات/المخدرات/بالمخدرات/حشيش/كوكايين/قرقوبي/خمور/الخمور/الخمر,
            بيع/يبيع/ترويج/يروج/تجارة/يبيعون/يروجون/اتجار/الاتجار/مروج/مروجي/تهريب _
            أقراص/الأقراص/مهلوسة/حبوب/ممنوعات/كحول/الكحول/كيف/المؤثرات, أقراص مهلوسة, حبوب مهلوسة, تاجر
            مخدرات, مؤثرات عقلية, كيبيع/كيبيعو/كتبيع/تيبيع/كيوصل/كيبزنز/كيتاجر/باع/كيروج _
            حشيش/لحشيش/الحشيش/غبرة/الغبرة/قرقوبي/بوفا/البوفا/مخدرات/المخدرات/الشراب/شراب,
            كيبيع/كيبيعو/كتبيع/تيبيع/كيوصل/كيبزنز/كيتاجر/باع/كيروج _
            الما/الماحيا/ماحيا/كوك/لكوك/زطلة/الزطلة/الكيف/كيف/القرقوبي/السيليسيون/لكوكايين/الخمر
        """),
        3: listed("""
            drogue, drogues, cocaïne, cannabis, haschich, haschisch, ecstasy, stupéfiants, psychotropes,
            karkoubi, héroïne, crack, dealer, dealers, cocaine, drugs, weed, heroin, drug, مخدرات,
            المخدرات, حشيش, كوكايين, قرقوبي, القرقوبي, هيروين, البوفا, بوفا, إكستازي, الزطلة, زطلة, بزناز,
            البزناز, البزنازة, بزنازة, مخدر, الماحيا, شيرا
        """),
        2: listed("""
            alcool, kif, joints, joint, vin, bière, whisky, herbe, خمور, الخمر, خمر, كحول, كيف الكتامي,
            الكيف, الغبرة, الشراب, شراب, ممنوعات, حبوب
        """),
    },
    "trafficking": {
        5: listed("""
            traite des êtres humains, traite d'êtres humains, trafic d'êtres humains, travail forcé, faux
            travail, forcé/forcée/forcés/forcées/obligé/obligés/obligée _
            arnaquer/travailler/prostituer/escroquer, myanmar, birmanie, cambodge, laos, thaïlande,
            centre/centres d'arnaque/arnaques/escroquerie/appel en birmanie, scam
            center/centers/centre/centres/compound, human trafficking, forced to work/scam, réseau
            d'immigration/prostitution, immigration clandestine/illégale, passeur/passeurs,
            confisqué/pris/retiré _ passeport/passeports, retenu/retenue/retenus/retenues _ à
            l'étranger/contre, proxénète, proxénétisme, prostitution forcée, esclavage, اتجار بالبشر,
            الاتجار بالبشر, اتجار في البشر, ميانمار, كمبوديا, تايلاند, لاوس, بورما, مراكز الاحتيال, مركز
            احتيال, مراكز النصب, عمل قسري, هجرة سرية/غير, الهجرة السرية/غير, تنظيم هجرة/الهجرة, شبكة
            هجرة/الهجرة/دعارة/تهجير, تهريب البشر/المهاجرين/بشر/مهاجرين, صادروا/أخذوا/حجزوا/سحبوا
            جواز/جوازات سفري/سفر/سفرنا/سفره/سفرها/سفرهم,
            إجبار/يجبر/أجبروني/أجبروه/يجبرونهم/يجبروننا/أجبرونا على العمل/النصب/الدعارة/احتيال,
            محتجز/محتجزة/محتجزين/محتجزون _ خارج/تايلاند/ميانمار/كمبوديا/مركز/مجمع/شركة,
            ناس/خويا/ولدي/ختي/بنتي/راجلي محبوس/محبوسين/محبوسة, محبوس/محبوسين/محبوسة _
            تايلاند/ميانمار/بورما/الخارج/فالخارج/كمبوديا, خداو/داو/شدو ليا/ليه/ليهم/ليها/لينا
            الباسبور/باسبور/الپاسپور/الباسبورات/لباسبور, الحريك, لحريك, كيحرگو/كيحركو/كيحرق/كيحرقو _
            ناس/الناس, حراك/حراگ, الحراگة, خدامين بزز, كيخدمونا/كيخدموهم/خدموني بزز
        """),
        3: listed("""
            travail à l'étranger, emploi à l'étranger, job abroad, contrat _ étranger, séquestré,
            séquestrée, séquestrés, held captive, patera, patéra, trafficking, trafficked, عمل بالخارج/في
            الخارج, عمل في تايلاند, عقد عمل بالخارج/مزور/وهمي, محتجز, محتجزين, محتجزون, محتجزة, قوارب
            الموت, خدمة فالخارج, كونطرا مزورة, كونطرا ديال الخدمة, محبوسين, قارب الهجرة, زودياك, لباطيرة
        """),
        2: listed("""
            passeport, visa, étranger, contrat de travail, migrants, clandestin, passport, abroad, جواز
            السفر, الخارج, هجرة, تأشيرة, عقد عمل, سفر, فيزا, الباسبور, كونطرا, فالخارج
        """),
    },
    "incitement": {
        5: listed("""
            appelle/appellent/appel/incite/incitent/inciter/incitation _
            haine/violence/meurtre/tuer/crime/frapper/racisme/viol/attaquer, discours de haine, discours
            haineux, propos/contenu/commentaires haineux/racistes/raciste, calls for/to
            violence/kill/murder, inciting violence/hatred, hate speech,
            تحريض/يحرض/التحريض/يحرضون/تحرض/حرض على
            القتل/العنف/قتل/عنف/كراهية/الكراهية/العنصرية/الجريمة/جريمة/الاغتصاب/كره, دعوة/يدعو/تدعو/الدعوة
            إلى/الى/ل القتل/العنف/قتل/عنف/كراهية/الكراهية, خطاب كراهية/الكراهية, كلام عنصري, تعليقات
            عنصرية, منشور عنصري, كيحرض/كيحرضو/كتحرض/تيحرض على/الناس/عل, كيقول/كيقولو للناس قتلو/ضربو
        """),
        3: listed("""
            incitation, racisme, raciste, racistes, antisémite, haineux, homophobe, vidéo violente, vidéos
            violentes, scènes de torture, hatred, racist, racism, تحريض, عنصرية, عنصري, كراهية, تحريضي,
            محتوى عنيف, مشاهد عنف, العنصرية, الكراهية, كيحرض, كيحرضو, مشاهد تعذيب
        """),
        2: listed("""
            haine, violent, torture, lynchage, hate, تعذيب, كره, حقد, كراهية الأجانب
        """),
    },
    "hacking": {
        5: listed("""
            piraté/piratée/hacké/hackée/piratés/hackés/volé _ mon/ma/mes/notre
            compte/facebook/whatsapp/instagram/page/gmail/email/boîte/téléphone/messagerie/données,
            mon/ma/notre/mes
            compte/facebook/whatsapp/instagram/page/gmail/email/boîte/téléphone/comptes/tiktok _
            piraté/piratée/hacké/hackée/volé/piratés, compte piraté/hacké, perdu l'accès à mon, plus
            accès à mon, peux plus accéder à mon, plus me connecter à mon, changé/changer mon/le mot
            de passe, pris le contrôle de mon, connexion/connecté à mon compte, my
            account/facebook/whatsapp/instagram/email/phone _ hacked/stolen, hacked my, stole my
            account, hacked into, اختراق/اخترق/اخترقوا/مخترق/قرصنة/تهكير/هكر/سرقة/سرق/سرقوا _
            حسابي/حساب/هاتفي/واتساب/واتسابي/فيسبوك/صفحتي,
            اختراق/اخترق/اخترقوا/مخترق/قرصنة/تهكير/هكر/سرقة/سرق/سرقوا _
            بريدي/الواتساب/الفيسبوك/انستغرام/إيميلي/حساباتي/حسابنا, تم اختراق/قرصنة/سرقة/تهكير, حسابي
            مخترق/تهكر/مسروق/سرق, غيروا/غير/تغيير كلمة السر/المرور, فقدت الوصول إلى/الى حسابي, لا
            أستطيع الدخول إلى/الى حسابي, هاكاو/هاكا/هاكر/تهاكا/تهاكات/سرقو/سرق/شفرو/خدا/خداو _
            الكونط/كونط/كونطي/الفيسبوك/فيسبوك/الواتساب/واتساب/الانستا/انستا/كونتي/الكومبت/باج/الباج/الحساب,
            الكونط/كونط/الواتساب/واتساب/الفيسبوك/فيسبوك/الانستا ديالي _ تهاكا/تهكر/تسرق/تخطف/تقرصن,
            كونطي/كونط تهاكا/تسرق/تهكر, بدلو/بدل ليا المودباص/كود/الكود, بدلو/بدل المودباص,
            تسرق/تسرقات/تخطف/تهاكا/تقرصن/تهكر ليا/لي _ كونط/واتساب/الواتساب/فيسبوك/انستا/حساب/باج,
            دخلو/دخل لكونط/للكونط/لفيسبوك/للفيسبوك/لواتساب/للواتساب/لكونطي ديالي
        """),
        3: listed("""
            utilise/utilisent mon/ma whatsapp/facebook/instagram/compte/numéro, piratage, piraté,
            piratée, hacké, hackée, pirate, hacker, hackers, logiciel espion, virus, ransomware,
            rançongiciel, vol de données, données volées, hacked, hacking, malware, spyware, data
            breach, stolen account, اختراق, مخترق, قرصنة, هاكر, تهكير, تهكر, فيروس, برنامج تجسس, تجسس,
            برنامج فدية, هاكا, هاكاو, تهاكا, تهاكات
        """),
        2: listed("""
            mot de passe, mon/notre compte
            whatsapp/facebook/instagram/gmail/telegram/snapchat/tiktok/messenger, connexion suspecte,
            password, كلمة السر, كلمة المرور, المودباص, مود باص, تسجيل دخول
        """),
    },
}
