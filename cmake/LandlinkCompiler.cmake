# Flags that every target of the project shares.
add_library(landlink_flags INTERFACE)
target_compile_options(landlink_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  # Results must be the same bytes on any machine: no fused multiply-add behind our back.
  -ffp-contract=off
  # GCC 12 sees overlapping copies in the standard library's own string code (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${LANDLINK_WERROR}>:-Werror>)
target_compile_definitions(landlink_flags INTERFACE EIGEN_DONT_PARALLELIZE)

if(LANDLINK_SANITIZE)
  list(JOIN LANDLINK_SANITIZE "," landlink_sanitizers)
  target_compile_options(landlink_flags INTERFACE -fsanitize=${landlink_sanitizers}
                         -fno-omit-frame-pointer)
  target_link_options(landlink_flags INTERFACE -fsanitize=${landlink_sanitizers})
endif()
if(LANDLINK_COVERAGE)
  target_compile_options(landlink_flags INTERFACE --coverage -O0)
  target_link_options(landlink_flags INTERFACE --coverage)
endif()
