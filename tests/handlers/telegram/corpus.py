"""Whole updates as Telegram sends them: every kind that the channel reads, with every field that it uses."""

from typing import Any

Json = dict[str, Any]

SALMA = {
    "id": 7,
    "is_bot": False,
    "first_name": "Salma",
    "last_name": "Bennani",
    "username": "salma_b",
    "language_code": "fr",
}
BOT = {"id": 42, "is_bot": True, "first_name": "Ballegh", "username": "ballegh_bot"}
PRIVATE = {
    "id": 7,
    "type": "private",
    "first_name": "Salma",
    "last_name": "Bennani",
    "username": "salma_b",
}
GROUP = {"id": -100, "type": "supergroup", "title": "Quartier", "username": "quartier"}
CHANNEL = {"id": -200, "type": "channel", "title": "Offres", "username": "offres"}
LINK = {"type": "text_link", "offset": 0, "length": 4, "url": "https://x.ma/a"}
BOLD = {"type": "bold", "offset": 0, "length": 2}
PLACE = {"latitude": 33.5, "longitude": -7.25}


def message(chat: Json = PRIVATE, **content: Any) -> Json:
    """A message from Salma."""
    return {"message_id": 5, "from": SALMA, "chat": chat, "date": 1600, **content}


def file(**more: Any) -> Json:
    """A file of any kind, with the fields that all of them have."""
    return {"file_id": "f", "file_unique_id": "u", "file_size": 1234, **more}


def size(width: int, height: int) -> Json:
    """One size of a photo."""
    return file(width=width, height=height, file_id=f"f{width}")


NAMED = {"file_name": "a.bin", "mime_type": "application/x-a"}
VIDEO = file(width=640, height=360, duration=3, **NAMED)
STICKER = file(width=512, height=512, type="regular", is_animated=False, is_video=False)
POLL = {
    "id": "1",
    "question": "?",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}

QUOTED = {"origin": {"type": "hidden_user", "date": 8, "sender_user_name": "Vendeur"}}
EVERY_FILE: Json = {
    "photo": [size(90, 60)],
    "live_photo": file(width=640, height=360, duration=3, mime_type="video/mp4"),
    "video": VIDEO,
    "video_note": file(length=240, duration=2),
    "voice": file(duration=2),
    "audio": file(duration=9, **NAMED),
    "animation": VIDEO,
    "document": file(**NAMED),
}
MESSAGES: list[Json] = [
    message(text="سلام 😀"),
    message(text="", entities=[]),
    message(text="here it is", entities=[BOLD, LINK]),
    message(photo=[size(90, 60), size(1280, 853)], caption="vu", caption_entities=[LINK], media_group_id="g"),
    message(document=file(**NAMED), caption="un fichier"),
    message(animation=VIDEO, document=file(**NAMED)),
    message(video=VIDEO),
    message(video_note=file(length=240, duration=2)),
    message(voice=file(duration=2, mime_type="audio/ogg")),
    message(audio=file(duration=9, title="t", **NAMED)),
    message(photo=[size(90, 60)], live_photo=file(width=640, height=360, duration=3, mime_type="video/mp4")),
    message(contact={"phone_number": "+212600", "first_name": "Ali", "last_name": "B"}),
    message(location=PLACE),
    message(location=PLACE, venue={"location": PLACE, "title": "Gare", "address": "x"}),
    message(sticker=STICKER),
    message(dice={"value": 3, "emoji": "🎲"}),
    message(poll=POLL),
    message(story={"id": 1, "chat": CHANNEL}),
    message(pinned_message=message(text="old")),
    message(text="gagnez", reply_markup={"inline_keyboard": [[{"text": "ici", "url": "https://x.ma/b"}]]}),
    message(text="vois", link_preview_options={"url": "https://x.ma/c"}),
    message(text="c'est lui", external_reply=QUOTED, quote={"text": "paie", "position": 0}),
    message(text="lui aussi", external_reply={**QUOTED, **EVERY_FILE}),
    message(
        text="et ça",
        external_reply={
            **QUOTED,
            "contact": {"phone_number": "+212600", "first_name": "Ali"},
            "location": PLACE,
            "venue": {"location": PLACE, "title": "Gare", "address": "x"},
            "link_preview_options": {"url": "https://x.ma/d"},
        },
    ),
    message(GROUP, new_chat_members=[SALMA, BOT]),
    message(GROUP, text="oui", reply_to_message={**message(GROUP, text="?"), "from": BOT}),
    {**message(text="x"), "from": BOT},
    {name: value for name, value in message(GROUP, text="x").items() if name != "from"},
]
ORIGINS: list[Json] = [
    {"type": "user", "date": 8, "sender_user": SALMA},
    {"type": "hidden_user", "date": 8, "sender_user_name": "+212611"},
    {"type": "chat", "date": 8, "sender_chat": GROUP, "author_signature": "Chef"},
    {"type": "channel", "date": 8, "chat": CHANNEL, "message_id": 3, "author_signature": "Rédaction"},
]
TAP = {"id": "q", "from": SALMA, "chat_instance": "1"}
STANDINGS: list[Json] = [
    {"status": "member", "user": BOT},
    {"status": "left", "user": BOT},
    {"status": "kicked", "user": BOT, "until_date": 0},
]
CONTENTS: list[tuple[str, Json]] = [
    *(("message", each) for each in MESSAGES),
    *(("edited_message", {**each, "edit_date": 1700}) for each in MESSAGES),
    *(("message", message(text="lu", forward_origin=origin)) for origin in ORIGINS),
    ("channel_post", {"message_id": 1, "chat": CHANNEL, "date": 1, "text": "promo"}),
    ("callback_query", {**TAP, "message": message(text="q"), "data": "3:category:fraud"}),
    ("callback_query", {**TAP, "message": {"message_id": 5, "date": 0, "chat": PRIVATE}, "data": "x"}),
    ("callback_query", {**TAP, "inline_message_id": "i", "game_short_name": "g"}),
    *(
        ("my_chat_member", {"chat": PRIVATE, "from": SALMA, "date": 1,
                            "old_chat_member": old, "new_chat_member": new})
        for old in STANDINGS
        for new in STANDINGS
    ),
]  # fmt: skip
UPDATES: list[Json] = [
    {"update_id": number, kind: content} for number, (kind, content) in enumerate(CONTENTS, 9000)
]
