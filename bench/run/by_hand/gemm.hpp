// SPDX-License-Identifier: BSL-1.0
// Matrix products of known extents for trainers by hand, on OpenBLAS and on Eigen.
#pragma once

#include "eigen.hpp"

#include <cblas.h>

extern "C" void openblas_set_num_threads(int);
extern "C" char* openblas_get_config();

namespace bench::by_hand {

using row_major = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// c (M, N) = a (M, K) b (K, N) [+ c], all row-major; a is stored (K, M) with TransA, b (N, K) with TransB.
struct openblas {
    static constexpr const char* name = "OpenBLAS";
    static std::string version() {
        openblas_set_num_threads(1);
        const std::string text = openblas_get_config();  // "OpenBLAS 0.3.21 ..."
        return text.substr(9, text.find(' ', 9) - 9);
    }
    template <int M, int N, int K, bool TransA = false, bool TransB = false>
    static void multiply(const float* a, const float* b, float* c, bool accumulate = false) {
        cblas_sgemm(CblasRowMajor, TransA ? CblasTrans : CblasNoTrans, TransB ? CblasTrans : CblasNoTrans, M, N, K, 1, a,
                    TransA ? M : K, b, TransB ? K : N, accumulate ? 1.0f : 0.0f, c, N);
    }
};

struct eigen {
    static constexpr const char* name = "Eigen";
    static std::string version() { return eigen_version(); }

    template <int Rows, int Columns>
    using rows = Eigen::Matrix<float, Rows, Columns, Rows == 1 ? Eigen::RowMajor : Columns == 1 ? Eigen::ColMajor : Eigen::RowMajor>;

    template <int M, int N, int K, bool TransA = false, bool TransB = false>
    static void multiply(const float* a, const float* b, float* c, bool accumulate = false) {
        Eigen::Map<rows<M, N>> to(c);
        const auto put = [&](const auto& product) {
            if (accumulate) to.noalias() += product;
            else to.noalias() = product;
        };
        const Eigen::Map<const rows<TransA ? K : M, TransA ? M : K>> x(a);
        const Eigen::Map<const rows<TransB ? N : K, TransB ? K : N>> y(b);
        if constexpr (TransA && TransB) put(x.transpose() * y.transpose());
        else if constexpr (TransA) put(x.transpose() * y);
        else if constexpr (TransB) put(x * y.transpose());
        else put(x * y);
    }
};

/// A dense layer with what training needs; weight (in, out).
template <class Gemm, int Batch, int In, int Out>
struct trained_dense {
    row_major w{In, Out}, dw{In, Out}, y{Batch, Out};
    Eigen::RowVectorXf b{Out}, db{Out};

    void load(const layer& l) {
        for (int o = 0; o < Out; ++o) {
            for (int i = 0; i < In; ++i) w(i, o) = l.weight[o * In + i];
            b(o) = l.bias[o];
        }
    }
    void forward(const float* x, bool relu) {
        Gemm::template multiply<Batch, Out, In>(x, w.data(), y.data());
        if (relu) y = (y.rowwise() + b).cwiseMax(0.0f);
        else y.rowwise() += b;
    }
    void weight_gradient(const float* x, const row_major& dy) {
        Gemm::template multiply<In, Out, Batch, true>(x, dy.data(), dw.data());
        db = dy.colwise().sum();
    }
    void input_gradient(const row_major& dy, float* dx) {
        Gemm::template multiply<Batch, In, Out, false, true>(dy.data(), w.data(), dx);
    }
    void update(float rate) {
        w.noalias() -= rate * dw;
        b.noalias() -= rate * db;
    }
};

/// z becomes (softmax(z) - onehot) / batch; gives the mean loss.
inline float cross_entropy(row_major& z, const int* labels) {
    float loss = 0;
    const float batch = static_cast<float>(z.rows());
    for (Eigen::Index n = 0; n < z.rows(); ++n) {
        auto row = z.row(n).array();
        const float most = row.maxCoeff(), at_label = row(labels[n]) - most;
        row = (row - most).exp();
        const float sum = row.sum();
        loss += std::log(sum) - at_label;
        row *= 1.0f / (sum * batch);
        row(labels[n]) -= 1.0f / batch;
    }
    return loss / batch;
}

}  // namespace bench::by_hand
