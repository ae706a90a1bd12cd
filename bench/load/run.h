/* One run: what was asked for, what was seen, what went wrong. */
#ifndef RUN_H
#define RUN_H

#include "net.h"

enum { MOST_STEPS = 32, MOST_REPLIES = 3, MOST_REPORTERS = 4096, MOST_BOTS = 16 };

enum kind { TEXT, TAP, PHOTO };

/* What a reporter does, and what must be found in each reply to it. */
typedef struct {
    enum kind kind;
    char *argument; /* the text, or how the tapped button's id ends */
    char *markers[MOST_REPLIES];
    int replies;
} step;

typedef struct {
    struct { int port; long process; } bots[MOST_BOTS]; /* processes of one bot */
    int bot_count;
    bool round_robin; /* each update goes to the next process; otherwise a chat keeps to one */
    const char *path, *secret;
    int reporters;
    long first; /* the number of this run: chats and updates of no two runs are the same */
    double warmup, seconds;
    uint64_t latency; /* ns until the API answers */
    size_t photo;     /* bytes */
    step steps[MOST_STEPS];
    int step_count;
} plan;

typedef struct {
    uint64_t updates, cases, fetched;    /* finished (files: handed out) inside the measured window */
    uint64_t posted;                     /* updates, in the whole run */
    uint64_t filed, photos;              /* finished in the whole run */
    uint64_t taps, taps_answered;        /* in the whole run */
    uint64_t downloads, replies, errors; /* in the whole run */
    uint64_t pictures;                   /* of receipts, in the whole run; no replies */
    char first_error[400];
    uint64_t stall;                      /* longest time without any reply in the window, ns */
    uint32_t *latencies;                 /* webhook to first reply in the window, 100 ns */
    size_t latency_count, latency_room;
} tally;

extern plan asked;
extern tally seen;
extern bool measuring, stopping;

void went_wrong(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* api.c */
void serve(connection *one);
void serve_end(connection *one);
uint64_t send_delayed(void); /* ns until the next answer is due */

/* reporters.c */
void reporters_begin(void);
/* A reply reached the fake API; the message id it gets. `text` is the inside of a JSON string, markup JSON. */
long reply_seen(long chat, slice text, slice markup);
/* So did a picture; the message id it gets. */
long picture_seen(long chat);
void posted(connection *one, bool end);
int reporters_busy(void);
void check_for_silence(void);
void measure_begins(void);
void measure_ends(void);


#endif
