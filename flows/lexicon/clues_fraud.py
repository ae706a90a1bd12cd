"""Clues to fraud, by far the most reported: forwarded scam messages and their victims' words."""

from flows.lexicon.commands import listed

FRAUD_CLUES: dict[int, tuple[str, ...]] = {
    3: listed("""
        votre/vos colis, colis en attente/attend, frais de douane/livraison/dossier/port/dédouanement,
        livraison _ colis, colis _ bloqué/retenu/suspendu/retourné, code de carte bancaire, suivi de
        colis, coordonnées bancaires, carte bancaire, mise à jour de votre compte, votre compte _
        bloqué/suspendu/désactivé, votre compte bancaire, compte bancaire, vous avez gagné, gagné
        un/une/le/la, félicitations vous, heureux gagnant, heureuse gagnante, amazon
        recruiting/recrutement/recrute/job/jobs, recrutement en ligne, travail à domicile, dollars
        a/per/par day/jour, dh/dirhams/euros/mad/€ par/le jour, gagnez/gagner _ par jour, earn _ day,
        part time job, work from home, online job, remote job, like youtube/videos, investissement
        garanti, investir _ crypto/bitcoin/plateforme, plateforme d'investissement, plateforme de
        trading, doubler votre argent, retour sur investissement, crypto, cryptomonnaie, bitcoin,
        usdt, forex, trading, code de vérification/confirmation, code otp, otp, code sms, envoyez moi
        le code, code à 6 chiffres, cvv, code pin, code secret, mot de passe bancaire, RIB, cih bank,
        attijari, attijariwafa, wafacash, cashplus, cash plus, bmce, chaabi, barid bank, bank of
        africa, western union, moneygram, mandat cash, héritage, loterie, tombola, faux/fausse
        site/boutique/vendeur/annonce/profil, jamais reçu _ commande/colis/produit/marchandise, pas
        reçu _ commande/produit/marchandise, il/elle a disparu, m'a
        escroqué/escroquée/arnaqué/arnaquée/volé, m'ont escroqué/escroquée/arnaqué/arnaquée/volé, me
        suis fait arnaquer/escroquer/avoir/voler, été arnaqué/arnaquée/escroqué/escroquée, versé _
        acompte/avance, payé une avance, virement bancaire, demande/demandé _ recharge/recharges, prêt
        sans/rapide, crédit sans, your parcel/package/delivery, customs fee/fees, delivery fee/fees,
        track your, you have won, you won, you've won, prize, lottery, gift card, your bank account,
        your account has been/is, bank card, verification code, click the link, click here/below,
        claim your, inheritance, investment platform, i was scammed, got scammed, scammed me, romance
        scam, طردك/طردكم, طرد بريدي, طرد _ معلق/موقوف/محتجز/جمارك, رسوم الجمارك/جمركية/توصيل/شحن, رسوم
        التوصيل/الشحن/الطرد, بطاقتك البنكية/بنكية/مصرفية, بطاقة بنكية/مصرفية/ائتمان, بطاقتكم البنكية,
        حسابك البنكي/بنكي, حسابكم البنكي/بنكي, حساب بنكي, حسابي البنكي, الحساب البنكي,
        المعطيات/معلومات/بيانات البنكية/بنكية, ربحت, لقد ربحت, فزت, لقد فزت, مبروك, مبروك عليك, جائزة,
        جائزتك, الجائزة, جوائز, يانصيب, قرعة, سحب على الجوائز, اضغط/الضغط/اضغطوا/انقر/النقر على/هنا
        الرابط, اضغط هنا, انقر هنا, الضغط على الرابط, عبر الرابط, رمز التحقق/تأكيد/تفعيل/سري, الرمز
        السري, كود التحقق, القن السري, تحيين _ حسابك/حسابكم/معلوماتك, تحديث بياناتك/حسابك, تم
        إيقاف/حظر/تعليق/تجميد حسابك/بطاقتك/حسابكم/بطاقتكم, عرض عمل _ أمازون/انترنت, العمل من المنزل,
        عمل عن بعد, وظيفة عن بعد, توظيف أمازون, أمازون للتوظيف, دولار/درهم/أورو في اليوم,
        دولار/درهم/أورو يوميا, دخل إضافي, دخل يومي, أرباح يومية, أرباح مضمونة, ربح يومي, استثمار
        مضمون, منصة استثمار/تداول/للاستثمار, استثمر/استثمرت/استثمار, العملات الرقمية/مشفرة, عملات
        رقمية, بيتكوين, تداول, تحويل بنكي, احتالوا/احتال علي/عليا/علينا, نصبوا/نصب علي/عليا/علينا,
        تعرضت لنصب/للنصب, تعرضت لعملية نصب, وقعت ضحية نصب, لم أتوصل _ المنتوج/سلعة/بضاعة/طلب, اشتريت _
        موقع/انترنت, متجر وهمي/مزيف, موقع وهمي/مزيف, قرض سريع, سلف سريع, نصبو/نصب/ضحك/ضحكو عليا/علينا,
        تنصب عليا, شفرو/شفر/كلاو/كلا/سرقو/داو/دا ليا فلوسي/فلوس/لفلوس, كلا ليا فلوسي, خدا/خداو _
        فلوسي/فلوس, صيفط/صيفطت ليه/ليهم _ فلوس/لفلوس, صيفط/صيفطت ليه/ليهم العربون/لعربون, عطيتو/عطيتهم
        العربون/عربون, عطيتو العربون, العربون, قن ديال لاكارط, لاكارط كيشي, لاكارط بونكير, كارط كيشي,
        كود ديال لاكارط, الكوليس ديالك, كوليس/كولي ديالك/ديالكم, ما جاتنيش السلعة, جاتنيش سلعة,
        وصلاتنيش سلعة, ربحتي, ربحتو, مليون ديال الربح, خدمة فالدار, خدمة من الدار, كتربح/تربح/غتربح _
        نهار, تيرصي/صيفط ليا _ كود, une/cette/l'/mon arnaque, une/cette escroquerie, victime d'/de/une
        arnaque/escroquerie/arnaqueur/escroc/arnaqueurs/escrocs, m'a/ont pris/volé/soutiré _
        argent/dh/dhs/dirhams/euros/dollars, pris/volé/perdu mon argent, perdu _
        dh/dhs/dirhams/euros/dollars/argent, payé/envoyé/versé/donné _ rien reçu, il/elle/ils m'a/ont
        bloqué après, أخذ/وأخذ/أخذت/أخذوا/وأخذت/وأخذوا/سلبني/سرق/سرقوا _
        درهم/مال/مبلغ/مبلغا/نقودي/نقود/أموالي/دولار/مالي, أرسلت/حولت/دفعت/أعطيت/سلمت له/لهم/لها/إليه _
        مال/مبلغ/مبلغا/درهم/نقود/دولار, أعطيته/أعطيتهم/منحته _ مال/مبلغ/مبلغا/درهم/نقود, لم/ولم
        يرسل/يرسلوا/ترسل/أستلم/أتسلم/أتوصل/يصلني/تصلني/أتلق _
        شيئا/شيء/منتوج/منتج/سلعة/طلب/بضاعة/طلبية, وعدني/وعدوني/وعدتني _
        بوظيفة/بعمل/بشغل/وظيفة/عمل/عقد/بعقد/بربح/بأرباح,
        شد/شدو/شدات/خدا/خداو/خدات/دا/داو/كلا/كلاو/نصب/سرق ليا/مني/عليا/لي _
        درهم/ريال/فلوس/فلوسي/دولار/مليون, صيفط/صيفطو/صيفطات/عطاني/عطاوني/جاني/جاتني/وصلني/وصلاتني _
        والو, خلصت/خلصتو/صيفطت/عطيت/دفعت _ والو, خلصت/خلصتو/خلصتهم/صيفطت/عطيتو _
        بلوكاني/وبلوكاني/بلوكاوني/غبر/وغبر,
        jani/jatni/jatnich/wslni/wselni/wsslni/wsalni/sift/sifet/sifto/3tani/3tawni _
        walo/walou/wallo,
        khlst/khlsst/khelst/khelsst/khlest/khelest/khallast/khalast/khlsset/khelset/5lst/5lsst
        w/o/ou/et/u _ walo/walou/jani/jatni,
        khlst/khlsst/khelst/khelsst/khlest/khelest/khallast/khalast _ blokani/blokaw/blocani/bloquani
    """),
    2: listed("""
        rien reçu, cliquez, cliquer, cliquez sur/ici, colis, livraison, douane, la poste, barid, amana,
        chronopost, dhl, gagnant, recrutement, recrute, investissement, investir, rentabilité,
        bénéfices garantis, prime, amende impayée, urgent votre, dernier rappel, remboursement,
        escroqué, escroquée, arnaqué, arnaquée, argent, acompte, groupe whatsapp, groupes whatsapp,
        ajouté/ajoutée _ groupe, ajoutée _ groupes, offre d'emploi, offre emploi, salaire, sms
        frauduleux, virement, faux profil, customs, parcel, package, delivery, click, bank,
        recruiting, recruitment, hiring, salary, investment, profit, profits, earn, reward, bonus,
        refund, congratulations, winner, scammed, money, fee, طرد, رسوم, توصيل, جمارك, البريد, رابط,
        اضغط, انقر, بنك, البنك, أموال, نقود, مبلغ, ربح, أرباح, مسابقة, هدية, مجاني, توظيف, وظيفة,
        أمازون, مجموعات واتساب, تحويل, درهم, دولار, فلوس, لفلوس, فلوسي, ليان, كليكي, كوليس, مونادا,
        تجارة, عربون, سلعة, السلعة, خلصت, خلصتو, بريم, كود, لاكارط, وفاكاش, كاش بلوس
    """),
    1: listed("""
        m'a/ont bloqué, بلوكاني, بلوكاوني, blokani, blokaw, lien, link, code, dh, dhs, dirhams, mad,
        euros, dollars, dollar, usd, payer, payé, paiement, pay, payment, prix, commande, compte, sms,
        urgent, offre, jour, day, gratuit, free, vendeur, annonce, avito, jumia, produit, amazon,
        whatsapp, telegram, job, emploi, travail, work, card, account, carte, الرابط, حساب, حسابك,
        عرض, عمل, عملية, مكافأة, دفع, أداء, شراء, بيع, يوميا, عاجل, رمز, رسالة, خدمة, صيفطت
    """),
}
