#include "gdal_errors.hpp"

#include <cpl_error.h>

#include <utility>

#include "landlink/core/text.hpp"

namespace landlink::gis {

namespace {

constexpr std::size_t kKept = 20;  // a damaged file may complain at every feature

void keep(CPLErr severity, CPLErrorNum, const char* message) {
  auto* errors = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
  if (severity == CE_Failure || severity == CE_Fatal) errors->add(true, message);
  if (severity == CE_Warning) errors->add(false, message);
}

}  // namespace

GdalErrors::GdalErrors() { CPLPushErrorHandlerEx(keep, this); }

GdalErrors::~GdalErrors() {
  CPLPopErrorHandler();
  CPLErrorReset();
}

void GdalErrors::add(bool failure, std::string message) {
  auto& list = failure ? failures_ : warnings_;
  if (list.size() < kKept) list.push_back(std::move(message));
}

std::string GdalErrors::take(const std::string& otherwise) {
  std::string text = otherwise;
  if (!warnings_.empty()) text = warnings_.front();
  if (!failures_.empty()) text = failures_.front();
  failures_.clear();
  warnings_.clear();
  return printable(text);
}

}  // namespace landlink::gis
