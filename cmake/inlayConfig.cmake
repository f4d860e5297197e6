include(${CMAKE_CURRENT_LIST_DIR}/inlayDependencies.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/inlayTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/inlayVariants.cmake)
