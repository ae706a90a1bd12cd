/* Connections, HTTP framing and time: what the load generator and the echo bot share. */
#ifndef NET_H
#define NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *at;
    size_t size;
} slice;

typedef struct {
    char *data;
    size_t size, room;
} buffer;

void put(buffer *to, const void *data, size_t size);
void put_text(buffer *to, const char *text);
void put_format(buffer *to, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline void put_slice(buffer *to, slice what) { put(to, what.at, what.size); }
static inline void clear(buffer *what) { what->size = 0; }

/* What a connection is for: it accepts, it was accepted, it was opened by us, or it is not a socket of ours. */
enum role { LISTENS, SERVES, CALLS, CONTROLS };

typedef struct connection {
    int fd;
    enum role role;
    int owner;           /* the reporter who posts over it; unused when it serves */
    unsigned generation; /* told apart from an earlier connection of the same descriptor */
    buffer in, out;
    size_t sent;
    bool waits_to_write;
} connection;

/* One whole HTTP message. `line` is its first line; the body of a chunked one has been joined in place. */
typedef struct {
    slice line, type, body;
    int status; /* of a response */
    bool closes;
    size_t size; /* bytes of the message as it came */
} message;

/* 1 a whole message, 0 not yet, -1 not HTTP as we speak it. */
int read_message(char *data, size_t size, message *out);

uint64_t now_ns(void);

void loop_init(void);
int listen_on(int port);
connection *add_connection(int fd, enum role role, int owner);
connection *connect_to(int port, int owner);
connection *connection_of(int fd);
void close_connection(connection *one);
/* Write what is in `out`; false when the other side is gone. */
bool flush(connection *one);
/* Wait at most this long (ns) and hand every connection that has news to `ready` (`end`: nothing more comes). */
void loop_once(uint64_t most, void (*ready)(connection *one, bool end));

bool starts_with(slice what, const char *text);
bool contains(slice what, slice part);

#endif
