// SPDX-License-Identifier: BSL-1.0
// Peers reached through Python: a child process (python/serve.py) that answers questions, one a line. Its times are
// CPU times of that process; what an empty call costs there is reported apart.
#include "model_files.hpp"
#include "peers.hpp"

#include <cstdio>
#include <sstream>
#include <stdexcept>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench::peers {
namespace {

/// python/serve.py, started when first asked.
class server {
public:
    static server& get() {
        static server s;
        return s;
    }
    std::string ask(const std::string& question) {
        if (to_ == nullptr) throw std::runtime_error("python/serve.py was not started");
        std::fprintf(to_, "%s\n", question.c_str());
        std::fflush(to_);
        std::string answer;
        for (int c; (c = std::fgetc(from_)) != '\n';) {
            if (c == EOF) throw std::runtime_error("the Python process ended");
            answer += static_cast<char>(c);
        }
        if (answer.rfind("no ", 0) == 0) throw std::runtime_error(answer.substr(3));
        return answer;
    }

private:
    server() {
        const std::string interpreter = python();
        work empty;  // one multiplication, to see what a call costs
        empty.id = "empty";
        empty.plain = net("empty", {1, 1, 1});
        empty.plain.dense(1);
        empty.data.count = 16;
        empty.data.x = random_inputs(empty.plain, 16);
        model_files(empty);
        int down[2], up[2];
        if (pipe(down) != 0 || pipe(up) != 0) return;
        signal(SIGPIPE, SIG_IGN);
        child_ = fork();
        if (child_ == 0) {
            dup2(down[0], 0), dup2(up[1], 1);
            for (const int fd : {down[0], down[1], up[0], up[1]}) close(fd);
            execlp(interpreter.c_str(), interpreter.c_str(), BENCH_SOURCE "/python/serve.py", model_directory().c_str(), nullptr);
            _exit(127);
        }
        close(down[0]), close(up[1]);
        to_ = fdopen(down[1], "w"), from_ = fdopen(up[0], "r");
    }
    ~server() {
        if (to_ == nullptr) return;
        std::fclose(to_);
        std::fclose(from_);
        waitpid(child_, nullptr, 0);
    }

    std::FILE *to_ = nullptr, *from_ = nullptr;
    pid_t child_ = -1;
};

class through_python : public contender {
public:
    through_python(const std::string& name, const work& w) {
        server& s = server::get();
        model_files(w);
        std::istringstream answer(s.ask("make " + name + ' ' + w.id));
        std::string ok;
        answer >> ok >> version >> call_overhead;
        who = name;
        index_ = next_++;
    }
    ~through_python() override {
        try {
            server::get().ask("forget " + std::to_string(index_));
        } catch (const std::exception&) {
        }
    }
    std::vector<float> first_results(int calls) override {
        std::istringstream answer(server::get().ask("results " + std::to_string(index_) + ' ' + std::to_string(calls)));
        std::vector<float> all;
        for (float v; answer >> v;) all.push_back(v);
        return all;
    }
    double seconds_per_call(double slice) override {
        return std::stod(server::get().ask("time " + std::to_string(index_) + ' ' + std::to_string(slice)));
    }

    void counted_call() override { server::get().ask("count " + std::to_string(index_)); }

private:
    static inline int next_ = 0;
    int index_ = 0;
};

}  // namespace

contender_ptr by_python(const char* who, const work& w) { return std::make_unique<through_python>(who, w); }

}  // namespace bench::peers
