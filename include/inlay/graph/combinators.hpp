// SPDX-License-Identifier: BSL-1.0
// Layers made of layers: sequential, residual, branches, repeat.
#pragma once

#include "../ops/arithmetic.hpp"
#include "layer.hpp"

namespace inlay {
namespace detail {

/// Names the first that is no layer.
template <class... Layers>
constexpr void record_stranger(trace::record& r) {
    constexpr bool each[] = {is_layer<Layers>...};
    constexpr const char* names[] = {type_name<Layers>()...};
    int i = 0;
    while (each[i]) ++i;
    r.fail(text{"a layer at position "} << i, text{names[i]});
}

/// Records the layers one after another from node x. A table of functions and a loop: neither
/// templates nor folds get deep with the number of layers.
template <class... Layers>
constexpr int record_layers(trace::record& r, int x) {
    if constexpr (!all_layers<Layers...>()) {
        record_stranger<Layers...>(r);
    } else if constexpr (sizeof...(Layers) > 0) {
        constexpr int (*apply[])(trace::record&, int, int) = {&record_layer<Layers>...};
        for (int i = 0; i < static_cast<int>(sizeof...(Layers)); ++i) x = apply[i](r, x, i);
    }
    return x;
}

template <bool Valid, class... Layers>
struct kinds_of_layers {
    using type = union_of<types<ops::parameter>, typename kinds_of<Layers>::type...>;
};
template <class... Layers>
struct kinds_of_layers<false, Layers...> {
    using type = types<ops::parameter>;
};

template <class... Layers>
struct composite {
    struct builds_itself {};
    using inner_kinds = typename kinds_of_layers<all_layers<Layers...>(), Layers...>::type;
};

}  // namespace detail

/// Layers one after another, as one layer.
template <class... Layers>
struct sequential : layer<sequential<Layers...>>, detail::composite<Layers...> {
    using kinds = typename detail::composite<Layers...>::inner_kinds;
    static constexpr int build(trace::record& r, int x) { return detail::record_layers<Layers...>(r, x); }
};

/// x + layers(x).  He et al. 2016. The layers must keep the shape.
template <class... Layers>
struct residual : layer<residual<Layers...>>, detail::composite<Layers...> {
    using kinds = union_of<typename detail::composite<Layers...>::inner_kinds, types<ops::add>>;
    static constexpr int build(trace::record& r, int x) {
        using symbol = trace::symbol<types<>>;
        const symbol y{&r, detail::record_layers<Layers...>(r, x)};
        return trace::emit<ops::add>(node{}, symbol{&r, x}, y).id;
    }
};

/// Each path applied to x, the results joined: branches<concat, dense<8>, sequential<dense<4>, relu>>.
/// Join is add, multiply, maximum, subtract or concat.
template <auto Join, class... Paths>
struct branches : layer<branches<Join, Paths...>>, detail::composite<Paths...> {
    using kinds = union_of<typename detail::composite<Paths...>::inner_kinds,
                           typename decltype(Join)::kinds>;
    static constexpr int build(trace::record& r, int x) {
        if constexpr (!detail::all_layers<Paths...>()) detail::record_stranger<Paths...>(r);
        else if constexpr (sizeof...(Paths) < 2) r.fail(text{"at least two paths"}, text{""} << static_cast<int>(sizeof...(Paths)));
        else return build(r, x, detail::make_indices<sizeof...(Paths)>{});
        return x;
    }

private:
    template <int... I>
    static constexpr int build(trace::record& r, int x, detail::indices<I...>) {
        const int y[] = {detail::record_layer<Paths>(r, x, I)...};
        return Join(trace::symbol<types<>>{&r, y[I]}...).id;
    }
};

/// The layers N times over, each time with parameters of their own; named "position.repetition.layer".
template <int N, class... Layers>
struct repeat : layer<repeat<N, Layers...>>, detail::composite<Layers...> {
    using kinds = typename detail::composite<Layers...>::inner_kinds;
    static constexpr int build(trace::record& r, int x) {
        if (N < 0) r.fail(text{"0 repetitions or more"}, text{""} << N);
        for (int i = 0; i < N; ++i) x = detail::record_layer<sequential<Layers...>>(r, x, i);
        return x;
    }
};

}  // namespace inlay
