// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// What any program takes here: the start-up, and a main that does nothing.
int main() { return 0; }
