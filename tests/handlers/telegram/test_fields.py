"""Every field of a message and of an update is read, or is silent for a reason given here."""

from collections.abc import Iterator, Mapping

import msgspec
import telegram

from handlers.telegram.decode import SILENT, UNSUPPORTED
from handlers.telegram.updates import ALLOWED_UPDATES, Message, Update
from tests.fakes.telegram.rules import specification

REASONS: Mapping[str, str] = {
    "it is about a group, a channel or a forum, and nobody files from one": """
        sender_chat sender_tag sender_boost_count new_chat_title new_chat_photo delete_chat_photo
        left_chat_member group_chat_created supergroup_chat_created channel_chat_created
        migrate_to_chat_id migrate_from_chat_id chat_owner_left chat_owner_changed boost_added
        message_thread_id is_topic_message is_automatic_forward forum_topic_created forum_topic_edited
        forum_topic_closed forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden
        video_chat_scheduled video_chat_started video_chat_ended video_chat_participants_invited
        direct_messages_topic direct_message_price_changed proximity_alert_triggered author_signature
        suggested_post_info suggested_post_approved suggested_post_approval_failed
        suggested_post_declined suggested_post_paid suggested_post_refunded giveaway_created
        giveaway_completed""",
    "it is about money, gifts or permissions, of which this bot asks for none": """
        successful_payment refunded_payment paid_star_count paid_message_price_changed is_paid_post gift
        unique_gift gift_upgrade_sent passport_data connected_website write_access_allowed web_app_data
        users_shared chat_shared managed_bot_created""",
    "it is about a business account or a guest bot, neither of which this bot is": """
        business_connection_id sender_business_bot guest_query_id guest_bot_caller_user
        guest_bot_caller_chat""",
    "it tells how a message is shown or was sent, and holds no words": """
        effect_id has_media_spoiler show_caption_above_media has_protected_content is_from_offline
        via_bot message_auto_delete_timer_changed chat_background_set""",
    "it points to a message that is in this chat already": """
        pinned_message poll_option_added poll_option_deleted checklist_tasks_done checklist_tasks_added
        reply_to_checklist_task_id reply_to_poll_option_id""",
    "it points to a story, which a bot cannot open": "reply_to_story",
}
"""The fields that are not read, by the reason."""

UPDATE_REASONS: Mapping[str, str] = {
    "the bot works in private chats alone": "edited_channel_post chat_join_request chat_member",
    "the bot is no business account and no guest": """
        business_connection business_message edited_business_message deleted_business_messages
        guest_message managed_bot""",
    "the bot has no inline mode and sells nothing": """
        inline_query chosen_inline_result shipping_query pre_checkout_query purchased_paid_media""",
    "the bot sends no polls, and reactions and boosts say nothing": """
        poll poll_answer message_reaction message_reaction_count chat_boost removed_chat_boost""",
}
"""The kinds of update that the bot does not ask for, by the reason."""

NAMES = {"from_user": "from"}
"""Fields that python-telegram-bot calls otherwise."""


def library(kind: type) -> set[str]:
    """The fields of a class of the library's, by Telegram's names."""
    slots = {name for each in kind.__mro__ for name in getattr(each, "__slots__", ())}
    return {NAMES.get(name, name) for name in slots if name != "api_kwargs" and not name.startswith("_")}


def specified(kind: str) -> set[str]:
    """The fields of a type in the official specification; none where it is not at hand."""
    types = specification().get("types", {}) if specification() else {}
    return {field["name"] for field in types.get(kind, {}).get("fields", ())}


def read(kind: type[msgspec.Struct]) -> set[str]:
    """The fields that a struct of ours reads."""
    return {field.encode_name for field in msgspec.structs.fields(kind)}


def listed(reasons: Mapping[str, str]) -> Iterator[str]:
    """The fields that have a reason."""
    for fields in reasons.values():
        yield from fields.split()


def test_every_field_of_a_message_is_read_or_said_to_be_unsupported_or_silent_for_a_reason():
    silent = list(listed(REASONS))
    assert len(silent) == len(set(silent))
    accounted = [read(Message), set(UNSUPPORTED), set(silent)]
    assert sum(map(len, accounted)) == len(set().union(*accounted)), "a field has two fates"
    assert library(telegram.Message) - set().union(*accounted) == set()
    assert set(silent) - library(telegram.Message) - specified("Message") == set()
    assert specified("Message") - set().union(*accounted) == set()


def test_a_silent_field_is_never_answered_as_unsupported():
    assert set(listed(REASONS)) <= SILENT
    assert set(listed(REASONS)) | read(Message) >= SILENT


def test_every_kind_of_update_is_read_or_left_for_a_reason():
    left = set(listed(UPDATE_REASONS))
    assert read(Update) == {"update_id", *ALLOWED_UPDATES}
    assert left.isdisjoint(read(Update))
    assert library(telegram.Update) <= left | read(Update)
    assert specified("Update") <= left | read(Update)
