### البلاغ الصحفي: أرقام فترة، للصحافة.

statement-title = التبليغات المتوصل بها من { $first_day } { $first_month } { $first_year } إلى { $last_day } { $last_month } { $last_year }
statement-handled = { $count ->
    [zero] لم تتوصل { $organisation } بأي تبليغ خلال هذه الفترة.
    [one] توصلت { $organisation } خلال هذه الفترة بتبليغ واحد، وجرت معالجته.
    [two] توصلت { $organisation } خلال هذه الفترة بتبليغين، وجرت معالجتهما.
    [few] توصلت { $organisation } خلال هذه الفترة بـ{ NUMBER($count, useGrouping: 1) } تبليغات، وجرت معالجتها.
    [many] توصلت { $organisation } خلال هذه الفترة بـ{ NUMBER($count, useGrouping: 1) } تبليغا، وجرت معالجتها.
   *[other] توصلت { $organisation } خلال هذه الفترة بـ{ NUMBER($count, useGrouping: 1) } تبليغ، وجرت معالجتها.
}
statement-erased = { $count ->
    [zero] منها { NUMBER($count, useGrouping: 1) } تبليغ: جرى المحو بعد ذلك، فلا يدخل في الأرقام التالية.
    [one] منها تبليغ واحد: جرى المحو بعد ذلك، فلا يدخل في الأرقام التالية.
    [two] منها تبليغان: جرى المحو بعد ذلك، فلا يدخل في الأرقام التالية.
    [few] منها { NUMBER($count, useGrouping: 1) } تبليغات: جرى المحو بعد ذلك، فلا يدخل في الأرقام التالية.
    [many] منها { NUMBER($count, useGrouping: 1) } تبليغا: جرى المحو بعد ذلك، فلا يدخل في الأرقام التالية.
   *[other] منها { NUMBER($count, useGrouping: 1) } تبليغ: جرى المحو بعد ذلك، فلا يدخل في الأرقام التالية.
}
statement-technology = { $count ->
    [zero] { NUMBER($count, useGrouping: 1) } تبليغ عن جرائم ارتكبت بواسطة التكنولوجيات الحديثة:
    [one] تبليغ واحد عن جرائم ارتكبت بواسطة التكنولوجيات الحديثة:
    [two] تبليغان عن جرائم ارتكبت بواسطة التكنولوجيات الحديثة:
    [few] { NUMBER($count, useGrouping: 1) } تبليغات عن جرائم ارتكبت بواسطة التكنولوجيات الحديثة:
    [many] { NUMBER($count, useGrouping: 1) } تبليغا عن جرائم ارتكبت بواسطة التكنولوجيات الحديثة:
   *[other] { NUMBER($count, useGrouping: 1) } تبليغ عن جرائم ارتكبت بواسطة التكنولوجيات الحديثة:
}
statement-kinds = حسب نوع الجرائم:
statement-kind = { $kind }: { NUMBER($count, useGrouping: 1) }، أي { $share }%
statement-rest = جرائم أخرى: { NUMBER($count, useGrouping: 1) }، أي { $share }%
statement-terrorism = { $count ->
    [zero] { NUMBER($count, useGrouping: 1) } تبليغ عن الإشادة بالإرهاب أو التحريض عليه.
    [one] تبليغ واحد عن الإشادة بالإرهاب أو التحريض عليه.
    [two] تبليغان عن الإشادة بالإرهاب أو التحريض عليه.
    [few] { NUMBER($count, useGrouping: 1) } تبليغات عن الإشادة بالإرهاب أو التحريض عليه.
    [many] { NUMBER($count, useGrouping: 1) } تبليغا عن الإشادة بالإرهاب أو التحريض عليه.
   *[other] { NUMBER($count, useGrouping: 1) } تبليغ عن الإشادة بالإرهاب أو التحريض عليه.
}
statement-group = { $count ->
    [zero] من بينها { NUMBER($count, useGrouping: 1) } تبليغ عن { $group }
    [one] من بينها تبليغ واحد عن { $group }
    [two] من بينها تبليغان عن { $group }
    [few] من بينها { NUMBER($count, useGrouping: 1) } تبليغات عن { $group }
    [many] من بينها { NUMBER($count, useGrouping: 1) } تبليغا عن { $group }
   *[other] من بينها { NUMBER($count, useGrouping: 1) } تبليغ عن { $group }
}
statement-suspects = { $count ->
    [zero] مكنت الأبحاث من تحديد هوية { NUMBER($count, useGrouping: 1) } شخص مشتبه فيه:
    [one] مكنت الأبحاث من تحديد هوية شخص واحد مشتبه فيه:
    [two] مكنت الأبحاث من تحديد هوية شخصين مشتبه فيهما:
    [few] مكنت الأبحاث من تحديد هوية { NUMBER($count, useGrouping: 1) } أشخاص مشتبه فيهم:
    [many] مكنت الأبحاث من تحديد هوية { NUMBER($count, useGrouping: 1) } شخصا مشتبها فيه:
   *[other] مكنت الأبحاث من تحديد هوية { NUMBER($count, useGrouping: 1) } شخص مشتبه فيه:
}
statement-justice = { $count ->
    [zero] التقديم أمام العدالة: { NUMBER($count, useGrouping: 1) } شخص
    [one] التقديم أمام العدالة: شخص واحد
    [two] التقديم أمام العدالة: شخصان
    [few] التقديم أمام العدالة: { NUMBER($count, useGrouping: 1) } أشخاص
    [many] التقديم أمام العدالة: { NUMBER($count, useGrouping: 1) } شخصا
   *[other] التقديم أمام العدالة: { NUMBER($count, useGrouping: 1) } شخص
}
statement-wanted = { $count ->
    [zero] مذكرة بحث على الصعيد الوطني: { NUMBER($count, useGrouping: 1) } شخص
    [one] مذكرة بحث على الصعيد الوطني: شخص واحد
    [two] مذكرة بحث على الصعيد الوطني: شخصان
    [few] مذكرة بحث على الصعيد الوطني: { NUMBER($count, useGrouping: 1) } أشخاص
    [many] مذكرة بحث على الصعيد الوطني: { NUMBER($count, useGrouping: 1) } شخصا
   *[other] مذكرة بحث على الصعيد الوطني: { NUMBER($count, useGrouping: 1) } شخص
}
statement-cleared = { $count ->
    [zero] رفع الاشتباه: { NUMBER($count, useGrouping: 1) } شخص
    [one] رفع الاشتباه: شخص واحد
    [two] رفع الاشتباه: شخصان
    [few] رفع الاشتباه: { NUMBER($count, useGrouping: 1) } أشخاص
    [many] رفع الاشتباه: { NUMBER($count, useGrouping: 1) } شخصا
   *[other] رفع الاشتباه: { NUMBER($count, useGrouping: 1) } شخص
}
statement-identified = { $count ->
    [zero] الأبحاث متواصلة: { NUMBER($count, useGrouping: 1) } شخص
    [one] الأبحاث متواصلة: شخص واحد
    [two] الأبحاث متواصلة: شخصان
    [few] الأبحاث متواصلة: { NUMBER($count, useGrouping: 1) } أشخاص
    [many] الأبحاث متواصلة: { NUMBER($count, useGrouping: 1) } شخصا
   *[other] الأبحاث متواصلة: { NUMBER($count, useGrouping: 1) } شخص
}
statement-named = { $count ->
    [zero] قُدّم { NUMBER($count, useGrouping: 1) } تبليغ من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }% ({ $words })، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
    [one] قُدّم تبليغ واحد من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }% ({ $words })، بالهوية الكاملة لصاحبه. وقُدّم الباقي بدون ذكر الاسم.
    [two] قُدّم تبليغان من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }% ({ $words })، بالهوية الكاملة لصاحبيهما. وقُدّم الباقي بدون ذكر الاسم.
    [few] قُدّم { NUMBER($count, useGrouping: 1) } تبليغات من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }% ({ $words })، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
    [many] قُدّم { NUMBER($count, useGrouping: 1) } تبليغا من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }% ({ $words })، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
   *[other] قُدّم { NUMBER($count, useGrouping: 1) } تبليغ من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }% ({ $words })، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
}
statement-named-plain = { $count ->
    [zero] قُدّم { NUMBER($count, useGrouping: 1) } تبليغ من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }%، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
    [one] قُدّم تبليغ واحد من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }%، بالهوية الكاملة لصاحبه. وقُدّم الباقي بدون ذكر الاسم.
    [two] قُدّم تبليغان من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }%، بالهوية الكاملة لصاحبيهما. وقُدّم الباقي بدون ذكر الاسم.
    [few] قُدّم { NUMBER($count, useGrouping: 1) } تبليغات من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }%، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
    [many] قُدّم { NUMBER($count, useGrouping: 1) } تبليغا من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }%، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
   *[other] قُدّم { NUMBER($count, useGrouping: 1) } تبليغ من أصل { NUMBER($whole, useGrouping: 1) }، أي { $share }%، بالهوية الكاملة للمبلّغين. وقُدّم الباقي بدون ذكر الاسم.
}
statement-abroad = { $count ->
    [zero] ورد من الخارج { NUMBER($count, useGrouping: 1) } تبليغ.
    [one] ورد من الخارج تبليغ واحد.
    [two] ورد من الخارج تبليغان.
    [few] ورد من الخارج { NUMBER($count, useGrouping: 1) } تبليغات.
    [many] ورد من الخارج { NUMBER($count, useGrouping: 1) } تبليغا.
   *[other] ورد من الخارج { NUMBER($count, useGrouping: 1) } تبليغ.
}
statement-world = { $region }: { NUMBER($count, useGrouping: 1) }

## The table

table-figure = المعطى
table-count = العدد
table-share = النسبة
table-title = الجدول المرفق بالبلاغ
share = { $share }%
number = { NUMBER($count, useGrouping: 1) }
row-handled = التبليغات المعالجة
row-erased = منها ما جرى محوه بعد ذلك
row-technology = جرائم بواسطة التكنولوجيات الحديثة
row-terrorism = الإشادة بالإرهاب أو التحريض عليه
row-rest = جرائم أخرى
row-suspects = المشتبه فيهم
row-named = بالهوية الكاملة
row-abroad = من الخارج
suspect-identified = الأبحاث متواصلة
suspect-justice = التقديم أمام العدالة
suspect-wanted = مذكرة بحث على الصعيد الوطني
suspect-cleared = رفع الاشتباه
kind-fraud = النصب والاحتيال
kind-blackmail = الابتزاز الجنسي
kind-defamation = السب والقذف والتشهير
kind-threat = العنف والتهديد به
kind-child = استغلال الأطفال وتعريضهم للخطر
kind-trafficking = الاتجار بالبشر
kind-hacking = الاختراق وسرقة الحسابات
kind-drugs = ترويج المخدرات والمواد المحظورة
kind-weapons = ترويج الأسلحة
kind-incitement = التحريض على جرائم ضد الأشخاص
group-daesh = «داعش»
group-qaida = «القاعدة»
world-europe = أوروبا
world-asia = آسيا
world-middle-east = الشرق الأوسط
world-north-africa = شمال إفريقيا
world-africa = إفريقيا جنوب الصحراء
world-america = الأمريكتان
world-oceania = أوقيانوسيا
more-than-most = أكثر من تسعة أعشار
more-than-three-quarters = أكثر من ثلاثة أرباع
more-than-two-thirds = أكثر من الثلثين
more-than-half = أكثر من النصف
more-than-third = أكثر من الثلث
more-than-quarter = أكثر من الربع
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = ماي
month-6 = يونيو
month-7 = يوليوز
month-8 = غشت
month-9 = شتنبر
month-10 = أكتوبر
month-11 = نونبر
month-12 = دجنبر
