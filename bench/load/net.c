#define _GNU_SOURCE
#include "net.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define DESCRIPTORS 16384
#define READ_SIZE 65536

static connection *connections[DESCRIPTORS];
static unsigned generations;
static int poller = -1;

static void fail(const char *what) {
    perror(what);
    exit(2);
}

static void reserve(buffer *to, size_t more) {
    if (to->size + more <= to->room) return;
    size_t room = to->room ? to->room : 1024;
    while (room < to->size + more) room *= 2;
    to->data = realloc(to->data, room);
    if (!to->data) fail("memory");
    to->room = room;
}

void put(buffer *to, const void *data, size_t size) {
    if (!size) return;
    reserve(to, size);
    memcpy(to->data + to->size, data, size);
    to->size += size;
}

void put_text(buffer *to, const char *text) { put(to, text, strlen(text)); }

void put_format(buffer *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    reserve(to, 2048);
    int wrote = vsnprintf(to->data + to->size, to->room - to->size, format, arguments);
    va_end(arguments);
    if (wrote < 0 || (size_t)wrote >= to->room - to->size) fail("a formatted piece is too long");
    to->size += (size_t)wrote;
}

uint64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000ull + (uint64_t)time.tv_nsec;
}

bool starts_with(slice what, const char *text) {
    size_t size = strlen(text);
    return what.size >= size && memcmp(what.at, text, size) == 0;
}

bool contains(slice what, slice part) {
    return part.size == 0 || memmem(what.at, what.size, part.at, part.size) != NULL;
}

/* --- HTTP ------------------------------------------------------------------------------------------- */

static bool named(slice line, const char *name, slice *value) {
    size_t size = strlen(name);
    if (line.size <= size || line.at[size] != ':' || strncasecmp(line.at, name, size) != 0) return false;
    const char *at = line.at + size + 1, *end = line.at + line.size;
    while (at < end && *at == ' ') at++;
    *value = (slice){at, (size_t)(end - at)};
    return true;
}

/* Join a chunked body in place: its size as it came, 0 when it is not whole yet. */
static size_t join_chunks(char *body, size_t size, size_t *joined) {
    size_t at = 0, to = 0;
    for (;;) {
        char *line_end = memmem(body + at, size - at, "\r\n", 2);
        if (!line_end) return 0;
        size_t chunk = strtoul(body + at, NULL, 16);
        size_t start = (size_t)(line_end - body) + 2;
        if (start + chunk + 2 > size) return 0;
        if (chunk == 0) {
            *joined = to;
            return start + 2;
        }
        at = start + chunk + 2;
        to += chunk;
    }
}

static void close_gaps(char *body, size_t whole) {
    size_t at = 0, to = 0;
    while (at < whole) {
        size_t chunk = strtoul(body + at, NULL, 16);
        char *start = (char *)memmem(body + at, whole - at, "\r\n", 2) + 2;
        if (chunk == 0) return;
        memmove(body + to, start, chunk);
        to += chunk;
        at = (size_t)(start - body) + chunk + 2;
    }
}

int read_message(char *data, size_t size, message *out) {
    char *end = memmem(data, size, "\r\n\r\n", 4);
    if (!end) return size > 65536 ? -1 : 0;
    memset(out, 0, sizeof *out);
    size_t length = 0;
    bool chunked = false, sized = false;
    char *at = data, *head_end = end + 2;
    for (bool first = true; at < head_end; first = false) {
        char *line_end = memmem(at, (size_t)(head_end - at), "\r\n", 2);
        slice line = {at, (size_t)(line_end - at)}, value;
        if (first) {
            out->line = line;
        } else if (named(line, "content-length", &value)) {
            length = strtoul(value.at, NULL, 10);
            sized = true;
        } else if (named(line, "transfer-encoding", &value)) {
            chunked = contains(value, (slice){"chunked", 7});
        } else if (named(line, "connection", &value)) {
            out->closes = strncasecmp(value.at, "close", 5) == 0;
        } else if (named(line, "content-type", &value)) {
            out->type = value;
        }
        at = line_end + 2;
    }
    char *body = end + 4;
    size_t head = (size_t)(body - data), there = size - head;
    if (starts_with(out->line, "HTTP/1.")) out->status = atoi(out->line.at + 9);
    if (chunked) {
        size_t joined, whole = join_chunks(body, there, &joined);
        if (!whole) return 0;
        close_gaps(body, whole);
        out->body = (slice){body, joined};
        out->size = head + whole;
        return 1;
    }
    if (out->status && !sized && out->status != 204 && out->status != 304) return -1;
    if (there < length) return 0;
    out->body = (slice){body, length};
    out->size = head + length;
    return 1;
}

/* --- connections ------------------------------------------------------------------------------------ */

void loop_init(void) {
    poller = epoll_create1(EPOLL_CLOEXEC);
    if (poller < 0) fail("epoll");
}

static void watch(connection *one, bool writes, int operation) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | (writes ? EPOLLOUT : 0), .data.fd = one->fd};
    if (epoll_ctl(poller, operation, one->fd, &event) < 0) fail("epoll_ctl");
    one->waits_to_write = writes;
}

connection *add_connection(int fd, enum role role, int owner) {
    if (fd >= DESCRIPTORS) fail("too many descriptors");
    connection *one = connections[fd];
    if (!one) one = connections[fd] = calloc(1, sizeof *one);
    one->fd = fd;
    one->role = role;
    one->owner = owner;
    one->generation = ++generations;
    one->sent = 0;
    clear(&one->in);
    clear(&one->out);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    int yes = 1;
    if (role == SERVES || role == CALLS) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    watch(one, false, EPOLL_CTL_ADD);
    return one;
}

static struct sockaddr_in loopback(int port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

int listen_on(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    struct sockaddr_in address = loopback(port);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 1024) < 0) fail("listen");
    add_connection(fd, LISTENS, -1);
    socklen_t size = sizeof address;
    getsockname(fd, (struct sockaddr *)&address, &size);
    return ntohs(address.sin_port);
}

connection *connect_to(int port, int owner) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = loopback(port);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        close(fd);
        return NULL;
    }
    return add_connection(fd, CALLS, owner);
}

connection *connection_of(int fd) { return connections[fd]; }

void close_connection(connection *one) {
    close(one->fd);
    one->generation = ++generations;
}

bool flush(connection *one) {
    while (one->sent < one->out.size) {
        ssize_t wrote = send(one->fd, one->out.data + one->sent, one->out.size - one->sent, MSG_NOSIGNAL);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0 && errno == EAGAIN) {
            if (!one->waits_to_write) watch(one, true, EPOLL_CTL_MOD);
            return true;
        }
        if (wrote < 0) return false;
        one->sent += (size_t)wrote;
    }
    one->sent = 0;
    clear(&one->out);
    if (one->waits_to_write) watch(one, false, EPOLL_CTL_MOD);
    return true;
}

static void accept_all(connection *one) {
    for (;;) {
        int fd = accept4(one->fd, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0) return;
        add_connection(fd, SERVES, -1);
    }
}

static bool fill(connection *one) {
    for (;;) {
        reserve(&one->in, READ_SIZE);
        size_t room = one->in.room - one->in.size;
        ssize_t got = read(one->fd, one->in.data + one->in.size, room);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno != EAGAIN;
        one->in.size += (size_t)got;
        if (got == 0 || (size_t)got < room) return got == 0;
    }
}

void loop_once(uint64_t most, void (*ready)(connection *one, bool end)) {
    struct epoll_event events[256];
    struct timespec wait = {(time_t)(most / 1000000000ull), (long)(most % 1000000000ull)};
    int count = epoll_pwait2(poller, events, 256, &wait, NULL);
    for (int at = 0; at < count; at++) {
        connection *one = connections[events[at].data.fd];
        unsigned generation = one->generation;
        if (one->role == LISTENS) {
            accept_all(one);
            continue;
        }
        if ((events[at].events & EPOLLOUT) && !flush(one)) {
            ready(one, true);
            continue;
        }
        if (one->generation != generation) continue;
        if (events[at].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) ready(one, fill(one));
    }
}
