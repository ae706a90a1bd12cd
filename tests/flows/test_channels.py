"""The table of channels, and the chats that name them."""

from flows.channels import CHANNELS, PRECEDING, Traits, channel_of, messages_before, traits_of
from handlers.telegram.channel import Telegram
from handlers.webchat.channel import WebChat
from handlers.whatsapp.channel import WhatsApp


def test_every_channel_has_its_row():
    assert {Telegram.name, WebChat.name, WhatsApp.name} == set(CHANNELS)


def test_a_chat_names_its_channel():
    assert channel_of("whatsapp:+212600000001") == "whatsapp"
    assert traits_of("web:a") == CHANNELS["web"]
    assert traits_of("removed:1") == Traits()


def test_ids_rise_so_that_earlier_ones_are_known():
    assert messages_before("3") == ["1", "2", "3"]
    assert messages_before("500")[0] == str(500 - PRECEDING + 1)
    assert messages_before("SM1f") == messages_before("") == []
