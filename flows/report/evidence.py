"""Keeping texts and files: in the draft before filing, with the case afterwards."""

from dataclasses import replace

from flows.channels import traits_of
from flows.core.conversation import Conversation, Note, Piece
from flows.core.effects import AddReading, AmendCase, Code, Fetch, Line
from flows.core.events import Codes, Contact, Fetched, Media, Place
from flows.core.step import Step
from flows.indicators.find import find_all
from flows.indicators.listed import on_lists
from flows.indicators.traces import of_indicators
from flows.record import changed
from flows.report.found import text_traces

MAX_NOTES = 60
MAX_CHARS = 20_000
SHOWN_CHARS = 120

ORIGINAL = "original"
"""The kind of a picture that still has its metadata: where and when it was taken, with which device."""

CODE = "code"
"""The kind of a note with the text of a QR code; its `message` is the picture's id."""

READ = "read"
"""The kind of a note with a value read in a picture, which the reporter confirmed."""

_NAMES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tif", ".tiff", ".dng")
_CAMERA = ("image/jpeg", "image/heic", "image/heif", "image/tiff")


def kind_of(media: Media, chat: str) -> str:
    """The kind of a piece: `original` for a picture that was sent as it was taken, else the file's kind."""
    if media.kind == "document":
        picture = media.declared_type.startswith("image/") or media.name.lower().endswith(_NAMES)
        return ORIGINAL if picture else media.kind
    taken = media.kind == "photo" and not traits_of(chat).compresses_photos
    return ORIGINAL if taken and media.declared_type in _CAMERA else media.kind


def could_tell_more(conversation: Conversation) -> bool:
    """True when the only piece is a photo that lost its metadata on the way."""
    kinds = [piece.kind for piece in conversation.pieces if not piece.failed]
    return kinds == ["photo"] and traits_of(conversation.chat).compresses_photos


def piece_lines(conversation: Conversation) -> tuple[Line, ...]:
    """How many files have arrived, and how many are still being fetched."""
    arrived = Line("understood-pieces", {"count": conversation.arrived})
    coming = Line("pieces-coming", {"count": conversation.coming})
    return tuple(line for line in (arrived, coming) if line.args["count"])


def untold_lines(conversation: Conversation) -> tuple[Line, ...]:
    """Lines about files whose answer was still put off when the report was sent."""
    owed = conversation.owed
    if owed is None or not conversation.pieces:
        return ()
    original = any(key.startswith(f"{ORIGINAL}-") for key in owed)
    return (*piece_lines(conversation), *([Line("original-filed")] if original else []))


def filed(step: Step) -> bool:
    """True where new content belongs to a case that is already filed."""
    return step.conversation.flow in {"enrich", "add"}


def keep_text(step: Step, text: str, kind: str = "note") -> None:
    """Keep a text that answers no question; one that is too long for a note, as several notes.

    `kind` is `note`, or `edit` for a new version of a message.
    """
    for start in range(0, max(1, len(text)), MAX_CHARS):
        _keep(step, text[start : start + MAX_CHARS], kind)


def _keep(step: Step, text: str, kind: str) -> None:
    conversation, event, origin = step.conversation, step.event, step.event.origin
    name = origin.name if origin else ""
    note = Note(text, event.message, kind, name, event.sent, forwarded=origin is not None)
    if filed(step):
        traces, listed = text_traces(text, relayed=note.forwarded)
        step.effects.append(
            AmendCase(
                conversation.case,
                ((kind, note.told),),
                sent=(note.sent,),
                traces=traces,
                listed=listed,
            )
        )
        return
    if len(conversation.notes) >= MAX_NOTES:
        step.line("notes-full")
        return
    step.change(notes=(*conversation.notes, note), revision=conversation.revision + 1)


def keep_media(step: Step, media: Media, *, caption: bool = True) -> bool:
    """Keep a file, which is fetched later; False where the report is full.

    The caption is kept in both cases, as a note.
    """
    conversation = step.conversation
    if not _has_room(step, media):
        step.line("evidence-full")
        if caption and media.caption:
            keep_text(step, media.caption)
        return False
    kind = kind_of(media, conversation.chat)
    piece = Piece(step.event.fresh[:16].hex(), kind, size=media.size or 0, unique=media.unique)
    step.effects.append(Fetch(piece.id, media, step.event.origin, step.event.sent))
    step.change(pieces=(*conversation.pieces, piece), revision=conversation.revision + 1)
    if filed(step):
        step.effects.append(AmendCase(conversation.case, evidence=(piece.id,)))
    if caption and media.caption:
        keep_text(step, media.caption)
    if media.album:
        step.change(album=media.album)
    return True


def keep_codes(step: Step, body: Codes) -> Codes | None:
    """Keep the texts of a picture's codes; return those now in the draft, None where there are none.

    They go to the case that has the picture, or to the draft as far as it has room. The codes are in the
    picture, so they say nothing about who sent it: they are kept as a forwarded text is.
    """
    draft = step.conversation
    if filed(step) or body.evidence not in {piece.id for piece in draft.pieces}:
        indicators = find_all("\n".join(body.codes))
        codes = tuple([(CODE, code) for code in body.codes])
        told = (*codes, *((one.kind, one.told) for one in indicators))
        traces = tuple(dict.fromkeys(of_indicators(indicators)))
        step.effects.append(AddReading(body.evidence, told, traces, on_lists(indicators)))
        return None
    kept = body.codes[: max(0, MAX_NOTES - len(draft.notes))]
    if not kept:
        return None
    notes = [Note(code, body.evidence, CODE, forwarded=True) for code in kept]
    step.change(notes=(*draft.notes, *notes), revision=draft.revision + 1)
    return changed(body, codes=kept)


def code_lines(body: Codes) -> tuple[Code, ...]:
    """The numbers and links in codes, and the beginning of each other code."""
    read = [([one.value for one in find_all(code)] or [code[:SHOWN_CHARS]]) for code in body.codes]
    return tuple(Code(value) for values in read for value in values)


def is_kept(step: Step, media: Media) -> bool:
    """True where the draft has this very file."""
    return any(piece.unique == media.unique for piece in step.conversation.pieces if piece.unique)


def _has_room(step: Step, media: Media) -> bool:
    """True while the report may hold one more file. An unknown size counts once the file is stored."""
    pieces, quota = step.conversation.pieces, step.quota
    size = sum(piece.size for piece in pieces) + (media.size or 1)
    return len(pieces) < quota.pieces and size <= quota.size


def spoken(body: Place | Contact) -> str:
    """A position or contact cards as a text, one card a line."""
    if isinstance(body, Contact):
        return "\n".join(f"{card.name} {card.phone}".strip() for card in (body, *body.others))
    return f"{body.name} {body.latitude:.6f}, {body.longitude:.6f}".strip()


def keep_stored(step: Step, body: Fetched) -> None:
    """Note that a file has arrived, and its size where the channel did not give one."""
    pieces = step.conversation.pieces
    step.change(
        pieces=tuple(
            replace(piece, stored=True, size=piece.size or body.size) if piece.id == body.evidence else piece
            for piece in pieces
        )
    )


def take_fetched(step: Step, body: Fetched) -> None:
    """Note that a file has arrived, or say why it did not."""
    pieces = step.conversation.pieces
    if not body.failure:
        keep_stored(step, body)
        step.silent = True
        return
    failed = tuple(replace(piece, failed=True) if piece.id == body.evidence else piece for piece in pieces)
    if failed != pieces:
        step.change(pieces=failed, revision=step.conversation.revision + 1)
    if body.failure == "quota":
        step.line("evidence-day-full")
    else:
        step.line("evidence-too-big" if body.failure == "too_big" else "evidence-failed")
