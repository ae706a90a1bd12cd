"""aiogram 3: states in memory, or in SQLite with `--sqlite` as the last argument; its webhook on aiohttp."""

import sys

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from common import API, FOLDER, PATH, PHOTOS, PORT, SECRET, TOKEN, URL, file_case, rows, text

router = Router()


class Report(StatesGroup):
    language = State()
    category = State()
    story = State()
    evidence = State()
    suspects = State()
    where = State()
    identity = State()
    review = State()


def keyboard(name: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
            for row in rows(name)
        ]
    )


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(Report.language)
    await message.answer(text("language"), reply_markup=keyboard("language"))


@router.callback_query(Report.language, F.data.startswith("language:"))
async def language(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.update_data(language=query.data)
    await state.set_state(Report.category)
    await query.message.answer(text("category"), reply_markup=keyboard("category"))


@router.callback_query(Report.category, F.data.startswith("category:"))
async def category(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.update_data(category=query.data)
    await state.set_state(Report.story)
    await query.message.answer(text("story"), reply_markup=keyboard("story"))


@router.message(Report.story, F.text)
async def story(message: Message, state: FSMContext) -> None:
    await state.update_data(story=message.text)
    await state.set_state(Report.evidence)
    await message.answer(text("evidence"), reply_markup=keyboard("evidence"))


@router.message(Report.evidence, F.photo)
async def photo(message: Message, state: FSMContext, bot: Bot) -> None:
    largest = message.photo[-1]
    await bot.download(largest, destination=PHOTOS / f"{largest.file_unique_id}.jpg")
    await state.update_data(photo=largest.file_unique_id)
    await message.answer(text("more"), reply_markup=keyboard("more"))


@router.callback_query(Report.evidence, F.data == "do:done")
async def done(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.set_state(Report.suspects)
    await query.message.answer(text("suspects"), reply_markup=keyboard("suspects"))


@router.message(Report.suspects, F.text)
async def suspects(message: Message, state: FSMContext) -> None:
    await state.update_data(suspects=message.text)
    await state.set_state(Report.where)
    await message.answer(text("where"), reply_markup=keyboard("where"))


@router.callback_query(Report.where)
async def where(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.update_data(where=query.data)
    await state.set_state(Report.identity)
    await query.message.answer(text("identity"), reply_markup=keyboard("identity"))


@router.callback_query(Report.identity, F.data.startswith("identity:"))
async def identity(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.update_data(identity=query.data)
    await state.set_state(Report.review)
    await query.message.answer(text("review"), reply_markup=keyboard("review"))


@router.callback_query(Report.review, F.data == "confirm:send")
async def send(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    file_case(query.message.chat.id, await state.get_data())
    await state.clear()
    await query.message.answer(text("receipt"))
    await query.message.answer(text("advice"), reply_markup=keyboard("advice"))


async def announce(bot: Bot) -> None:
    await bot.set_webhook(URL, secret_token=SECRET)


def storage() -> BaseStorage:
    if sys.argv[-1] != "--sqlite":
        return MemoryStorage()
    from aiogram_sqlite import SqliteStorage

    return SqliteStorage(FOLDER / "states.db")


def main() -> None:
    dispatcher = Dispatcher(storage=storage())
    dispatcher.include_router(router)
    dispatcher.startup.register(announce)
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(API)))
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, path=PATH)
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=PORT, access_log=None, print=None)


if __name__ == "__main__":
    main()
