#pragma once

#include <string>
#include <vector>

namespace landlink::gis {

/// While it lives, what GDAL and PROJ complain of in this thread is kept here and not printed.
class GdalErrors {
 public:
  GdalErrors();
  GdalErrors(const GdalErrors&) = delete;
  GdalErrors& operator=(const GdalErrors&) = delete;
  ~GdalErrors();

  /// Whether a failure (not a warning) came since the last take().
  [[nodiscard]] bool failed() const { return !failures_.empty(); }
  /// The first failure since the last take(), else the first warning, else `otherwise`; forgets
  /// them all.
  std::string take(const std::string& otherwise);
  void add(bool failure, std::string message);

 private:
  std::vector<std::string> failures_;
  std::vector<std::string> warnings_;
};

}  // namespace landlink::gis
