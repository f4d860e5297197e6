# inlay_add_variants(TARGET SOURCE...): compiles the sources three times and links the objects into TARGET: as
# the ABI guarantees, with AVX2 and FMA, and with AVX-512. Each has the namespace inlay under a name of its own and
# INLAY_ISA (baseline, avx2, avx512) set; <inlay/dispatch.hpp> says how functions are named and picked. On other
# processors than x86-64 the three are alike.
function(inlay_add_variants target)
  set(flags_baseline)
  set(flags_avx2 -mavx2 -mfma)
  set(flags_avx512 ${flags_avx2} -mavx512f -mavx512vl -mavx512bw -mavx512dq)
  foreach(isa baseline avx2 avx512)
    set(variant ${target}_${isa})
    add_library(${variant} OBJECT ${ARGN})
    target_link_libraries(${variant} PRIVATE inlay::inlay)
    target_compile_definitions(${variant} PRIVATE INLAY_ISA=${isa} inlay=inlay_${isa})
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|amd64")
      target_compile_options(${variant} PRIVATE ${flags_${isa}})
    endif()
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:${variant}>)
  endforeach()
endfunction()
