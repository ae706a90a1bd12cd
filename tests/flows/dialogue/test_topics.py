"""Questions about the service are answered in its language, and nothing is filed; a report goes on as one."""

from collections.abc import Callable

import pytest

from flows.dialogue.topics import TOPICS, topic_of
from tests.dialogue import House, Person

LANGUAGES = ("fr", "ar", "ary", "ary-Latn")
QUESTIONS = {
    "accident": (
        "j'ai eu un accident sur l'autoroute",
        "وقعت حادثة سير",
        "وقعات كسيدة فالطريق",
        "w9e3at ksida f tri9",
    ),
    "add-later": (
        "je peux ajouter une photo plus tard ?",
        "هل يمكنني إضافة صورة لاحقا؟",
        "واش نقدر نزيد تصويرة من بعد؟",
        "wach n9der nzid tswira mn be3d?",
    ),
    "call-me": (
        "quand est-ce que vous m'appelez ?",
        "هل ستتصلون بي؟",
        "واش غادي تعيطو ليا؟",
        "wach ghadi t3ayto liya?",
    ),
    "send-someone": (
        "vous pouvez envoyer quelqu'un ?",
        "هل يمكنكم إرسال دورية؟",
        "واش تقدرو تصيفطو شي حد؟",
        "wach t9dro tsifto chi 7ed?",
    ),
    "fault": ("c'est de ma faute ?", "هل هذا خطأي؟", "واش غلطي؟", "hchmana bzaf"),
    "screenshot": (
        "comment faire une capture d'écran ?",
        "كيف آخذ لقطة شاشة؟",
        "كيفاش ندير كابتير؟",
        "kifach ndir capture?",
    ),
    "free": ("c'est gratuit ici ?", "هل الخدمة مجانية؟", "واش هادشي فابور؟", "wach hadchi fabor?"),
    "how-long": (
        "combien de temps ça prend ?",
        "كم من الوقت يستغرق؟",
        "شحال كياخد هادشي ديال الوقت؟",
        "chhal kayakhod hadchi?",
    ),
    "insult-or-test": ("vous êtes nuls", "هذا البوت غبي", "هاد البوت كدابة", "test test khoya"),
    "lost-code": (
        "j'ai perdu mon code",
        "أضعت رمز الملف",
        "نسيت الكود ديال الدوسي",
        "nsit lcode dyal dossier",
    ),
    "passport": (
        "je veux faire un passeport",
        "أريد تجديد جواز السفر",
        "بغيت ندير الباسبور",
        "bghit ndir passport",
    ),
    "police": ("vous êtes la police ?", "هل أنتم الشرطة؟", "واش نتوما البوليس؟", "wach ntoma lboulis?"),
    "safe": ("est-ce que c'est sûr ici ?", "هل هذا آمن؟", "واش هادشي مأمون؟", "wach hadchi mamoun?"),
    "talk-to-person": (
        "je veux parler à quelqu'un",
        "أريد التحدث مع شخص",
        "بغيت نهضر مع شي حد",
        "bghit nhder m3a chi had",
    ),
    "what-can-i-report": (
        "qu'est-ce que je peux signaler ici ?",
        "ماذا يمكنني أن أبلغ عنه؟",
        "شنو نقدر نبلغ هنا؟",
        "chno n9der nblegh hna?",
    ),
    "what-is-this": ("c'est quoi ce bot ?", "ما هذه الخدمة؟", "شنو هاد البوت؟", "chno had nmra?"),
    "what-next": (
        "et maintenant il se passe quoi ?",
        "ماذا سيحدث الآن؟",
        "واش غادي يرجعو ليا فلوسي",
        "chno ghadi yw9e3 daba",
    ),
    "what-to-do": ("je ne sais plus quoi faire", "لا أدري ماذا أفعل", "شنو ندير دابا", "ma3rft chno ndir"),
    "who-reads": (
        "qui lit mes messages ?",
        "من يقرأ رسائلي؟",
        "شكون كيقرا المساجات ديالي؟",
        "chkon kay9ra lmessages dyali?",
    ),
}
ASKED = [
    pytest.param(topic, language, text, id=f"{topic}-{language}")
    for topic, texts in QUESTIONS.items()
    for language, text in zip(LANGUAGES, texts, strict=True)
]
each = pytest.mark.parametrize(("topic", "language", "text"), ASKED)
REPORTS = [
    "qui est ce numéro 0612345678",
    "c'est quoi ce site http://poste-ma.top",
    "شنو هاد النمرة 0612345678",
    "chno had site http://poste-ma.top",
    "ما هذا الموقع http://poste-ma.top",
    "on m'a demandé 500 dh pour un colis, c'est gratuit normalement ?",
    "il me menace de publier mes photos, qui va lire ça ?",
]


def test_every_topic_with_a_line_has_its_questions() -> None:
    assert QUESTIONS.keys() == set(TOPICS)


@each
def test_at_first_contact(person: Callable[..., Person], topic: str, language: str, text: str) -> None:
    someone = person("fr" if language == "fr" else "ar").says(text).sees(f"topic-{topic}").misses("welcome")
    assert someone.last.language in ({"fr"} if language == "fr" else {"ar", "ary"})
    assert {"report", "menu"} <= set(someone.options)
    assert not someone.cases


@each
def test_at_rest_the_words_are_filed_after_all(
    person: Callable[..., Person], topic: str, language: str, text: str
) -> None:
    someone = person("fr").starts().taps("fr").taps("other").says("annuler").says("oui").sees("dropped")
    someone.says(text).sees(f"topic-{topic}").misses("ask-quick")
    assert not someone.cases
    someone.taps("report").sees("ask-quick", "understood-text").taps("send").sees("filed")
    assert ("story", text) in someone.answers


@each
def test_during_a_report_the_question_is_asked_again(
    reporter: Person, topic: str, language: str, text: str
) -> None:
    reporter.taps("fraud").sees("ask-via").says(text).sees("ask-via").misses("note-kept")
    if topic == "insult-or-test":
        reporter.sees("choose-one")
    else:
        reporter.sees(f"topic-{topic}")
    assert "report" not in reporter.options
    reporter.taps("sms").sees("ask-money")
    assert not reporter.cases


@pytest.mark.parametrize("text", REPORTS)
def test_a_lead_or_a_crime_begins_a_report(person: Callable[..., Person], text: str) -> None:
    assert topic_of(text) is None
    person().says(text).sees("ask-quick", "understood-text")


@pytest.mark.parametrize(
    "text",
    [
        *["il arrive", "il va arriver chez moi", "par la suite il m'a bloqué", "شنو وقع", "chno w9e3"],
        *["que se passe-t-il si je choisis envoyer ?", "carte nationale salat chno ndir"],
        "il me menace et je ne sais plus quoi faire depuis hier",
        *["je fais quoi il me viole", "achno ndir baba kaydrbni", "شنو غادي يوقع ليا خايفة"],
        *["chno ndir kayderbni", "شنو ندير راجلي كيضربني", "quoi faire il arrive", "هل سيعود ليضربني"],
        *["ماذا أفعل زوجي يضربني", "je fait quoi mon frere me frape", "ach ndir chadni f dar"],
        *["que va t il se passer il est dehors", "chno ghadi yw9e3 ila galha l baba"],
    ],
)
def test_what_happened_or_is_supposed_is_not_asked_on(text: str) -> None:
    assert topic_of(text) not in {"what-next", "what-to-do"}


@pytest.mark.parametrize(
    "text", ["je fais quoi il me viole", "شنو ندير راجلي كيضربني", "achno ndir baba kaydrbni"]
)
def test_a_crime_beside_the_question_what_to_do_is_kept(person: Callable[..., Person], text: str) -> None:
    someone = person().says("https://www.instagram.com/fauxcompte_karim/").sees("ask-quick")
    someone.says(text).misses("topic-what-to-do", "topic-what-next").taps("send").sees("filed")
    assert ("note", text) in someone.answers


@pytest.mark.parametrize(
    "text",
    [
        *[
            "ما العمل؟",
            "fais quoi",
            "que faire",
            "bonjour je fais quoi svp",
            "شنو ندير دابا عافاكم",
            "ach ndir daba",
        ],
        *["je sais pas quoi faire aidez moi", "ماذا أفعل الآن من فضلكم", "ma3reft ma ndir"],
    ],
)
def test_the_question_alone_what_to_do_is_read_by_rule(text: str) -> None:
    assert topic_of(text) == "what-to-do"


@pytest.mark.parametrize("text", ["fais quoi", "je fais quoi", "ما العمل؟", "شنو ندير", "chno ndir daba"])
def test_what_to_do_in_despair_is_answered_with_care(person: Callable[..., Person], text: str) -> None:
    someone = person().says("je veux mourir").sees("care-despair").says(text)
    someone.sees("care-despair").misses("topic-what-to-do", "topic-what-is-this", "topic-how-long")


def test_what_comes_next_is_answered_before_and_after_the_filing(person: Callable[..., Person]) -> None:
    someone = person().says("Un inconnu m'insulte chaque jour depuis une semaine").sees("ask-quick")
    someone.says("et maintenant il se passe quoi").sees("topic-what-next", "ask-quick").misses("filed")
    someone.says("je ne sais plus quoi faire").sees("topic-what-to-do", "ask-quick").taps("send").sees(
        "filed"
    )
    someone.says("qu'est-ce qui va se passer ?").sees("topic-what-next", "ask-more").misses("note-kept")


def test_a_long_text_and_a_bare_number_are_no_questions() -> None:
    assert topic_of("123") is None
    assert topic_of("qui lit mes messages " * 5) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [("où en est mon dossier ?", "status-none"), ("comment supprimer mes données ?", "held-title")],
)
def test_what_a_command_answers_best_is_that_command(reporter: Person, text: str, key: str) -> None:
    reporter.says(text).sees(key)


@pytest.mark.parametrize(("chat", "line"), [("telegram:1", "topic-safe"), ("whatsapp:1", "hide-yourself")])
def test_safety_offers_to_hide_the_chat_where_that_is_possible(
    person: Callable[..., Person], chat: str, line: str
) -> None:
    someone = person("fr", chat).says("est-ce que c'est sûr ici ?").sees(line)
    assert ("hide" in someone.options) == (line == "topic-safe")


def test_whoever_asks_who_reads_is_told_of_the_channel(person: Callable[..., Person]) -> None:
    person("fr", "whatsapp:1").says("qui lit mes messages ?").sees("topic-who-reads", "anonymity-whatsapp")


def test_another_question_or_a_story_may_follow(person: Callable[..., Person]) -> None:
    someone = person().says("c'est gratuit ici ?").sees("topic-free").says("qui lit mes messages ?")
    someone.sees("topic-who-reads").says("oui").sees("ask-quick").says("annuler").says("oui")
    someone.says("c'est gratuit ici ?").says("Un homme me réclame 300 dirhams et menace de venir chez moi")
    someone.sees("ask-quick").taps("send")
    assert not any("gratuit" in value for _, value in someone.answers)


@pytest.mark.parametrize(
    "text", ["je veux signaler une arnaque", "bghit nblegh 3la nasb", "أريد التبليغ عن ابتزاز"]
)
def test_a_wish_to_report_a_crime_is_no_question(person: Callable[..., Person], text: str) -> None:
    person().says(text).misses("topic-what-can-i-report", "welcome")


@pytest.mark.parametrize("said", ["peut-être", "peut etre", "ربما", "يمكن", "ymken", "je sais pas encore"])
def test_hesitation_is_no_question_about_the_service(said):
    assert topic_of(said) is None


def test_a_question_that_is_left_is_forgotten(house: House) -> None:
    someone = house.person("telegram:1", "fr").says("c'est gratuit ici ?").sees("topic-free")
    with house.storage.read() as unit:
        assert unit.conversations.get(someone.chat).about
    someone.says("menu").sees("ask-menu")
    with house.storage.read() as unit:
        assert unit.conversations.get(someone.chat).about == ""


def test_whoever_is_blackmailed_and_asks_what_it_costs_hears_of_the_blackmailer_too(person) -> None:
    someone = person().starts().taps("fr").taps("blackmail")
    someone.says("c'est gratuit ici ?").sees("topic-free", "opening-blackmail")


@pytest.mark.parametrize("text", ["qu'est-ce que c'est que ça ?", "comment ça ?"])
def test_a_question_after_the_filing_is_no_detail(person, text: str) -> None:
    someone = person().starts().taps("fr").taps("other").says("On m'a pris mon téléphone hier soir")
    someone.skips_to("ask-confirm").taps("send").sees("filed")
    before = len(someone.answers)
    someone.says(text).misses("added")
    assert len(someone.answers) == before


@pytest.mark.parametrize(
    "text",
    [
        *["et maintenant ?", "et après ?", "la suite ?", "c'est quoi la suite", "ok et maintenant ?"],
        *["que pouvez-vous faire ?", "ماذا يمكنكم أن تفعلوا؟", "شنو تقدرو ديرو؟", "chno t9dro dirou?"],
        *["والآن؟", "وماذا بعد؟", "ماذا الآن؟", "ثم ماذا؟", "ودابا؟", "ومن بعد؟", "o daba?", "w mn be3d?"],
    ],
)
def test_so_few_words_ask_what_comes_next(person: Callable[..., Person], text: str) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says(text)
    someone.sees("topic-what-next", "ask-quick").misses("if-sent", "understood-text").taps("send")
    someone.taps("no", on="more").says(text).sees("topic-what-next")


@pytest.mark.parametrize(
    "text",
    [
        *["est-ce que je peux ajouter des preuves après ?", "puis-je compléter plus tard ?"],
        *["هل أستطيع إضافة أدلة بعد الإرسال؟", "n9der nzid chi haja mn be3d?"],
    ],
)
def test_that_more_can_be_added_is_said_before_the_filing_and_after_it(
    person: Callable[..., Person], text: str
) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says(text)
    someone.sees("topic-add-later", "ask-quick").taps("send").says(text).sees("topic-add-later", "ask-more")


@pytest.mark.parametrize("text", ["je peux ajouter qu'il a mon adresse"])
def test_what_is_added_at_once_is_kept(person: Callable[..., Person], text: str) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says(text).misses("topic-add-later")
    someone.taps("send")
    assert ("note", text) in someone.answers


@pytest.mark.parametrize(
    "text",
    [
        *["comment récupérer mon compte facebook ?", "كيف أسترجع حسابي؟", "كيفاش نرجع الكونط ديالي؟"],
        *["kifach nrje3 lcompte?", "puis-je récupérer ma page ?"],
    ],
)
def test_who_asks_for_a_stolen_account_is_told_how_it_comes_back(
    person: Callable[..., Person], text: str
) -> None:
    someone = person().says("On a piraté mon compte et il écrit à mes amis").says(text)
    someone.sees("advice-hacking", "ask-quick").misses("understood-text").taps("send")
    someone.says(text).sees("advice-hacking", "ask-more").taps("no", on="more").says(text)
    someone.sees("advice-hacking")


@pytest.mark.parametrize(
    "text",
    [
        *["il va envoyer quelqu'un chez moi", "ils m'ont envoyé quelqu'un", "on m'appelle la nuit"],
        *["envoyez à la police", "أرسلوا إلى الشرطة", "صيفطو للبوليس"],
    ],
)
def test_what_others_send_and_where_the_report_goes_call_nobody(
    person: Callable[..., Person], text: str
) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says(text)
    someone.misses("topic-send-someone", "topic-call-me").taps("send")
    assert ("note", text) in someone.answers


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *[(text, "topic-what-to-do") for text in ("dois-je répondre ?", "dois-je le bloquer ?", "هل أحظره؟")],
        *[
            (text, "topic-what-to-do")
            for text in ("واش نجاوبو؟", "واش خاصني نبلوكيه؟", "wach khasni nblokih?")
        ],
        *[(text, "topic-who-reads") for text in ("c'est vraiment anonyme ?", "هل التبليغ مجهول؟")],
        *[(text, "topic-what-is-this") for text in ("vous êtes un robot ?", "واش نتا روبو؟")],
        *[
            (text, "opening-blackmail")
            for text in ("dois-je payer ?", "هل أدفع؟", "واش نخلص؟", "wach nkhelles?")
        ],
        *[(text, "topic-fault") for text in ("j'ai honte", "أشعر بالعار", "حشمانة بزاف")],
    ],
)
def test_what_frightened_people_ask_has_its_answer(
    person: Callable[..., Person], text: str, key: str
) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says(text).sees(key, "ask-quick")
    someone.misses("topic-free", "ask-check", "if-sent").taps("send").says(text).sees(key, "ask-more")
    someone.misses("note-kept")


@pytest.mark.parametrize(
    "text", ["faut-il un avocat ?", "je dois porter plainte ?", "هل أحتاج إلى محام؟", "واش خاصني محامي؟"]
)
def test_a_question_without_a_word_of_money_is_not_about_the_price(
    person: Callable[..., Person], text: str
) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says(text).sees("ask-quick")
    someone.misses("topic-free", "topic-police")


def test_a_scam_that_was_passed_on_is_checked_where_its_owner_asks_whether_to_pay(
    person: Callable[..., Person],
) -> None:
    person().forwards("Amana: payez 12 DH ici https://amana-colis.top/ma").says("dois-je payer ?").sees(
        "checked-unknown"
    )


@pytest.mark.parametrize("text", ["مسح الكونط", "il a effacé son compte", "حذف حسابه"])
def test_an_account_that_is_gone_hides_no_chat(person: Callable[..., Person], text: str) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says(text).misses("hidden")
    someone.taps("send")
    assert ("note", text) in someone.answers


@pytest.mark.parametrize("text", ["il m'a réécrit", "رسالة جديدة منه", "عاود صيفط ليا"])
def test_few_words_after_a_filing_may_join_the_case(person: Callable[..., Person], text: str) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").taps("send").taps("no", on="more")
    someone.says(text).sees("understood-text", "ask-quick").taps("join").sees("added")
    assert text in dict(someone.answers).values()


@pytest.mark.parametrize("text", ["allo ?", "vous êtes là ?", "salut"])
def test_a_call_after_a_filing_is_no_report(person: Callable[..., Person], text: str) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").taps("send").taps("no", on="more")
    someone.says(text).misses("understood-text")


def test_a_few_of_these_after_one_another(person: Callable[..., Person]) -> None:
    someone = person().says("Un inconnu menace de publier mes photos").says("j'ai honte").sees("topic-fault")
    someone.says("dois-je payer ?").sees("opening-blackmail").misses("ask-check")
    someone.says("ما جاوبنيش").misses("topic-what-is-this").says("test ?").sees("choose-one")
    someone.says("مسح الكونط").misses("hidden").taps("send").sees("filed")
    told = [text for kind, text in someone.answers if kind == "note"]
    assert told == ["ما جاوبنيش", "مسح الكونط"]


def test_who_despairs_and_asks_for_help_is_met_with_care(person: Callable[..., Person]) -> None:
    someone = person().says("je n'en peux plus, je veux mourir").sees("care-despair")
    someone.says("continuer").says("aide").sees("care-despair").misses("help")
