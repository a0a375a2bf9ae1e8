/* Time that passes when nobody waits for anything: see warp.py, which says why and builds this.

   Loaded before libc, it answers for the clocks, and for every wait that has an end. A clock is the real one, and what
   was leapt so far. The main thread leaps where its event loop would have slept; every other thread that waits looks
   every few ms whether its moment has come. Nothing happens before `warp_begin`. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef long long ns_t;
#define SECOND 1000000000LL
#define MS 1000000LL
#define SLICE (10 * MS) /* real time between two looks of a thread that waits */
#define NEVER LLONG_MAX
#define LONG_TURNS 1024

static atomic_llong leapt;
static atomic_int going;
static atomic_int holding;
static ns_t least_leap;

/* The main thread's turns, between two waits of its event loop. */
static ns_t turn_began, turn_cpu, turn_delay, long_turn = 100 * MS;
static atomic_llong turn_number;
static struct { ns_t number, wall, own, when; } long_turns[LONG_TURNS];
static int long_count;
static ns_t longest_own, longest_wall, leaps;
static int schedstat = -1;

#define REAL(name) \
    static typeof(name) *real; \
    if (!real) real = (typeof(name) *)dlsym(RTLD_NEXT, #name)

static ns_t to_ns(const struct timespec *at) { return at->tv_sec * SECOND + at->tv_nsec; }
static struct timespec from_ns(ns_t at) { return (struct timespec){at / SECOND, at % SECOND}; }

static int true_clock(clockid_t id, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    return real(id, at);
}

static ns_t true_now(clockid_t id) {
    struct timespec at;
    true_clock(id, &at);
    return to_ns(&at);
}

static int leaps_with(clockid_t id) {
    return id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE || id == CLOCK_MONOTONIC ||
           id == CLOCK_MONOTONIC_COARSE || id == CLOCK_BOOTTIME;
}

static ns_t now(clockid_t id) { return true_now(id) + (leaps_with(id) ? atomic_load(&leapt) : 0); }

static int on_main(void) { return syscall(SYS_gettid) == getpid(); }

/* Clocks. */

int clock_gettime(clockid_t id, struct timespec *at) {
    int answer = true_clock(id, at);
    if (answer == 0 && leaps_with(id) && atomic_load(&leapt)) *at = from_ns(to_ns(at) + atomic_load(&leapt));
    return answer;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
    (void)zone;
    ns_t then = now(CLOCK_REALTIME);
    at->tv_sec = then / SECOND;
    at->tv_usec = then % SECOND / 1000;
    return 0;
}

time_t time(time_t *at) {
    time_t then = now(CLOCK_REALTIME) / SECOND;
    if (at) *at = then;
    return then;
}

/* Turns of the main thread. */

static ns_t run_delay(void) {
    char text[96];
    ssize_t got = schedstat < 0 ? -1 : pread(schedstat, text, sizeof text - 1, 0);
    if (got <= 0) return -1;
    text[got] = 0;
    char *end;
    strtoll(text, &end, 10);
    return strtoll(end, NULL, 10);
}

static void begin_turn(void) {
    turn_began = true_now(CLOCK_MONOTONIC);
    turn_cpu = true_now(CLOCK_THREAD_CPUTIME_ID);
    turn_delay = run_delay();
    atomic_fetch_add(&turn_number, 1);
}

static void end_turn(void) {
    if (!turn_began) return;
    ns_t wall = true_now(CLOCK_MONOTONIC) - turn_began;
    ns_t cpu = true_now(CLOCK_THREAD_CPUTIME_ID) - turn_cpu, delay = run_delay();
    /* What the machine gave to others while we were ready to run is not ours. */
    ns_t own = delay >= 0 && turn_delay >= 0 ? wall - (delay - turn_delay) : cpu;
    if (own < cpu) own = cpu;
    if (own > longest_own) longest_own = own;
    if (wall > longest_wall) longest_wall = wall;
    if (own > long_turn && long_count < LONG_TURNS) {
        long_turns[long_count].number = atomic_load(&turn_number);
        long_turns[long_count].wall = wall;
        long_turns[long_count].own = own;
        long_turns[long_count++].when = now(CLOCK_REALTIME);
    }
    turn_began = 0;
}

/* Waits. */

int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *wait, const sigset_t *mask) {
    REAL(ppoll);
    static const struct timespec none = {0, 0}, moment = {0, MS};
    if (!atomic_load(&going)) return real(fds, count, wait, mask);
    int main_thread = on_main();
    if (main_thread) end_turn();
    ns_t left = wait ? to_ns(wait) : NEVER, end = left == NEVER ? NEVER : now(CLOCK_MONOTONIC) + left;
    int answer = real(fds, count, &none, mask);
    while (answer == 0 && left > 0) {
        if (main_thread && left != NEVER && !atomic_load(&holding)) {
            atomic_fetch_add(&leapt, left > least_leap ? left : least_leap);
            leaps++;
            break;
        }
        struct timespec slice = main_thread ? moment : from_ns(SLICE);
        if (left < to_ns(&slice)) slice = from_ns(left);
        answer = real(fds, count, &slice, mask);
        if (left != NEVER) left = end - now(CLOCK_MONOTONIC);
    }
    if (main_thread) begin_turn();
    return answer;
}

int poll(struct pollfd *fds, nfds_t count, int ms) {
    struct timespec wait = from_ns(ms * MS);
    return ppoll(fds, count, ms < 0 ? NULL : &wait, NULL);
}

/* The others: until their moment comes, or what they wait for. `step` waits in real time until its argument. */
#define UNTIL(id, deadline, timed_out, step) \
    ns_t end = to_ns(deadline); \
    for (;;) { \
        ns_t left = end - now(id); \
        struct timespec slice = from_ns(true_now(id) + (left < 0 ? 0 : left < SLICE ? left : SLICE)); \
        int answer = step; \
        if (!(timed_out) || now(id) >= end) return answer; \
    }

int sem_clockwait(sem_t *semaphore, clockid_t id, const struct timespec *deadline) {
    REAL(sem_clockwait);
    if (!atomic_load(&going)) return real(semaphore, id, deadline);
    UNTIL(id, deadline, answer && errno == ETIMEDOUT, real(semaphore, id, &slice))
}

int sem_timedwait(sem_t *semaphore, const struct timespec *deadline) {
    REAL(sem_timedwait);
    if (!atomic_load(&going)) return real(semaphore, deadline);
    UNTIL(CLOCK_REALTIME, deadline, answer && errno == ETIMEDOUT, real(semaphore, &slice))
}

int pthread_cond_clockwait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t id,
                           const struct timespec *deadline) {
    REAL(pthread_cond_clockwait);
    if (!atomic_load(&going)) return real(condition, mutex, id, deadline);
    UNTIL(id, deadline, answer == ETIMEDOUT, real(condition, mutex, id, &slice))
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *deadline) {
    static int (*real)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (!real) *(void **)&real = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (!atomic_load(&going)) return real(condition, mutex, deadline);
    /* Which clock a condition has isn't told; the two are half a century apart. */
    clockid_t id = deadline->tv_sec > 1000000000 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
    UNTIL(id, deadline, answer == ETIMEDOUT, real(condition, mutex, &slice))
}

int clock_nanosleep(clockid_t id, int flags, const struct timespec *wait, struct timespec *rest) {
    REAL(clock_nanosleep);
    if (!atomic_load(&going) || !leaps_with(id)) return real(id, flags, wait, rest);
    struct timespec deadline = flags & TIMER_ABSTIME ? *wait : from_ns(now(id) + to_ns(wait));
    UNTIL(id, &deadline, answer == 0, real(id, TIMER_ABSTIME, &slice, NULL))
}

/* For warp.py. */

void warp_begin(ns_t least) {
    schedstat = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    least_leap = least;
    begin_turn();
    atomic_store(&going, 1);
}

void warp_hold(int on) { atomic_store(&holding, on); }
void warp_least(ns_t least) { least_leap = least; }
void warp_pardon(void) { begin_turn(); }
void warp_leap(ns_t far) { atomic_fetch_add(&leapt, far); }
ns_t warp_leapt(void) { return atomic_load(&leapt); }
ns_t warp_leaps(void) { return leaps; }
ns_t warp_turn(void) { return atomic_load(&turn_number); }
ns_t warp_age(void) { ns_t began = turn_began; return began ? true_now(CLOCK_MONOTONIC) - began : 0; }

/* The longest turn since the last call, ours and by the wall's clock. */
void warp_longest(ns_t *own, ns_t *wall) {
    *own = longest_own, *wall = longest_wall;
    longest_own = longest_wall = 0;
}

/* The next long turn that wasn't told yet; 0 where there is none. */
int warp_long(ns_t *told) {
    if (!long_count) return 0;
    told[0] = long_turns[0].number, told[1] = long_turns[0].wall, told[2] = long_turns[0].own, told[3] = long_turns[0].when;
    memmove(long_turns, long_turns + 1, --long_count * sizeof *long_turns);
    return 1;
}

void warp_nap(ns_t real_time) {
    struct timespec until = from_ns(real_time);
    static int (*real)(clockid_t, int, const struct timespec *, struct timespec *);
    if (!real) real = (int (*)(clockid_t, int, const struct timespec *, struct timespec *))dlsym(RTLD_NEXT, "clock_nanosleep");
    real(CLOCK_MONOTONIC, 0, &until, NULL);
}
