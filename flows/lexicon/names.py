"""Names of people in Morocco, as they are written in both scripts.

Some are also words that act, or look like such words: `عمر` is "never", `زيد` is "go on". The list is needed
where a name is asked for; a name that is not in it is taken too, unless it looks like such a word.
"""

from flows.lexicon.commands import listed

NAMES = listed("""
    محمد, أحمد, عمر, عمرو, يوسف, ياسين, أمين, كريم, رشيد, سعيد, حسن, حسين, علي, إدريس, المهدي, مهدي,
    خالد, سمير, جمال, نبيل, هشام, طارق, بلال, أيوب, أنس, زكرياء, إلياس, إسماعيل, إبراهيم, مصطفى, عثمان,
    حمزة, صلاح, نور, بدر, مراد, منير, فؤاد, توفيق, ربيع, مروان, ماجد, مالك, ماهر, موسى, يحيى, زيد, وليد,
    فريد, كمال, سفيان, رضا, أشرف, عصام, العربي, حماد, لحسن, الحسين, غالي, الغالي, فاطمة, الزهراء, خديجة,
    عائشة, عيشة, مريم, زينب, سلمى, ليلى, نادية, إيمان, أسماء, سارة, هدى, هند, حنان, سميرة, لمى, رجاء,
    أمل, وفاء, سعاد, بشرى, كوثر, حياة, نجاة, أمينة, مليكة, غيثة, شيماء, ابتسام, ملاك, ماريا, حليمة,
    كنزة, سكينة, رحمة, هاجر, عمري, العمري, العمراني, بنعمر, العلوي, الإدريسي, بناني, التازي, الفاسي,
    باقي, العينين, الناصري, الشرايبي, الصقلي, mohamed, mohammed, ahmed, omar, amar, 3omar, 3mer,
    youssef, yassine, amine, karim, rachid, said, hassan, ali, driss, mehdi, khalid, samir, jamal,
    nabil, hicham, tarik, bilal, ayoub, anas, ilyas, ismail, brahim, mustapha, othmane, hamza, nour,
    mourad, mounir, fouad, toufik, malek, maher, moussa, yahya, walid, reda, jean, pierre, fatima,
    zahra, khadija, aicha, 3icha, maryam, meryem, zineb, salma, leila, nadia, imane, asmae, sara, houda,
    hanane, lama, rajae, amal, wafae, souad, bouchra, kaoutar, hayat, najat, malika, ghita, chaimae,
    maria, kenza, hajar, rahma, sabah, omari, omri, 3mri, alaoui, idrissi, bennani, tazi, fassi, naciri,
    chraibi, kettani, haddad
""")

PARTICLES = listed("""
    عبد, الرحمان, الكريم, السلام, الغني, الباقي, الحق, العزيز, الله, عز, الدين, بن, ابن, بنت, أيت, ولد,
    مولاي, سيدي, لالة, el, al, ben, ibn, ait, ould, abd, abdel, eddine, moulay, sidi, lalla
""")
"""Parts of names that stand in other texts as well, so they are no sign of a name."""
