// SPDX-License-Identifier: BSL-1.0
// The two ways to write a network: a list of layers, and a function of symbols.
#pragma once

#include "combinators.hpp"

namespace inlay {

/// The shape of one sample of an input: input<28, 28, 1> is height, width, channels.
template <int... Extents>
struct input {
    static constexpr int rank = static_cast<int>(sizeof...(Extents));
    static constexpr shape make_extent() {
        if constexpr (rank >= 1 && rank <= 4) return shape{Extents...};
        else return shape{1};  // a mistake, reported where the input is recorded
    }
    static constexpr shape extent = make_extent();
};

namespace detail {

template <class T>
inline constexpr bool is_input = false;
template <int... E>
inline constexpr bool is_input<input<E...>> = true;

constexpr int record_input(trace::record& r, shape extent) {
    node n;
    n.op = &op_of<ops::input>;
    n.out = extent;
    n.index = r.g.inputs.count;
    for (int i = 0; i < extent.rank; ++i)
        if (extent[i] < 1) {
            r.fail(text{"extents of at least 1"}, text{"["} << extent << ']');
            n.out.extent[i] = 1;
        }
    const int id = r.add(n, {});
    r.g.inputs.push_back(id);
    return id;
}
template <class Input>
constexpr int record_input(trace::record& r) {
    if (Input::rank < 1 || Input::rank > 4) r.fail(text{"1 to 4 extents, without batch"}, text{""} << Input::rank);
    return record_input(r, Input::extent);
}

/// Records why a list is no network, and a harmless input.
template <class Input, class... Layers>
constexpr void record_mistake(trace::record& r) {
    if constexpr (!is_input<Input>) {
        r.fail(text{"input<...> first"}, text{type_name<Input>()});
    } else {
        record_stranger<Layers...>(r);
    }
    r.g.outputs.push_back(record_input(r, shape{1}));
}

}  // namespace detail

/// Layers one after another, as PyTorch's nn.Sequential: parameters are named by position.
///
///     struct classifier : network<input<784>, dense<128>, relu, dense<10>> {};   // "0.weight", "2.weight"
template <class Input, class... Layers>
struct network {
private:
    static constexpr bool valid = detail::is_input<Input> && detail::all_layers<Layers...>();

public:
    using kinds = union_of<types<ops::input>, typename detail::kinds_of_layers<valid, Layers...>::type>;
    static constexpr void record(trace::record& r) {
        if constexpr (valid) r.g.outputs.push_back(detail::record_layers<Layers...>(r, detail::record_input<Input>(r)));
        else detail::record_mistake<Input, Layers...>(r);
    }
};

/// What a traced function with several results returns.
template <class... Kinds>
struct output_list {
    using kinds = union_of<Kinds...>;
    int ids[sizeof...(Kinds)];
};

template <class... Kinds>
constexpr output_list<Kinds...> outputs(trace::symbol<Kinds>... results) {
    if constexpr (sizeof...(Kinds) > max_ports) {
        trace::record* const record[] = {results.r...};
        record[0]->fail(text{"at most "} << max_ports << " outputs", text{""} << static_cast<int>(sizeof...(Kinds)));
    }
    return {{results.id...}};
}

/// A function of one symbol per input, written with layers, + - * /, concat, ...: any directed graph.
///
///     struct skip { constexpr auto operator()(auto x) const { return x + (x | dense<8>{} | relu{}); } };
///     using net = traced<skip, input<8>>;
template <class Function, class... Inputs>
struct traced {
private:
    using start = trace::symbol<types<ops::input, ops::parameter>>;
    template <class>
    using start_for = start;
    static constexpr int count = static_cast<int>(sizeof...(Inputs));
    static constexpr bool inputs_only = (detail::is_input<Inputs> && ...);
    static constexpr bool callable = requires { Function{}(start_for<Inputs>{}...); };
    static constexpr bool valid = count >= 1 && count <= max_ports && inputs_only && callable;
    static constexpr auto result_of() {
        if constexpr (valid) return Function{}(start_for<Inputs>{}...);
        else return start{};
    }

public:
    using kinds = typename decltype(result_of())::kinds;
    static constexpr void record(trace::record& r) {
        if constexpr (valid) {
            const int in[] = {detail::record_input<Inputs>(r)...};
            finish(r, call(r, in, detail::make_indices<sizeof...(Inputs)>{}));
        } else {
            if (count < 1 || count > max_ports) r.fail(text{"1 to "} << max_ports << " inputs", text{""} << count);
            else if (!inputs_only) r.fail(text{"traced<function, input<...>...>"}, text{"another type for an input"});
            else r.fail(text{"a function of "} << count << (count == 1 ? " value" : " values"), text{"a function of others"});
            r.g.outputs.push_back(detail::record_input(r, shape{1}));
        }
    }

private:
    template <int... I>
    static constexpr auto call(trace::record& r, const int* in, detail::indices<I...>) {
        return Function{}(start{&r, in[I]}...);
    }
    template <class Kinds>
    static constexpr void finish(trace::record& r, trace::symbol<Kinds> y) {
        r.g.outputs.push_back(y.id);
    }
    template <class... Kinds>
    static constexpr void finish(trace::record& r, output_list<Kinds...> y) {
        for (int id : y.ids) r.g.outputs.push_back(id);
    }
};

}  // namespace inlay
