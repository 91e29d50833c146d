#include "landlink/core/file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "landlink/core/error.hpp"

namespace landlink {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(FileTest, WritesWholeFilesAndLeavesNoTemporary) {
  write_file_atomically(folder_ / "a.txt", "first");
  write_file_atomically(folder_ / "a.txt", "second");
  EXPECT_EQ(read_text_file(folder_ / "a.txt"), "second");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(FileTest, SaysWhyAFileCannotBeReadOrWritten) {
  EXPECT_THROW(read_text_file(folder_ / "missing"), Error);
  EXPECT_THROW(read_text_file(folder_), Error);
  write_file_atomically(folder_ / "long", "12345");
  EXPECT_THROW(read_text_file(folder_ / "long", 4), Error);
  try {
    write_file_atomically(folder_ / "no" / "such.txt", "x");
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.exit_code(), ExitCode::out_of_resources);
  }
}

TEST_F(FileTest, HashesAsFips180Says) {
  // FIPS 180-4 example: SHA-256("abc").
  constexpr auto kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  EXPECT_EQ(sha256_of_text("abc"), kAbc);
  write_file_atomically(folder_ / "abc", "abc");
  EXPECT_EQ(sha256_of_file(folder_ / "abc"), kAbc);
}

}  // namespace
}  // namespace landlink
