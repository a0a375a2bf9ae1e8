/* A disk that takes its time: see tests/slow_disk.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *folder, *gate, *told;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("SLOW_FOLDER");
    gate = getenv("SLOW_GATE");
    told = getenv("SLOW_TOLD");
}

static void slow(const char *what, const char *path) {
    if (!folder || !gate || !told || !path || strncmp(path, folder, strlen(folder)))
        return;
    if (syscall(SYS_faccessat, AT_FDCWD, gate, F_OK))
        return;
    char line[4400];
    long thread = syscall(SYS_gettid), process = syscall(SYS_getpid);
    int length = snprintf(line, sizeof line, "%ld %s %s %s\n", process, thread == process ? "main" : "aside", what, path);
    int handle = syscall(SYS_openat, AT_FDCWD, told, O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (handle >= 0) {
        syscall(SYS_write, handle, line, length);
        syscall(SYS_close, handle);
    }
    if (thread == process && getenv("SLOW_SHOUT"))
        raise(SIGUSR2);
    while (!syscall(SYS_faccessat, AT_FDCWD, gate, F_OK))
        usleep(2000);
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                                         \
    int name(const char *path, int flags, ...) {                           \
        REAL(name);                                                        \
        va_list more; va_start(more, flags);                               \
        mode_t mode = va_arg(more, mode_t); va_end(more);                  \
        slow("open", path);                                                \
        return real(path, flags, mode);                                    \
    }
#define OPENAT(name)                                                       \
    int name(int at, const char *path, int flags, ...) {                   \
        REAL(name);                                                        \
        va_list more; va_start(more, flags);                               \
        mode_t mode = va_arg(more, mode_t); va_end(more);                  \
        slow("open", path);                                                \
        return real(at, path, flags, mode);                                \
    }
#define PLAIN(type, name, takes, gives)                                    \
    type name takes { REAL(name); slow(#name, path); return real gives; }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
PLAIN(FILE *, fopen, (const char *path, const char *mode), (path, mode))
PLAIN(FILE *, fopen64, (const char *path, const char *mode), (path, mode))
PLAIN(int, stat, (const char *path, struct stat *into), (path, into))
PLAIN(int, lstat, (const char *path, struct stat *into), (path, into))
PLAIN(int, stat64, (const char *path, struct stat64 *into), (path, into))
PLAIN(int, lstat64, (const char *path, struct stat64 *into), (path, into))
PLAIN(int, fstatat, (int at, const char *path, struct stat *into, int flags), (at, path, into, flags))
PLAIN(int, fstatat64, (int at, const char *path, struct stat64 *into, int flags), (at, path, into, flags))
PLAIN(int, statx, (int at, const char *path, int flags, unsigned mask, struct statx *into), (at, path, flags, mask, into))
PLAIN(int, access, (const char *path, int mode), (path, mode))
PLAIN(DIR *, opendir, (const char *path), (path))
PLAIN(ssize_t, readlink, (const char *path, char *into, size_t size), (path, into, size))
PLAIN(int, mkdir, (const char *path, mode_t mode), (path, mode))
PLAIN(int, unlink, (const char *path), (path))
PLAIN(int, rename, (const char *path, const char *to), (path, to))
PLAIN(int, statvfs, (const char *path, struct statvfs *into), (path, into))
PLAIN(int, statvfs64, (const char *path, struct statvfs64 *into), (path, into))
