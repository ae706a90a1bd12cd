"""What was sent to somebody else is told; what is said of the sending of the report is answered."""

from collections.abc import Callable

import pytest

from flows.answers.read import said
from flows.answers.sending import told
from tests.dialogue import Person

STORY = "Un inconnu menace de publier mes photos intimes si je ne paye pas"
TOLD = (
    *("je lui ai envoyé une photo de moi", "j'ai envoyé une photo", "ma fille lui a envoyé une photo"),
    *("il m'a demandé d'envoyer une photo", "j'ai dû envoyer une vidéo", "je ne lui ai rien envoyé"),
    *("je lui avais envoyé mon numéro", "je leur ai transmis mon RIB", "il veut que j'envoie une vidéo"),
    *("elle m'a forcé à envoyer des images", "on lui a envoyé le code", "les photos que je lui ai envoyées"),
    *("وقد أرسلت له صورة واحدة", "أرسلت له صورتي", "ابنتي أرسلت له صورة", "لم أرسل له شيئا"),
    *("طلب مني أن أرسل صورة", "بعثت له رقم بطاقتي", "أرسلتها له", "لقد أرسلت له المال"),
    *("صيفطت ليه تصويرة وحدة", "بنتي صيفطات ليه تصويرة", "طلب مني نصيفط تصويرة", "سيفطت ليه لافيديو"),
    *("ما صيفطت ليه والو", "صيفطتهم ليه", "صيفطت الفلوس", "sift lih tsawri", "sefet lih video dyali"),
    *("ma sift lih walo", "gal liya nsift lih video", "siftt lih tsawri"),
)
OF_THE_REPORT = (
    *("c'est envoyé ?", "pas envoyer", "ne l'envoyez pas", "j'ai rien envoyé", "j'ai envoyé"),
    *("j'ai envoyé mon signalement", "vous lui avez envoyé mon message ?", "ne lui envoyez pas"),
    *("n'envoyez pas ma photo", "envoyer plus tard", "est-ce que j'ai envoyé la photo ?"),
    *("je veux envoyer", "ne pas envoyer ma photo", "envoyez à la police", "je ne veux pas envoyer"),
    *("هل أُرسل التبليغ؟", "لا ترسلوا", "أرسل", "أرسلوا المعلومات إلى الشرطة", "لا أريد أن أرسل صورتي"),
    *("واش تصيفط؟", "ما تصيفطوش", "صيفط", "صيفطو ليهم", "ما بغيتش نصيفط تصويرتي", "صيفطت"),
    *("wach siftou?", "ma tsiftouch", "sift", "sifto lihom", "mabghitch nsift tsawri"),
)


@pytest.mark.parametrize("text", TOLD)
def test_a_sending_to_somebody_else_is_kept_and_no_word_of_ours_doubts_it(
    person: Callable[..., Person], text: str
) -> None:
    someone = person().says(STORY).sees("ask-quick").says(text)
    someone.sees("ask-quick").misses("not-sent", "if-sent", "choose-one", "opening-blackmail")
    someone.taps("send")
    assert ("note", text) in someone.answers


@pytest.mark.parametrize("text", OF_THE_REPORT)
def test_a_sending_of_the_report_is_no_such_thing(text: str) -> None:
    assert not told(" ".join(said(text)))
