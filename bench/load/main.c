/* The fake Bot API and the reporters, in one process.

   load --steps FILE --reporters N --warmup S --seconds S --latency-ms N --photo BYTES
        --first RUN --path /P --secret S --round-robin 0|1
   Prints "api PORT", then reads "go PORT PID [PORT PID ...]" (the bot's processes), plays, prints one line of JSON
   and serves on until its input ends.
   A line of FILE: kind, argument and one marker for each reply, with tabs between; kind is text, tap or photo. */
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "run.h"

plan asked = {.path = "/", .secret = "", .reporters = 64, .warmup = 1, .seconds = 5, .photo = 65536};
tally seen;
bool measuring, stopping;

static bool started;

void went_wrong(const char *format, ...) {
    if (seen.errors++) return;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(seen.first_error, sizeof seen.first_error, format, arguments);
    va_end(arguments);
}

static void read_steps(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (!file) perror(path), exit(2);
    while (getline(&line, &room, file) > 0 && asked.step_count < MOST_STEPS) {
        char *rest = line;
        line[strcspn(line, "\n")] = 0;
        step *one = &asked.steps[asked.step_count++];
        const char *kind = strsep(&rest, "\t");
        one->kind = !strcmp(kind, "tap") ? TAP : !strcmp(kind, "photo") ? PHOTO : TEXT;
        one->argument = strdup(rest ? strsep(&rest, "\t") : "");
        while (rest && one->replies < MOST_REPLIES) one->markers[one->replies++] = strdup(strsep(&rest, "\t"));
    }
    free(line);
    fclose(file);
}

static void read_arguments(int count, char **given) {
    for (int i = 1; i + 1 < count; i += 2) {
        const char *name = given[i], *value = given[i + 1];
        if (!strcmp(name, "--steps")) read_steps(value);
        else if (!strcmp(name, "--reporters")) asked.reporters = atoi(value);
        else if (!strcmp(name, "--warmup")) asked.warmup = atof(value);
        else if (!strcmp(name, "--seconds")) asked.seconds = atof(value);
        else if (!strcmp(name, "--latency-ms")) asked.latency = (uint64_t)(atof(value) * 1e6);
        else if (!strcmp(name, "--photo")) asked.photo = strtoul(value, NULL, 10);
        else if (!strcmp(name, "--first")) asked.first = atol(value);
        else if (!strcmp(name, "--round-robin")) asked.round_robin = atoi(value);
        else if (!strcmp(name, "--path")) asked.path = value;
        else if (!strcmp(name, "--secret")) asked.secret = value;
        else fprintf(stderr, "unknown: %s\n", name), exit(2);
    }
    if (asked.step_count == 0 || asked.reporters < 1 || asked.reporters > MOST_REPORTERS || asked.photo < 64)
        fprintf(stderr, "steps, 1 to %d reporters and a photo of at least 64 bytes are needed\n", MOST_REPORTERS), exit(2);
}

/* Seconds of CPU that a process has used, all threads; hundredths. */
static double cpu_of_one(long process) {
    char path[64], line[1024];
    long user = 0, kernel = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    if (fgets(line, sizeof line, file)) {
        const char *after = strrchr(line, ')');
        if (after) sscanf(after, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld", &user, &kernel);
    }
    fclose(file);
    return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

/* Kilobytes: VmHWM, the most that it ever had in memory. */
static long memory_of_one(long process) {
    char path[64], line[256];
    long peak = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", process);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "VmHWM: %ld kB", &peak) == 1) break;
    if (file) fclose(file);
    return peak;
}

static double cpu_of_bots(void) {
    double sum = 0;
    for (int at = 0; at < asked.bot_count; at++) sum += cpu_of_one(asked.bots[at].process);
    return sum;
}

static long memory_of_bots(void) {
    long sum = 0;
    for (int at = 0; at < asked.bot_count; at++) sum += memory_of_one(asked.bots[at].process);
    return sum;
}

static double own_cpu(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void control(connection *one, bool end) {
    if (end) exit(seen.errors ? 1 : 0);
    if (started || !memchr(one->in.data, '\n', one->in.size)) return;
    put(&one->in, "", 1);
    const char *at = one->in.data + 2;
    int read = 0, *bots = &asked.bot_count;
    if (strncmp(one->in.data, "go", 2)) exit(2);
    for (; *bots < MOST_BOTS; at += read, ++*bots)
        if (sscanf(at, " %d %ld%n", &asked.bots[*bots].port, &asked.bots[*bots].process, &read) != 2) break;
    if (!*bots) exit(2);
    started = true;
    reporters_begin();
}

static void ready(connection *one, bool end) {
    unsigned generation = one->generation;
    if (one->role == CONTROLS) return control(one, end);
    if (one->role == CALLS) return posted(one, end);
    serve(one);
    if (end && one->generation == generation) serve_end(one);
}

/* Let the loop run until this moment, or until `done`. */
static void run_until(uint64_t moment, bool (*done)(void)) {
    for (;;) {
        uint64_t now = now_ns(), delayed = send_delayed();
        if (now >= moment || (done && done())) return;
        uint64_t most = moment - now < 100000000ull ? moment - now : 100000000ull;
        loop_once(delayed < most ? delayed : most, ready);
    }
}

static void run_for(double seconds, bool (*done)(void)) { run_until(now_ns() + (uint64_t)(seconds * 1e9), done); }

static bool has_started(void) { return started; }

static bool is_quiet(void) {
    check_for_silence();
    return reporters_busy() == 0 && seen.downloads >= seen.photos && seen.taps_answered >= seen.taps;
}

static bool all_is_lost(void) {
    check_for_silence();
    return reporters_busy() == 0;
}

static int by_size(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

static double percentile(double share) {
    if (!seen.latency_count) return 0;
    size_t at = (size_t)(share * (double)(seen.latency_count - 1));
    return seen.latencies[at] / 1e4;
}

static void print_text(const char *text) {
    putchar('"');
    for (; *text; text++)
        if (*text == '"' || *text == '\\') printf("\\%c", *text);
        else if ((unsigned char)*text >= 0x20) putchar(*text);
    putchar('"');
}

static void print_result(double seconds, double bot_cpu, double load_cpu) {
    qsort(seen.latencies, seen.latency_count, sizeof *seen.latencies, by_size);
    printf("{\"seconds\":%.3f,\"updates\":%lu,\"fetched\":%lu,", seconds, seen.updates, seen.fetched);
    printf("\"cases\":%lu,\"filed\":%lu,\"photos\":%lu",
           seen.cases, seen.filed, seen.photos);
    printf(",\"taps\":%lu,\"taps_answered\":%lu,\"downloads\":%lu,\"replies\":%lu", seen.taps, seen.taps_answered,
           seen.downloads, seen.replies);
    printf(",\"pictures\":%lu,\"posted\":%lu", seen.pictures, seen.posted);
    printf(",\"p50_ms\":%.3f,\"p95_ms\":%.3f,\"p99_ms\":%.3f,\"stall_ms\":%.1f", percentile(.5), percentile(.95),
           percentile(.99), (double)seen.stall / 1e6);
    printf(",\"bot_cpu\":%.2f,\"load_cpu\":%.3f,\"peak_kb\":%ld", bot_cpu, load_cpu, memory_of_bots());
    printf(",\"errors\":%lu,\"first_error\":", seen.errors);
    print_text(seen.first_error);
    printf("}\n");
    fflush(stdout);
}

int main(int count, char **given) {
    read_arguments(count, given);
    loop_init();
    add_connection(0, CONTROLS, -1);
    printf("api %d\n", listen_on(0));
    fflush(stdout);
    while (!started) run_for(3600, has_started);
    run_for(asked.warmup, all_is_lost);
    measure_begins();
    double bot_cpu = cpu_of_bots(), load_cpu = own_cpu();
    uint64_t begun = now_ns();
    run_for(asked.seconds, all_is_lost);
    double seconds = (double)(now_ns() - begun) / 1e9;
    measure_ends();
    bot_cpu = cpu_of_bots() - bot_cpu;
    load_cpu = own_cpu() - load_cpu;
    stopping = true;
    run_for(90, is_quiet);
    if (!is_quiet()) went_wrong("not everything that was begun came to an end");
    print_result(seconds, bot_cpu, load_cpu);
    for (;;) run_for(3600, NULL);
}
