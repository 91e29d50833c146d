# landlink_module(NAME SOURCES ... DEPENDS module... LIBRARIES target... PRIVATE_LIBRARIES target...)
#
# One static library per module, as docs/architecture.md draws them. DEPENDS names other modules of
# the project and LIBRARIES third-party targets that the public headers need; PRIVATE_LIBRARIES are
# seen by the module's own sources only.
function(landlink_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  set(target landlink_${name})
  list(TRANSFORM arg_DEPENDS PREPEND landlink::)
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE landlink_flags ${arg_PRIVATE_LIBRARIES})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${PROJECT_SOURCE_DIR}/include)
  target_link_libraries(${target} ${scope} ${arg_DEPENDS} ${arg_LIBRARIES})
  add_library(landlink::${name} ALIAS ${target})
endfunction()

# landlink_test(MODULE SOURCES ... LIBRARIES target... LABELS label...): one GoogleTest program a
# module, linked with the module and the test support library.
function(landlink_test module)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  set(target ${module}_test)
  add_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE landlink_flags landlink_test_support ${arg_LIBRARIES}
                        GTest::gmock GTest::gtest_main)
  if(TARGET landlink::${module})
    target_link_libraries(${target} PRIVATE landlink::${module})
  endif()
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60 WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
                       PROPERTIES TIMEOUT 300 LABELS "${module};${arg_LABELS}")
endfunction()
