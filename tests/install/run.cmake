# SPDX-FileCopyrightText: The inlay authors
# SPDX-License-Identifier: BSL-1.0
#
# Hands inlay over in one WAY (find_package, add_subdirectory, fetch_content) and builds and runs
# the consumer of that name:  cmake -D WAY=... -D SOURCE=... -D WORK=... -D COMPILER=... -P run.cmake

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE ${WORK})
set(tools -G ${GENERATOR} -D CMAKE_CXX_COMPILER=${COMPILER})

if(WAY STREQUAL find_package)
  run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/inlay ${tools} --log-level=WARNING
      -D INLAY_BUILD_TESTS=OFF -D INLAY_BUILD_EXAMPLES=OFF)
  run(${CMAKE_COMMAND} --install ${WORK}/inlay --prefix ${WORK}/prefix)
  set(where -D CMAKE_PREFIX_PATH=${WORK}/prefix)
elseif(WAY STREQUAL add_subdirectory)
  set(where -D INLAY=${SOURCE})
elseif(WAY STREQUAL fetch_content)
  file(MAKE_DIRECTORY ${WORK})
  execute_process(COMMAND ${CMAKE_COMMAND} -E tar czf ${WORK}/inlay.tar.gz CMakeLists.txt cmake include LICENSE
                  WORKING_DIRECTORY ${SOURCE} COMMAND_ERROR_IS_FATAL ANY)
  set(where -D INLAY=${WORK}/inlay.tar.gz)
endif()

run(${CMAKE_COMMAND} -S ${SOURCE}/tests/install/${WAY} -B ${WORK}/consumer ${tools} ${where})
run(${CMAKE_COMMAND} --build ${WORK}/consumer)
run(${WORK}/consumer/consumer)
