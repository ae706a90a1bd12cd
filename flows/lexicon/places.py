"""Moroccan cities by region, and countries, as people write them."""

from flows.lexicon.commands import listed

Place = tuple[str, ...]


def _rows(block: str) -> tuple[Place, ...]:
    """One place a line: its French name, its Arabic name, then other spellings."""
    return tuple(listed(line) for line in block.splitlines() if line.strip())


CITIES: dict[str, tuple[Place, ...]] = {
    "tanger": _rows("""
        Tanger, طنجة, tanja, tangier
        Tétouan, تطوان, titwan, tetwan
        Al Hoceïma, الحسيمة, hoceima, al hoceima, l7oceima
        Larache, العرائش, l3rayech, laarach
        Chefchaouen, شفشاون, chaouen, الشاون, chawn
        Ksar El Kébir, القصر الكبير, ksar el kebir, ksar lkbir
        Fnideq, الفنيدق, fnidek
        Martil, مرتيل
        M'diq, المضيق, mdiq
    """),
    "oriental": _rows("""
        Oujda, وجدة, wejda, wajda
        Nador, الناظور, nadour, الناضور
        Berkane, بركان, berkan
        Taourirt, تاوريرت, tawrirt
        Jerada, جرادة
        Figuig, فكيك, فجيج
        Driouch, الدريوش
        Guercif, جرسيف
    """),
    "fes": _rows("""
        Fès, فاس, fes, fez
        Meknès, مكناس, meknes, meknas
        Taza, تازة
        Sefrou, صفرو
        Ifrane, إفران, يفرن
        Taounate, تاونات
        Boulemane, بولمان
        El Hajeb, الحاجب
    """),
    "rabat": _rows("""
        Rabat, الرباط, rbat, arribat
        Salé, سلا, sala
        Kénitra, القنيطرة, kenitra, l9nitra, 9nitra
        Témara, تمارة, temara
        Khémisset, الخميسات, khmisat, khmisset
        Sidi Kacem, سيدي قاسم, sidi 9asem
        Sidi Slimane, سيدي سليمان
        Skhirat, الصخيرات
        Tiflet, تيفلت
    """),
    "beni-mellal": _rows("""
        Béni Mellal, بني ملال, beni mellal, bni mellal
        Khouribga, خريبكة, khribga
        Fquih Ben Salah, الفقيه بن صالح, fkih ben saleh, lfkih ben salh
        Azilal, أزيلال
        Khénifra, خنيفرة, khenifra
    """),
    "casablanca": _rows("""
        Casablanca, الدار البيضاء, casa, kaza, كازا, كازابلانكا, dar beida, dar lbida, الدار البيضا
        Mohammédia, المحمدية, mohammedia, lmo7amadia
        El Jadida, الجديدة, jadida, ljdida
        Settat, سطات, stat
        Berrechid, برشيد, brchid
        Benslimane, بنسليمان
        Bouskoura, بوسكورة
        Nouaceur, النواصر
        Sidi Bennour, سيدي بنور
        Médiouna, مديونة
    """),
    "marrakech": _rows("""
        Marrakech, مراكش, marrakesh, mrakech, mrrakch, kech, كش
        Safi, آسفي, asfi, أسفي
        Essaouira, الصويرة, souira, swira
        El Kelâa des Sraghna, قلعة السراغنة, kelaa, l9el3a
        Chichaoua, شيشاوة
        Youssoufia, اليوسفية
        Ben Guerir, بن جرير, benguerir
    """),
    "draa": _rows("""
        Errachidia, الرشيدية, rachidia, errachidiya
        Ouarzazate, ورزازات, warzazat
        Midelt, ميدلت
        Zagora, زاكورة, زاگورة
        Tinghir, تنغير, tineghir
        Erfoud, أرفود
    """),
    "souss": _rows("""
        Agadir, أكادير, أݣادير, أغادير, agadir
        Inezgane, إنزكان, inzgan
        Aït Melloul, آيت ملول, ait melloul
        Taroudant, تارودانت, taroudannt, tarodant
        Tiznit, تيزنيت, tznit
        Tata, طاطا
        Biougra, بيوكرى
    """),
    "guelmim": _rows("""
        Guelmim, كلميم, گلميم, goulmim
        Tan-Tan, طانطان, tantan
        Sidi Ifni, سيدي إفني
        Assa, أسا الزاك
    """),
    "laayoune": _rows("""
        Laâyoune, العيون, laayoune, l3youn
        Boujdour, بوجدور
        Smara, السمارة, es smara
        Tarfaya, طرفاية
    """),
    "dakhla": _rows("""
        Dakhla, الداخلة, dakhla, ddakhla
        Aousserd, أوسرد
    """),
}
"""By the region's id. `safi` is a city only where a city is asked for; elsewhere the word means "done"."""

REGIONS = (
    "tanger",
    "oriental",
    "fes",
    "rabat",
    "beni-mellal",
    "casablanca",
    "marrakech",
    "draa",
    "souss",
    "guelmim",
    "laayoune",
    "dakhla",
)
"""Morocco's twelve regions, in the order of the official list."""

MOROCCO: Place = listed("""
    Maroc, المغرب, morocco, au maroc, lmaghrib, lmghrib, lmeghrib, maghrib, lmaghreb, البلاد, lblad, بلادنا
""")

COUNTRIES: tuple[Place, ...] = _rows("""
    France, فرنسا, fransa, frança, paris, باريس, lyon, marseille, مارسيليا, toulouse, lille, fronsa, bariz
    Espagne, إسبانيا, spain, spania, sbania, sbanya, سبانيا, madrid, مدريد, barcelone, barcelona, برشلونة, \
        espania, espanya, espagn
    Italie, إيطاليا, italia, italya, الطاليان, talyan, ltalyan, milan, rome, turin, طاليان, tilyan
    Belgique, بلجيكا, belgium, belgica, bruxelles, بروكسيل, anvers, belgika, bljika
    Pays-Bas, هولندا, hollande, holanda, netherlands, amsterdam, rotterdam
    Allemagne, ألمانيا, germany, almania, almanya, لالمان, berlin, برلين, francfort, düsseldorf, lalman
    Royaume-Uni, بريطانيا, angleterre, england, uk, londres, london, لندن, انجلترا, إنجلترا
    Suisse, سويسرا, switzerland, genève
    Portugal, البرتغال, lisbonne
    Suède, السويد, sweden
    Norvège, النرويج, norway
    Danemark, الدنمارك
    Finlande, فنلندا
    Autriche, النمسا, vienne
    Irlande, إيرلندا
    Luxembourg, لوكسمبورغ
    Grèce, اليونان
    Pologne, بولندا
    Russie, روسيا
    Ukraine, أوكرانيا
    Turquie, تركيا, turkey, turkia, turkya, istanbul, إسطنبول, اسطنبول, torkia, torkya, turkiya, stanbul
    Canada, كندا, kanada, montréal, مونتريال, québec, toronto
    États-Unis, أمريكا, usa, amérique, america, amrika, marikan, المريكان, new york, الولايات المتحدة
    Émirats arabes unis, الإمارات, emirats, émirat, uae, dubai, dubay, doubai, دبي, abou dhabi, أبوظبي, \
        limarat, l3imarat, limara
    Arabie saoudite, السعودية, arabie, saudi, s3oudia, ssa3oudia, jeddah, الرياض, saoudia, so3odia
    Qatar, قطر, 9atar, doha, الدوحة
    Koweït, الكويت, kuwait, kuwayt, lkwit, lkuwait
    Bahreïn, البحرين, bahrain
    Oman, عمان, عُمان
    Jordanie, الأردن
    Liban, لبنان, beyrouth
    Égypte, مصر, masr, egypt, le caire
    Tunisie, تونس, tounes, tunis
    Algérie, الجزائر, algeria, dzayer, djazair, alger
    Libye, ليبيا, libya, libia
    Mauritanie, موريتانيا, nouakchott, mouritania, moritania
    Sénégal, السنغال, dakar, sinigal
    Côte d'Ivoire, ساحل العاج, kodivwar, abidjan, lkot divoir, cote divoire
    Mali, مالي
    Gabon, الغابون
    Guinée, غينيا
    Cameroun, الكاميرون
    Myanmar, ميانمار, birmanie, burma, بورما, myawaddy, مياوادي, birmania, بيرمانيا
    Thaïlande, تايلاند, thailand, taylanda, bangkok, thailanda, tayland, tailand
    Cambodge, كمبوديا, cambodia, kambodia
    Laos, لاوس
    Malaisie, ماليزيا, malaysia
    Philippines, الفلبين, filipine, manila
    Viêt Nam, فيتنام, vietnam
    Indonésie, إندونيسيا
    Chine, الصين, china
    Japon, اليابان, japan
    Inde, الهند
    Brésil, البرازيل
    Australie, أستراليا
    Chypre, قبرص
    Malte, مالطا
""")

SAYING = listed("""
    dit, disait, appelle, appelé, قال, قالت, قالي, قاليا, قالتلي, كيقول, كتقول, gal, galt, gali, galia,
    galiya, galet, galatli, kaygol, kaygoul, katgol
""")
"""Before "I am" in a text: another person says so."""

OF_SOMEBODY_ELSE = (
    *SAYING,
    *listed("""
        quelqu'un, quelqun, homme, femme, mec, type, fille, gars, inconnu, inconnue, personne, numéro, appel,
        menace, someone, man, woman, number, شخص, شخصا, رجل, امرأة, مجهول, واحد, واحدة, وحدة, رقم, نمرة,
        النمرة, يهددني, تهددني, كيهددني, كتهددني, كيبتزني, يبتزني, wa7ed, wahed, wahd, wa7d, wa7da, wahda,
        we7da, nmra, ra9m, kayhddedni, kayhadedni, kathddedni, kaybtezni, kaybtzni
    """),
)
"""Words of a short text that tells of another person, and does not tell where its writer is."""

BACK_FROM = listed("""
    rentré, rentrée, revenu, revenue, retourné, retournée, عدت, رجعت, rj3t, rje3t, reje3t
""")

ON_THE_WAY = (
    *BACK_FROM,
    *listed("""
        aller, partir, voyager, voyage, venir, visa, offre, emploi, travail, job, contrat, recrutement,
        السفر, أسافر, سفر, عرض, عمل, وظيفة, عقد, تأشيرة, فيزا, خدمة, الخدمة, نمشي, نسافر, nmchi, nemchi,
        nsafer, nssafer, khdma, khedma, lkhdma, 3e9d, contra
    """),
)
"""Words of a short text about going to a country, coming back from one or an offer of work there."""
