include(${CMAKE_CURRENT_LIST_DIR}/inlayDependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/inlayTargets.cmake)
