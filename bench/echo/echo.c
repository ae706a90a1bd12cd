/* A bot that thinks nothing: it shows how fast the load generator is when no bot is in the way.

   echo API_PORT STEPS prints "echo PORT" and serves until killed. Every reply says everything that any step
   expects and has every button that any step taps. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../load/net.h"

static int api_port;
static buffer everything, last_ending;
static connection *lines_out[16384];

static void read_steps(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    static buffer buttons;
    if (!file) perror(path), exit(2);
    put_text(&everything, "\"text\":\"");
    while (getline(&line, &room, file) > 0) {
        char *rest = line, *kind = strsep(&rest, "\t"), *argument = strsep(&rest, "\t"), *marker;
        if (!strcmp(kind, "tap")) {
            put_format(&buttons, "%s[{\"text\":\"x\",\"callback_data\":\"1:%s\"}]", buttons.size ? "," : "", argument);
            clear(&last_ending);
            put_format(&last_ending, "%s\"}}", argument);
        }
        while ((marker = strsep(&rest, "\t"))) put_format(&everything, "%.*s ", (int)strcspn(marker, "\n"), marker);
    }
    put_text(&everything, "\",\"reply_markup\":{\"inline_keyboard\":[");
    put(&everything, buttons.data, buttons.size);
    put_text(&everything, "]}}");
    free(line);
    fclose(file);
}

static void say(connection *out, long chat) {
    static buffer body;
    clear(&body);
    put_format(&body, "{\"chat_id\":%ld,", chat);
    put(&body, everything.data, everything.size);
    put_format(&out->out, "POST /bot1:x/sendMessage HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
               body.size);
    put(&out->out, body.data, body.size);
}

static void take(connection *one, const message *update) {
    static const char chat_key[] = "\"chat\":{\"id\":", photo[] = "\"photo\"", tap[] = "\"callback_query\"";
    const char *chat = memmem(update->body.at, update->body.size, chat_key, sizeof chat_key - 1);
    connection *out = lines_out[one->fd];
    if (!out) out = lines_out[one->fd] = connect_to(api_port, -1);
    say(out, atol(chat + sizeof chat_key - 1));
    slice body = update->body;
    if (contains(body, (slice){last_ending.data, last_ending.size})) say(out, atol(chat + sizeof chat_key - 1));
    if (contains(body, (slice){photo, sizeof photo - 1}))
        put_text(&out->out, "GET /file/bot1:x/photos/file_1.jpg HTTP/1.1\r\n\r\n");
    if (contains(body, (slice){tap, sizeof tap - 1}))
        put_text(&one->out, "HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n{\"method\":\"answerCallbackQuery\"}");
    else
        put_text(&one->out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    flush(one);
    flush(out);
}

static void ready(connection *one, bool end) {
    message update;
    if (one->role == CALLS) {
        clear(&one->in);
        return;
    }
    if (one->in.size && read_message(one->in.data, one->in.size, &update) == 1) {
        take(one, &update);
        clear(&one->in);
    }
    if (end) close_connection(one);
}

int main(int count, char **given) {
    if (count != 3) return 2;
    api_port = atoi(given[1]);
    read_steps(given[2]);
    loop_init();
    printf("echo %d\n", listen_on(0));
    fflush(stdout);
    for (;;) loop_once(1000000000ull, ready);
}
