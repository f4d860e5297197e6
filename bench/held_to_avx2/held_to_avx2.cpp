// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// Holds a program, with all libraries that it loads, to AVX2 on a machine that has more:
//
//     run.sh BUILD-FOLDER PROGRAM [ARGUMENT...]
//
// Libraries ask the `cpuid` instruction what they may use. The dynamic linker shows this one (rtld-audit(7)) every object
// before any of its code runs; here each cpuid (0F A2) in it becomes `ud2` (0F 0B) in memory, and a handler of SIGILL
// answers in its place: as the processor does, without AVX-512, AVX-VNNI, AMX, GFNI and their like. Bytes that are no
// instruction stay: what holds them is disassembled (objdump), from the beginning of its function. glibc asks earlier, hence the
// tunables; code that a program makes at run time is not seen, but what makes it asks as all do.
//
// Whether that holds is counted: SIGUSR2 starts, and ends, single steps through the thread that receives it; the end adds
// a line "instructions, those of AVX and AVX2, those of AVX-512" to the file HELD_TO_AVX2_COUNTS. In 64-bit code an
// instruction of AVX-512 begins with 62, whatever the length of its vectors, one of AVX and AVX2 (and the few on AVX-512's
// masks alone) with C4 or C5. Counting ends by itself after 50,000.
#include <cpuid.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

namespace {

using byte = unsigned char;

// --- the answers ------------------------------------------------------------------------------

constexpr unsigned bits(auto... places) { return (0u | ... | (1u << places)); }

struct answer {
    unsigned a, b, c, d;
};

answer held(unsigned leaf, unsigned part) {
    answer r{};
    __cpuid_count(leaf, part, r.a, r.b, r.c, r.d);
    if (leaf == 7 && part == 0) {
        r.a = 0;                                              // no further parts: AVX-VNNI, AVX-IFMA, AVX512-BF16, AVX10, APX
        r.b &= ~bits(16, 17, 21, 26, 27, 28, 30, 31);         // AVX-512 F DQ IFMA PF ER CD BW VL
        r.c &= ~bits(1, 6, 8, 9, 10, 11, 12, 14);             // VBMI VBMI2 GFNI VAES VPCLMULQDQ VNNI BITALG VPOPCNTDQ
        r.d &= ~bits(2, 3, 8, 22, 23, 24, 25);                // 4VNNIW 4FMAPS VP2INTERSECT AMX-BF16 AVX512-FP16 AMX-TILE AMX-INT8
    } else if (leaf == 7 || (leaf >= 0x1d && leaf <= 0x24 && leaf != 0x1f)) {
        r = {};                                               // AMX's tiles, AVX10's version
    } else if (leaf == 0xd && part == 0) {
        r.a &= ~bits(5, 6, 7, 17, 18);                        // the state of AVX-512 and AMX
    }
    return r;
}

// --- what was patched -------------------------------------------------------------------------

constexpr int most = 4096;
const byte* patched[most];  // in order of loading; what was unloaded may stay, its place is only asked for by a ud2 there
int patched_count = 0;

bool is_patched(const byte* at) {
    for (int i = 0; i < patched_count; ++i)
        if (patched[i] == at) return at[0] == 0x0f && at[1] == 0x0b;
    return false;
}

void on_illegal(int, siginfo_t*, void* context) {
    greg_t* r = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
    if (!is_patched(reinterpret_cast<const byte*>(r[REG_RIP]))) {
        signal(SIGILL, SIG_DFL);  // executed once more, it ends the program
        return;
    }
    const answer found = held(static_cast<unsigned>(r[REG_RAX]), static_cast<unsigned>(r[REG_RCX]));
    r[REG_RAX] = found.a, r[REG_RBX] = found.b, r[REG_RCX] = found.c, r[REG_RDX] = found.d;
    r[REG_RIP] += 2;
}

// --- counting ---------------------------------------------------------------------------------

constexpr greg_t trap_flag = 0x100;
constexpr long longest_count = 50000;
long steps = 0, of_avx = 0, of_avx512 = 0;
bool counting = false;
char counts_file[4096];

void write_counts() {
    char line[64];
    const int length = snprintf(line, sizeof line, "%ld %ld %ld\n", steps, of_avx, of_avx512);
    const int file = open(counts_file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0 || write(file, line, static_cast<size_t>(length)) != length) abort();
    close(file);
}

void on_count(int, siginfo_t*, void* context) {
    greg_t* r = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
    if (counting) {
        r[REG_EFL] &= ~trap_flag;
        counting = false;
        write_counts();
        return;
    }
    steps = of_avx = of_avx512 = 0;
    counting = true;
    r[REG_EFL] |= trap_flag;
}

void count(const byte* at) {
    ++steps;
    of_avx += *at == 0xc4 || *at == 0xc5;
    of_avx512 += *at == 0x62;
}

void on_step(int, siginfo_t*, void* context) {
    greg_t* r = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
    const byte* at = reinterpret_cast<const byte*>(r[REG_RIP]);
    count(at);
    if (at[0] == 0xf3 && at[1] == 0xa4) {  // rep movsb would stop after each byte that it copies
        asm volatile("rep movsb" : "+D"(r[REG_RDI]), "+S"(r[REG_RSI]), "+c"(r[REG_RCX]) : : "memory");
        r[REG_RIP] += 2;
        count(at + 2);
    }
    if (steps >= longest_count) r[REG_EFL] &= ~trap_flag;
}

// --- finding every cpuid ----------------------------------------------------------------------

/// The last beginning of a function at or before `at`, out of the sorted table of .eh_frame_hdr; null if there is none.
const byte* function_start(const byte* table, const byte* at) {
    // version 1, any pointer to .eh_frame, count as udata4, entries as sdata4 relative to the table
    if (table == nullptr || table[0] != 1 || table[2] != 0x03 || table[3] != 0x3b) return nullptr;
    uint32_t count;
    memcpy(&count, table + 8, 4);
    const auto start = [&](uint32_t i) {
        int32_t offset;
        memcpy(&offset, table + 12 + 8 * static_cast<size_t>(i), 4);
        return table + offset;
    };
    uint32_t low = 0, high = count;  // start(low) <= at < start(high)
    if (count == 0 || start(0) > at) return nullptr;
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;
        (start(middle) <= at ? low : high) = middle;
    }
    return start(low);
}

struct candidate {
    const byte* at;
    size_t in_file;  // its place in what is disassembled
};

/// Of the candidates, those that objdump calls cpuid are patched.
int disassemble(int file, const candidate* all, int count) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", getpid(), file);
    const char* arguments[] = {"objdump", "-D", "-z", "-bbinary", "-mi386:x86-64", "--no-show-raw-insn", path, nullptr};
    char* none[] = {nullptr};  // LD_AUDIT least of all
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    pid_t child;
    if (posix_spawnp(&child, "objdump", &actions, nullptr, const_cast<char**>(arguments), none) != 0) return -1;
    close(ends[1]);
    FILE* out = fdopen(ends[0], "r");
    int found = 0, next = 0;
    for (char line[512]; fgets(line, sizeof line, out) != nullptr;) {
        char* rest;
        const size_t offset = strtoul(line, &rest, 16);
        if (*rest != ':' || strncmp(rest, ":\tcpuid", 7) != 0) continue;
        while (next < count && all[next].in_file < offset) ++next;
        if (next == count || all[next].in_file != offset) continue;
        if (patched_count == most) return -1;
        byte* at = const_cast<byte*>(all[next].at);
        byte* page = reinterpret_cast<byte*>(reinterpret_cast<uintptr_t>(at) & ~uintptr_t{4095});
        const size_t size = static_cast<size_t>(at + 2 - page);
        if (mprotect(page, size, PROT_READ | PROT_WRITE | PROT_EXEC) != 0) return -1;
        at[1] = 0x0b;
        mprotect(page, size, PROT_READ | PROT_EXEC);
        patched[patched_count++] = at;
        ++found;
    }
    fclose(out);
    int status = 0;
    waitpid(child, &status, 0);
    return status == 0 ? found : -1;
}

/// Where an object's instructions are: its executable sections, which only its file lists. A segment may hold data, too.
struct code {
    const byte *begin, *end;
};

int code_of(const char* path, const byte* base, code* all, int most_of_them) {
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    ElfW(Ehdr) head;
    int count = -1;
    if (file >= 0 && pread(file, &head, sizeof head, 0) == sizeof head && head.e_shentsize == sizeof(ElfW(Shdr))) {
        count = 0;
        for (int i = 0; i < head.e_shnum && count >= 0; ++i) {
            ElfW(Shdr) section;
            const auto place = static_cast<off_t>(head.e_shoff + static_cast<size_t>(i) * sizeof section);
            if (pread(file, &section, sizeof section, place) != sizeof section) count = -1;
            else if (section.sh_type == SHT_PROGBITS && section.sh_flags & SHF_EXECINSTR)
                count < most_of_them ? void(all[count++] = {base + section.sh_addr, base + section.sh_addr + section.sh_size}) : void(count = -1);
        }
        if (count == 0) count = -1;
    }
    if (file >= 0) close(file);
    return count;
}

/// Patches one object. Returns how many cpuids it had, or -1.
int patch(const char* path, const byte* base, const ElfW(Phdr)* headers, int count) {
    const byte* table = nullptr;
    for (int i = 0; i < count; ++i)
        if (headers[i].p_type == PT_GNU_EH_FRAME) table = base + headers[i].p_vaddr;
    static code sections[256];
    static candidate all[65536];
    const int section_count = code_of(path, base, sections, 256);
    if (section_count < 0) return -1;
    int candidates = 0;
    size_t length = 0;
    const int file = memfd_create("held_to_avx2", MFD_CLOEXEC);
    for (int i = 0; i < section_count; ++i) {
        const auto [begin, end] = sections[i];
        const byte pattern[] = {0x0f, 0xa2};
        for (const byte* at = begin; (at = static_cast<const byte*>(memmem(at, static_cast<size_t>(end - at), pattern, 2))) != nullptr; ++at) {
            const byte* from = function_start(table, at);
            if (from == nullptr || from < begin) from = begin;
            if (at - from > 4096) from = at - 4096;  // disassembly finds the instructions' beginnings after a few
            const size_t window = static_cast<size_t>(at + 2 - from);
            byte apart[16];
            memset(apart, 0x90, sizeof apart);  // so that a window's last instruction does not run into the next
            if (candidates == 65536 || write(file, from, window) != static_cast<ssize_t>(window) || write(file, apart, 16) != 16) return -1;
            all[candidates++] = {at, length + window - 2};
            length += window + 16;
        }
    }
    const int found = candidates == 0 ? 0 : disassemble(file, all, candidates);
    close(file);
    return found;
}

void handle(int number, void (*handler)(int, siginfo_t*, void*)) {
    struct sigaction action {};
    action.sa_sigaction = handler;
    action.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;
    sigaction(number, &action, nullptr);
}

bool verbose = false;

}  // namespace

extern "C" unsigned la_version(unsigned) {
    handle(SIGILL, on_illegal);
    if (const char* path = getenv("HELD_TO_AVX2_COUNTS")) {
        snprintf(counts_file, sizeof counts_file, "%s", path);
        handle(SIGUSR2, on_count);
        handle(SIGTRAP, on_step);
    }
    verbose = getenv("HELD_TO_AVX2_VERBOSE") != nullptr;
    return LAV_CURRENT;
}

extern "C" unsigned la_objopen(struct link_map* map, Lmid_t, uintptr_t*) {
    // An object begins with its ELF header; the program's own tables are in the auxiliary vector. The vDSO has no file, and no cpuid.
    const bool program = map->l_name[0] == 0;
    const char* name = program ? "/proc/self/exe" : map->l_name;
    const byte* base = reinterpret_cast<const byte*>(map->l_addr);
    const auto* head = reinterpret_cast<const ElfW(Ehdr)*>(base);
    int found = -1;
    if (strchr(name, '/') == nullptr)
        found = 0;
    else if (program)
        found = patch(name, base, reinterpret_cast<const ElfW(Phdr)*>(getauxval(AT_PHDR)), static_cast<int>(getauxval(AT_PHNUM)));
    else if (memcmp(base, ELFMAG, SELFMAG) == 0)
        found = patch(name, base, reinterpret_cast<const ElfW(Phdr)*>(base + head->e_phoff), head->e_phnum);
    if (found < 0) {
        fprintf(stderr, "held_to_avx2: %s could not be searched (is objdump there?)\n", name);
        _exit(3);
    }
    if (verbose && found > 0) fprintf(stderr, "held_to_avx2: %s: %d\n", name, found);
    return 0;
}
