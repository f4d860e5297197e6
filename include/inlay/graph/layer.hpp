// SPDX-License-Identifier: BSL-1.0
// What makes a type a layer: its options, its parameters, and how it is recorded.
#pragma once

#include "../core/type_name.hpp"
#include "../ops/parameter.hpp"
#include "../ops/with_gradient.hpp"
#include "options.hpp"
#include "trace.hpp"

namespace inlay {

/// A parameter as a layer declares it: PyTorch's name and shape, and its first values.
struct parameter_info {
    const char* name = "";
    shape extent{};
    initializer init{};
    layout order = layout::plain;
    bool trainable = true;
    int fan_in = 1, fan_out = 1;
    shape flattened{};
};

template <int N>
struct parameter_list {
    static constexpr int count = N;
    parameter_info items[N > 0 ? N : 1]{};
};

/// The parameters of a layer, or the gradients that it gives.
constexpr parameter_list<0> list() { return parameter_list<0>{}; }
template <class... Infos>
    requires(__is_same(Infos, parameter_info) && ...)
constexpr parameter_list<sizeof...(Infos)> list(Infos... infos) {
    return {{infos...}};
}

namespace detail {

struct layer_base {};

template <class L>
inline constexpr bool is_layer = __is_base_of(layer_base, L);

/// A loop: clang refuses folds over more than 256 operands.
template <class... Ls>
constexpr bool all_layers() {
    constexpr bool each[] = {is_layer<Ls>..., true};
    for (bool b : each)
        if (!b) return false;
    return true;
}

template <class L>
concept has_parameters = requires(shape s) { L::parameters(s); };
template <class L>
concept has_output = requires(shape s) { L::output(s); };
template <class L>
concept builds_itself = requires { typename L::builds_itself; };

template <class L>
constexpr auto parameters_of(shape x) {
    if constexpr (has_parameters<L>) return L::parameters(x);
    else return list();
}

// Layer L applied to a value and its parameters, as symbols.
template <class L, int... I>
constexpr auto call_forward(trace::symbol<types<>> x, const trace::symbol<types<>>* p, indices<I...>) {
    auto y = L::forward(x, p[I]...);
    if constexpr (requires { L::gradient(y, x, p[I]...); })
        return trace::emit<ops::with_gradient<L, sizeof...(I)>>(node{}, y, x, p[I]...);
    else return y;
}

template <class L>
inline constexpr int parameter_count_of = decltype(parameters_of<L>(shape{}))::count;

template <class L>
struct kinds_of {
    using type = union_of<types<ops::parameter>,
                          typename decltype(call_forward<L>(
                              trace::symbol<types<>>{}, nullptr,
                              make_indices<parameter_count_of<L>>{}))::kinds>;
};
template <builds_itself L>
struct kinds_of<L> {
    using type = typename L::kinds;
};

template <class T>
constexpr const char* name_of_stranger() {
    if constexpr (is_option<T>) return "";
    else return type_name<T>();
}

template <class L>
constexpr void check_options(trace::record& r) {
    L::each_option([&](option kind, const char* type) {
        if (kind == option::none) return r.fail(text{"an option"}, text{type});
        bool known = kind == option::name;
        constexpr int count = sizeof(L::accepts) / sizeof(option);  // nvcc finds no end of it in a range-for
        for (int i = 0; i < count; ++i) known = known || L::accepts[i] == kind;
        if (known) return;
        r.fail(text{"an option of this layer"}, text{"option "} << option_names[static_cast<int>(kind)]);
    });
}

/// In ops/reshape.hpp.
constexpr shape flattened_from(const trace::record& r, int id);

/// The shape (H, W, C) from which input x of layer L was flattened, if parameter i counts its
/// elements: the first L::follows_flatten parameters do.
template <class L>
constexpr shape order_of_inputs([[maybe_unused]] const trace::record& r, [[maybe_unused]] int x,
                                [[maybe_unused]] int i) {
    if constexpr (requires { L::follows_flatten; })
        if (i < L::follows_flatten) return flattened_from(r, x);
    return {};
}

/// Records layer L applied to node x; `position` is its place in the enclosing list.
template <class L>
constexpr int record_layer(trace::record& r, int x, int position) {
    r.begin_layer(type_name<L>(), L::layer_name(), L::is_shared, position);
    check_options<L>(r);
    int y = x;
    if constexpr (builds_itself<L>) {
        y = L::build(r, x);
    } else {
        const shape in = r[x].out;
        if constexpr (requires { L::check(r, in); }) L::check(r, in);
        constexpr int count = parameter_count_of<L>;
        const auto infos = parameters_of<L>(in);
        trace::symbol<types<>> p[count + 1]{};
        for (int i = 0; i < count; ++i) {
            const parameter_info& info = infos.items[i];
            parameter_record q;
            q.public_shape = info.extent;
            q.order = info.order;
            q.init = info.init;
            q.trainable = info.trainable;
            q.fan_in = info.fan_in;
            q.fan_out = info.fan_out;
            q.flattened = info.flattened.rank > 0 ? info.flattened : order_of_inputs<L>(r, x, i);
            p[i] = {&r, r.parameter(op_of<ops::parameter>, q, info.name)};
        }
        y = call_forward<L>({&r, x}, p, make_indices<count>{}).id;
        if constexpr (has_output<L>) {
            if (r.error.empty() && !(L::output(in) == r[y].out))
                r.fail(text{"output ["} << L::output(in) << ']', text{"["} << r[y].out << ']');
        }
    }
    r.end_layer(y);
    return y;
}

}  // namespace detail

/// Base of every layer. A layer of your own gives `parameters(shape)` (if it has any) and
/// `forward(x, parameters...)`, both constexpr; `output(shape)` states the shape it promises;
/// `gradient(dy, x, parameters...)`, returning gradients(...), replaces the generated gradient.
///
///     struct shift : layer<shift> {
///         static constexpr auto parameters(shape x) { return list(parameter_info{"by", x, init::zeros}); }
///         static constexpr auto forward(auto x, auto by) { return x + by; }
///     };
template <class Derived, class... Options>
struct layer : detail::layer_base {
    static constexpr option accepts[] = {option::name, option::shared};
    static constexpr bool is_shared = detail::has<option::shared, Options...>;

    static constexpr const char* layer_name() {
        return detail::value_or<option::name, const char*, Options...>(
            detail::value_or<option::shared, const char*, Options...>(""));
    }
    static constexpr void each_option([[maybe_unused]] auto visit) {
        (visit(detail::kind_of<Options>(), detail::name_of_stranger<Options>()), ...);
    }

    template <class Kinds>
    constexpr auto operator()(trace::symbol<Kinds> x) const {
        using kinds = union_of<Kinds, typename detail::kinds_of<Derived>::type>;
        return trace::symbol<kinds>{x.r, detail::record_layer<Derived>(*x.r, x.id, -1)};
    }
};

namespace trace {

/// x | dense<10>{} | relu{}
template <class Kinds, class L>
    requires detail::is_layer<L>
constexpr auto operator|(symbol<Kinds> x, L apply) {
    return apply(x);
}

}  // namespace trace
}  // namespace inlay
