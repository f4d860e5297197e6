# The optional packages, the same for the source tree and for an installed inlay.
# xsimd is asked for without a version: its package file refuses every other major version, all of which work.
find_package(xsimd CONFIG QUIET)
find_package(Boost 1.74 CONFIG QUIET)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads QUIET)
