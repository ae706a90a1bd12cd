#define _GNU_SOURCE
#include "fields.h"

#include <stdlib.h>
#include <string.h>

/* --- JSON ------------------------------------------------------------------------------------------- */

static const char *skip_string(const char *at, const char *end) {
    for (at++; at < end && *at != '"'; at++)
        if (*at == '\\') at++;
    return at < end ? at + 1 : end;
}

static const char *skip_value(const char *at, const char *end) {
    if (at < end && *at == '"') return skip_string(at, end);
    int depth = 0;
    while (at < end) {
        if (*at == '"') {
            at = skip_string(at, end);
            continue;
        }
        if (*at == '{' || *at == '[') depth++;
        if (depth == 0 && (*at == ',' || *at == '}' || *at == ']')) return at;
        if (*at == '}' || *at == ']') {
            at++;
            if (--depth == 0) return at;
            continue;
        }
        at++;
    }
    return end;
}

static const char *skip_space(const char *at, const char *end) {
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
    return at;
}

slice json_member(slice object, const char *name) {
    const char *end = object.at + object.size, *at = skip_space(object.at, end);
    size_t size = strlen(name);
    if (at == end || *at != '{') return (slice){0};
    for (at++; at < end;) {
        at = skip_space(at, end);
        if (at == end || *at != '"') break;
        const char *key = at + 1;
        at = skip_string(at, end);
        bool found = (size_t)(at - key) == size + 1 && memcmp(key, name, size) == 0;
        at = skip_space(at, end);
        if (at == end || *at != ':') break;
        at = skip_space(at + 1, end);
        const char *value = at;
        at = skip_value(at, end);
        if (found) return (slice){value, (size_t)(at - value)};
        at = skip_space(at, end);
        if (at < end && *at == ',') at++;
    }
    return (slice){0};
}

static void put_escaped(buffer *to, const char *at, size_t size) {
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)at[i];
        if (c == '"' || c == '\\') {
            char pair[2] = {'\\', (char)c};
            put(to, pair, 2);
        } else if (c == '\n') {
            put(to, "\\n", 2);
        } else if (c < 0x20) {
            put_format(to, "\\u%04x", c);
        } else {
            put(to, at + i, 1);
        }
    }
}

/* --- forms ------------------------------------------------------------------------------------------ */

static int hex(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

static void put_decoded(buffer *to, slice value) {
    for (size_t i = 0; i < value.size; i++) {
        char c = value.at[i];
        if (c == '+') c = ' ';
        if (c == '%' && i + 2 < value.size) {
            c = (char)(hex(value.at[i + 1]) * 16 + hex(value.at[i + 2]));
            i += 2;
        }
        put(to, &c, 1);
    }
}

static slice form_value(slice body, const char *name) {
    const char *at = body.at, *end = body.at + body.size;
    size_t size = strlen(name);
    while (at < end) {
        const char *stop = memchr(at, '&', (size_t)(end - at));
        if (!stop) stop = end;
        if ((size_t)(stop - at) > size && at[size] == '=' && memcmp(at, name, size) == 0)
            return (slice){at + size + 1, (size_t)(stop - at) - size - 1};
        at = stop + 1;
    }
    return (slice){0};
}

/* --- both ------------------------------------------------------------------------------------------- */

static bool is_json(const message *request) { return starts_with(request->type, "application/json"); }

bool text_field(const message *request, const char *name, buffer *to) {
    if (is_json(request)) {
        slice value = json_member(request->body, name);
        if (value.size < 2 || *value.at != '"') return false;
        put(to, value.at + 1, value.size - 2);
        return true;
    }
    static buffer decoded;
    clear(&decoded);
    slice value = form_value(request->body, name);
    if (!value.at) return false;
    put_decoded(&decoded, value);
    put_escaped(to, decoded.data, decoded.size);
    return true;
}

/* Some libraries send all that is not a text as a string of JSON within the JSON. */
static void put_unquoted(buffer *to, slice string) {
    for (const char *at = string.at + 1, *end = string.at + string.size - 1; at < end; at++) {
        if (*at == '\\' && at + 1 < end && strchr("\"\\/", at[1])) at++;
        put(to, at, 1);
    }
}

bool raw_field(const message *request, const char *name, buffer *to) {
    if (is_json(request)) {
        slice value = json_member(request->body, name);
        if (value.size > 1 && *value.at == '"') {
            put_unquoted(to, value);
        } else {
            put_slice(to, value);
        }
        return value.size > 0;
    }
    slice value = form_value(request->body, name);
    if (!value.at) return false;
    put_decoded(to, value);
    return true;
}
