// SPDX-FileCopyrightText: The inlay authors
// SPDX-License-Identifier: BSL-1.0
//
// What save_graph writes, inlay-convert reads back to the same network with the same bytes. saved_*.hpp are made by
// inlay-convert from saved_*.safetensors (a test of tools/convert says so); those by `tests_quant [write]`. plain_*: the
// same in floats.
#include "plain_chain.hpp"
#include "plain_dag.hpp"
#include "saved_chain.hpp"
#include "saved_dag.hpp"
#include "saved_networks.hpp"

#include "catch.hpp"

#include <filesystem>

using namespace inlay;

namespace {

template <class A, class B>
void require_same_graph() {
    constexpr auto& a = quantized<A>::graph;
    constexpr auto& b = quantized<B>::graph;
    REQUIRE(a.op_count == b.op_count);
    REQUIRE(a.value_count == b.value_count);
    for (int k = 0; k < a.op_count; ++k) {
        INFO("operation " << k);
        REQUIRE(static_cast<int>(a.ops[k].kind) == static_cast<int>(b.ops[k].kind));
        REQUIRE(static_cast<int>(a.ops[k].activation) == static_cast<int>(b.ops[k].activation));
        REQUIRE(a.ops[k].inputs == b.ops[k].inputs);
        for (int i = 0; i < a.ops[k].inputs; ++i) REQUIRE(a.ops[k].input[i] == b.ops[k].input[i]);
        REQUIRE(a.ops[k].output == b.ops[k].output);
        REQUIRE(a.ops[k].win == b.ops[k].win);
    }
    for (int v = 0; v < a.value_count; ++v) {
        REQUIRE(a.values[v].extent == b.values[v].extent);
        REQUIRE(a.values[v].source == b.values[v].source);
    }
}

template <class Artifact, class Model>
void require_same_bytes(const Model& q) {
    static frozen<Artifact> net;
    constexpr int inputs = frozen<Artifact>::template input_size<>, outputs = frozen<Artifact>::template output_size<>;
    bool varies = false;
    signed char first[outputs]{};
    for (int row = 0; row < 100; ++row) {
        signed char x[inputs], y[outputs], expected[outputs];
        for (int i = 0; i < inputs; ++i) x[i] = static_cast<signed char>(random_bits(static_cast<unsigned long long>(row), static_cast<unsigned long long>(i)));
        net(x, y);
        q.run(x, expected);
        for (int i = 0; i < outputs; ++i) {
            INFO("row " << row << " output " << i);
            REQUIRE(static_cast<int>(y[i]) == static_cast<int>(expected[i]));
            if (row == 0) first[i] = y[i];
            varies = varies || y[i] != first[i];
        }
    }
    REQUIRE(varies);
}

template <class Net>
struct input_of {
    static constexpr shape value = input_shape<Net>;
};

template <class Own, class Converted, class Parameters>
void require_same_numbers(const model<Own>& m, const Parameters& parameters) {
    static const model<Converted> net{parameters};
    typename inlay::detail::tensor_of<input_of<Own>>::type x{};
    for (int row = 0; row < 20; ++row) {
        for (long i = 0; i < input_shape<Own>.size(); ++i)
            x.values[i] = static_cast<float>(random_bits(static_cast<unsigned long long>(row), static_cast<unsigned long long>(i)) % 1000) / 1000;
        const auto y = net(x), expected = m(x);
        for (int i = 0; i < output_shape<Own>.size(); ++i) {
            INFO("row " << row << " output " << i);
            REQUIRE(y.values[i] == Catch::Approx(expected.values[i]).epsilon(1e-5));
        }
    }
}

template <class Model>
void require_same_file(const Model& q, const std::string& committed) {
    const std::string path = (std::filesystem::temp_directory_path() / "inlay_save_graph.safetensors").string();
    save_graph(path, q);
    REQUIRE(try_read_file(path).value() == try_read_file(committed).value());
    std::filesystem::remove(path);
}

}  // namespace

TEST_CASE("save_graph writes what inlay-convert reads, always the same") {
    require_same_file(own::chain(), "tests/quant/saved_chain.safetensors");
    require_same_file(own::dag(), "tests/quant/saved_dag.safetensors");
    require_same_file(own::random_model<own::plain_dag>(true), "tests/quant/plain_dag.safetensors");
}

TEST_CASE("a network that was saved and converted is the same graph") {
    require_same_graph<own::saved_chain, ::saved_chain>();
    require_same_graph<own::saved_dag, ::saved_dag>();
    static_assert(__is_same(saved_chain_int8::scheme, symmetric_i8<single_rounding>) && __is_same(saved_dag_int8::scheme, affine_i8<>));
}

TEST_CASE("and frozen, it gives the bytes of the model that was saved") {
    require_same_bytes<saved_chain_int8>(own::chain());
    require_same_bytes<saved_dag_int8>(own::dag());
}

TEST_CASE("a float network that was saved and converted gives the same numbers") {
    require_same_numbers<own::plain_chain, ::plain_chain>(own::random_model<own::plain_chain>(false), plain_chain_parameters);
    require_same_numbers<own::plain_dag, ::plain_dag>(own::random_model<own::plain_dag>(true), plain_dag_parameters);
    require_same_graph<own::plain_dag, ::plain_dag>();
}

TEST_CASE("an uninitialised model is not saved") {
    static model<own::plain_dag> m;
    const auto outcome = try_save_graph("unused.safetensors", m);
    REQUIRE(!outcome);
    REQUIRE(outcome.error().message.find("never initialised") != std::string::npos);
    REQUIRE(!std::filesystem::exists("unused.safetensors"));
}

TEST_CASE("a file that cannot be written is one sentence") {
    const auto outcome = try_save_graph("no/such/folder/m.safetensors", own::chain());
    REQUIRE(!outcome);
    REQUIRE(outcome.error().message.find("no/such/folder/m.safetensors") != std::string::npos);
}

TEST_CASE("the saved networks, written anew", "[.][write]") {
    save_graph("tests/quant/saved_chain.safetensors", own::chain());
    save_graph("tests/quant/saved_dag.safetensors", own::dag());
    save_graph("tests/quant/plain_chain.safetensors", own::random_model<own::plain_chain>(false));
    save_graph("tests/quant/plain_dag.safetensors", own::random_model<own::plain_dag>(true));
}
