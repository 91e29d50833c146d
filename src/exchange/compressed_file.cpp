#include "landlink/exchange/compressed_file.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

#include "landlink/core/error.hpp"
#include "landlink/core/file.hpp"

namespace landlink {

namespace {

constexpr std::array<char, 2> kGzipMagic{'\x1f', '\x8b'};

class Inflater {
 public:
  Inflater() {
    constexpr int kGzipFormat = 15 + 16;  // largest window; expect a gzip header
    if (inflateInit2(&stream_, kGzipFormat) != Z_OK) {
      throw Error({}, "no memory to unpack a file", {}, ExitCode::out_of_resources);
    }
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  [[nodiscard]] z_stream& stream() { return stream_; }

 private:
  z_stream stream_{};
};

}  // namespace

std::string read_possibly_gzipped(const std::filesystem::path& path, std::uintmax_t limit_bytes) {
  std::string packed = read_text_file(path, limit_bytes);
  if (packed.size() < kGzipMagic.size() ||
      !std::equal(kGzipMagic.begin(), kGzipMagic.end(), packed.begin())) {
    return packed;
  }
  Inflater inflater;
  z_stream& stream = inflater.stream();
  std::string bytes;
  std::string chunk(std::size_t{1} << 20, '\0');
  std::size_t consumed = 0;
  int state = Z_OK;
  for (;;) {
    if (stream.avail_in == 0) {
      const std::size_t size = std::min<std::size_t>(packed.size() - consumed, 1u << 20);
      stream.next_in = reinterpret_cast<Bytef*>(packed.data() + consumed);
      stream.avail_in = static_cast<uInt>(size);
      consumed += size;
    }
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.append(chunk, 0, chunk.size() - stream.avail_out);
    if (bytes.size() > limit_bytes) {
      throw Error({.file = path.string()},
                  fmt::format("more than {} bytes when unpacked", limit_bytes),
                  "split the file or name another");
    }
    const bool input_left = stream.avail_in > 0 || consumed < packed.size();
    if (state == Z_STREAM_END) {
      // Several gzip members may follow one another.
      if (!input_left || inflateReset(&stream) != Z_OK) break;
    } else if (state != Z_OK && !(state == Z_BUF_ERROR && input_left)) {
      break;
    }
  }
  if (state != Z_STREAM_END) {
    throw Error({.file = path.string()},
                state == Z_BUF_ERROR ? "a gzip file that ends too early" : "a damaged gzip file",
                "fetch or pack it again");
  }
  return bytes;
}

std::string gzipped(std::string_view text) {
  constexpr int kGzipFormat = 15 + 16;  // largest window; write a gzip header
  constexpr int kMemory = 8;            // zlib's default
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipFormat, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw Error({}, "no memory to pack a file", {}, ExitCode::out_of_resources);
  }
  std::string packed;
  std::string chunk(std::size_t{1} << 18, '\0');
  std::size_t consumed = 0;
  int state = Z_OK;
  while (state != Z_STREAM_END) {
    if (stream.avail_in == 0 && consumed < text.size()) {
      const std::size_t size = std::min<std::size_t>(text.size() - consumed, 1u << 20);
      // zlib does not write to its input.
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data() + consumed));
      stream.avail_in = static_cast<uInt>(size);
      consumed += size;
    }
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    state = deflate(&stream, consumed < text.size() ? Z_NO_FLUSH : Z_FINISH);
    packed.append(chunk, 0, chunk.size() - stream.avail_out);
  }
  deflateEnd(&stream);
  return packed;
}

}  // namespace landlink
