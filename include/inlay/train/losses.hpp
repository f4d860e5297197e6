// SPDX-License-Identifier: BSL-1.0
// Several losses at once: one for each output of the network, weighted and added.
#pragma once

#include "../core/number.hpp"
#include "../ops/loss.hpp"

namespace inlay {

/// A loss times a constant, as one of losses(...).
template <number Weight, class Loss>
struct weighted_loss : Loss {
    using kinds = union_of<typename Loss::kinds, types<ops::multiply, ops::constant>>;
    static constexpr double weight = Weight.value();
};
template <number Weight, class Loss>
constexpr weighted_loss<Weight, Loss> weighted(Loss) {
    return {};
}

/// Loss k is of output k; what is minimised is their sum. As Keras's list of losses with loss_weights.
///
///     auto t = compile(net, adam{}, losses(cross_entropy{}, weighted<0.5>(mean_squared_error{})));
template <class... Losses>
struct loss_list {
    using kinds = union_of<types<ops::add>, typename Losses::kinds...>;
};
template <class... Losses>
constexpr loss_list<Losses...> losses(Losses...) {
    static_assert(sizeof...(Losses) >= 1 && sizeof...(Losses) <= max_ports, "inlay: one loss for each output, at most four");
    return {};
}

/// A metric of output K in place of the first: on<1>(mean_absolute_error{}).
template <int K, class Metric>
struct metric_on : Metric {
    static constexpr int output = K;
};
template <int K, class Metric>
constexpr metric_on<K, Metric> on(Metric) {
    return {};
}

namespace detail {

/// What there is to know of a loss, whatever its type.
struct loss_info {
    shape (*target)(shape prediction);
    int (*record)(trace::record&, int prediction, int target);
    void (*value)(const reference_call<float>&);  // from predictions and targets alone
    double weight;
    bool classifies;
};

template <class Loss>
constexpr double weight_of() {
    if constexpr (requires { Loss::weight; }) return Loss::weight;
    else return 1;
}
template <class Loss>
constexpr int record_loss(trace::record& r, int prediction, int target) {
    using symbol = trace::symbol<types<>>;
    return Loss::record(symbol{&r, prediction}, symbol{&r, target}).id;
}
template <class Loss>
inline constexpr loss_info info_of_loss{[](shape y) { return Loss::target(y); }, &record_loss<Loss>,
                                             &Loss::operation::template reference<float>, weight_of<Loss>(), Loss::classifies};

template <class Loss>
struct losses_of {
    static constexpr int count = 1;
    static constexpr loss_info info[count] = {info_of_loss<Loss>};
};
template <class... Losses>
struct losses_of<loss_list<Losses...>> {
    static constexpr int count = static_cast<int>(sizeof...(Losses));
    static constexpr loss_info info[count] = {info_of_loss<Losses>...};
};

}  // namespace detail
}  // namespace inlay
