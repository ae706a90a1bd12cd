### Questions that officers have ready, in the reporters' languages; the officer may change each before it goes.

canned-proof-fr = Pouvez-vous envoyer une capture d’écran de la conversation, avec le nom du compte bien visible ?
canned-proof-ar = هل يمكن إرسال لقطة شاشة للمحادثة، مع ظهور اسم الحساب؟
canned-proof-ary = واش تقدرو تصيفطو لينا كابتير ديال المحادثة، وسمية الكونط باينة فيها؟
canned-number-fr = Quel est le numéro, le compte ou le lien utilisé par cette personne ?
canned-number-ar = ما هو الرقم أو الحساب أو الرابط الذي استعمله هذا الشخص؟
canned-number-ary = شنو هي النمرة ولا الكونط ولا الليان اللي خدم بيه هاد الشخص؟
canned-payment-fr = Avez-vous un reçu du paiement, ou la date et le montant ?
canned-payment-ar = هل لديك وصل الأداء، أو تاريخه ومبلغه؟
canned-payment-ary = واش عندكم التوصيل ديال الخلاص، ولا النهار وشحال خلّصتو؟
canned-since-fr = Depuis quel jour cela dure-t-il ?
canned-since-ar = منذ أي يوم بدأ هذا؟
canned-since-ary = من فوقاش وهادشي كاين؟
