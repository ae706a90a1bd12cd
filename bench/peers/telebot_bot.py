"""pyTelegramBotAPI, asynchronous: states in memory, or in SQLite with `--sqlite` as the last argument.

Its webhook is on aiohttp.
"""

import asyncio
import sys

from aiohttp import web
from common import API, FOLDER, PATH, PHOTOS, PORT, SECRET, TOKEN, URL, file_case, rows, text
from telebot import asyncio_filters, asyncio_helper, types
from telebot.async_telebot import AsyncTeleBot
from telebot.asyncio_storage import StateMemoryStorage, StateStorageBase
from telebot.states import State, StatesGroup

asyncio_helper.API_URL = API + "/bot{0}/{1}"
asyncio_helper.FILE_URL = API + "/file/bot{0}/{1}"


def states() -> StateStorageBase:
    """Where the bot keeps what it was told."""
    if sys.argv[-1] != "--sqlite":
        return StateMemoryStorage()
    from telebot_sqlite import SqliteStorage

    return SqliteStorage(FOLDER / "states.db")


bot = AsyncTeleBot(TOKEN, state_storage=states())


class Report(StatesGroup):
    language = State()
    category = State()
    story = State()
    evidence = State()
    suspects = State()
    where = State()
    identity = State()
    review = State()


def keyboard(name: str) -> types.InlineKeyboardMarkup:
    return types.InlineKeyboardMarkup(
        [[types.InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows(name)]
    )


async def ask(chat: int, name: str, state: State) -> None:
    await bot.set_state(chat, state, chat)
    await bot.send_message(chat, text(name), reply_markup=keyboard(name))


async def tapped(call: types.CallbackQuery, **data: str) -> int:
    await bot.answer_callback_query(call.id)
    chat: int = call.message.chat.id
    if data:
        await bot.add_data(chat, chat, **data)
    return chat


@bot.message_handler(commands=["start"])
async def start(message: types.Message) -> None:
    await ask(message.chat.id, "language", Report.language)


@bot.callback_query_handler(func=lambda call: call.data.startswith("language:"), state=Report.language)
async def language(call: types.CallbackQuery) -> None:
    await ask(await tapped(call, language=call.data), "category", Report.category)


@bot.callback_query_handler(func=lambda call: call.data.startswith("category:"), state=Report.category)
async def category(call: types.CallbackQuery) -> None:
    await ask(await tapped(call, category=call.data), "story", Report.story)


@bot.message_handler(state=Report.story, content_types=["text"])
async def story(message: types.Message) -> None:
    await bot.add_data(message.from_user.id, message.chat.id, story=message.text)
    await ask(message.chat.id, "evidence", Report.evidence)


@bot.message_handler(state=Report.evidence, content_types=["photo"])
async def photo(message: types.Message) -> None:
    info = await bot.get_file(message.photo[-1].file_id)
    content = await bot.download_file(info.file_path)
    with open(PHOTOS / f"{info.file_unique_id}.jpg", "wb") as file:  # noqa: ASYNC230 - as its examples do
        file.write(content)
    await bot.add_data(message.from_user.id, message.chat.id, photo=info.file_unique_id)
    await ask(message.chat.id, "more", Report.evidence)


@bot.callback_query_handler(func=lambda call: call.data == "do:done", state=Report.evidence)
async def done(call: types.CallbackQuery) -> None:
    await ask(await tapped(call), "suspects", Report.suspects)


@bot.message_handler(state=Report.suspects, content_types=["text"])
async def suspects(message: types.Message) -> None:
    await bot.add_data(message.from_user.id, message.chat.id, suspects=message.text)
    await ask(message.chat.id, "where", Report.where)


@bot.callback_query_handler(func=lambda call: True, state=Report.where)
async def where(call: types.CallbackQuery) -> None:
    await ask(await tapped(call, where=call.data), "identity", Report.identity)


@bot.callback_query_handler(func=lambda call: call.data.startswith("identity:"), state=Report.identity)
async def identity(call: types.CallbackQuery) -> None:
    await ask(await tapped(call, identity=call.data), "review", Report.review)


@bot.callback_query_handler(func=lambda call: call.data == "confirm:send", state=Report.review)
async def send(call: types.CallbackQuery) -> None:
    chat = await tapped(call)
    async with bot.retrieve_data(chat, chat) as data:
        file_case(chat, dict(data))
    await bot.delete_state(chat, chat)
    await bot.send_message(chat, text("receipt"))
    await bot.send_message(chat, text("advice"), reply_markup=keyboard("advice"))


async def handle(request: web.Request) -> web.Response:
    if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != SECRET:
        return web.Response(status=403)
    update = types.Update.de_json(await request.json())
    asyncio.ensure_future(bot.process_new_updates([update]))  # noqa: RUF006 - as its webhook example does
    return web.Response()


async def announce(_: web.Application) -> None:
    await bot.set_webhook(URL, secret_token=SECRET)


def main() -> None:
    bot.add_custom_filter(asyncio_filters.StateFilter(bot))
    app = web.Application()
    app.router.add_post(PATH, handle)
    app.on_startup.append(announce)
    web.run_app(app, host="127.0.0.1", port=PORT, access_log=None, print=None)


if __name__ == "__main__":
    main()
