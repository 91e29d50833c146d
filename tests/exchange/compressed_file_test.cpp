#include "landlink/exchange/compressed_file.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;

class CompressedFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::path(testing::TempDir()) /
            (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".gz");
  }
  void TearDown() override { fs::remove(path_); }
  void pack(const std::string& text, const char* mode = "wb") const {
    gzFile file = gzopen(path_.c_str(), mode);
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
  }
  fs::path path_;
};

TEST_F(CompressedFile, UnpacksLongTextAndSeveralMembers) {
  std::string text;
  for (long i = 0; i < 400'000; ++i) {
    text += std::to_string(i * 7919 % 10007);
    text += '\n';
  }
  pack(text);
  EXPECT_EQ(read_possibly_gzipped(path_), text);
  pack("tail", "ab");
  text += "tail";
  EXPECT_EQ(read_possibly_gzipped(path_), text);
}

TEST_F(CompressedFile, ReadsPlainTextWhateverItsName) {
  std::ofstream(path_) << "plain";
  EXPECT_EQ(read_possibly_gzipped(path_), "plain");
}

TEST_F(CompressedFile, RefusesATruncatedFile) {
  pack(std::string(100'000, 'x'));
  fs::resize_file(path_, fs::file_size(path_) - 9);
  try {
    read_possibly_gzipped(path_);
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), testing::HasSubstr("ends too early"));
  }
}

TEST_F(CompressedFile, RefusesADamagedFile) {
  pack("some text to be damaged");
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(14);
  file << "\xff\xff\xff\xff";
  file.close();
  EXPECT_THROW(read_possibly_gzipped(path_), Error);
}

TEST_F(CompressedFile, StopsAtTheLimit) {
  pack(std::string(5'000'000, 'x'));
  EXPECT_THROW(read_possibly_gzipped(path_, 1'000'000), Error);
}

TEST_F(CompressedFile, ReadsBackWhatItPacks) {
  // More than one piece of input and of output, little of it alike.
  std::string text;
  std::uint32_t state = 1;
  for (int i = 0; i < 3'000'000; ++i) {
    state = state * 1664525u + 1013904223u;
    text += static_cast<char>(state >> 24);
  }
  for (const std::string& each : {std::string(), std::string("a,b\n1,2\n"), text}) {
    std::ofstream(path_, std::ios::binary) << gzipped(each);
    EXPECT_EQ(read_possibly_gzipped(path_), each);
  }
  EXPECT_EQ(gzipped("same"), gzipped("same"));
}

}  // namespace
}  // namespace landlink
