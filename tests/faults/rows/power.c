/* Keeps, of every file below $KEPT_FROM, what had reached the disk: at each fsync a copy goes to $KEPT_IN.
 * Whatever was only written, and not synced, is not there, as after a power cut. A disk that lies is not modelled. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int copied(int from, const char *aside) {
    static char block[1 << 16];
    off_t at = 0;
    ssize_t got;
    int to = open(aside, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (to < 0) return -1;
    while ((got = pread(from, block, sizeof block, at)) > 0) {
        if (write(to, block, got) != got) break;
        at += got;
    }
    close(to);
    return got == 0 ? 0 : -1;
}

static void keep(int fd) {
    const char *from = getenv("KEPT_FROM"), *in = getenv("KEPT_IN");
    char link[64], path[PATH_MAX], aside[PATH_MAX], kept[PATH_MAX];
    struct stat found;
    ssize_t length;
    int file;
    if (!from || !in) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if ((length = readlink(link, path, sizeof path - 1)) < 0) return;
    path[length] = 0;
    if (strncmp(path, from, strlen(from)) || stat(path, &found) || !S_ISREG(found.st_mode)) return;
    const char *name = strrchr(path, '/') + 1;
    snprintf(aside, sizeof aside, "%s/.%s.%d", in, name, getpid());
    snprintf(kept, sizeof kept, "%s/%s", in, name);
    if ((file = open(path, O_RDONLY)) < 0) return;
    if (copied(file, aside) == 0) rename(aside, kept); /* whole or not at all */
    close(file);
}

#define SYNCS(NAME)                                                  \
    int NAME(int fd) {                                               \
        int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, #NAME);    \
        int done = real(fd);                                         \
        if (done == 0) keep(fd);                                     \
        return done;                                                 \
    }

SYNCS(fsync)
SYNCS(fdatasync)
