# inlay_strict: the warnings the library is kept free of. The presets turn them into errors.
add_library(inlay_strict INTERFACE)
target_compile_options(inlay_strict INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
