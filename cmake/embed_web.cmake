# Writes web_assets.S and web_assets.cpp: the files of the built web app, as bytes in the binary.
#   cmake -DWEB_DIST=... -DOUTPUT_DIR=... -P embed_web.cmake
file(GLOB_RECURSE files RELATIVE ${WEB_DIST} ${WEB_DIST}/*)
list(FILTER files EXCLUDE REGEX "\\.(gz|br)$")
list(SORT files)

set(assembly "  .section .rodata\n")
set(declarations "")
set(table "")
set(index 0)

function(embed path symbol)
  set(assembly "${assembly}  .global ${symbol}\n${symbol}:\n  .incbin \"${path}\"\n  .global ${symbol}_end\n${symbol}_end:\n" PARENT_SCOPE)
  set(declarations "${declarations}extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n" PARENT_SCOPE)
endfunction()

foreach(file IN LISTS files)
  set(views "")
  foreach(variant "" ".gz" ".br")
    set(path ${WEB_DIST}/${file}${variant})
    if(EXISTS ${path})
      string(MAKE_C_IDENTIFIER "mcs_web_${index}${variant}" symbol)
      embed(${path} ${symbol})
      string(APPEND views ", view(${symbol}, ${symbol}_end)")
    else()
      string(APPEND views ", {}")
    endif()
  endforeach()
  file(SHA256 ${WEB_DIST}/${file} hash)
  string(APPEND table "      EmbeddedFile{\"/${file}\"${views}, \"${hash}\"},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(WRITE ${OUTPUT_DIR}/web_assets.S "${assembly}  .section .note.GNU-stack,\"\",%progbits\n")
file(WRITE ${OUTPUT_DIR}/web_assets.cpp "#include \"web_assets.hpp\"

#include <vector>

extern \"C\" {
${declarations}}

namespace mcs::app {

std::span<const EmbeddedFile> embedded_files() {
  [[maybe_unused]] const auto view = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  static const std::vector<EmbeddedFile> files{
${table}  };
  return files;
}

}  // namespace mcs::app
")
