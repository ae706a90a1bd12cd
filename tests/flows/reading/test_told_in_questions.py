"""A question that tells what happens is kept, and no answer about the service takes its place."""

from collections.abc import Callable

import pytest

from tests.dialogue import Person

STORY = "Un inconnu menace de publier mes photos intimes si je ne paye pas"
TOLD = (
    *("envoyez une ambulance elle ne respire plus", "vous pouvez venir il y a du sang partout"),
    *("vous pouvez intervenir mon voisin bat ses enfants", "أرسلوا مساعدة أنا أنزف", "wach tjiw rah hbsni"),
    *("واش تجيو راه شدو ختي", "dois-je garder le couteau avec moi ?", "هل أرد عليه؟ يقول سيذبحني"),
    *("واش نجاوبو راه قال ليا غادي يذبحني؟", "wach njawbo rah 3ndo mous?", "واش نخلي بنتي مع عمها كيقيسها؟"),
    *("dois-je garder le bébé de mon violeur ?", "هل مجهول يهددني كل ليلة؟", "رقم مجهول يتصل بي؟"),
    *("un compte anonyme publie mes photos tu le connais ?", "un programme espion sur mon tel ?"),
    *("هذا برنامج يتجسس علي؟", "mon ex utilise une machine pour me suivre ?", "شي بوت نشر تصاوري؟"),
    *("متى يتصل بي يهددني؟", "wach ghadi y3ayet l rajli w ysift lih tsawri?"),
    *("je peux ajouter il a une arme ?", "comment faire une capture il efface tout ?"),
    *(
        "comment récupérer mon compte il est entré avec mon mot de passe ?",
        "كيف أسترجع حسابي وهو يهدد صديقاتي؟",
    ),
    *("dois-je payer sinon il me tue ?", "هل أدفع وإلا سيقتلني؟", "واش نخلص ولا يقتلني؟"),
    *("wach nkhelles wla y9telni?", "هل أدفع لخاطف ابني؟", "واش نعطيه بنتي؟"),
    *("j'ai donné ma carte nationale", "أعطيته بطاقتي الوطنية", "j'ai entré mon code"),
)
ANSWERS = ("send-someone", "what-to-do", "who-reads", "what-is-this", "call-me", "add-later", "screenshot")


@pytest.mark.parametrize("text", TOLD)
def test_it_is_kept_beside_the_offer(person: Callable[..., Person], text: str) -> None:
    someone = person().says(STORY).says(text).misses(*(f"topic-{name}" for name in ANSWERS), "hidden")
    if "ask-resume" in someone.last.keys:
        someone.taps("resume")
    someone.taps("send", on="quick")
    assert text in [told for _, told in someone.answers]


@pytest.mark.parametrize("text", ["non c'est bon", "non c'est tout", "la safi", "لا صافي", "non c'est fini"])
def test_a_no_with_an_end_is_no_yes(person: Callable[..., Person], text: str) -> None:
    someone = person().starts().taps("fr").taps("blackmail").sees("ask-minor").says(text)
    someone.misses("care-minor")


@pytest.mark.parametrize("text", ["il efface tout", "elle a tout supprimé", "ils effacent les messages"])
def test_who_tells_of_an_erasure_hides_nothing(person: Callable[..., Person], text: str) -> None:
    person().says(STORY).says(text).misses("hidden")


def test_some_of_these_after_one_another(person: Callable[..., Person]) -> None:
    told = "هل أدفع لخاطف ابني؟", "واش نعطيه بنتي؟", "واش نخلص ولا يقتلني؟"
    someone = person().says(STORY).says("il efface tout").misses("hidden")
    for text in told:
        someone.says(text).misses("topic-free", "topic-what-to-do")
    someone.taps("send", on="quick")
    assert {*told} <= {text for _, text in someone.answers}
