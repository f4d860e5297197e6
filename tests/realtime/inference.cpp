// SPDX-License-Identifier: BSL-1.0
// Inference and the training step neither allocate nor lock nor wait: proven twice, by the compiler
// (-Werror=function-effects reads every function that is called) and by RealtimeSanitizer as it runs.
#include <inlay/inlay.hpp>
#include <inlay/train/optimizers.hpp>
#include <inlay/train/training.hpp>

#include <cstdio>

using namespace inlay;

namespace {

struct net : network<input<8, 8, 1>, conv2d<6, 3, same>, batch_norm<>, relu, max_pool2d<2>, depthwise_conv2d<3, same>,
                     hard_swish, residual<conv2d<6, 1>, silu>, average_pool2d<2>, flatten, dropout<0.1>, dense<16>,
                     layer_norm<>, gelu, dense<10>> {};
struct with_softmax : network<input<16>, dense<16>, inlay::tanh, dense<4>, softmax> {};
struct amplifier : network<input<32, 1>, conv1d<8, 3, causal, dilation<20>>, inlay::tanh, conv1d<4, 2, causal>, gru<8>, lstm<8>, dense<1>> {};
using step = training<net, cross_entropy>;

constexpr long batch = 6;
model<net> m{seed{1}};
model<with_softmax> s{seed{2}};
const model<amplifier> a{seed{4}};
streaming<amplifier> sound{a};
alignas(64) unsigned char scratch[peak_ram<net>];
alignas(64) unsigned char scratch_of_batch[model<net>::arena_bytes(batch)];
alignas(64) float step_arena[step::plan.fixed + step::plan.batched * batch + 16];
alignas(64) float gradients[recorded<net>::value.trainable + 16], state[2 * recorded<net>::value.trainable + 16];

int classify(const float* image) noexcept [[clang::nonblocking]] {
    return argmax(m(view<8, 8, 1>{image}, arena{scratch}));
}
int classify_on_the_stack(const float* image) noexcept [[clang::nonblocking]] {
    return argmax(m(view<8, 8, 1>{image}));
}
float probability(const float* features) noexcept [[clang::nonblocking]] {
    return s(view<16>{features})[0];
}
void classify_batch(const float* images, float* logits) noexcept [[clang::nonblocking]] {
    m.predict(images, logits, batch, scratch_of_batch);
}

void play(const float* in, float* out) noexcept [[clang::nonblocking]] { sound(in, out); }

float train(const float* images, const float* labels, float* logits, long number) noexcept [[clang::nonblocking]] {
    float loss = 0;
    runtime::frame f;
    f.parameters = m.storage();
    f.gradients = gradients;
    f.arena = step_arena;
    f.inputs[0] = images;
    f.inputs[1] = labels;
    f.outputs[0] = &loss;
    f.outputs[1] = logits;
    f.batch = batch;
    f.seed = static_cast<unsigned long long>(number) | 1;
    runtime::run<step, simd_backend>(f);
    const auto constants = adam{.learning_rate = 1e-2f}.at(number);
    constexpr long count = recorded<net>::value.trainable;
    apply_update<simd::native_width, decltype(constants), adam::states>(constants, m.storage(), m.storage(), gradients, state, count, count);
    return loss;
}

}  // namespace

int main() {
    const auto x = random_normal<batch, 8, 8, 1>(seed{3});
    const float labels[batch] = {0, 1, 2, 3, 4, 5};
    float logits[batch * 10] = {};
    const float first = train(x.data(), labels, logits, 1);
    float last = first;
    for (long number = 2; number <= 40; ++number) last = train(x.data(), labels, logits, number);
    classify_batch(x.data(), logits);
    const int one = classify(x.data()), two = classify_on_the_stack(x.data());
    float out[32];
    for (int b = 0; b < 8; ++b) play(x.data() + 32 * b, out);
    std::printf("loss %.4f, then %.4f\n", static_cast<double>(first), static_cast<double>(last));
    return last < first && one == two && one >= 0 && probability(x.data()) >= 0 && out[31] == out[31] ? 0 : 1;
}
