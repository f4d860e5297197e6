// SPDX-FileCopyrightText: as the file it was made of
// Made by inlay-convert from tiny_mixed.tflite. Do not edit.
#pragma once

#include <inlay/quant.hpp>

namespace tiny_mixed_model {

using namespace inlay;

struct tiny_mixed_function {
    constexpr auto operator()(auto x) const {
        auto conv0_ = x | conv2d<12, 3, groups<3>, same, name<"conv0">>{} | relu{};
        auto global_average_pool2d_1_ = conv0_ | global_average_pool2d{} | reshape<1, 1, 12>{};
        auto conv2_ = global_average_pool2d_1_ | conv2d<12, 1, name<"conv2">>{};
        auto sigmoid_1_ = conv2_ | sigmoid{};
        auto multiply_1_ = conv0_ * (sigmoid_1_ | reshape<12>{});
        auto conv5_ = multiply_1_ | conv2d<12, 1, name<"conv5">>{} | relu6{};
        auto subtract_1_ = conv5_ - multiply_1_;
        auto global_average_pool2d_2_ = subtract_1_ | global_average_pool2d{};
        auto dense8_ = global_average_pool2d_2_ | dense<12, name<"dense8">>{};
        auto add_1_ = (dense8_ + subtract_1_) | relu{};
        auto global_average_pool2d_3_ = add_1_ | global_average_pool2d{};
        auto global_average_pool2d_4_ = conv5_ | global_average_pool2d{};
        auto dense12_ = global_average_pool2d_4_ | dense<12, name<"dense12">>{};
        auto subtract_2_ = global_average_pool2d_3_ - dense12_;
        auto dense14_ = subtract_2_ | dense<7, name<"dense14">>{};
        auto softmax_1_ = dense14_ | softmax{};
        return softmax_1_;
    }
};

struct tiny_mixed : traced<tiny_mixed_function, input<7, 5, 3>> {};

struct tiny_mixed_int8 {
    using network = tiny_mixed;
    using scheme = affine_i8<>;

    alignas(4) static constexpr signed char conv0_weight[] =  // tiny/conv0/depthwise
        "\021\243E\011_\220\014\004\007\031`\327o\263\266rL\260\373\336\345\263\341(\240\205_\337"
        "\355!\255\363c\261I|SuA\257)\320|!j\334\316\355\274\376 ,I\376\365A\251\374\370\324\371`"
        "\232,\366\225\217.\376b1\363\230\236\373\237\225\306\225\036\377\240\276\215\224\034Lb]"
        "\243&Yg\202%XY~\306\202\334u3xM\002\020z";
    static constexpr float conv0_scale[] = {
        3.1206557e-03f, 3.5593812e-03f, 5.6890496e-03f, 7.484931e-03f, 5.980757e-03f,
        3.0151603e-03f, 8.215887e-03f, 3.2396729e-03f, 5.2944594e-03f, 6.302622e-03f,
        4.4690603e-03f, 5.14649e-03f};
    static constexpr std::int32_t conv0_bias[] = {
        1881, 2321, -1450, -276, 1033, 235, 405, 2822, -1622, -1345, 1558, 2368};
    alignas(4) static constexpr signed char conv2_weight[] =  // tiny/conv2/Conv2D
        "\276\020\042\334\226ls\371\254\253\034a\020\313i\342\227\345D\220L\326-\004\255\234]]\215"
        "\265 T\241\024hS\230\271PE\245\210\214e\240\212\274\317\025\300\314\2174\264\0066\212\335"
        "\242\275\230]i3\042\367\360F\357^\314\373\310\350U\357[\134\313\013\202\264\334\201p\0375c"
        "|\004\3171<<\334\204\0224=L\334\344\377_l\373\277y\312=\353\375$l\021\246\262\241\315\341"
        "\211\237\000\300Co\034p\342\350\343WE\371\260\366\377M\000\227\077\351H\256";
    static constexpr float conv2_scale[] = {
        5.4900963e-03f, 3.2277952e-03f, 4.6444614e-03f, 7.83499e-03f, 7.3704915e-03f,
        6.529462e-03f, 5.1428564e-03f, 7.1310615e-03f, 5.7194205e-03f, 4.3354807e-03f,
        5.099187e-03f, 3.155161e-03f};
    static constexpr std::int32_t conv2_bias[] = {
        924, -395, 436, 778, -1119, -1842, 1688, -2722, 1965, -2226, 2962, -485};
    alignas(4) static constexpr signed char conv5_weight[] =  // tiny/conv5/Conv2D
        "\265b\253\217\371t\004\022\327\350\3559\356!v\341\226ZdN\203\315\302\317\245\304\313_\265E"
        "\001\230\217\272^\375\0007|Ia\327U\371\307\014\2476&\346c\007\320WF\336\2215)\247\331\332"
        "\202Ts\206{t\2675p\355_\317,|*bN\207\333\134\322\303\265\2648\025\267{\223u\003\014\313"
        "\012\224H\315\265\016\355\230\313HC1\225\022\002\030M2\350\363;\027\211\313x\300~\177Ph"
        "\373\134\210K\350\241\263\375#q/\212\361\251t\234\344\2340";
    static constexpr float conv5_scale[] = {
        4.7111628e-03f, 2.718527e-03f, 5.4605794e-03f, 7.714203e-03f, 3.0738197e-03f,
        7.686912e-03f, 2.677583e-03f, 5.3964113e-03f, 3.0068322e-03f, 7.885016e-03f,
        5.2384017e-03f, 7.148003e-03f};
    static constexpr std::int32_t conv5_bias[] = {
        -406, 1245, -251, -309, 1768, -1443, -478, 2232, -1403, 2311, 1982, 1704};
    alignas(4) static constexpr signed char dense8_weight[] =  // tiny/dense8/MatMul
        "\350\376\377\235\315a\221\2701p'\034\014\270v\015:\300\371\352\243!\234\224S\011T\325\237"
        "\003\232\027{;\222l\031\316\377r\210\356\342\272\204\235\022\332\301\211<\320\370\371<0"
        "\221\036\253\300\025\374/\263\236\250\224Uy\024eK\272\244\002<z\270\375e \332\325@a\2673P"
        "\273\002\232\323s\037T\360\216\224\262\305\034\246\331\342\233O\311\242\373\360\225QT\255"
        "\245\310\317\225Y\213\010\352ggC\340g^0\334\000\300%x\016vj\342\321vH\035C\001";
    static constexpr float dense8_scale[] = {
        3.516411e-03f};
    static constexpr std::int32_t dense8_bias[] = {
        -2551, 2511, 2535, -1185, -2442, -2302, -1960, 1000, 1420, 1633, 1695, -932};
    alignas(4) static constexpr signed char dense12_weight[] =  // tiny/dense12/MatMul
        "L\035\034\011y\023\341\321\202\216\232O-\013\042\335\317\0230\032\233GO\260e\214\324\300"
        "\134\234\265P\006\372B\005T}%PpD]\036\245\330\217^\315W\031e\332\345Z\036\006\344\332p(b"
        "\236\013\262n7\217\240\266\354\275\243\301X\006\013_{\231*\211lo\255\007[\222\016\316\327"
        "\356\011\3740\042W:x@\013\274\312\235\016\231Q\272{\312W\360{M\203_\253\232\367\365W\022#"
        "\254\347\134\201\250mZ\212\303\2306\356\341\355bm\276\2030\301M";
    static constexpr float dense12_scale[] = {
        2.6715836e-03f};
    static constexpr std::int32_t dense12_bias[] = {
        827, 2987, 495, -2050, 22, 2798, -2296, -376, -312, 1969, -752, 2632};
    alignas(4) static constexpr signed char dense14_weight[] =  // tiny/dense14/MatMul
        "\346W\354\323\274\341\027\007\212M\007$\232^\3679}\361\223`\025\326\012\007{\341_s\033<"
        "\243\037\237\250\020<F\022\366mYD\375\350-\372$e\244\242\232\246S\226w\025\253c`.\221\214F"
        "\235\214I6\022\322\361\300N\274\134\365\134\355u\374\366U\020\021\301";
    static constexpr float dense14_scale[] = {
        6.7543387e-03f};
    static constexpr std::int32_t dense14_bias[] = {
        -414, 912, -914, 1321, 713, 281, 2916};

    static constexpr quantization inputs[] = {{1.0e-02f, -5}};
    static constexpr quantized_layer layers[] = {
        {"conv0", {8.946078e-03f, -128}, conv0_weight, conv0_scale, conv0_bias},
        {"global_average_pool2d", {4.3016043e-03f, -11}, {}, {}, {}},
        {"conv2", {9.272159e-03f, 20}, conv2_weight, conv2_scale, conv2_bias},
        {"sigmoid", {3.90625e-03f, -128}, {}, {}, {}},
        {"multiply", {4.044886e-03f, -18}, {}, {}, {}},
        {"conv5", {3.618587e-03f, -128}, conv5_weight, conv5_scale, conv5_bias},
        {"subtract", {8.974229e-03f, -15}, {}, {}, {}},
        {"global_average_pool2d", {2.1319478e-03f, 36}, {}, {}, {}},
        {"dense8", {4.5954385e-03f, -13}, dense8_weight, dense8_scale, dense8_bias},
        {"add", {6.919296e-03f, -128}, {}, {}, {}},
        {"global_average_pool2d", {5.7251393e-03f, 50}, {}, {}, {}},
        {"global_average_pool2d", {3.64368e-03f, -9}, {}, {}, {}},
        {"dense12", {7.853995e-03f, -26}, dense12_weight, dense12_scale, dense12_bias},
        {"subtract", {1.6071085e-02f, 20}, {}, {}, {}},
        {"dense14", {3.4641415e-02f, -30}, dense14_weight, dense14_scale, dense14_bias},
        {"softmax", {3.90625e-03f, -128}, {}, {}, {}},
    };
};

}  // namespace tiny_mixed_model

using tiny_mixed_model::tiny_mixed;
using tiny_mixed_model::tiny_mixed_int8;
