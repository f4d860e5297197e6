// SPDX-License-Identifier: BSL-1.0
// A model's parameters and a network's layers as Boost.Hana sequences, to walk with Hana's algorithms.
#pragma once

#include "inlay.hpp"

#include <boost/hana/fwd/map.hpp>
#include <boost/hana/map.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

namespace inlay {
namespace detail {

template <class Net, int P, int... I>
constexpr auto hana_path(indices<I...>) {
    constexpr text path = recorded<Net>::parameter_path(P);
    return boost::hana::string_c<path.data[I]...>;
}
template <class Net, int P>
constexpr auto named_parameter(model<Net>& m) {
    constexpr parameter_record p = recorded<Net>::value.parameters[P];
    return boost::hana::make_pair(hana_path<Net, P>(make_indices<recorded<Net>::parameter_path(P).size>{}),
                                  parameter_view<p.public_shape, p.order>{m.storage() + p.offset});
}
template <class Net, int... P>
constexpr auto named_parameters(model<Net>& m, indices<P...>) {
    return boost::hana::make_map(named_parameter<Net, P>(m)...);
}

template <class Input, class... Layers>
constexpr auto layers_of(const network<Input, Layers...>*) {
    return boost::hana::tuple_t<Layers...>;
}

}  // namespace detail

/// A hana::map from each parameter's path (a hana::string) to its view, in PyTorch's shape:
///
///     hana::for_each(named_parameters(m), [](auto pair) { std::puts(hana::first(pair).c_str()); });
///
/// Compile cost grows with the number of parameters: for networks that a person reads, not for 200 layers.
template <class Net>
constexpr auto named_parameters(model<Net>& m) {
    static_assert(recorded<Net>::check::done);
    return detail::named_parameters(m, detail::make_indices<recorded<Net>::value.parameter_count>{});
}

/// The layers of a network<...> (or of a struct derived from one), as a hana::tuple of types.
template <class Net>
inline constexpr auto layers = detail::layers_of(static_cast<const Net*>(nullptr));

}  // namespace inlay
