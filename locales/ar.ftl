### العربية. أسماء أفعال على الأزرار و«المرجو + مصدر» في الجمل، فلا صيغة تفترض جنس القارئ.

## Terms: what has one wording, wherever a message names it. Their values are those of the message.

-police = الشرطة: { $police }
-gendarmerie = الدرك الملكي: { $gendarmerie }
-ambulance = الإسعاف والوقاية المدنية: { $ambulance }
-women = النساء، ليل نهار: { $women }
-children = الأطفال، ليل نهار: { $children }
-trafficking = المساعدة ضد الاتجار بالبشر: { $trafficking }
-in-danger = في حالة خطر، المرجو الاتصال بالرقم { $police } (الشرطة).
-attack-near = إذا بدا أن هجوما وشيك

-telegram-knows = تيليغرام يعلم أنك راسلتنا، والرسائل تمر عبر خوادمه ويمكنه تقنيا الاطلاع عليها
-whatsapp-knows = واتساب وTwilio، وهما ينقلان الرسائل، يعلمان أنك راسلتنا ويمكنهما تقنيا الاطلاع عليها
-web-shows = سجل المتصفح وشركة الإنترنت قد يظهران أن هذه الصفحة فُتحت
-chat-stays = تبقى هذه المحادثة في هاتفك إلى أن تُمسح.
-image-tells = وقد تحمل معها المكان والتاريخ والجهاز، وهذا مفيد للمحققين

-receipt = إثبات الإرسال
-secret-code = الرمز السري
-case-tracking = تتبّع الملف
-next-steps = الخطوة التالية: فحص تقني، ثم إحالة على مصلحة الشرطة المختصة.
-marked-urgent = سيُعتبر هذا الملف مستعجلا.
-proceedings = مسطرة جارية
-can-wait = ما كُتب هنا محفوظ ويمكن أن ينتظر. سلامتك أهم من هذا الملف.
-told-later = وسيُسلَّم ذلك إلى من بلّغ مع أول رسالة منه.
-advice = بعض النصائح، للقراءة في وقت مناسب:

-desk = مكتب الملفات
-hide = إخفاء المحادثة
-cancel = إلغاء
-edit = تعديل
-resume = متابعة
-traceless = بدون أثر

-typed-skip = تخطٍّ
-typed-done = انتهيت
-typed-cancel = إلغاء
-typed-status = تتبّع
-typed-hide = إخفاء

-day = { DATETIME($date, dateStyle: "long") }
-moment = { DATETIME($date, dateStyle: "long", timeStyle: "short") }

## First contact

welcome = السلام عليكم. هنا يمكن التبليغ عن كل ما يثير القلق على الإنترنت: نصب، ابتزاز، تهديد… ويمكن ذلك بدون ذكر الاسم. في حالة خطر فوري، المرجو الاتصال أولا بالرقم { $police }.
welcome-short = هنا { $organisation }، خط التبليغ. في حالة خطر فوري، المرجو الاتصال أولا بالرقم { $police }.
anonymity-telegram = بدون اسم: لا يرى المحققون اسمك ولا حسابك. لكن { -telegram-knows }. و{ -chat-stays }
anonymity-whatsapp = بدون اسم: لا يرى المحققون اسمك ولا حسابك. لكن { -whatsapp-knows }. و{ -chat-stays }
anonymity-web = بدون اسم: لا حاجة لأي حساب، ولا يرى المحققون أي اسم. ولا يحفظ الموقع أي اسم ولا عنوان الجهاز (IP). لكن { -web-shows }.

ask-language = بأي لغة نتابع؟
language-ar = العربية
language-fr = Français
language-ary = الدارجة

ask-menu = كيف يمكننا المساعدة؟
menu-new = تبليغ جديد
menu-status = { -case-tracking }
menu-help = مساعدة وأرقام
menu-data = معطياتي
menu-language = تغيير اللغة
menu-hide = { -hide }
menu-resume = { -resume }
menu-edit = { -edit }
menu-cancel = { -cancel }
menu-desk = { -desk }

ask-resume = هل نتابع من حيث توقفنا، أم نبدأ من جديد؟
resume-resume = { -resume }
resume-restart = البدء من جديد

## Ways out and on

do-back = رجوع
do-skip = تخطٍّ
do-done = انتهيت
do-menu = القائمة
do-language = اللغة
do-status = { -case-tracking }
do-new = تبليغ جديد
do-answer = الجواب
do-desk = { -desk }
do-hide = { -hide }
do-forget = محو معطياتي
do-unfile = سحب هذا المرفق

## What came first

understood-text = وصلت رسالتك.
understood-pieces =
    { $count ->
        [zero] لم يصل أي مرفق بعد.
        [one] وصل مرفق واحد.
        [two] وصل مرفقان.
        [few] وصلت { $count } مرفقات.
        [many] وصل { $count } مرفقا.
       *[other] وصل { $count } مرفق.
    }
understood-numbers = الأرقام والروابط الموجودة فيها:
understood-category = يبدو أن الموضوع: { $category }
ask-quick = يمكن الإرسال الآن إلى المحققين، أو إضافة تفاصيل. ذكر الاسم غير ضروري.
quick-send = إرسال الآن
quick-details = إضافة تفاصيل
quick-category = اختيار الموضوع
quick-join = إلى الملف السابق
quick-cancel = { -cancel }

## Category

ask-category = ما الموضوع؟ يمكن الاختيار من القائمة، أو الكتابة بكلمات بسيطة، أو تحويل الرسالة المعنية إلى هنا.
category-fraud = نصب واحتيال
category-blackmail = ابتزاز بالصور
category-defamation = سب وقذف وتشهير
category-threat = تهديد
category-child = طفل في خطر
category-trafficking = احتجاز، عمل وهمي بالخارج
category-hacking = حساب مخترق
category-terrorism = إرهاب
category-drugs = مخدرات
category-weapons = أسلحة
category-incitement = تحريض على العنف
category-other = أمر آخر

opening-blackmail =
    ما حدث ليس ذنبك. من الأفضل عدم دفع أي مبلغ وعدم حذف أي شيء: تلك الرسائل هي الأدلة. لا حاجة لنا بالصورة نفسها.
    للتحدث مع شخص الآن:
    { -women }
    { -children }
    { -police }
opening-child =
    شكرا على التبليغ. المرجو عدم إرسال أي صورة لطفل إلى هنا: يكفي رابط أو اسم حساب أو بضع كلمات.
    إذا كان طفل في خطر الآن:
    { -police }
    { -children }
opening-terrorism = شكرا على التنبيه. يكفي رابط أو اسم حساب أو لقطة شاشة. من الأفضل عدم نشر هذا المحتوى وعدم الرد على صاحبه. { -attack-near }، المرجو الاتصال فورا بالرقم { $police }.

## Care

care-danger =
    ⚠️ في حالة خطر الآن، المرجو الاتصال أولا:
    { -police } (أو { $police_mobile } من الهاتف المحمول)
    { -gendarmerie }
    { -ambulance }
    نتابع هنا عندما يصبح ذلك ممكنا. لم يضع شيء.
care-despair =
    هذا الوضع ثقيل جدا، ولا ينبغي لأحد أن يحمله وحده. المرجو التحدث مع شخص الآن:
    { -police }
    { -ambulance }
    { -women }
    { -children }
    للجميع، خط استماع: { $listening }
    أو شخص موثوق، الآن.
    { -can-wait }
care-overdose =
    ⚠️ المرجو الاتصال بالإسعاف الآن، حتى لو بدا كل شيء عاديا:
    { -ambulance }
    { -police }
    من الأفضل التوجه إلى أقرب شخص. وفي حالة ابتلاع شيء ما، يُستحسن الاحتفاظ بعلبته.
    { -can-wait }
care-held =
    ⚠️ من أجل شخص محتجز، المساعدة ممكنة:
    { -trafficking }
    { -police }
    خارج المغرب، يمكن أيضا طلب المساعدة من القنصلية أو من شرطة البلد.
    { -marked-urgent } لا داعي لأي مخاطرة من أجل الجواب هنا.
care-minor =
    الذنب ليس أبدا ذنب الضحية. هناك من يستمع الآن:
    { -children }
    { -police }
    { -marked-urgent }
care-unsafe = لنختصر إذن: تكفي بضع كلمات. للتوقف تكفي كتابة «{ -typed-cancel }»، أو «{ -typed-hide }» إذا اقترب أحد.
care-bank = المرجو الاتصال الآن بالبنك أو بوكالة التحويل: يمكن توقيف البطاقة وطلب استرجاع المبلغ. الساعات الأولى مهمة. والتبليغ محفوظ في هذه الأثناء.

## Questions about the service

topic-report = هذا تبليغ
topic-safe = تبقى هذه المحادثة في هاتفك إلى أن تُمسح. إذا كان بإمكان أحد فتحها، فالأفضل الضغط على «{ -typed-hide }» والعودة من هاتف آخر.
topic-who-reads = لدينا، لا يقرأ ما يُرسل إلا المحققون المكلفون بالتبليغات. لا علم به للعائلة ولا للمدرسة ولا للعمل.
topic-police = هنا برنامج يجيب. ما يُرسل يقرؤه محققون. في حالة خطر، المرجو الاتصال بالشرطة: { $police }.
topic-free = نعم، التبليغ مجاني. لن يُطلب هنا أي مال ولا رمز ولا رقم بطاقة: من يطلب ذلك باسمنا فهو يمارس النصب.
topic-how-long = تكفي بضع دقائق، ويمكن الإرسال دون الجواب عن كل الأسئلة. أما فحص الملف فيستغرق أياما، وأحيانا أسابيع. لمعرفة أين وصل الملف تكفي كتابة «{ -typed-status }».
topic-lost-code = إذا كان التبليغ من هذه المحادثة، تكفي كتابة «{ -typed-status }» دون حاجة إلى الرمز. وإلا فلا يمكن لأحد استرجاع الرمز، ولا لنا. ويمكن ذكر التبليغ الأول في تبليغ جديد.
topic-talk-to-person =
    هنا برنامج يجيب، وقد يكتب محقق لاحقا في هذه المحادثة. للتحدث مع شخص الآن:
    { -police }
    { -women }
    { -children }
topic-passport =
    جواز السفر والبطاقة الوطنية والرخص وباقي الإجراءات ليست من اختصاص هذه الخدمة. بوابة الإجراءات الإدارية:
    idarati.ma
topic-accident =
    السرقة في الشارع والشجار والحوادث لا يُبلّغ عنها هنا، بل بالهاتف:
    الشرطة، داخل المدن: { $police }
    الدرك الملكي، خارج المدن: { $gendarmerie }
    { -ambulance }
topic-what-can-i-report = كل ما يثير القلق على الإنترنت أو عبر الهاتف: نصب، ابتزاز بالصور، تهديد، سب وتشهير، حساب مخترق، طفل في خطر، إرهاب، أسلحة، مخدرات، شخص محتجز. يكفي مجرد شك.
topic-what-is-this = هنا يمكن التبليغ عما يقع على الإنترنت، بذكر الاسم أو بدونه. يطرح البرنامج بضعة أسئلة، ثم يقرأ محققون التبليغ.
topic-insult-or-test = حسنا، لم يُرسل أي تبليغ. إذا كان هناك ما يثير القلق على الإنترنت، يمكن وصفه هنا ببساطة.

## Questions of one category

answer-yes = نعم
answer-no = لا
answer-unsure = ربما

ask-danger = هل هناك شخص في خطر الآن؟
ask-held = هل هناك شخص محتجز الآن رغما عنه؟
ask-held_where = أين، حسب المعلومات المتوفرة؟ اسم بلد أو مدينة أو بناية يساعد كثيرا.
ask-safe = هل الجواب هنا ممكن دون خطر؟
ask-minor = هل عمر الشخص المعني أقل من 18 سنة؟

ask-via = عبر أي وسيلة حدث ذلك؟
via-sms = رسالة SMS
via-whatsapp = واتساب
via-call = مكالمة هاتفية
via-social = شبكة اجتماعية
via-site = موقع إلكتروني
via-email = بريد إلكتروني
via-other = وسيلة أخرى

ask-money = هل دُفع مبلغ؟
money-recent = نعم، قبل أقل من يوم
money-earlier = نعم، قبل أكثر من يوم
money-no = لا

ask-payment = كم المبلغ، وكيف دُفع؟ مثلا: 500 درهم بتحويل أو تعبئة أو عملة رقمية.

ask-exposed = هل فُتح رابط، أو أُعطيت معلومات (رمز، بطاقة، صورة وثيقة)؟
exposed-no = لا شيء
exposed-link = فُتح رابط
exposed-data = أُعطيت معلومات

ask-aggressor = من هو الطرف الآخر، إن كان معروفا؟
aggressor-partner = علاقة حالية
aggressor-ex = علاقة سابقة
aggressor-family = من العائلة
aggressor-friend = من المعارف
aggressor-colleague = من العمل أو الدراسة
aggressor-stranger = شخص مجهول
aggressor-other = شخص آخر

ask-harm = ما الذي نُشر أو أُرسل؟
harm-insult = سب أو إشاعات
harm-images = صور خاصة
harm-impersonation = حساب منتحل
harm-deepfake = صورة مفبركة
harm-other = أمر آخر

ask-stolen = ما هو الحساب المعني؟
stolen-whatsapp = واتساب
stolen-facebook = فيسبوك
stolen-instagram = إنستغرام
stolen-email = بريد إلكتروني
stolen-bank = حساب بنكي
stolen-other = حساب آخر

ask-access = هل ما زال الدخول إليه ممكنا؟

ask-venue = أين يحدث ذلك؟
venue-group = مجموعة دردشة
venue-social = شبكة اجتماعية
venue-site = موقع إلكتروني
venue-hidden = موقع مخفي (dark web)
venue-street = في الشارع
venue-other = مكان آخر

ask-account = ما هو الحساب أو الرابط أو الرقم؟ يمكن نسخه هنا كما هو.
ask-group = هل ذُكرت جماعة أو تنظيم؟ يمكن كتابة الاسم هنا.
ask-delivery = كيف يُباع ذلك أو يُسلَّم؟ مثلا: لقاء، طرد، توصيل.

## The report

ask-story = ما الذي حدث؟ يكفي سرده بكلمات بسيطة، كتابة أو برسالة صوتية.
ask-evidence = هل توجد أدلة؟ لقطات شاشة، صور، تسجيلات، روابط: يمكن إرسالها هنا واحدا تلو الآخر.
ask-evidence-private = هل توجد لقطات من الرسائل، أو روابط، أو أسماء حسابات؟ هذا يكفي. لا حاجة لنا بالصورة الحميمية نفسها، والمرجو عدم إرسالها.
evidence-so-far =
    { $count ->
        [zero] لا مرفقات بعد.
        [one] وصل مرفق واحد.
        [two] وصل مرفقان.
        [few] وصلت { $count } مرفقات.
        [many] وصل { $count } مرفقا.
       *[other] وصل { $count } مرفق.
    } يمكن إرسال المزيد، أو كتابة «{ -typed-done }».
evidence-as-file = الصورة المرسلة على شكل ملف تحفظ أيضا المكان والتاريخ والجهاز، إن كان ذلك مفيدا.

ask-suspects = هل هناك رقم أو رابط أو حساب أو اسم معروف للطرف الآخر؟
suspects-found = وُجد في الرسائل حتى الآن:
ask-suspects-more = هل هناك أرقام أو روابط أو حسابات أخرى؟ وإلا فيكفي كتابة «{ -typed-skip }».

ask-where = هل هذا التبليغ من المغرب أم من الخارج؟ هذا يساعد على إحالة الملف على المصلحة المناسبة.
where-morocco = من المغرب
where-abroad = من الخارج
ask-region = ما هي الجهة؟
region-tanger = طنجة تطوان الحسيمة
region-oriental = الشرق
region-fes = فاس مكناس
region-rabat = الرباط سلا القنيطرة
region-beni-mellal = بني ملال خنيفرة
region-casablanca = الدار البيضاء سطات
region-marrakech = مراكش آسفي
region-draa = درعة تافيلالت
region-souss = سوس ماسة
region-guelmim = كلميم واد نون
region-laayoune = العيون الساقية الحمراء
region-dakhla = الداخلة وادي الذهب
ask-city = ما هي المدينة أو الجماعة؟
ask-country = ما هو البلد؟

ask-identity = هل نضيف اسمك إلى التبليغ؟
means-anonymous = بدون اسم: يرى المحققون اسما مستعارا فقط، وتصل أخبار الملف إلى هذه المحادثة.
means-traceless = بدون أثر: ننسى هذه المحادثة فورا. { -secret-code } هو الطريق الوحيد إلى الملف، من أي هاتف.
means-named = مع ذكر الاسم: يراه المحققون ويمكنهم التواصل معك.
identity-anonymous = بدون ذكر اسمي
identity-traceless = { -traceless }
identity-signed = الاسم في التوقيع
identity-named = مع ذكر اسمي
ask-name = ما هو الاسم الذي سيراه المحققون؟
ask-contact = كيف يمكن التواصل معك؟ هاتف أو بريد إلكتروني أو رقم البطاقة الوطنية، حسب الاختيار.
contact-expected =
    ننتظر بريدا إلكترونيا أو رقم البطاقة الوطنية أو رقم هاتف، مثلا:
    06 12 34 56 78
    ويمكن أيضا كتابة «{ -typed-skip }».

review-title = هذا ما سيُرسل:
review-answer = {"\u200F"}{ $label }: { $value }
review-evidence = المرفقات: { $count }
review-notes = الرسائل المرفقة: { $count }
ask-confirm = هل كل شيء صحيح؟ لا يُرسل شيء قبل اختيار «إرسال».
confirm-send = إرسال
confirm-edit = { -edit }
confirm-cancel = { -cancel }

ask-edit = ما هو الجواب المطلوب تغييره؟
ask-drop = هل نمسح كل ما كُتب؟ لم يُرسل أي شيء.
dropped = مُسح كل شيء. لم يُرسل أي شيء.

## What each answer is called

label-category = الموضوع
label-danger = خطر الآن
label-held = شخص محتجز
label-held_where = المكان المحتمل
label-safe = الجواب دون خطر
label-minor = أقل من 18 سنة
label-via = الوسيلة
label-money = مبلغ مدفوع
label-payment = المبلغ وطريقة الدفع
label-exposed = رابط أو معلومات
label-aggressor = الطرف الآخر
label-harm = ما نُشر أو أُرسل
label-stolen = الحساب المعني
label-access = الدخول إلى الحساب
label-venue = مكان ذلك
label-account = حساب أو رابط
label-group = جماعة مذكورة
label-delivery = البيع والتسليم
label-story = ما حدث
label-suspects = أرقام وحسابات
label-where = المغرب أو الخارج
label-region = الجهة
label-city = المدينة
label-country = البلد
label-identity = الهوية
label-name = الاسم
label-contact = الاتصال
label-note = رسالة
label-edit = رسالة معدلة
label-phone = رقم مذكور
label-link = رابط مذكور
label-email = بريد مذكور
label-handle = حساب مذكور
label-amount = مبلغ مذكور
label-sender = مرسل رسالة مذكور
label-rib = حساب بنكي مذكور (RIB)
label-iban = حساب بنكي مذكور (IBAN)
label-cardnumber = بطاقة بنكية مذكورة
label-crypto = محفظة عملات رقمية
label-date = تاريخ مذكور

## Filed

filed = ✅ تم الإرسال. رقم ملفك:
filed-next = { -next-steps } إذا كان هناك سؤال، سيصل هنا. وقد يستغرق الجواب عدة أيام.
filed-urgent = ملفك مستعجل: يُعالج قبل غيره. في حالة خطر، المرجو الاتصال أيضا بالرقم { $police }: الشرطة، ليلا ونهارا.
filed-traceless = { -next-steps } لن يصل أي خبر إلى هنا: لتتبّع الملف، يكفي إرسال الرمز.
receipt-keep = وهذا رمز سري لتتبّع الملف من أي هاتف. كل من لديه الرمز يرى أين وصل الملف، فالأفضل أن يبقى سريا:
receipt-only = وهذا رمز سري، هو الطريق الوحيد إلى هذا الملف: بدونه لا يمكن معرفة أي ملف هو ملفك، لا لك ولا لنا. أما المحققون فيقرؤونه. من الأفضل نسخه إلى مكان آمن:
signer = مفتاح هذا الخادم: { $fingerprint }
receipt-proof = وأخيرا، { -receipt }. لا حاجة إليه الآن؛ وإذا سُئلت يوما عما أُرسل ومتى، فهو يبيّن ذلك:
receipt-picture = صورة يمكن الاحتفاظ بها: تفتح ما يفتحه الرمز.

advice-fraud =
    { -advice }
    من الأفضل عدم دفع أي مبلغ آخر والاحتفاظ بكل الرسائل. إذا أُعطيت بطاقة أو رمز، المرجو طلب توقيف البطاقة من البنك. ومن يعد باسترجاع المال مقابل أجر هو غالبا نصب آخر.
advice-blackmail =
    { -advice }
    من الأفضل عدم دفع أي مبلغ، وأخذ لقطات شاشة، وبعدها فقط حظر الحساب. للحد من انتشار الصور:
    { $images_adults }
    { $images_minors } (أقل من 18 سنة)
    للحديث مع شخص:
    { -women }
    { -children }
advice-defamation =
    { -advice }
    من الأفضل أخذ لقطة شاشة بالتاريخ والرابط قبل أن يختفي المنشور، والإبلاغ عنه لدى الشبكة أيضا، وعدم الرد.
    للحديث مع شخص:
    { -women }
    { -children }
advice-threat =
    { -advice }
    من الأفضل الاحتفاظ بالرسائل، وعدم الرد، وإخبار شخص موثوق. إذا اقترب الخطر، المرجو الاتصال فورا:
    { -police }
    للحديث مع شخص:
    { -women }
advice-child =
    { -advice }
    المرجو عدم حفظ أو نشر أي صورة لطفل، وعدم مراسلة الطرف المعني. الرابط يكفي.
    { -children }
    لطلب سحب صورة: { $images_minors }
advice-trafficking =
    { -advice }
    من الأفضل حفظ نسخة من الجواز والعقد والرسائل، وإخبار شخص موثوق بالمكان، وعدم دفع أي مبلغ مقابل الإفراج قبل الحديث مع الشرطة.
    { -trafficking }
    { -police }
advice-hacking =
    { -advice }
    أولا استرجاع الحساب: من صفحة الاسترجاع وبجهاز آمن. ثم كلمة سر جديدة، وتحقق بخطوتين، وإغلاق الجلسات الأخرى. ومن المفيد تنبيه المعارف حتى لا يدفع أحد باسمك.
advice-terrorism =
    { -advice }
    المرجو عدم نشر هذا المحتوى، وعدم الرد، وعدم دخول أي مجموعة بحثا عن المزيد. يكفي الاحتفاظ بالرابط. { -attack-near }: { $police } (الشرطة).
advice-drugs =
    { -advice }
    المرجو عدم شراء أي شيء وعدم مراسلة البائع، ولو للإثبات. يفيد تسجيل الحساب والمكان والتاريخ. في حالة وعكة صحية: { $ambulance } (الإسعاف).
advice-weapons =
    { -advice }
    المرجو عدم شراء أي شيء وعدم مراسلة البائع، ولو للإثبات. يفيد تسجيل الحساب والرابط والتاريخ. إذا كان السلاح قريبا، المرجو الابتعاد والاتصال بالرقم { $police } (الشرطة).
advice-incitement =
    { -advice }
    المرجو عدم نشر المحتوى وعدم الرد عليه ولو للاعتراض. تكفي لقطة شاشة بالتاريخ والرابط، مع الإبلاغ عنه لدى الشبكة. { -attack-near }: { $police } (الشرطة).
advice-other =
    { -advice }
    من الأفضل الاحتفاظ بالرسائل وعدم حذف أي شيء. ويمكن الرجوع إلى هنا في أي وقت لإضافة شيء.

ask-more = هل نضيف بعض التفاصيل؟ كل الأسئلة اختيارية.
more-yes = نعم
more-no = لا
more-traceless = { -traceless }
enrich-done = شكرا، ملفك محدّث. يمكن الرجوع إلى هنا في أي وقت لإضافة شيء.
added = أُضيف ذلك إلى ملفك:

## Kept on the way

evidence-received =
    { $count ->
        [zero] لا مرفقات بعد.
        [one] وصل المرفق.
        [two] وصل المرفق، وهما الآن اثنان.
        [few] وصل المرفق، والمجموع { $count } مرفقات.
        [many] وصل المرفق، والمجموع { $count } مرفقا.
       *[other] وصل المرفق، والمجموع { $count } مرفق.
    }
voice-received = وصلت رسالتك الصوتية، وهي تكفي لسرد ما حدث.
note-kept = أُضيف ذلك إلى التبليغ.
unsent = لم يُرسل أي شيء بعد.
not-sent = لم يُرسل أي شيء. لا يُرسل التبليغ إلا باختيارك.
if-sent = يقرأ المحققون وحدهم هذا التبليغ، ولا يظهر اسمك فيه إلا إذا ذكرته أو كتبته. لم يُرسل أي شيء بعد.
name-not-kept = حسنا، بدون ذكر اسمك.
edit-kept = حُفظ التصحيح إلى جانب النص الأول.
notes-full = لم نتمكن من إضافة هذه الرسالة لأن العدد كبير. يمكن إضافتها إلى الملف بعد الإرسال.
evidence-full = لم نتمكن من إضافة هذا المرفق لأن العدد كبير. يمكن إضافته لاحقا من تتبّع الملف.
evidence-day-full = وصلت اليوم مرفقات كثيرة من هذه المحادثة، ولم نتمكن من حفظ هذا المرفق. المرفقات الأخرى محفوظة. يمكن الآن إرسال رابط أو بضع كلمات، والعودة غدا لإرسال مرفق آخر.
evidence-failed = لم يصل أحد المرفقات. هل يمكن إرساله مرة أخرى؟ أما الباقي فهو محفوظ.
evidence-too-big = هذا المرفق كبير جدا ولا يمكن استلامه هنا. تكفي لقطة شاشة أو مقطع أقصر أو رابط.
unsupported = لا يمكن حفظ هذا النوع من الرسائل. يمكن إرسال نص أو صورة أو فيديو أو رسالة صوتية أو ملف أو رابط.
original-telegram = وصلت هذه الصورة على شكل ملف، { -image-tells }. وإن كان ذلك غير مرغوب فيه، فيمكن سحبها وإرسالها كصورة عادية.
original-whatsapp = وصلت هذه الصورة على شكل ملف، { -image-tells }. وإن كان ذلك غير مرغوب فيه، فيمكن سحبها وإرسالها كصورة عادية.
original-web = تصل هذه الصورة كما هي، { -image-tells }. وإن كان ذلك غير مرغوب فيه، فيمكن سحبها وإرسال لقطة شاشة.
original-filed = أُضيفت هذه الصورة كما هي، { -image-tells }.
unfiled = تم السحب. يمكن إرسالها كصورة عادية أو لقطة شاشة، أو المتابعة بدونها.
unfile-late = هذا المرفق جزء من ملفك الآن، وما أُضيف إليه لا يتغير.
unfile-none = لا يوجد مرفق يمكن سحبه.

## Not understood

not-understood = لم يصلنا جواب واضح. تكفي بضع كلمات.
choose-one = يمكن الجواب بالضغط على أحد الاختيارات، أو بكتابة اسمه أو رقمه (1، 2، 3…).
too-long = هذا النص طويل بالنسبة لهذا السؤال. يكفي الأهم في جمل قليلة.
cannot-skip = نحتاج إلى جواب هنا للمتابعة. أقرب اختيار يكفي، ولو بدون يقين.
need-one = نحتاج إلى شيء واحد على الأقل: بضع كلمات أو لقطة شاشة أو رابط أو رسالة صوتية. وللتوقف، تكفي كتابة «{ -typed-cancel }».
tap-old = هذا الزر من رسالة أقدم، ولم يتغير شيء. هذه هي المرحلة الحالية.
lost =
    لم نتفاهم بعد، ولا بأس بذلك. بكتابة «القائمة» تظهر كل الاختيارات.
    للحديث مع شخص:
    { -police }
    { -women }
    { -children }

help =
    أرقام للاتصال:
    { -police } (أو { $police_mobile } من الهاتف المحمول)
    { -gendarmerie }
    { -ambulance }
    { -children }
    { -women }
    { -trafficking }
    المنصة الرسمية للتبليغ:
    { $platform }

    كلمات يمكن كتابتها هنا في أي وقت: «إرسال»، «{ -typed-status }»، «{ -typed-done }»، «رجوع»، «تعديل»، «{ -typed-skip }»، «{ -typed-cancel }»، «القائمة»، «اللغة»، «{ -typed-hide }»، «معطياتي»، «محو معطياتي».

## Later

reminder = هناك ما لم يكتمل هنا، ولم يُرسل أي شيء. يبقى المكتوب محفوظا لبعض الوقت، ثم يُمسح.
expired = مُسح الآن ما لم يكتمل، ولم يُرسل أي شيء. يمكن البدء من جديد في أي وقت.
hidden = تم ذلك: مُسح ما يمكننا مسحه هنا. أما الباقي فيمكن حذفه من الجهاز نفسه.
hide-yourself = هنا لا يمكننا حذف أي شيء. يمكن حذف المحادثة من الهاتف نفسه: التبليغ يبقى محفوظا لدينا.
group-declined = لا نجيب داخل المجموعات، لأن الجميع يقرأ فيها. يمكن مراسلتنا على الخاص في أي وقت.
sorry = حدث خلل من جهتنا. ما وصل منك محفوظ. المرجو المحاولة مرة أخرى بعد قليل.
too-many = تصل الرسائل أسرع مما نستطيع قراءته. الأولى محفوظة، والأخيرة لم تُحفظ، وقد يضيع غيرها خلال دقيقة. المرجو الانتظار قليلا ثم إرسال البقية من جديد. { -in-danger }
busy = لا يمكننا استقبال التبليغات في هذه اللحظة. المرجو الرجوع بعد بضع دقائق. { -in-danger }
not-sealed = لم نتمكن من ختم هذا التبليغ، وبدون ذلك لا نرسل أي شيء. ما كُتب يبقى محفوظا. المرجو إعادة المحاولة بعد بضع دقائق. { -in-danger }

## Where it stands

status-received = تم الاستلام
status-examined = فحص تقني
status-referred = أُحيل على الشرطة
status-investigated = بحث جارٍ
status-identified = تحديد مشتبه فيه
status-justice = أمام العدالة
status-wanted = مذكرة بحث
status-closed = ملف مغلق
status-withdrawn = تم السحب

ask-which = ما هو الملف المطلوب؟
case-option = { $reference }
case-status =
    الوضع: { $status }
    آخر تحديث: { -moment }
case-note =
    رسالة لك، بتاريخ { -moment }:
    { $note }
case-added = إضافة منك بتاريخ { -moment }
status-none = لا يوجد ملف مرتبط بهذه المحادثة. إذا كان لديك رمز سري، يمكن إرساله هنا.
answer-goes-to = يُضاف جوابك إلى الملف:
answer-none = لا يوجد سؤال ينتظر جوابك.
answer-later = التبليغ الجاري لم يُرسل بعد. المرجو إرساله أو إلغاؤه، ثم الضغط من جديد على الزر تحت السؤال: ما زال مفتوحا.
mine-add = إضافة
mine-withdraw = سحب
mine-follow = تتبّع من هنا
mine-traceless = نسيان عنواني
ask-addition = ماذا نضيف؟ نص أو صورة أو رسالة صوتية أو ملف. وعند الانتهاء تكفي كتابة «{ -typed-done }».
ask-withdraw = هل نسحب هذا التبليغ؟ سيُصنف مسحوبا، لكن ما وصل إلى المحققين لا يُمسح بذلك.
withdrawn = تم السحب. رقم الملف:
receipt-unknown = لا يوجد ملف بهذا الرمز. ربما ينقصه حرف: يمكن نسخه كاملا وإرساله من جديد.
receipt-limited = رموز كثيرة في وقت قصير. يمكن المحاولة مرة أخرى بعد ساعة.
receipt-is-proof = هذا { -receipt }، ولا يفتح شيئا. لتتبّع الملف، المرجو إرسال الرمز الآخر: الذي يبدأ برقم الملف.
notice-status =
    هناك جديد في ملفك.
    وضعه الآن: { $status }
notice-note =
    رسالة لك بخصوص ملفك:
    { $note }

missed = تعذّر إيصال رسائلنا إليك لفترة. هذا ما لا يزال مهما منها:
## What is known of you

stays-telegram = في كل الأحوال، { -telegram-knows }. و{ -chat-stays }
stays-whatsapp = في كل الأحوال، { -whatsapp-knows }. و{ -chat-stays }
stays-web = في كل الأحوال، { -web-shows }.
parted = لم يعد لدينا ما يربط هذه المحادثة بالملف. للرجوع إليه، يكفي إرسال الرمز، من هنا أو من مكان آخر.
ask-untie = هل ننسى ما يربط هذه المحادثة بهذا الملف؟ لن يصل أي خبر إلى هنا بعد ذلك. وبدون { -secret-code } لا رجوع إلى الملف: هل الرمز محفوظ لديك؟
followed = تم ذلك: ستصل أخبار هذا الملف إلى هنا. ولهذا يُحفظ معه عنوان هذه المحادثة.
held-title = هذا ما نحفظه عن هذه المحادثة:
held-open = محفوظ ما دام الملف مفتوحا، ثم { $days ->
        [one] يوما واحدا
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يوما
       *[other] { $days } يوم
    }.
held-open-years =
    محفوظ ما دام الملف مفتوحا، ثم { $years ->
        [one] سنة واحدة
        [two] سنتين
        [few] { $years } سنوات
        [many] { $years } سنة
       *[other] { $years } سنة
    }.
held-until = محفوظ إلى غاية { -day }
held-hold = محفوظ بسبب { -proceedings }، بدون تاريخ نهاية.
held-address = عنوان هذه المحادثة محفوظ إلى حين إغلاق الملف، لإرسال الجواب.
held-sealed = ما رويته ومرفقاتك مختومة: المفتاح لدى المحققين وحدهم. لا يستطيع هذا الخادم فتحها، ولا حتى لعرضها عليك.
held-closed = ما رويته ومرفقاتك مختومة للمحققين، ولا تُعرض داخل محادثة.
held-draft =
    { $count ->
        [zero] مسودة بدون مرفقات.
        [one] مسودة ومرفق واحد.
        [two] مسودة ومرفقان.
        [few] مسودة مع { $count } مرفقات.
        [many] مسودة مع { $count } مرفقا.
       *[other] مسودة مع { $count } مرفق.
    } تُمسح بعد { $hours ->
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    } من آخر رسالة.
held-messages = أن رسائل مرت من هنا ومتى، بدون محتواها. مدة الحفظ: { $days ->
        [one] يوم واحد
        [two] يومان
        [few] { $days } أيام
        [many] { $days } يوما
       *[other] { $days } يوم
    }.
held-language = لغتك: { $language }
held-traceless = أي ملف أُرسل بدون أثر لا يظهر في هذه القائمة: رمزه وحده يفتحه.
forget-goes = عند التأكيد، نمسح فورا ما لم يُرسل بعد وأثر رسائلنا. أما عنوان هذه المحادثة فيُمسح خلال 24 ساعة.
forget-erased = وهذه الملفات مع أدلتها:
forget-referred = وتبقى بدون عنوانك، وبما كُتب فيها، هذه الملفات التي أُحيلت على الشرطة، إلى نهاية مدة حفظها:
forget-held = وتبقى بدون عنوانك، وبما كُتب فيها، هذه الملفات بسبب { -proceedings }:
forget-log = يبقى سجل بدون محتوى، لا يذكر إلا أن ملفا كان موجودا وتواريخه.
ask-forget = هل نمسح كل ذلك؟ لا يمكن التراجع بعدها.
forget-not = لم يُمسح أي شيء.
forget-officer = هذه المحادثة مكتب، والمؤسسة وحدها يمكنها إغلاقه.
forgotten-done = مُسح ما لم يُرسل بعد وأثر رسائلنا. أما عنوان هذه المحادثة فيُمسح خلال 24 ساعة.
forgotten = في حالة الكتابة إلينا من جديد، يبدأ كل شيء من الصفر.

## Officers

officer-welcome = السلام عليكم { $name }. هذه المحادثة هي المكتب من الآن.
enrolment-unknown = رمز الدخول هذا غير صالح أو سبق استعماله. يمكن طلب رمز جديد ممن سلّمه.
ask-desk = { -desk }. ماذا نفتح؟
desk-new = الجديدة
desk-open = المفتوحة
desk-digest = الحصيلة
desk-report = تقديم تبليغ
desk-none = لا شيء هنا في الوقت الحالي.
desk-not-here = لم يُحفظ شيء. زر المكتب يبدأ تبليغا.
opened-next = التالية
opened-first = العودة إلى البداية
opened-page = صفحة { $page } من { $pages }
case-meanwhile = في هذه الأثناء تغيّر وضع هذا الملف إلى: { $status } ({ $name }، { -moment }).
ask-opened =
    { $count ->
        [zero] لا ملفات.
        [one] ملف واحد.
        [two] ملفان.
        [few] { $count } ملفات.
        [many] { $count } ملفا.
       *[other] { $count } ملف.
    } ما هو الملف المطلوب؟
case-row =
    ملف { $reference } · { $category } · { -moment }{ $unreachable ->
        [0] {""}
       *[other] {" "}· تعذّر الوصول
    }
case-row-urgent =
    مستعجل · { $reference } · { $category } · { -moment }{ $unreachable ->
        [0] {""}
       *[other] {" "}· تعذّر الوصول
    }
case-urgent = ⚠️ مستعجل
case-head =
    { $category }
    الوضع: { $status }
    تاريخ الاستلام: { -moment } ({ $channel })
    الاسم المستعار: { $pseudonym }
case-unreachable = تعذّر الوصول إلى من بلّغ: رسائلنا لم تعد تصل (محادثة محظورة أو حساب مغلق). ما يُكتب هنا سيُسلَّم عند العودة.
case-missed =
    { $count ->
        [zero] كل الإشعارات وصلت.
        [one] إشعار واحد لم يصل. { -told-later }
        [two] إشعاران لم يصلا. { -told-later }
        [few] { $count } إشعارات لم تصل. { -told-later }
        [many] { $count } إشعارا لم يصل. { -told-later }
       *[other] { $count } إشعار لم يصل. { -told-later }
    }
case-place = المكان: { $place }
case-sealed = المحتوى مختوم: يُفتح بمفتاحك الخاص على جهازك.
case-evidence =
    المرفقات: { $count }{ $failed ->
        [0] {""}
       *[other] {" "}(لم تصل: { $failed })
    }
case-undelivered = آخر إشعار لم يصل: { $reason }. سيُرسل عند وصول رسالة جديدة من هذه المحادثة.
undelivered-window = مرت أكثر من 24 ساعة على آخر رسالة
undelivered-stopped = توقفت الرسائل بطلب من هذا الحساب
undelivered-ceiling = اكتمل عدد الرسائل المسموح به اليوم
undelivered-gone = الحساب غير موجود
undelivered-other = رفضت خدمة المراسلة الإرسال
case-unaddressed = بدون عنوان: تُقرأ كلماتك بالرمز السري.
case-hold = المحو موقوف بسبب { -proceedings }.
case-until = موعد المحو: { -day }
case-kept = المحو: ليس قبل إغلاق الملف.
case-gone = لم يعد هذا الملف موجودا لدينا، ولم يُسجل أي شيء.
channel-telegram = تيليغرام
channel-whatsapp = واتساب
channel-web = موقع الويب
action-status = تغيير الوضع
action-ask = طرح سؤال
action-desk = العودة إلى المكتب
action-hold = إيقاف المحو
action-release = السماح بالمحو
ask-set_status = ما هو الوضع الجديد؟
ask-officer_note = هل من كلمة إلى من بلّغ؟ ستصل كما هي. وإلا فيكفي كتابة «{ -typed-skip }».
status-set = الوضع الجديد: { $status }. سيصل الخبر إلى من بلّغ، أو يُقرأ بالرمز السري.
ask-officer_question = ما هو السؤال؟ سيُقرأ كما هو، ويمكن الجواب عنه هنا.
question-sent = طُرح السؤال. سيصل إلى من بلّغ، أو يُقرأ بالرمز السري. وعند وصول الجواب يصلك الخبر.
answer-arrived = وصل جواب عن سؤالك. الملف:
alert-urgent = ⚠️ ملف جديد مستعجل: { $category }
alert-gathered =
    { $count ->
        [zero] ⚠️ ملفات مستعجلة أخرى منذ آخر تنبيه:
        [one] ⚠️ ملف مستعجل آخر منذ آخر تنبيه:
        [two] ⚠️ ملفان مستعجلان آخران منذ آخر تنبيه:
        [few] ⚠️ { $count } ملفات مستعجلة أخرى منذ آخر تنبيه. أحدثها:
        [many] ⚠️ { $count } ملفا مستعجلا آخر منذ آخر تنبيه. أحدثها:
       *[other] ⚠️ { $count } ملف مستعجل آخر منذ آخر تنبيه. أحدثها:
    }
digest-title = حصيلة الملفات
digest-counts =
    المفتوحة: { $open }
    المستعجلة: { $urgent }
    الجديدة خلال 24 ساعة: { $new }
digest-category = {"\u200F"}{ $category }: { $count }
digest-oldest = أقدم ملف ينتظر منذ { -moment }
digest-root = بصمة سجل أمس، للحفظ:
digest-unsealed = غير مختوم: المفتاح الخاص ما زال على هذا الخادم.
digest-dead = رسائل لم يستطع البرنامج معالجتها، يُخبَر بها الفريق التقني: { $count }
digest-faults = وجد فحص الليلة خللا في البيانات، يُخبَر به الفريق التقني: { $count }
digest-nothing = لا جديد، ولا شيء في الانتظار.

## The bot's own page

command-start = بدء التبليغ
command-menu = كل الاختيارات
command-status = تتبّع ملفي
command-help = مساعدة وأرقام للاتصال
command-mydata = ما نحفظه عنك
command-language = تغيير اللغة
command-hide = إخفاء هذه المحادثة
command-forget = محو ما نحفظه عنك
command-cancel = إلغاء ما هو جارٍ
bot-about = التبليغ عن نصب أو ابتزاز أو تهديد على الإنترنت، بدون ذكر الاسم. في حالة خطر: { $police }.
bot-description =
    هنا يمكن التبليغ عن كل ما يثير القلق على الإنترنت: نصب، ابتزاز، تهديد، حساب مخترق…
    ويمكن ذلك بدون ذكر الاسم. للبدء، تكفي رسالة محوّلة أو لقطة شاشة.
    يستقبل { $organisation } التبليغات ويجيب هنا.
    في حالة خطر الآن: { $police } (الشرطة).

## WhatsApp

whatsapp-choose = اختيار

## Web chat

web-direction = rtl
web-title = رسائل
web-subtitle = خط التبليغ
web-log = المحادثة
web-placeholder = كتابة رسالة
web-send = إرسال
web-attach = إرفاق ملف أو صورة
web-record = تسجيل رسالة صوتية
web-recording = جارٍ التسجيل
web-record-send = إرسال الرسالة الصوتية
web-record-cancel = حذف التسجيل
web-no-microphone = تعذّر استعمال الميكروفون. تبقى الكتابة أو إرفاق ملف ممكنة.
web-leave = خروج سريع
web-leave-hint = خروج سريع: تُمسح هذه الصفحة. يمكن أيضا الضغط مرتين على Escape.
web-connecting = جارٍ الاتصال…
web-offline = لا يوجد اتصال الآن. ستُرسل الرسائل تلقائيا عند عودته. في حالة خطر، المرجو الاتصال بالرقم { $police } (الشرطة).
web-uploading = جارٍ إرسال الملف
web-too-big = هذا الملف فارغ أو كبير جدا. تكفي لقطة شاشة أو مقطع أقصر.
web-too-long = هذا النص طويل جدا. يمكن تقسيمه إلى رسالتين.
web-failed = لم تُرسل الرسالة.
web-unreadable = تعذّرت قراءة هذا الملف، ربما تغيّر منذ اختياره. يمكن اختياره من جديد.
web-refused = يرفض هذا الموقع رسائل هذا المتصفح. المرجو إعادة فتح الصفحة أو تجربة متصفح آخر. في حالة خطر، المرجو الاتصال بالرقم { $police } (الشرطة).
web-tabs = هذه المحادثة مفتوحة في عدة نوافذ، والأجوبة تصل هناك. المرجو إغلاق واحدة منها لتظهر هنا. في حالة خطر، المرجو الاتصال بالرقم { $police } (الشرطة).
web-fallback = لا تُفتح هذه المحادثة في هذا المتصفح. قد يصلح متصفح آخر: Chrome أو Edge ابتداء من 87 أو Firefox 78 أو Safari 14.1.
web-fallback-elsewhere = وسيلة أخرى لمراسلتنا:
web-fallback-call = في حالة خطر، المرجو الاتصال بالرقم { $police } (الشرطة) أو { $police_mobile } من هاتف محمول أو { $gendarmerie } (الدرك). من أجل طفل: { $children }. للتبليغ عن محتوى: { $platform }.
web-draft-ask = هنا نص بدأت كتابته ولم يُرسل. هل يُحتفظ به؟
web-draft-keep = الاحتفاظ به
web-draft-drop = مسحه
web-retry = إعادة الإرسال
web-cancel = إلغاء
web-copy = نسخ
web-copied = تم النسخ
web-new-messages = رسائل جديدة
web-you = أنت
web-us = خط التبليغ
web-typing = جارٍ تحضير الجواب
web-choices = الاختيارات
web-sending = قيد الإرسال
web-sent = تم الإرسال
web-slow = رسائل كثيرة في وقت قصير. لم يضع شيء، وستُرسل البقية بعد لحظات. { -in-danger }
web-busy = لا يمكننا استقبال الرسائل في هذه اللحظة. تبقى الرسائل في هذه الصفحة وستُرسل تلقائيا. { -in-danger }
web-crowded = هناك إقبال كبير في هذه اللحظة. لم يضع شيء، وستُرسل الرسائل تلقائيا بعد لحظات. { -in-danger }
web-blocked = يمنع المتصفح بدء المحادثة. المرجو السماح بملفات تعريف الارتباط (cookies) لهذا الموقع ثم إعادة فتح الصفحة. { -in-danger }
web-noscript = تحتاج هذه المحادثة إلى تفعيل JavaScript في المتصفح. في حالة خطر فوري، المرجو الاتصال بالرقم { $police }.
web-drop = إفلات الملفات هنا
web-photo = صورة
web-video = فيديو
web-voice = رسالة صوتية
web-audio = تسجيل صوتي
web-document = ملف
web-qr = رمز QR
web-qr-about = هذه الصورة تفتح ما يفتحه الرمز السري.
web-qr-save = حفظ الصورة
web-link-ask = هذا الرابط يفتح تتبّع ملف. هل يُعرض هنا؟
web-link-open = عرض
web-link-not = ليس الآن
