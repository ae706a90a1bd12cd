/* A Bot API as far as a bot that takes reports needs one. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fields.h"
#include "run.h"

#define BOT "{\"id\":123456,\"is_bot\":true,\"first_name\":\"Report\",\"username\":\"report_bot\"}"

/* --- answers that wait for the latency that was asked for -------------------------------------------- */

typedef struct delayed {
    uint64_t due;
    int fd;
    unsigned generation;
    buffer bytes;
    struct delayed *next;
} delayed;

static delayed *first, *last;

static void answer(connection *one, const buffer *bytes) {
    if (!asked.latency || !asked.bot_count || stopping) {
        put(&one->out, bytes->data, bytes->size);
        if (!flush(one)) serve_end(one);
        return;
    }
    delayed *later = calloc(1, sizeof *later);
    later->due = now_ns() + asked.latency;
    later->fd = one->fd;
    later->generation = one->generation;
    put(&later->bytes, bytes->data, bytes->size);
    if (last) last->next = later;
    else first = later;
    last = later;
}

uint64_t send_delayed(void) {
    uint64_t now = now_ns();
    while (first && first->due <= now) {
        delayed *done = first;
        connection *one = connection_of(done->fd);
        if (one->generation == done->generation) {
            put(&one->out, done->bytes.data, done->bytes.size);
            if (!flush(one)) serve_end(one);
        }
        first = done->next;
        if (!first) last = NULL;
        free(done->bytes.data);
        free(done);
    }
    return first ? first->due - now : UINT64_MAX;
}

static void answer_with(connection *one, const char *type, slice body) {
    static buffer whole;
    clear(&whole);
    put_format(&whole, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", type, body.size);
    put_slice(&whole, body);
    answer(one, &whole);
}

static void answer_json(connection *one, const buffer *body) {
    answer_with(one, "application/json", (slice){body->data, body->size});
}

static void answer_text(connection *one, const char *json) {
    answer_with(one, "application/json", (slice){json, strlen(json)});
}

/* --- methods ---------------------------------------------------------------------------------------- */

static void send_message(connection *one, const message *request) {
    static buffer chat, text, markup, reply;
    clear(&chat), clear(&text), clear(&markup), clear(&reply);
    if (!raw_field(request, "chat_id", &chat) || !text_field(request, "text", &text)) {
        went_wrong("sendMessage without chat or text");
        return answer_text(one, "{\"ok\":true,\"result\":{}}");
    }
    put(&chat, "", 1);
    raw_field(request, "reply_markup", &markup);
    long id = atol(chat.data);
    long number = reply_seen(id, (slice){text.data, text.size}, (slice){markup.data, markup.size});
    put_format(&reply, "{\"ok\":true,\"result\":{\"message_id\":%ld,\"from\":" BOT, number);
    put_format(&reply, ",\"chat\":{\"id\":%ld,\"first_name\":\"Amina\",\"type\":\"private\"}", id);
    put_format(&reply, ",\"date\":%ld,\"text\":\"", (long)time(NULL));
    put(&reply, text.data, text.size);
    put_text(&reply, "\"");
    if (markup.size) {
        put_text(&reply, ",\"reply_markup\":");
        put(&reply, markup.data, markup.size);
    }
    put_text(&reply, "}}");
    answer_json(one, &reply);
}

/* A receipt's picture comes beside the replies: a PNG, to someone whose case it is. */
static void send_photo(connection *one, const message *request) {
    static const char png[] = "\x89PNG\r\n\x1a\n", field[] = "name=\"chat_id\"\r\n\r\n";
    static buffer reply;
    const char *chat = memmem(request->body.at, request->body.size, field, sizeof field - 1);
    clear(&reply);
    if (!chat || !contains(request->body, (slice){png, sizeof png - 1})) {
        went_wrong("sendPhoto without chat or picture");
        return answer_text(one, "{\"ok\":true,\"result\":{}}");
    }
    long id = atol(chat + sizeof field - 1);
    put_format(&reply, "{\"ok\":true,\"result\":{\"message_id\":%ld,\"from\":" BOT, picture_seen(id));
    put_format(&reply, ",\"chat\":{\"id\":%ld,\"first_name\":\"Amina\",\"type\":\"private\"}", id);
    put_format(&reply, ",\"date\":%ld,\"photo\":[{\"file_id\":\"AgAC%ld\",", (long)time(NULL), id);
    put_format(&reply, "\"file_unique_id\":\"AQAD%ld\",\"width\":328,\"height\":328}]}}", id);
    answer_json(one, &reply);
}

static void get_file(connection *one, const message *request) {
    static buffer id, reply;
    clear(&id), clear(&reply);
    text_field(request, "file_id", &id);
    put(&id, "", 1);
    const char *number = strrchr(id.data, '-');
    put_format(&reply, "{\"ok\":true,\"result\":{\"file_id\":\"%.100s\",\"file_unique_id\":\"AQAD%s\"", id.data,
               number ? number + 1 : "0");
    put_format(&reply, ",\"file_size\":%zu,\"file_path\":\"photos/file_%s.jpg\"}}", asked.photo,
               number ? number + 1 : "0");
    answer_json(one, &reply);
}

/* Its first bytes make it a JPEG, its number makes it unlike any other. */
static void download(connection *one, slice path) {
    static const unsigned char head[] = {0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1};
    static buffer photo;
    if (!photo.size) {
        put(&photo, head, sizeof head);
        for (size_t i = sizeof head; i < asked.photo; i++) put(&photo, &(char){(char)(i * 2654435761u >> 13)}, 1);
    }
    const char *number = memrchr(path.at, '_', path.size);
    snprintf(photo.data + sizeof head, 16, "%015ld", number ? atol(number + 1) : 0);
    seen.downloads++;
    seen.fetched += measuring;
    answer_with(one, "image/jpeg", (slice){photo.data, photo.size});
}

static void call(connection *one, const message *request, slice method) {
    if (starts_with(method, "sendMessage")) return send_message(one, request);
    if (starts_with(method, "answerCallbackQuery")) {
        seen.taps_answered++;
        return answer_text(one, "{\"ok\":true,\"result\":true}");
    }
    if (starts_with(method, "sendPhoto")) return send_photo(one, request);
    if (starts_with(method, "getFile")) return get_file(one, request);
    if (starts_with(method, "getMe")) return answer_text(one, "{\"ok\":true,\"result\":" BOT "}");
    if (starts_with(method, "getWebhookInfo"))
        return answer_text(one, "{\"ok\":true,\"result\":{\"url\":\"\",\"has_custom_certificate\":false,"
                                "\"pending_update_count\":0}}");
    answer_text(one, "{\"ok\":true,\"result\":true}");
}

static void handle(connection *one, const message *request) {
    const char *space = memchr(request->line.at, ' ', request->line.size);
    const char *end = request->line.at + request->line.size;
    if (!space) return;
    const char *stop = memchr(space + 1, ' ', (size_t)(end - space - 1));
    slice path = {space + 1, (size_t)((stop ? stop : end) - space - 1)};
    if (starts_with(path, "/file/")) return download(one, path);
    const char *name = memrchr(path.at, '/', path.size);
    call(one, request, (slice){name + 1, (size_t)(path.at + path.size - name - 1)});
}

void serve(connection *one) {
    unsigned generation = one->generation;
    size_t done = 0;
    while (one->generation == generation && done < one->in.size) {
        message request;
        int read = read_message(one->in.data + done, one->in.size - done, &request);
        if (read < 0) {
            went_wrong("a request to the API that is not HTTP");
            return serve_end(one);
        }
        if (read == 0) break;
        handle(one, &request);
        done += request.size;
    }
    if (one->generation != generation) return;
    memmove(one->in.data, one->in.data + done, one->in.size - done);
    one->in.size -= done;
}

void serve_end(connection *one) { close_connection(one); }
