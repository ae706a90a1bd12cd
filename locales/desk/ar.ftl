### مكتب المحققين بالعربية: جمل قصيرة، وكلمات المهنة.

title = بلّغ، مكتب الملفات
skip = انتقال إلى المحتوى
other-language = Français
inbox = الملفات
search = البحث
team = الفريق
sheet = ورقة الاسترجاع
pages-all = صفحات المكتب
actions = الإجراءات
palette = الأوامر
palette-hint = ما المطلوب؟
palette-go = تنفيذ
help = اختصارات لوحة المفاتيح
cancel = إلغاء
close = إغلاق
save = حفظ
do = تأكيد
done = تم.
continue = متابعة
copy = نسخ
copied = تم النسخ.
print = طباعة
loading = جارٍ التحميل…
loading-keys = الصفحة ما زالت تُحمَّل: سيُنفَّذ المفتاح بعد ذلك.
lock = قفل
unlock = فتح القفل
sign-out = تسجيل الخروج
changed-meanwhile = تغيّر هذا الملف الآن، والصفحة تعرض الجديد.
away = الخادم لا يجيب: ما يفعله الآخرون لا يظهر هنا الآن. تُحدَّث الصفحة حالما يجيب.

## Entering

invitation = الدخول إلى المكتب
invitation-reading = جارٍ قراءة الدعوة…
invitation-hello = { $name }، تفتح لكم { $organisation } باب الدخول بصفة: { $role }.
invitation-about = ينشئ المتصفح مفتاح مرور، بالبصمة أو الوجه أو رمز الجهاز، وينشئ أيضا المفتاح الذي يفتح الملفات المختومة. لا يغادر هذا المفتاح الحاسوب مكشوفا أبدا.
passkey-make = إنشاء مفتاح المرور
sign-in = تسجيل الدخول
sign-in-do = دخول
sign-in-about = استعملوا مفتاح المرور.
sign-in-lost = هل ضاع مفتاح المرور؟
sign-in-lost-about = ادخلوا بمفتاح المرور الثاني إن كان لديكم. وإلا فاطلبوا دعوة جديدة من المسؤول: تبقى ملفاتكم. يمنحكم زميل حق فتحها من جديد، أو يستعيده المسؤول بورقة الاسترجاع. إذا سُرق الجهاز، فأخبروا المسؤول فورا.
sign-in-first = أُنشئ مفتاح المرور. استعملوه مرة ثانية ليتأكد المكتب أنه يفتح مفتاحكم من جديد.
locked = المكتب مقفل
locked-about = أُزيل مفتاحكم من الذاكرة. استعملوا مفتاح المرور للعودة إلى العمل.
passphrase = عبارة السر
passphrase-about = لا يستطيع مفتاح المرور هذا حماية مفتاحكم، فتحميه هذه الكلمات الثماني. اكتبوها على ورق، فهي مطلوبة عند كل دخول.
passphrase-kept = كتبتُ الكلمات الثماني.
passphrase-open = عبارة السر الخاصة بكم
passphrase-open-about = { $name }، اكتبوا كلماتكم الثماني.
sheet-title = ورقة الاسترجاع · { $organisation }
sheet-about = إذا ضاع مفتاح المرور، تفتح هذه الورقة ملفاتكم من جديد. اطبعوها، ثم انسخوا المفتاح هنا للتأكد من أنه مقروء.
sheet-again = انسخوا المفتاح من ورقتكم المطبوعة. يُطلب هذا كل 90 يوما.
sheet-before = مفتاح جديد بعد ضياع القديم؟ انسخوا مفتاح ورقتكم السابقة لتستعيدوا الملفات التي كان يفتحها.
sheet-print = طباعة الورقة
sheet-printed = طبعتُ الورقة
another = مفتاح مرور ثان
another-about = لجهاز آخر أو لمفتاح أمان USB. بعد الدخول به مرة، يغني أيضا عن الورقة.
another-add = إضافة مفتاح مرور
passkey-added = أُضيف في { $time }
passkey-here = (مفتاح هذه الجلسة)
passkey-remove = إزالة
passkey-remove-about = مفتاح المرور المضاف في { $time } لن يصلح بعد الآن، وتنتهي جلساته.
passkey-remove-here = فُتحت هذه الجلسة بمفتاح المرور المضاف في { $time }. لن يصلح بعد الآن وتنتهي هذه الجلسة.
passkey-last = هذا مفتاح المرور الوحيد: يبقى ما دام لا يوجد غيره.
another-added = أضيف مفتاح المرور. ادخلوا به مرة واحدة.
another-without = لا يستطيع هذا الجهاز حماية مفتاحكم. جربوا جهازا آخر.
sheet-open = الفتح بورقة الاسترجاع
sheet-type = المفتاح المكتوب على الورقة
sheet-check = تحقق
sheet-proven = الورقة صحيحة. احفظوها في مكان مقفل.
sheet-keep = تُحفظ في مكان مقفل. كل من يقرأ هذه الصفحة يستطيع فتح الملفات المسلّمة لهذا المفتاح.
sheet-due = لم يجر التحقق من ورقة الاسترجاع منذ 90 يوما.
sheet-prove = التحقق منها
confirm-wait = يجب أن يؤكد مسؤول مفتاحكم
confirm-wait-about = اقرؤوا هذه الكلمات للمسؤول بالصوت. يجب أن يرى الكلمات نفسها على شاشته.
confirm-wait-server = لم يؤكد أحد هنا بعد. من يدير الخادم يؤكد مفتاحكم بهذا الأمر، بعد أن يقارن معكم بالصوت الرمز الذي في آخره.
look-again = تحقق الآن

## Inbox

queues = القوائم
queue-all = كل الملفات
queue-service = مصلحتي
queue-urgent = مستعجلة
queue-new = جديدة
queue-mine = ملفاتي
queue-unassigned = بدون محقق
queue-awaiting = في انتظار الجواب
queue-answered = وصل الجواب
queue-person = يطلبون شخصا
queue-overdue = متأخرة
queue-snoozed = مؤجلة
filters = التصفية والترتيب
filters-none = إزالة التصفية
filter-category = الصنف
filter-place = المكان
filter-channel = القناة
filter-language = اللغة
filter-status = الحالة
filter-campaign = الحملة
filter-from = من
filter-to = إلى
any = الكل
sort = الترتيب
sort-urgent = المستعجل أولا
sort-newest = الأحدث
sort-oldest = الأقدم
sort-changed = آخر تغيير
count = { $count ->
    [0] لا يوجد أي ملف
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفا
   *[other] { $count } ملف
  }
pages = الصفحات
page = الصفحة { $page } من { $pages }
page-before = السابقة
page-after = التالية
save-view = حفظ هذا العرض
view-name = اسم العرض
view-drop = حذف العرض { $name }
sets = تغييرات مجمّعة
set-new = مجموعة تغييرات جديدة
set-about = عدة تغييرات دفعة واحدة، لملف واحد أو لملفات كثيرة. إذا لم تتغير الحالة فكلماتكم سؤال. واللغة التي تُترك فارغة يصل أصحابَها كلامكم بلغة أخرى.
set-name = اسم المجموعة
set-drop = حذف المجموعة { $name }
set-no-status = الحالة كما هي
choose-all = اختيار الكل
chosen-most = اختيرت الملفات الأولى، وعددها { $most }. وبقي { $left }: يمكن إنجازها بعد ذلك، أو تصفية اللائحة.
chosen-none = اختاروا أولا ملفا أو أكثر.
choose = اختيار { $reference }
chosen = المختار: { $count }
bulk = قرار واحد للملفات المختارة
bulk-title = { $action }: { $count ->
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفا
   *[other] { $count } ملف
  }
bulk-done = تم: { $done }، رُفض: { $refused }
bulk-same = { $count ->
    [one] ملف واحد كان لكم من قبل.
    [two] ملفان كانا لكم من قبل.
    [few] { $count } ملفات كانت لكم من قبل.
    [many] { $count } ملفا كانت لكم من قبل.
   *[other] { $count } ملف كانت لكم من قبل.
  }
bulk-refused = { $count ->
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفا
   *[other] { $count } ملف
  }: { $why }
bulk-closed = { $count ->
    [one] ملف واحد لم يُفتح
    [two] ملفان لم يُفتحا
    [few] { $count } ملفات لم تُفتح
    [many] { $count } ملفا لم تُفتح
   *[other] { $count } ملف لم تُفتح
  } بعد بمفتاح هذا الزميل: يمنحه مسؤول حق الفتح من صفحة الفريق.
bulk-fits = ستتغير: { $fits }{ $rest ->
    [0] .
   *[other] ، ولن تتغير: { $rest }، لأن حالتها أو دوركم لا يسمح.
  }
urgent = مستعجل
unread = غير مقروء
answered = وصل الجواب
awaiting = في الانتظار
person-waits = { $count ->
    [zero] ينتظر شخصا منذ أقل من دقيقة
    [one] ينتظر شخصا منذ دقيقة
    [two] ينتظر شخصا منذ دقيقتين
    [few] ينتظر شخصا منذ { $count } دقائق
   *[other] ينتظر شخصا منذ { $count } دقيقة
  }
money-badge = { $count ->
    [0] مال خرج، أُبلغ عنه قبل أقل من ساعة
    [one] مال خرج، أُبلغ عنه قبل ساعة
    [two] مال خرج، أُبلغ عنه قبل ساعتين
    [few] مال خرج، أُبلغ عنه قبل { $count } ساعات
   *[other] مال خرج، أُبلغ عنه قبل { $count } ساعة
  }
due = الأجل: { $time }
due-over = انتهى الأجل: { $time }
duty = المداومة
duty-on = أنتم في المداومة إلى غاية { $time }.
duty-off = لستم في المداومة.
duty-begin = بداية مداومتي
duty-end = نهاية المداومة
duty-others = في المداومة أيضا: { $names }
duty-nobody = لا أحد غيركم في المداومة.
duty-means = سُجّل ذلك. من يطلب شخصا ينتظر جوابا خلال { $count } د: انظروا لائحة «يطلبون شخصا».
held = المحو موقوف
snoozed-until = مؤجل حتى { $time }
watching = مفتوح عند { $names }
files = { $count ->
    [one] مرفق واحد
    [two] مرفقان
    [few] { $count } مرفقات
    [many] { $count } مرفقا
   *[other] { $count } مرفق
  }

## A wrap that opens nothing

useless-wrap-about = حق الفتح الذي منحه أحد الزملاء لمفتاحكم لا يفتح هذا المحتوى. احذفوه، فيمكن عندئذ منحكم غيره. السجل يحفظ من منحه.
useless-wrap-do = حذف هذا الحق
useless-wrap-done = حُذف الحق. اطلبوا من أحد الزملاء منحه من جديد.

## A case

opening = جارٍ فتح الملف…
case-none = هذا الملف غير موجود، أو تم محوه.
try-again = حاولوا من جديد
facts = الملف
reporter = صاحب التبليغ
reporter-anonymous = { $pseudonym }، بدون اسم
reporter-named = { $pseudonym }، ذكر اسمه
identity-given = أُعطي اسم ووسيلة اتصال
identity-masked = محجوبان. لقراءتهما يلزم سبب وموافقة مسؤول ثان. تُكتب كل خطوة في السجل.
unmask-ask = طلب قراءتهما
unmask-about = سيرى مسؤول آخر طلبكم وسببه. إذا وافق، تكون لكم نصف ساعة للقراءة.
unmask-ask-do = إرسال الطلب
unmask-asked = أُرسل الطلب.
unmask-waits = طلبكم ({ $reason }) ينتظر موافقة مسؤول آخر إلى غاية { $time }.
unmask-take-back = سحب الطلب
unmask-second = يطلب { $name } قراءة الاسم ووسيلة الاتصال (السبب: { $reason }). هل توافقون؟
unmask-agree = أوافق
unmask-refuse = رفض
unmask-agreed = وافق { $name }. يمكنكم القراءة إلى غاية { $time }.
unmask-agreed-other = يمكن لـ{ $name } القراءة إلى غاية { $time }، بموافقة { $second }.
unmask-show = إظهار
unmask-hide = حجب
unmask-until = يُحجبان من جديد في { $time }.
unmask-asks = يطلب { $name } قراءة اسم وينتظر موافقة ثانية:
received = تاريخ التوصل
assigned = المحقق
erasure = المحو
erasure-held = موقوف بسبب مسطرة
erasure-later = بعد الإغلاق
money-left = مال خرج قبل أقل من 24 ساعة
story = ما قيل
story-closed = صفتكم لا تقرأ هذا الملف ما لم يكن مسندا إليكم.
entry-filed = تبليغ بتاريخ { $time }
entry-feedback = الرأي في المساعدة، بتاريخ { $time }
entry-added = أضيف بتاريخ { $time }
entry-closed = مفتاحكم لا يفتح هذا النص المؤرخ في { $time }. يستطيع مسؤول أن يمنحكم حق فتحه.
older-case = يعود هذا الملف إلى ما قبل المكتب: خُتم بمفاتيح ذلك الوقت.
older-open = فتح بمفتاح قديم
older-about = ألصقوا سطر AGE-SECRET-KEY من ملف المفتاح: ملفكم القديم، أو ملف مفتاح الخادم الأول. يبقى في هذا المتصفح ويُنسى عند القفل.
older-key = المفتاح القديم
older-wrap = مفتاحكم لا يفتح هذا الملف. إذا كان أقدم من مفتاحكم، فأدخلوا المفتاح الذي كان يفتحه: ملف مفتاحكم القديم، أو مفتاح الخادم الأول (officer.key). كل ما يفتحه سيُفتح أيضا بمفتاحكم الحالي.
brought-over = صار لهذا الملف مفتاح خاص به.
indicators = روابط وعناوين وأرقام
copy-real = نسخ كما هو
other-cases = ملفات أخرى
evidence = المرفقات
kind-photo = صورة
kind-video = فيديو
kind-voice = رسالة صوتية
kind-audio = صوت
kind-document = مستند
piece-open = فتح
piece-checked = البصمة صحيحة
piece-reveal = صورة محجوبة: المسوا لرؤيتها
piece-download-only = لا يُعرض هذا النوع ({ $type }) هنا. يمكن تنزيل الأصل.
piece-state-expected = في طور الوصول
piece-state-fetch_failed = لم يصل
piece-state-discarded = حُذف
original = الأصل
original-about = هذا المرفق من شخص مجهول وقد يكون خطرا. لا تفتحوه إلا على حاسوب مخصص لذلك.
original-save = تنزيل رغم ذلك
file-name = الاسم
file-type = النوع
file-size = الحجم
thread = المراسلات مع صاحب التبليغ
thread-none = لا توجد رسائل بعد.
thread-answer = أضاف صاحب التبليغ شيئا: انظروا أعلاه.
nobody = لا أحد
suspect = مشتبه فيه
suspect-about = رقم ومآل لكل شخص، بدون أي اسم.
suspect-new = شخص آخر
suspect-outcome = وضعية هذا الشخص
suspect-identified = تم تحديد هويته
suspect-justice = أمام العدالة
suspect-wanted = مبحوث عنه
suspect-cleared = لا علاقة له بالأمر
outcome = المآل
feedback-helped = صاحب التبليغ يقول إن هذا ساعده.
feedback-unhelped = صاحب التبليغ يقول إن هذا لم يساعده كثيرا.
status-became = الحالة الجديدة: { $status }
notes = ملاحظات داخلية
note-about = بين المحققين فقط. تُختم في هذا المتصفح ولا يراها صاحب التبليغ أبدا.
notes-none = لا توجد ملاحظات.
note = ملاحظة
note-closed = مفتاحكم لا يفتح هذه الملاحظة.
log = سجل الحفظ
log-show = عدد العمليات: { $count }
log-whole = السجل كامل، وتوقيعه صحيح.
log-broken = تنبيه: هذا السجل لا يطابق المحتوى. أخبروا المسؤول.
log-stranger = تنبيه: وقّع هذا السجل مفتاح غير المفتاح المعتاد. أخبروا المسؤول.
log-older = تنبيه: سبق لهذا الحاسوب أن رأى تتمة لهذا السجل، أو مفتاحا آخر للملف. أخبروا المسؤول، إلا إذا استُرجعت للتو نسخة احتياطية.
log-unsigned = السجل كامل، ولم يتم التحقق من توقيعه.
event-received = توصل
event-sealed = ختم
event-opened = فتح
event-exported = تصدير
event-not-opened = طُلب ولم تمكن قراءته
event-not-exported = طُلب التصدير وتعذّر
event-granted = منح حق الفتح
event-grant-discarded = حُذف حق فتح لا يفتح شيئا
event-status = الحالة
event-referral = إحالة
event-hold = وقف المحو
event-forgotten = نسيان العنوان
event-followed = اطلاع صاحب التبليغ
event-person-asked = طلب التحدث مع شخص
event-person-late = لم يجب أحد في الوقت المحدد
event-listed = معروف في لائحة
event-erasure = محو
event-campaign-joined = ضم إلى حملة
event-campaign-split = فصل عن حملة
event-campaign-decided = قرار بشأن حملة
event-assigned = تكليف
event-handed-over = سُلّم إلى المصلحة
event-handed-back = أعادته المصلحة
event-taken = تكفل
event-asked = سؤال
event-suspect = مآل مشتبه فيه
event-feedback = الرأي في المساعدة
event-noted = ملاحظة داخلية
event-brought-over = مفتاح خاص بالملف
event-unmask-asked = طلب قراءة الاسم
event-unmask-agreed = قبول قراءة الاسم
event-unmask-refused = رفض قراءة الاسم
event-unmasked = قراءة الاسم
event-snoozed = تأجيل
actor-server = الخادم
actor-reporter = صاحب التبليغ
actor-command = سطر الأوامر

## Actions

status = الحالة
act-take = أتكفل به
act-ask = طرح سؤال
act-status = تغيير الحالة
act-suspect = مشتبه فيه
act-note = ملاحظة داخلية
act-snooze = تأجيل
act-assign = تكليف محقق
act-hold = وقف المحو
act-release = رفع وقف المحو
act-refer = إحالة
act-hand-back = إرجاع الملف
act-cover = ورقة الإحالة
service = المصلحة
service-proposal = المصلحة المقترحة
service-proposed = مقترحة: { $why }
service-each = المصلحة المقترحة لكل ملف
service-shown = سيقرأ صاحب التبليغ أي مصلحة لديها ملفه.
service-unshown = لن يقرأ صاحب التبليغ أي مصلحة لديها ملفه.
why-province = لأن الوقائع جرت هنا: { $place }
why-region = لأن الوقائع جرت في هذه الجهة: { $place }
why-category = لأن هذه المصلحة تعالج هذا الموضوع: { $category }
why-abroad = لأن الوقائع جرت خارج المغرب
why-unknown = لأن المكان غير معروف
why-uncovered = لأن لا مصلحة أخرى تغطي هذا المكان: { $place }
why-named = وهذه المصلحة تعالج هذا الموضوع بالذات.
access = الولوج إلى المحتوى
access-given = سيُمنح الولوج: { $name }
access-there = لديه الولوج: { $name }
access-compare = لمنح الولوج، المرجو مقارنة هذه الكلمات شفويا مع صاحب المفتاح أو المصلحة. المفتاح: { $name }
access-later = مفتاحكم لا يفتح هذا الملف. سيمنح الولوج زميل يفتحه.
access-none = ليس لهذه المصلحة هنا محقق ولا مفتاح. المرجو تصدير الملف لتسليمه لها.
access-older = مفتاح { $name } لا يفتح هذا الملف كله بعد.
refer-and-sheet = تأكيد، ثم ورقة الإحالة
referred = تمت إحالة الملف.
referring = { $count ->
    [zero] لم يُحَل أي ملف بعد…
    [one] أُحيل ملف واحد…
    [two] أُحيل ملفان…
    [few] أُحيلت { $count } ملفات…
    [many] أُحيل { $count } ملفا…
   *[other] أُحيل { $count } ملف…
  }
hand-back-about = يعود الملف إلى الفحص التقني ليُحال على مصلحة أخرى. يُكتب السبب في السجل.
hand-back-place = المكان خارج دائرة اختصاصنا
hand-back-subject = الموضوع خارج اختصاصنا
hand-back-facts = العناصر غير كافية
hand-back-known = يُعالج في ملف آخر
hand-back-other = سبب آخر
cover-title = ورقة إحالة
cover-reference = رقم الملف
cover-category = الموضوع
cover-contact = للاتصال
cover-bureau = المكتب المركزي الوطني للإنتربول
cover-why = سبب اختيار المصلحة
cover-chosen = باختيار المحقق
cover-handed = تاريخ التسليم
cover-printed = تاريخ الطبع
cover-proofs = أدلة السلامة
cover-evidence = المرفقات، مع بصمة SHA-256 لكل ملف مختوم:
cover-log = آخر بصمة في السجل، عدد الأعمال: { $count }
cover-signer = بصمة المفتاح الذي يوقّع السجل:
cover-about = ترافق هذه الورقة الملف. لا شيء من الحكاية فيها إلا ما يُختار. يُسجَّل الطبع في السجل.
cover-choose = إضافة من الحكاية
cover-back = رجوع إلى الملف
act-and-next = تأكيد ثم الملف التالي
draft = مسودة
take-and-next = أتكفل به ثم الملف التالي
taken = هذا الملف لكم.
hold-about = لن يُمحى هذا الملف قبل رفع الوقف. يُكتب السبب في السجل: رقم المسطرة، دون أي محتوى.
release-about = سيُمحى هذا الملف حين يأتي وقته.
act-export = تصدير الملف
export-about = يخرج الملف في وثيقة واحدة إلى محكمة أو وحدة أخرى. يبقى مختوما: لا يفتحه إلا مفتاح محقق، ببرنامج ballegh-officer الذي يتحقق أيضا من أن لا شيء تغيّر. يُكتب السبب في السجل: رقم المسطرة، دون أي محتوى.
printed-organisation = الجهة
printed-by = طبعه
printed-on = تاريخ الطبع
printed-signer = مفتاح الخادم
printed-end = بصمة آخر إجراء
printed-hash = SHA-256 للأصل:
printed-sealed-hash = SHA-256 للصيغة المختومة:
export-bags = الحقيبة (zip، BagIt) تُحفظ ويُتحقق منها بالأمر main.py verify. إذا كانت مفتوحة ففيها الحكاية والمراسلات والملفات واضحة: تُحفظ في قرص مشفّر. وتُضاف إليها وثيقة PDF والصور المصغرة بالأمر ballegh-officer unseal.
export-do = تنزيل الملف
export-sealed = حقيبة مختومة
export-opened = حقيبة مفتوحة
exported = صُدّر الملف، وكُتب ذلك في السجل.
reason = السبب
reason-form = حروف لاتينية وأرقام ونقطة وشرطة ومائلة، دون فراغ: 123/2026
assign-to = تكليف
note-to-reporter = كلمة لصاحب التبليغ (اختيارية)
question-in = السؤال، اللغة: { $language }
words-in = كلماتكم، اللغة: { $language }
ask-many = يصل هذا السؤال إلى كل صاحب تبليغ في ملفه الخاص.
words-missing = تنقص كلماتكم بهذه اللغة: { $language }. بدونها لا يُرسل شيء.
preview = عرض ما سيقرؤه صاحب التبليغ
canned = أسئلة جاهزة
canned-proof = طلب لقطة شاشة
canned-number = طلب الرقم أو الحساب
canned-payment = طلب إثبات الأداء
canned-since = السؤال عن تاريخ البداية
reach-unaddressed = بدون عنوان: تُقرأ كلماتكم بواسطة الرمز السري.
reach-unreachable = يتعذر الوصول إليه حاليا: تُسلّم كلماتكم إذا عاد.
reach-later = تُرسل كلماتكم بعد أن يجيب صاحب التبليغ عن إشعار بدون محتوى.
snooze-until = تأجيل لمدة
snooze-hours = أربع ساعات
snooze-tomorrow = يوم واحد
snooze-days = ثلاثة أيام
snooze-week = أسبوع
key-next = السطر التالي
key-before = السطر السابق
key-open = فتح
key-choose = اختيار السطر
key-next-case = الملف التالي
key-case-before = الملف السابق
key-back = عودة إلى القائمة

## Search

search-what = رقم الملف، الاسم المستعار، هاتف، رابط، حساب
search-do = بحث
search-about = تُقارن القيمة الدقيقة ببصمات محفوظة: لا يقرأ الخادم أي محتوى.
search-here = في الملفات المفتوحة هنا
search-here-about = { $count ->
    [one] نص ملف واحد فُتح
   *[other] نصوص الملفات التي فُتحت ({ $count })
  } منذ إلغاء القفل. البحث يجري داخل هذا المتصفح أثناء الكتابة، ولا يُرسل شيء.

## Team

name = الاسم
role = الصفة
state = الدخول
seen = آخر زيارة
holds = المفاتيح (ملفات ومرفقات)
yourself = (أنتم)
role-intake = الاستقبال والفرز
role-investigator = محقق
role-supervisor = مسؤول
role-administrator = مدير النظام
member-invited = مدعو
member-unproved = مفتاح ينتظر التحقق
member-unconfirmed = مفتاح ينتظر التأكيد
member-ready = نشيط
member-suspended = دخول معلق
member-removed = أُزيل
member-chat = المحادثة فقط
invite = دعوة
invite-name = اسم المحقق
invite-do = إنشاء الرابط
invite-link = رابط الدعوة
invite-about = يُستعمل هذا الرابط مرة واحدة خلال يوم. سلّموه باليد أو بوسيلة آمنة.
confirm = تأكيد مفتاح { $name }
confirm-about = اطلبوا من { $name } قراءة الكلمات الثماني الظاهرة على شاشته بالصوت.
confirm-same = الكلمات متطابقة.
confirm-do = تأكيد المفتاح
grant = منح حق فتح ملفاتي
recovery-key = مفتاح الاسترجاع
key-file = ملف المفتاح الخاص بـ { $name }
first-key = المفتاح الأول للخادم (officer.key)
recovery-about = هذا المفتاح في ملف أو على ورق، وليس لأحد في هذا المكتب، ويفتح { $count } من المحتويات. امنحوه أيضا ما جلبه الزملاء لاحقا: قارنوا أولا بصمته بما سُجل عند صنعه.
granting = مُنح حتى الآن: { $count }…
granted = { $name }، عدد المفاتيح الممنوحة: { $count }
team-suspend = تعليق الدخول
team-suspend-about = تُغلق جلسات { $name } فورا، ولا يُفتح له أي ملف.
team-restore = إعادة الدخول
team-restore-about = يستطيع { $name } الدخول من جديد.
team-remove = إزالة
team-remove-about = قبل المغادرة، يمنح { $name } زميلا حق فتح ملفاته، من هذه الصفحة. بعد ذلك لا رجوع: لا دخول ولا مفاتيح، وتصير ملفاته بدون محقق.
team-detach = فصل المحادثة
team-detach-about = تخرج محادثة { $name } من المكتب: مفيد إذا سُرق الهاتف.

## The officer's own digest

digest = حصيلتي
digest-about = كم من ملف وصل، وكم من ملف ينتظر، وما تغير. لا شيء من محتوى الملفات.
digest-no-chat = ليست لكم محادثة هنا: تصل الحصيلة بالبريد الإلكتروني فقط.
digest-every = التكرار
digest-daily = كل يوم
digest-weekly = كل أسبوع
digest-off = أبدا
digest-at = تُرسل على الساعة { $at }، وحصيلة الأسبوع يوم { $day }.
digest-monday = الاثنين
digest-tuesday = الثلاثاء
digest-wednesday = الأربعاء
digest-thursday = الخميس
digest-friday = الجمعة
digest-saturday = السبت
digest-sunday = الأحد
digest-zone = المنطقة الزمنية
digest-language = اللغة
digest-usual = لغة محادثتي
digest-email = عنوان البريد الإلكتروني
digest-email-about = فارغ: لا بريد. لا تحمل الرسالة إلا أعدادا وروابط إلى المكتب.
digest-no-mail = لا يرسل هذا الخادم بريدا إلكترونيا بعد: العنوان محفوظ.
digest-which = أي ملفات
digest-urgent = المستعجلة فقط
digest-own = ملفاتي فقط
digest-category = بعض الأصناف
digest-place = بعض الأماكن

## Errors

error-other = لم ينجح ذلك ({ $code }).
error-offline = الخادم لا يجيب. تحققوا من الاتصال ثم أعيدوا المحاولة.
error-late = لم يجب الخادم في الوقت المحدد. ربما تم الأمر مع ذلك: أعيدوا فتح الصفحة قبل المحاولة من جديد.
error-browser = لا يعرف هذا المتصفح مفاتيح المرور. يلزم تحديثه.
error-passkey-cancelled = لم يُستعمل مفتاح المرور.
error-unopened = لا يُفتح هذا بمفتاحكم، أو تغيّر المحتوى. لا يُعرض شيء.
error-wrap = هذا الحق لم يمنحه أحد الزملاء: يبقى كما هو.
error-preview = المعاينة غير متاحة.
error-localhost = افتحوا هذه الصفحة عبر http://localhost، فمفاتيح المرور تتطلب ذلك.
error-request = الطلب ناقص.
error-session = انتهت جلستكم. سجلوا الدخول من جديد.
error-origin = هذه الصفحة ليست على عنوانها الصحيح.
error-role = صفتكم لا تسمح بذلك.
error-not-own = هذا الملف ليس من ملفاتكم.
error-unready = لم يُؤكد مفتاحكم بعد.
error-stale = سجلوا الدخول من جديد قبل إضافة مفتاح مرور.
error-suspended = دخولكم معلق.
error-passkey = لم يُقبل مفتاح المرور.
error-proof = هذا ليس المفتاح الصحيح.
error-recipient = المفتاح العمومي غير صالح.
error-box = المفتاح المحمي غير صالح.
error-gone = استُعملت هذه الدعوة أو مضى عليها أكثر من يوم. اطلبوا دعوة أخرى.
error-unknown = لا شيء بهذا الاسم.
error-old-key = هذا المفتاح ليس من مفاتيحكم القديمة ولا مفتاح هذا الخادم الأول.
error-not-held = لم تثبتوا أن هذا المفتاح القديم بحوزتكم: لم يُمنح شيء.
error-only-wrap = لا أحد غيركم له حق فتح هذا المحتوى: يبقى هذا الحق.
error-many-wraps = محتويات هذا الملف أكثر من أن تُمنح دفعة واحدة: لم يتم شيء. ليمنح أحد المشرفين هذا الزميل حق الفتح أولا، في صفحة الفريق.
error-old-key-form = هذا ليس مفتاحا كاملا. ألصقوا السطر كله الذي يبدأ بـ AGE-SECRET-KEY-1.
error-old-key-closed = هذا المفتاح معروف هنا، لكنه لا يفتح كل هذا الملف. يمكن لزميل يفتحه أن يمنحكم الحق.
error-taken = تكفل زميل بهذا الملف من قبل.
error-name = هذا الاسم لا يصلح: يلتبس باسم آخر، أو فيه رموز لا تُرى.
error-changed = تغيّر هذا الملف أثناء ذلك. أعيدوا قراءته ثم حاولوا من جديد:
error-service = هذه المصلحة لم تعد ضمن الإعدادات.
error-no-service = للإحالة، اختاروا مصلحة: الإجراء «إحالة».
error-status = هذا التغيير في الحالة غير مسموح به.
error-ended = هذا الملف مغلق.
error-words = لم يُرسل شيء. تنقص كلماتكم بهذه اللغة:
error-held = تم ذلك من قبل في هذا الملف.
error-masked = الاسم محجوب: تلزم موافقة مسؤول ثان ما زالت سارية.
error-last-passkey = هذا آخر مفتاح مرور: أضيفوا غيره أولا.
error-notes-full = بلغ هذا الملف أقصى عدد من الملاحظات. اكتبوا التتمة في مسطرتكم.
error-brought = أعطى زميل لهذا الملف مفتاحا خاصا به. أعيدوا فتحه.
error-lacking = هذا الملف القديم يُفتح ويبقى كما هو. ليصير له مفتاح خاص به، يقارن أحد المشرفين أولا، في صفحة الفريق، مفاتيح كل من يمكنهم فتحه. ينقص:
error-period = الأرقام تخص شهورا كاملة منتهية، لثلاث سنوات على الأكثر.
error-asked = يوجد طلب جار في هذا الملف.
error-not-asked = لم يعد في هذا الملف طلب ينتظر.
error-second = يجب أن تأتي الموافقة من شخص غيركم.
error-last-key = هذا آخر مفتاح يفتح ملفات، فيجب أن يبقى.
error-fingerprint = هذا المفتاح ليس لهذا الشخص.
error-large = النص طويل جدا.
error-many = محاولات كثيرة. انتظروا قليلا.
error-busy = الخادم مشغول. أعيدوا المحاولة بعد لحظة.
error-files = لا يمكن قراءة الملفات الآن: مخزنها لا يجيب. لم يضع أي شيء؛ أعيدوا المحاولة بعد بضع دقائق.
error-digest-email = هذا العنوان لا يصلح: المنتظر مثلا salma@example.org
error-digest-zone = هذه المنطقة الزمنية غير معروفة: المنتظر مثلا Africa/Casablanca

## Figures

figures = الأرقام
figures-from = من
figures-to = إلى
figures-show = عرض
figures-last-quarter = الفصل السابق
figures-all = { $count ->
    [zero] لا ملف
    [one] ملف واحد
    [two] ملفان
    [few] { $count } ملفات
    [many] { $count } ملفا
   *[other] { $count } ملف
}
figures-compared = { $count } من { $from } إلى { $to }
figures-erased = منها { $count } جرى محوها بعد ذلك، وليست في أي جدول.
figures-about = العمود المملوء: هذه الفترة. العمود الفارغ: الفترة السابقة. الأعداد الأقل من 5 مخفية، ومعها أعداد أخرى، حتى لا يُعرف أحد. تُحسب الشهور الكاملة المنتهية فقط، والعدد المخفي في شهر واحد مخفي في الفترة كلها.
figures-value = القيمة
figures-chart = رسم بياني
figures-count = الملفات
figures-share = النسبة
figures-percent = { $share }%
figures-before = سابقا
figures-hidden = مخفي
figures-together = الأعداد المخفية مجتمعة
figures-too-few = عدد قليل جدا
figures-category = الأصناف
figures-place = الجهات
figures-world = من الخارج
figures-country = البلدان
figures-channel = القنوات
figures-language = اللغات
figures-identity = الهوية
figures-urgency = الاستعجال
figures-outcome = المآل
figures-group = التنظيمات المذكورة
figures-helped = رأي أصحاب التبليغات
figures-suspects = المشتبه فيهم
figures-times = الآجال منذ الإرسال
figures-until = إلى غاية
figures-median = الوسيط
figures-ninetieth = 9 من 10 في أقل من
figures-median-before = الوسيط سابقا
figure-time-looked = أول اطلاع
figure-time-referred = الإحالة
figure-time-ended = أول نتيجة
figure-place-unknown = غير محددة
figure-place-morocco = المغرب، بدون جهة
figure-place-abroad = الخارج
figure-world-unknown = بلد غير محدد
figure-world-europe = أوروبا
figure-world-asia = آسيا
figure-world-middle-east = الشرق الأوسط
figure-world-north-africa = شمال إفريقيا
figure-world-africa = إفريقيا جنوب الصحراء
figure-world-america = الأمريكتان
figure-world-oceania = أوقيانوسيا
figure-identity-named = بالاسم
figure-identity-anonymous = بدون اسم
figure-urgency-urgent = مستعجلة
figure-urgency-usual = غير مستعجلة
figure-group-none = لا شيء
figure-group-daesh = داعش
figure-group-qaida = القاعدة
figure-helped-none = بدون جواب
figure-helped-yes = استفاد
figure-helped-no = لم يستفد
figure-suspects-identified = الأبحاث متواصلة
figure-suspects-justice = أمام العدالة
figure-suspects-wanted = مبحوث عنهم
figure-suspects-cleared = رُفع الاشتباه
statement = البلاغ الصحفي
statement-fr = بالفرنسية
statement-ar = بالعربية
statement-pdf = PDF
