// SPDX-License-Identifier: BSL-1.0
// Pass: recurrent layers multiply their inputs themselves, and keep no rows that nobody reads.
#pragma once

#include "../ops/gru.hpp"
#include "../ops/lstm.hpp"
#include "remove_identities.hpp"

namespace inlay::passes {

/// Weights of inputs up to this many bytes are multiplied frame by frame: they stay in the L1 cache with
/// those of the state. Products with larger ones are cheaper for many frames at once.
inline constexpr long most_input_weights = 16 * 1024;

/// Law: the output is unchanged, up to rounding; the products of a gru's or lstm's inputs are never stored
/// (but with large weights), nor are its outputs where only a last_row reads them.
constexpr void fuse_recurrences(graph_editor& g) {
    const auto is_recurrent = [&](const node& n) { return n.op == &op_of<ops::gru> || n.op == &op_of<ops::lstm>; };
    bool found = false;
    for (int i = 0; i < g.size() && !found; ++i) found = is_recurrent(g[i]);
    if (!found) return;
    const auto readers = g.count_readers();
    inlay::detail::vector<int> to;
    for (int i = 0; i < g.size(); ++i) to.push_back(i);
    for (int i = 0; i < g.size(); ++i) {
        node& n = g[i];
        if (is_recurrent(n) && (n.index & ops::recurrent_op::takes_inputs) == 0) {
            const node& products = g[n.input[0]];
            const bool small = products.op == &op_of<ops::dense> && g[products.input[1]].size() * 4 <= most_input_weights;
            if (small && readers[n.input[0]] == 1 && products.input_count == n.input_count) {
                n.index |= ops::recurrent_op::takes_inputs;
                for (int k = 1; k < products.input_count; ++k) n.input[n.input_count++] = products.input[k];
                n.input[0] = products.input[0];
            }
        }
        if (n.op != &op_of<ops::last_row> || !is_recurrent(g[n.input[0]]) || readers[n.input[0]] != 1) continue;
        node& source = g[n.input[0]];
        source.index |= ops::recurrent_op::keeps_last;
        source.out = n.out;
        to[i] = n.input[0];
    }
    redirect(g, to);
}

}  // namespace inlay::passes
