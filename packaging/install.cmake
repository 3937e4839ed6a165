# What `./dev package` puts into the .deb and the .tar.gz. Both hold the same tree; the .deb's
# postinst makes the account and the first configuration.
install(TARGETS headway RUNTIME DESTINATION bin)
install(FILES packaging/headway.service DESTINATION lib/systemd/system)
install(FILES packaging/headway.toml DESTINATION share/headway)
install(FILES LICENSE DESTINATION share/doc/headway RENAME copyright)
install(FILES README.md README.zh-CN.md SECURITY.md DESTINATION share/doc/headway)

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME headway)
set(CPACK_PACKAGE_CONTACT "Headway maintainers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY
  "Hazards, zones and shifts of a coal-mine tunnelling section, provable and offline first")
set(CPACK_PACKAGE_FILE_NAME headway-${PROJECT_VERSION}-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, fonts-noto-cjk, fonts-dejavu-core")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${CMAKE_SOURCE_DIR}/packaging/postinst;${CMAKE_SOURCE_DIR}/packaging/prerm")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)
