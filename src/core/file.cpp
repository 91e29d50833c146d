#include "landlink/core/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>

#include "landlink/core/error.hpp"

namespace landlink {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_disk_error(const fs::path& path, const std::string& what, int code) {
  throw Error({.file = path.string()}, fmt::format("{}: {}", what, std::strerror(code)),
              "check free space and permissions; nothing was replaced", ExitCode::out_of_resources);
}

class FileDescriptor {
 public:
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int get() const { return descriptor_; }
  int close() {
    const int result = ::close(descriptor_);
    descriptor_ = -1;
    return result;
  }

 private:
  int descriptor_;
};

void write_all(int descriptor, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_disk_error(path, "writing failed", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void flush_folder(const fs::path& folder) {
  const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() >= 0) ::fsync(descriptor.get());
}

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

DigestContext sha256_start() {
  DigestContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  return context;
}

std::string sha256_end(EVP_MD_CTX* context) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_DigestFinal_ex(context, digest.data(), &size);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

}  // namespace

std::string read_text_file(const fs::path& path, std::uintmax_t limit_bytes) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  if (!fs::exists(status)) {
    throw Error({.file = path.string()}, "no such file", "check the path");
  }
  if (!fs::is_regular_file(status)) {
    throw Error({.file = path.string()}, "not a regular file", "name a file");
  }
  const std::uintmax_t size = fs::file_size(path);
  if (size > limit_bytes) {
    throw Error({.file = path.string()},
                fmt::format("{} bytes, over the limit of {}", size, limit_bytes),
                "split the file or name another");
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(size, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!stream) {
    throw Error({.file = path.string()}, "cannot be read", "check its permissions");
  }
  return bytes;
}

fs::path temporary_name(const fs::path& path) {
  fs::path name = path.stem();
  name += fmt::format(".{}.tmp", ::getpid());
  name += path.extension();
  return path.parent_path() / name;
}

void write_file_atomically(const fs::path& path, std::string_view bytes) {
  const fs::path temporary = temporary_name(path);
  {
    FileDescriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
    if (file.get() < 0) throw_disk_error(temporary, "cannot be opened for writing", errno);
    try {
      write_all(file.get(), bytes, temporary);
      if (file.close() != 0) throw_disk_error(temporary, "closing failed", errno);
    } catch (...) {
      std::error_code ignored;
      fs::remove(temporary, ignored);
      throw;
    }
  }
  commit_file(temporary, path);
}

void commit_file(const fs::path& temporary, const fs::path& path) {
  int failure = 0;
  {
    FileDescriptor file(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) failure = errno;
  }
  if (failure == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) failure = errno;
  if (failure != 0) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw_disk_error(path, "cannot be put in place", failure);
  }
  flush_folder(path.parent_path().empty() ? fs::path(".") : path.parent_path());
}

std::string sha256_of_text(std::string_view bytes) {
  const DigestContext context = sha256_start();
  EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
  return sha256_end(context.get());
}

std::string sha256_of_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Error({.file = path.string()}, "cannot be read", "check the path");
  const DigestContext context = sha256_start();
  std::array<char, 1 << 16> buffer{};
  while (stream) {
    stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(stream.gcount()));
  }
  return sha256_end(context.get());
}

}  // namespace landlink
