"""People ask for a person, and officers say that they are on duty or not: in these words."""

from flows.lexicon.commands import listed

PERSON = listed("""
    parler à quelqu'un, parler a quelqu'un, je veux parler à quelqu'un, je voudrais parler à quelqu'un,
    parler à une personne, parler à un agent, je veux parler à un agent, je veux parler à une personne,
    un agent svp, un humain, parler à un humain, parler à un enquêteur, talk to someone, talk to a person,
    a person please, التحدث مع شخص, التحدث إلى شخص, أريد التحدث مع شخص, أريد التحدث إلى شخص, أريد الحديث
    مع شخص, أريد التحدث مع أحد, التحدث مع محقق, أريد التحدث مع محقق, الحديث مع شخص, نهضر مع شي حد, بغيت
    نهضر مع شي حد, بغيت نهضر مع شي واحد, نهضر مع شي واحد, هضرو مع شي حد, بغيت شي حد نهضر معاه, بغيت نهضر
    مع محقق, bghit nhder m3a chi 7ed, bghit nhdr m3a chi 7ed, bghit nhder m3a chi had, nhder m3a chi 7ed,
    bghit nhder m3a chi wa7ed, nhdr m3a chi wahed, bghit nhdr m3a chi wahed, bghit nhder m3a chi wahd
""")

ON_DUTY = listed("""
    je suis de permanence, de permanence, je prends la permanence, je prends ma permanence, je commence ma
    permanence, début de permanence, on duty, i am on duty, i'm on duty, أنا في المداومة, أنا مداوم, أنا
    مداومة, بداية المداومة, أبدأ المداومة, بدأت المداومة, في المداومة, أنا فالمداومة, بديت المداومة, راني
    فالمداومة, ana f lmodawama, bdit lmodawama, rani f lmodawama, ana f permanence, rani f permanence
""")

OFF_DUTY = listed("""
    je ne suis plus de permanence, je ne suis pas de permanence, fin de permanence, fin de ma permanence,
    j'ai fini ma permanence, je termine ma permanence, je quitte la permanence, off duty, i am off duty,
    i'm off duty, نهاية المداومة, انتهت المداومة, أنهيت المداومة, لست في المداومة, خارج المداومة, ساليت
    المداومة, سالات المداومة, ماشي فالمداومة, salit lmodawama, salit permanence, machi f lmodawama
""")
