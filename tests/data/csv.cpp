// SPDX-License-Identifier: BSL-1.0
// CSV: what is a table of numbers, and where a mistake is.
#include "catch.hpp"

#include <inlay/data/csv.hpp>

#include "../io/scratch.hpp"

using inlay::csv_header;
using inlay::csv_label;
using inlay::csv_options;

namespace {

std::string problem(std::string_view text, const csv_options& options = {}) {
    return inlay::try_parse_csv(text, "f.csv", options).error().message;
}

inlay::result<inlay::dataset> samples(std::string_view text, const csv_options& options = {}) {
    const auto table = inlay::try_parse_csv(text, "f.csv", options);
    if (!table) return table.error();
    return inlay::try_dataset_from(*table, "f.csv", options);
}

}  // namespace

TEST_CASE("numbers in rows", "[csv]") {
    const auto table = inlay::try_parse_csv("1,2.5\n-3e2, +4\t\n", "f.csv").value();
    CHECK(table.rows() == 2);
    CHECK(table.columns == 2);
    CHECK(table.names.empty());
    CHECK(table.values == std::vector<float>{1.0f, 2.5f, -300.0f, 4.0f});
    CHECK(table.row(1)[0] == -300.0f);
}

TEST_CASE("line ends, byte order mark, empty lines and quotes", "[csv]") {
    const auto values = [](std::string_view text) {
        return inlay::try_parse_csv(text, "f.csv").value().values;
    };
    const std::vector<float> expected{1.0f, 2.0f, 3.0f, 4.0f};
    CHECK(values("1,2\r\n3,4\r\n") == expected);
    CHECK(values("1,2\n3,4") == expected);
    CHECK(values("\xEF\xBB\xBF"
                 "1,2\n\n3,4\n\r\n \n") == expected);
    CHECK(values("\"1\",2\n3,\"4\"\n") == expected);
}

TEST_CASE("a header line", "[csv]") {
    const auto table = inlay::try_parse_csv("a,\"b, c\"\n1,2\n", "f.csv").value();
    CHECK(table.names == std::vector<std::string>{"a", "b, c"});
    CHECK(table.rows() == 1);
    CHECK(inlay::try_parse_csv("1,2\n3,4\n", "f", {.header = csv_header::yes})->rows() == 1);
    CHECK(problem("a,b\n1,2\n", {.header = csv_header::no}) ==
          "f.csv: line 1, column 1: expected a number, found 'a'");
    CHECK(problem("1,b\n1,2\n") == "f.csv: line 1, column 2: expected a number, found 'b'");
}

TEST_CASE("mistakes are named with their place", "[csv]") {
    CHECK(problem("") == "f.csv: expected rows, found none");
    CHECK(problem("a,b\n") == "f.csv: expected rows, found none");
    CHECK(problem("1,2\n3\n") == "f.csv: line 2: expected 2 columns, found 1");
    CHECK(problem("1,2\n\n3,4,5\n") == "f.csv: line 3: expected 2 columns, found 3");
    CHECK(problem("1,2\n3,\n") == "f.csv: line 2, column 2: expected a number, found ''");
    for (const char* cell : {"x", "1x", "0x10", "1 2", "nan", "inf", "-inf", "1e39", "1e999", "+-1",
                             "--1", "++1", "+", "."})
        CHECK(problem(std::string("1,2\n3,") + cell + "\n") ==
              std::string("f.csv: line 2, column 2: expected a number, found '") + cell + "'");
    CHECK(problem("1;2\n", {.separator = ';'}) == "");
    CHECK(problem("1,2\n3,\"4\n5,6\n") ==
          "f.csv: line 2, column 2: expected a number, found '\"4'");
}

TEST_CASE("a class in the last or first column", "[csv]") {
    const auto last = samples("0.5,1,2\n0.25,2,0\n").value();
    CHECK(last.size() == 2);
    CHECK((last.shape == inlay::sample_shape{1, 1, 2}));
    CHECK(last.images == std::vector<float>{0.5f, 1.0f, 0.25f, 2.0f});
    CHECK(last.labels == std::vector<int>{2, 0});
    CHECK(last.classes() == 3);
    const auto first =
        samples("2,0.5,1\n0,0.25,2\n", {.label = csv_label::first, .scale = 2.0f}).value();
    CHECK(first.images == std::vector<float>{1.0f, 2.0f, 0.5f, 4.0f});
    CHECK(first.labels == std::vector<int>{2, 0});
}

TEST_CASE("targets in the last columns", "[csv]") {
    const auto out = samples("1,2,3\n4,5,6\n", {.label = csv_label::none, .targets = 2}).value();
    CHECK(out.images == std::vector<float>{1.0f, 4.0f});
    CHECK(out.targets == std::vector<float>{2.0f, 3.0f, 5.0f, 6.0f});
    CHECK(out.target(1)[0] == 5.0f);
    CHECK(out.labels.empty());
    CHECK(out.try_check());
}

TEST_CASE("columns must fit what is asked for", "[csv]") {
    CHECK(samples("1\n").error().message == "f.csv: expected at least 2 columns, found 1");
    CHECK(samples("1,2\n", {.label = csv_label::none, .targets = 2}).error().message ==
          "f.csv: expected at least 3 columns, found 2");
    CHECK(samples("1,2,3\n", {.shape = {2, 2, 1}}).error().message ==
          "f.csv: expected 5 columns, found 3");
    CHECK(samples("1,2,3,4,0\n", {.shape = {2, 2, 1}}));
    for (const char* label : {"-1", "0.5", "1000000"})
        CHECK(samples(std::string("x,y\n1,0\n1,") + label + "\n").error().message ==
              std::string("f.csv: line 3, column 2: expected a class number (0, 1, ...) below "
                          "1000000, found ") +
                  label);
}

TEST_CASE("files, plain and cut", "[csv]") {
    const scratch dir;
    const std::string path = dir.write("f.csv", "1,2,0\n3,4,1\n");
    CHECK(inlay::load_csv(path).size() == 2);
    CHECK(inlay::read_csv(path).columns == 3);
    CHECK_THROWS_WITH(inlay::load_csv(dir.path("g")),
                      dir.path("g") + ": cannot open: No such file or directory");
    CHECK_THROWS_WITH(inlay::load_csv(dir.write("f", "1,x\n")),
                      dir.path("f") + ": line 1, column 2: expected a number, found 'x'");
    const std::string whole = "1,2,0\n3,4,1\n";
    for (std::size_t n = 0; n <= whole.size(); ++n) {
        const auto out = samples(std::string_view(whole).substr(0, n));
        CHECK((out || !out.error().message.empty()));
        if (out) CHECK(out->try_check());
    }
}
