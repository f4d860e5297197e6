/* SPDX-FileCopyrightText: The inlay authors
   SPDX-License-Identifier: BSL-1.0

   Counts the instructions between two markers, exactly. Arguments: out=FILE, and hot=1 for the count of
   every address. The file gets a line for each pass through the region, then "ADDRESS COUNT" lines.

   Markers: Thumb mov r9,r9 and mov r11,r11; RISC-V slti x0,x0,9 and slti x0,x0,11; A64 mov x9,x9 and
   mov x11,x11. Callbacks run before the instruction's own count is added, so that a region of nothing is 0. */
#include "qemu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))
EXPORT int qemu_plugin_version = 1;

static uint64_t total, start;
static int inside, hot;
static FILE* out;

enum { MOST = 1 << 16 };
static struct { uint64_t address, count; } at[MOST];
static size_t addresses;

static void begin(unsigned cpu, void* data) { (void)cpu, (void)data, start = total, inside = 1; }
static void end(unsigned cpu, void* data) {
    (void)cpu, (void)data;
    if (inside) fprintf(out, "%llu\n", (unsigned long long)(total - start - 1));
    inside = 0;
}

static int marker(const struct qemu_plugin_insn* i) { /* 1 begin, 2 end, 0 neither */
    const unsigned char* d = qemu_plugin_insn_data(i);
    uint32_t w = 0;
    memcpy(&w, d, qemu_plugin_insn_size(i) == 2 ? 2 : 4);
    if (w == 0x46c9u || w == 0x00902013u || w == 0xaa0903e9u) return 1;
    return w == 0x46dbu || w == 0x00b02013u || w == 0xaa0b03ebu ? 2 : 0;
}

static void translate(qemu_plugin_id_t id, struct qemu_plugin_tb* block) {
    (void)id;
    for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); ++i) {
        struct qemu_plugin_insn* instruction = qemu_plugin_tb_get_insn(block, i);
        const int kind = marker(instruction);
        if (kind) qemu_plugin_register_vcpu_insn_exec_cb(instruction, kind == 1 ? begin : end, NO_REGISTERS, 0);
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, ADD_U64, &total, 1);
        if (!hot) continue;
        size_t k = 0;
        while (k < addresses && at[k].address != qemu_plugin_insn_vaddr(instruction)) ++k;
        if (k == MOST) continue;
        if (k == addresses) at[addresses++].address = qemu_plugin_insn_vaddr(instruction);
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, ADD_U64, &at[k].count, 1);
    }
}

static void finish(qemu_plugin_id_t id, void* data) {
    (void)id, (void)data;
    for (size_t k = 0; k < addresses; ++k)
        fprintf(out, "%llx %llu\n", (unsigned long long)at[k].address, (unsigned long long)at[k].count);
    fclose(out);
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t* info, int count, char** arguments) {
    (void)info;
    for (int i = 0; i < count; ++i) {
        if (!strncmp(arguments[i], "out=", 4)) out = fopen(arguments[i] + 4, "w");
        else if (!strncmp(arguments[i], "hot=", 4)) hot = atoi(arguments[i] + 4);
        else return 1;
    }
    if (!out) return 1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
    qemu_plugin_register_atexit_cb(id, finish, 0);
    return 0;
}
