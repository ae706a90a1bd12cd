/* Reporters: each does one thing after the other, and only after the last was answered in full. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fields.h"
#include "run.h"

enum { MOST_BUTTONS = 32, BUTTON_SIZE = 72 };
#define PATIENCE 60000000000ull
#define PERSON "{\"id\":%ld,\"is_bot\":false,\"first_name\":\"Amina\",\"username\":\"amina%ld\",\"language_code\":\"ar\"}"
#define CHAT "{\"id\":%ld,\"first_name\":\"Amina\",\"username\":\"amina%ld\",\"type\":\"private\"}"

typedef struct {
    connection *lines[MOST_BOTS]; /* one to each process */
    connection *asking;           /* the one that the last update went over */
    long chat;
    int step, replies;
    bool busy, answered;
    uint64_t asked_at;
    long next_message, last_message;
    buffer text, markup; /* of the newest message with buttons */
    int buttons;
    char button[MOST_BUTTONS][BUTTON_SIZE];
} reporter;

static reporter *people;
static int *reporter_of_case;
static long cases, case_room, first_chat, updates;
static uint64_t last_reply;

/* --- the updates ------------------------------------------------------------------------------------ */

static void put_message_head(buffer *to, reporter *one) {
    put_format(to, "{\"message_id\":%ld,\"from\":" PERSON ",\"chat\":" CHAT ",\"date\":%ld,", one->next_message++,
               one->chat, one->chat, one->chat, one->chat, (long)time(NULL));
}

/* No two reporters tell the same story: a chat's number in letters stands at the end of a long text. */
static void put_own_word(buffer *to, long chat) {
    put_text(to, " ");
    for (; chat; chat /= 10) put_format(to, "%c", (int)('a' + chat % 10));
}

static void put_text_update(buffer *to, reporter *one, const char *text) {
    put_text(to, "\"message\":");
    put_message_head(to, one);
    put_format(to, "\"text\":\"%s", text);
    if (strlen(text) > 40) put_own_word(to, one->chat);
    put_text(to, "\"");
    if (*text == '/')
        put_format(to, ",\"entities\":[{\"offset\":0,\"length\":%zu,\"type\":\"bot_command\"}]", strlen(text));
    put_text(to, "}");
}

static void put_size(buffer *to, long chat, const char *letter, int width, int height, size_t bytes) {
    put_format(to, "{\"file_id\":\"AgACAgQAAxkBAAIBY2c%sAAuGxMRtPzKlQr7N1dGhQz0ABAEAAwIAA3%s-%ld\"", letter, letter, chat);
    put_format(to, ",\"file_unique_id\":\"AQAD%s%ld\",\"file_size\":%zu,\"width\":%d,\"height\":%d}", letter, chat,
               bytes, width, height);
}

static void put_photo_update(buffer *to, reporter *one) {
    put_text(to, "\"message\":");
    put_message_head(to, one);
    put_text(to, "\"photo\":[");
    put_size(to, one->chat, "s", 90, 60, 1253), put_text(to, ",");
    put_size(to, one->chat, "m", 320, 213, 15873), put_text(to, ",");
    put_size(to, one->chat, "x", 800, 533, asked.photo), put_text(to, "]}");
}

static const char *button_for(const reporter *one, const char *ending) {
    size_t size = strlen(ending);
    for (int i = 0; i < one->buttons; i++) {
        size_t length = strlen(one->button[i]);
        if (length >= size && strcmp(one->button[i] + length - size, ending) == 0) return one->button[i];
    }
    return NULL;
}

static bool put_tap_update(buffer *to, reporter *one, const char *ending) {
    const char *data = button_for(one, ending);
    if (!data) return false;
    put_format(to, "\"callback_query\":{\"id\":\"%ld\",\"from\":" PERSON ",\"message\":", 3000000000000000000l + updates,
               one->chat, one->chat);
    put_format(to, "{\"message_id\":%ld,\"from\":{\"id\":123456,\"is_bot\":true,\"first_name\":\"Report\",", one->last_message);
    put_format(to, "\"username\":\"report_bot\"},\"chat\":" CHAT ",\"date\":%ld,\"text\":\"", one->chat, one->chat,
               (long)time(NULL));
    put(to, one->text.data, one->text.size);
    put_text(to, "\",\"reply_markup\":");
    put(to, one->markup.data, one->markup.size);
    put_format(to, "},\"chat_instance\":\"-3481827%ld\",\"data\":\"%s\"}", one->chat, data);
    seen.taps++;
    return true;
}

static bool put_update(buffer *to, reporter *one) {
    const step *what = &asked.steps[one->step];
    put_format(to, "{\"update_id\":%ld,", updates++);
    if (what->kind == TEXT) put_text_update(to, one, what->argument);
    if (what->kind == PHOTO) put_photo_update(to, one);
    if (what->kind == TAP && !put_tap_update(to, one, what->argument)) return false;
    put_text(to, "}");
    return true;
}

/* --- the dialogue ----------------------------------------------------------------------------------- */

static void post(reporter *one) {
    static buffer update;
    clear(&update);
    if (!put_update(&update, one)) {
        went_wrong("step %d: no button that ends in %s", one->step, asked.steps[one->step].argument);
        one->busy = false;
        return;
    }
    int bot = (int)((asked.round_robin ? (long)seen.posted : one - people) % asked.bot_count);
    int port = asked.bots[bot].port;
    if (!one->lines[bot]) one->lines[bot] = connect_to(port, (int)(one - people));
    connection *line = one->asking = one->lines[bot];
    if (!line) {
        went_wrong("the bot takes no connection");
        one->busy = false;
        return;
    }
    buffer *out = &line->out;
    put_format(out, "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n", asked.path,
               port);
    put_format(out, "X-Telegram-Bot-Api-Secret-Token: %s\r\nContent-Length: %zu\r\n\r\n", asked.secret, update.size);
    put(out, update.data, update.size);
    one->busy = true;
    one->answered = false;
    one->replies = 0;
    one->asked_at = now_ns();
    flush(line);
    seen.posted++;
}

static void next_case(reporter *one) {
    if (cases == case_room) {
        case_room = case_room ? case_room * 2 : 65536;
        reporter_of_case = realloc(reporter_of_case, (size_t)case_room * sizeof *reporter_of_case);
    }
    reporter_of_case[cases] = (int)(one - people);
    one->chat = first_chat + cases++;
    one->step = 0;
    one->next_message = 1;
    one->buttons = 0;
}

static void finished(reporter *one) {
    const step *what = &asked.steps[one->step];
    bool whole = one->step + 1 == asked.step_count;
    one->busy = false;
    seen.photos += what->kind == PHOTO;
    seen.filed += whole;
    if (measuring) {
        seen.updates++;
        seen.cases += whole;
    }
    if (stopping) return;
    if (whole) next_case(one);
    else one->step++;
    post(one);
}

static void maybe_finished(reporter *one) {
    if (one->busy && one->answered && one->replies == asked.steps[one->step].replies) finished(one);
}

static void note_latency(uint64_t since, uint64_t now) {
    if (seen.latency_count == seen.latency_room) {
        seen.latency_room = seen.latency_room ? seen.latency_room * 2 : 65536;
        seen.latencies = realloc(seen.latencies, seen.latency_room * sizeof *seen.latencies);
    }
    seen.latencies[seen.latency_count++] = (uint32_t)((now - since) / 100);
}

static void keep_buttons(reporter *one, slice text, slice markup) {
    static const char key[] = "\"callback_data\"";
    one->buttons = 0;
    clear(&one->text), clear(&one->markup);
    put_slice(&one->text, text), put_slice(&one->markup, markup);
    const char *at = markup.at, *end = markup.at + markup.size;
    while (one->buttons < MOST_BUTTONS && (at = memmem(at, (size_t)(end - at), key, sizeof key - 1))) {
        const char *start = memchr(at + sizeof key - 1, '"', (size_t)(end - at) - sizeof key + 1);
        const char *stop = start ? memchr(start + 1, '"', (size_t)(end - start - 1)) : NULL;
        if (!stop || stop - start > BUTTON_SIZE) return;
        snprintf(one->button[one->buttons++], BUTTON_SIZE, "%.*s", (int)(stop - start - 1), start + 1);
        at = stop;
    }
}

/* The message that this reply answers is the reporter's last; what it must say stands in the plan. */
static void check_reply(reporter *one, slice text) {
    const step *what = &asked.steps[one->step];
    if (!one->busy || one->replies >= what->replies) {
        went_wrong("step %d: one reply too many: %.*s", one->step, (int)(text.size > 150 ? 150 : text.size), text.at);
        return;
    }
    const char *marker = what->markers[one->replies++];
    if (!contains(text, (slice){marker, strlen(marker)}))
        went_wrong("step %d: '%s' is not in: %.*s", one->step, marker, (int)(text.size > 150 ? 150 : text.size), text.at);
}

static reporter *person_in(long chat) {
    long number = chat - first_chat;
    if (number < 0 || number >= cases) {
        went_wrong("a reply to an unknown chat");
        return NULL;
    }
    reporter *one = &people[reporter_of_case[number]];
    if (one->chat == chat) return one;
    went_wrong("a reply to a chat that was through");
    return NULL;
}

/* A picture belongs to the last thing that a reporter does: to filing. */
long picture_seen(long chat) {
    reporter *one = person_in(chat);
    if (!one) return 1;
    if (one->step + 1 != asked.step_count) went_wrong("step %d: a picture too early", one->step);
    seen.pictures++;
    return one->next_message++;
}

long reply_seen(long chat, slice text, slice markup) {
    reporter *one = person_in(chat);
    if (!one) return 1;
    uint64_t now = now_ns();
    check_reply(one, text);
    seen.replies++;
    if (measuring) {
        if (one->replies == 1) note_latency(one->asked_at, now);
        if (now - last_reply > seen.stall) seen.stall = now - last_reply;
    }
    last_reply = now;
    one->last_message = one->next_message++;
    if (markup.size) keep_buttons(one, text, markup);
    long id = one->last_message;
    maybe_finished(one);
    return id;
}

void posted(connection *line, bool end) {
    reporter *one = &people[line->owner];
    message answer;
    int read = line->in.size ? read_message(line->in.data, line->in.size, &answer) : 0;
    if (read < 0) went_wrong("the bot answered something that is not HTTP");
    if (read > 0) {
        static const char tap[] = "answerCallbackQuery";
        if (answer.status != 200) went_wrong("step %d: the bot answered %d", one->step, answer.status);
        if (contains(answer.body, (slice){tap, sizeof tap - 1})) seen.taps_answered++;
        end = end || answer.closes;
        clear(&line->in);
    }
    if (end || read < 0) {
        for (int bot = 0; bot < asked.bot_count; bot++)
            if (one->lines[bot] == line) one->lines[bot] = NULL;
        close_connection(line);
        if (read <= 0 && one->busy && !one->answered && line == one->asking)
            went_wrong("step %d: the bot hung up", one->step);
    }
    if (read > 0) {
        one->answered = true;
        maybe_finished(one);
    }
}

/* --- the run ---------------------------------------------------------------------------------------- */

void reporters_begin(void) {
    first_chat = 700000000 + asked.first * 10000000;
    updates = 900000000 + asked.first * 100000000;
    people = calloc((size_t)asked.reporters, sizeof *people);
    for (int i = 0; i < asked.reporters; i++) {
        next_case(&people[i]);
        post(&people[i]);
    }
}

int reporters_busy(void) {
    int busy = 0;
    for (int i = 0; i < asked.reporters; i++) busy += people[i].busy;
    return busy;
}

void check_for_silence(void) {
    uint64_t now = now_ns();
    for (int i = 0; i < asked.reporters; i++) {
        reporter *one = &people[i];
        if (!one->busy || now - one->asked_at < PATIENCE) continue;
        went_wrong("step %d: silence, answered %d, replies %d", one->step, one->answered, one->replies);
        one->busy = false;
    }
}

void measure_begins(void) {
    measuring = true;
    last_reply = now_ns();
}

void measure_ends(void) {
    uint64_t now = now_ns();
    if (now - last_reply > seen.stall) seen.stall = now - last_reply;
    measuring = false;
}
