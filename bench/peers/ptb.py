"""python-telegram-bot: ConversationHandler, PicklePersistence and the built-in webhook server."""

from common import API, FOLDER, PATH, PHOTOS, PORT, SECRET, TOKEN, URL, file_case, rows, text
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

LANGUAGE, CATEGORY, STORY, EVIDENCE, SUSPECTS, WHERE, IDENTITY, REVIEW = range(8)
Context = ContextTypes.DEFAULT_TYPE


def keyboard(name: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows(name)]
    )


async def start(update: Update, context: Context) -> int:
    await update.message.reply_text(text("language"), reply_markup=keyboard("language"))
    return LANGUAGE


async def language(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["language"] = query.data
    await query.message.reply_text(text("category"), reply_markup=keyboard("category"))
    return CATEGORY


async def category(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["category"] = query.data
    await query.message.reply_text(text("story"), reply_markup=keyboard("story"))
    return STORY


async def story(update: Update, context: Context) -> int:
    context.user_data["story"] = update.message.text
    await update.message.reply_text(text("evidence"), reply_markup=keyboard("evidence"))
    return EVIDENCE


async def photo(update: Update, context: Context) -> int:
    file = await update.message.photo[-1].get_file()
    await file.download_to_drive(PHOTOS / f"{file.file_unique_id}.jpg")
    context.user_data["photo"] = file.file_unique_id
    await update.message.reply_text(text("more"), reply_markup=keyboard("more"))
    return EVIDENCE


async def done(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    await query.message.reply_text(text("suspects"), reply_markup=keyboard("suspects"))
    return SUSPECTS


async def suspects(update: Update, context: Context) -> int:
    context.user_data["suspects"] = update.message.text
    await update.message.reply_text(text("where"), reply_markup=keyboard("where"))
    return WHERE


async def where(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["where"] = query.data
    await query.message.reply_text(text("identity"), reply_markup=keyboard("identity"))
    return IDENTITY


async def identity(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    context.user_data["identity"] = query.data
    await query.message.reply_text(text("review"), reply_markup=keyboard("review"))
    return REVIEW


async def send(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    file_case(update.effective_chat.id, context.user_data)
    context.user_data.clear()
    await query.message.reply_text(text("receipt"))
    await query.message.reply_text(text("advice"), reply_markup=keyboard("advice"))
    return ConversationHandler.END


async def cancel(update: Update, context: Context) -> int:
    context.user_data.clear()
    return ConversationHandler.END


def main() -> None:
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{API}/bot")
        .base_file_url(f"{API}/file/bot")
        .persistence(PicklePersistence(FOLDER / "persistence.pickle"))
        .build()
    )
    words = filters.TEXT & ~filters.COMMAND
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            LANGUAGE: [CallbackQueryHandler(language, pattern="^language:")],
            CATEGORY: [CallbackQueryHandler(category, pattern="^category:")],
            STORY: [MessageHandler(words, story)],
            EVIDENCE: [
                MessageHandler(filters.PHOTO, photo),
                CallbackQueryHandler(done, pattern="^do:done$"),
            ],
            SUSPECTS: [MessageHandler(words, suspects)],
            WHERE: [CallbackQueryHandler(where)],
            IDENTITY: [CallbackQueryHandler(identity, pattern="^identity:")],
            REVIEW: [CallbackQueryHandler(send, pattern="^confirm:send$")],
        },
        fallbacks=[CommandHandler("cancel", cancel)],
        name="report",
        persistent=True,
    )
    application.add_handler(conversation)
    application.run_webhook(
        listen="127.0.0.1",
        port=PORT,
        url_path=PATH,
        secret_token=SECRET,
        webhook_url=URL,
        allowed_updates=Update.ALL_TYPES,
    )


if __name__ == "__main__":
    main()
