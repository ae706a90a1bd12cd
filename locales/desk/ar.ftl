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
lock = قفل
unlock = فتح القفل
sign-out = تسجيل الخروج
changed-meanwhile = تغيّر هذا الملف الآن، والصفحة تعرض الجديد.

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
look-again = تحقق الآن

## Inbox

queues = القوائم
queue-all = كل الملفات
queue-urgent = مستعجلة
queue-new = جديدة
queue-mine = ملفاتي
queue-unassigned = بدون محقق
queue-awaiting = في انتظار الجواب
queue-answered = وصل الجواب
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
urgent = مستعجل
unread = غير مقروء
answered = وصل الجواب
awaiting = في الانتظار
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

## A case

opening = جارٍ فتح الملف…
facts = الملف
reporter = صاحب التبليغ
reporter-anonymous = { $pseudonym }، بدون اسم
reporter-named = { $pseudonym }، ذكر اسمه
received = تاريخ التوصل
assigned = المحقق
erasure = المحو
erasure-held = موقوف بسبب مسطرة
erasure-later = بعد الإغلاق
money-left = مال خرج قبل أقل من 24 ساعة
story = ما قيل
story-closed = صفتكم لا تقرأ هذا الملف ما لم يكن مسندا إليكم.
entry-filed = تبليغ بتاريخ { $time }
entry-added = أضيف بتاريخ { $time }
entry-closed = مفتاحكم لا يفتح هذا النص المؤرخ في { $time }. يستطيع مسؤول أن يمنحكم حق فتحه.
older-case = يعود هذا الملف إلى ما قبل المكتب: خُتم بمفاتيح ذلك الوقت.
older-open = فتح بمفتاح قديم
older-about = ألصقوا سطر AGE-SECRET-KEY من ملف مفتاحكم القديم. يبقى في هذا المتصفح ويُنسى عند القفل.
older-key = المفتاح القديم
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
event-granted = منح حق الفتح
event-status = الحالة
event-referral = إحالة
event-hold = وقف المحو
event-forgotten = نسيان العنوان
event-followed = اطلاع صاحب التبليغ
event-listed = معروف في لائحة
event-erasure = محو
event-campaign-joined = ضم إلى حملة
event-campaign-split = فصل عن حملة
event-campaign-decided = قرار بشأن حملة
event-assigned = تكليف
event-taken = تكفل
event-asked = سؤال
event-noted = ملاحظة داخلية
event-snoozed = تأجيل
actor-server = الخادم
actor-reporter = صاحب التبليغ
actor-command = سطر الأوامر

## Actions

status = الحالة
act-take = أتكفل به
act-ask = طرح سؤال
act-status = تغيير الحالة
act-note = ملاحظة داخلية
act-snooze = تأجيل
act-assign = تكليف محقق
act-hold = وقف المحو
act-release = رفع وقف المحو
act-and-next = تأكيد ثم الملف التالي
draft = مسودة
take-and-next = أتكفل به ثم الملف التالي
taken = هذا الملف لكم.
hold-about = لن يُمحى هذا الملف قبل رفع الوقف. يُكتب السبب في السجل: رقم المسطرة، دون أي محتوى.
release-about = سيُمحى هذا الملف حين يأتي وقته.
act-export = تصدير الملف
export-about = يخرج الملف في وثيقة واحدة إلى محكمة أو وحدة أخرى. يبقى مختوما: لا يفتحه إلا مفتاح محقق، ببرنامج ballegh-officer الذي يتحقق أيضا من أن لا شيء تغيّر. يُكتب السبب في السجل: رقم المسطرة، دون أي محتوى.
export-do = تنزيل الملف
exported = صُدّر الملف، وكُتب ذلك في السجل.
reason = السبب
reason-form = حروف لاتينية وأرقام ونقطة وشرطة ومائلة، دون فراغ: 123/2026
assign-to = تكليف
note-to-reporter = كلمة لصاحب التبليغ (اختيارية)
question-in = السؤال، اللغة: { $language }
words-in = كلماتكم، اللغة: { $language }
ask-many = يصل هذا السؤال إلى كل صاحب تبليغ في ملفه الخاص.
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

## Errors

error-other = لم ينجح ذلك ({ $code }).
error-offline = الخادم لا يجيب. تحققوا من الاتصال ثم أعيدوا المحاولة.
error-browser = لا يعرف هذا المتصفح مفاتيح المرور. يلزم تحديثه.
error-passkey-cancelled = لم يُستعمل مفتاح المرور.
error-unopened = لا يُفتح هذا بمفتاحكم، أو تغيّر المحتوى. لا يُعرض شيء.
error-preview = المعاينة غير متاحة.
error-localhost = افتحوا هذه الصفحة عبر http://localhost، فمفاتيح المرور تتطلب ذلك.
error-request = الطلب ناقص.
error-session = انتهت جلستكم. سجلوا الدخول من جديد.
error-origin = هذه الصفحة ليست على عنوانها الصحيح.
error-role = صفتكم لا تسمح بذلك.
error-unready = لم يُؤكد مفتاحكم بعد.
error-stale = سجلوا الدخول من جديد قبل إضافة مفتاح مرور.
error-suspended = دخولكم معلق.
error-passkey = لم يُقبل مفتاح المرور.
error-proof = هذا ليس المفتاح الصحيح.
error-recipient = المفتاح العمومي غير صالح.
error-box = المفتاح المحمي غير صالح.
error-gone = استُعملت هذه الدعوة أو مضى عليها أكثر من يوم. اطلبوا دعوة أخرى.
error-unknown = لا شيء بهذا الاسم.
error-taken = تكفل زميل بهذا الملف من قبل.
error-name = هذا الاسم لا يصلح: يلتبس باسم آخر، أو فيه رموز لا تُرى.
error-changed = تغيّر هذا الملف أثناء ذلك. أعيدوا قراءته ثم حاولوا من جديد:
error-status = هذا التغيير في الحالة غير مسموح به.
error-held = تم ذلك من قبل في هذا الملف.
error-last-key = هذا آخر مفتاح يفتح ملفات، فيجب أن يبقى.
error-fingerprint = هذا المفتاح ليس لهذا الشخص.
error-large = النص طويل جدا.
error-many = محاولات كثيرة. انتظروا قليلا.
error-busy = الخادم مشغول. أعيدوا المحاولة بعد لحظة.
