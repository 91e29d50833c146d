#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

#include "hdf5_file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/omx.hpp"

namespace landlink {

namespace {

constexpr const char* kDamaged = "export the matrix again; an OMX file is HDF5 with /data";

/// Names of the members of a group, by name.
std::vector<std::string> members_of(hid_t group) {
  std::vector<std::string> names;
  const auto add = [](hid_t, const char* name, const H5L_info_t* info, void* data) -> herr_t {
    // Soft and external links could lead out of the file.
    if (info->type == H5L_TYPE_HARD)
      static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
  };
  H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, nullptr, add, &names);
  return names;
}

class OmxReader {
 public:
  OmxReader(const std::filesystem::path& path, std::size_t most_zones)
      : file_name_(path.string()), most_zones_(most_zones) {
    std::error_code code;
    if (!std::filesystem::is_regular_file(path, code)) {
      throw Error({.file = file_name_}, "no such file", "check the path");
    }
    file_ = {H5Fopen(file_name_.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose};
    if (!file_.valid()) fail("", "damaged, or not an HDF5 file");
  }

  OmxFile read() {
    OmxFile result{.file = file_name_};
    const std::size_t zones = read_shape();
    const Hdf5Handle data{H5Gopen2(file_.get(), "data", H5P_DEFAULT), H5Gclose};
    if (!data.valid()) fail("", "no group /data");
    for (const std::string& name : members_of(data.get())) {
      result.matrices.push_back({name, read_matrix(data.get(), name, zones)});
    }
    if (result.matrices.empty()) fail("", "no matrix in /data");
    result.zone_ids = read_lookup(zones);
    return result;
  }

 private:
  [[noreturn]] void fail(const std::string& field, const std::string& problem,
                         const std::string& remedy = kDamaged) const {
    throw Error({.file = file_name_, .field = field}, problem, remedy);
  }

  [[nodiscard]] std::size_t read_shape() const {
    const Hdf5Handle shape{H5Aopen(file_.get(), "SHAPE", H5P_DEFAULT), H5Aclose};
    if (!shape.valid()) fail("SHAPE", "no attribute SHAPE at the root");
    const Hdf5Handle space{H5Aget_space(shape.get()), H5Sclose};
    std::array<std::int64_t, 2> sizes{};
    if (H5Sget_simple_extent_npoints(space.get()) != 2 ||
        H5Aread(shape.get(), H5T_NATIVE_INT64, sizes.data()) < 0) {
      fail("SHAPE", "an attribute SHAPE that is not two numbers");
    }
    if (sizes[0] != sizes[1] || sizes[0] <= 0) {
      fail("SHAPE", fmt::format("a matrix of {} x {}", sizes[0], sizes[1]),
           "give a square matrix with a row and a column per zone");
    }
    if (static_cast<std::uint64_t>(sizes[0]) > most_zones_) {
      fail("SHAPE", fmt::format("{} zones", sizes[0]),
           fmt::format("at most {} zones are read", most_zones_));
    }
    return static_cast<std::size_t>(sizes[0]);
  }

  [[nodiscard]] OdMatrix read_matrix(hid_t group, const std::string& name,
                                     std::size_t zones) const {
    const Hdf5Handle data{H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose};
    if (!data.valid()) fail(name, "not a matrix");
    const Hdf5Handle space{H5Dget_space(data.get()), H5Sclose};
    std::array<hsize_t, 2> shape{};
    if (H5Sget_simple_extent_ndims(space.get()) != 2 ||
        H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr) != 2 || shape[0] != zones ||
        shape[1] != zones) {
      fail(name,
           fmt::format("a matrix of {} x {} in a file of {} zones", shape[0], shape[1], zones),
           "give every matrix the shape of the attribute SHAPE");
    }
    const Hdf5Handle type{H5Dget_type(data.get()), H5Tclose};
    const H5T_class_t kind = H5Tget_class(type.get());
    if (kind != H5T_FLOAT && kind != H5T_INTEGER)
      fail(name, "a matrix of something else than numbers");
    std::vector<double> cells(zones * zones);
    if (H5Dread(data.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data()) < 0) {
      fail(name, "cells that cannot be read: the file is damaged");
    }
    std::vector<OdEntry> entries;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (!std::isfinite(cells[cell]) || cells[cell] < 0.0) {
        fail(
            name,
            fmt::format("{} in row {}, column {}", cells[cell], cell / zones + 1, cell % zones + 1),
            "give finite numbers that are not negative");
      }
      if (cells[cell] > 0.0) {
        entries.push_back({ZoneId{cell / zones}, ZoneId{cell % zones}, cells[cell]});
      }
    }
    return {zones, std::move(entries)};
  }

  /// The ids of one lookup as text; nothing where it is not one id per zone.
  [[nodiscard]] std::optional<std::vector<std::string>> read_ids(hid_t group,
                                                                 const std::string& name,
                                                                 std::size_t zones,
                                                                 H5T_class_t wanted) const {
    const Hdf5Handle data{H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose};
    if (!data.valid()) return std::nullopt;
    const Hdf5Handle space{H5Dget_space(data.get()), H5Sclose};
    if (H5Sget_simple_extent_npoints(space.get()) != static_cast<hssize_t>(zones)) {
      return std::nullopt;
    }
    const Hdf5Handle type{H5Dget_type(data.get()), H5Tclose};
    if (H5Tget_class(type.get()) != wanted) return std::nullopt;
    std::vector<std::string> ids;
    if (wanted == H5T_INTEGER) {
      std::vector<std::int64_t> numbers(zones);
      if (H5Dread(data.get(), H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()) <
          0) {
        fail("lookup/" + name, "ids that cannot be read: the file is damaged");
      }
      for (const std::int64_t number : numbers) ids.push_back(std::to_string(number));
      return ids;
    }
    if (H5Tis_variable_str(type.get()) > 0)
      return read_variable_text(data.get(), space.get(), zones);
    const std::size_t width = H5Tget_size(type.get());
    if (width > 10'000) fail("lookup/" + name, fmt::format("ids of {} bytes", width));
    std::string cells(width * zones, '\0');
    if (H5Dread(data.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data()) < 0) {
      fail("lookup/" + name, "ids that cannot be read: the file is damaged");
    }
    for (std::size_t i = 0; i < zones; ++i) {
      const std::string cell = cells.substr(i * width, width);
      ids.push_back(trim(cell.substr(0, std::min(cell.find('\0'), cell.size()))));
    }
    return ids;
  }

  [[nodiscard]] std::vector<std::string> read_variable_text(hid_t data, hid_t space,
                                                            std::size_t zones) const {
    const Hdf5Handle memory{H5Tcopy(H5T_C_S1), H5Tclose};
    H5Tset_size(memory.get(), H5T_VARIABLE);
    const Hdf5Handle stored{H5Dget_type(data), H5Tclose};
    H5Tset_cset(memory.get(), H5Tget_cset(stored.get()));
    std::vector<char*> cells(zones, nullptr);
    if (H5Dread(data, memory.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data()) < 0) {
      fail("lookup", "ids that cannot be read: the file is damaged");
    }
    std::vector<std::string> ids;
    for (const char* cell : cells) ids.push_back(cell == nullptr ? "" : trim(cell));
    H5Dvlen_reclaim(memory.get(), space, H5P_DEFAULT, cells.data());
    return ids;
  }

  [[nodiscard]] std::vector<std::string> read_lookup(std::size_t zones) const {
    const Hdf5Handle group{H5Gopen2(file_.get(), "lookup", H5P_DEFAULT), H5Gclose};
    if (group.valid()) {
      for (const H5T_class_t kind : {H5T_STRING, H5T_INTEGER}) {
        for (const std::string& name : members_of(group.get())) {
          const auto ids = read_ids(group.get(), name, zones, kind);
          if (!ids) continue;
          std::set<std::string> seen;
          for (const std::string& id : *ids) {
            if (id.empty() || !is_utf8(id) || !seen.insert(id).second) {
              fail("lookup/" + name,
                   fmt::format("the id '{}', empty, not UTF-8 or twice", printable(id)),
                   "give each zone an id of its own");
            }
          }
          return *ids;
        }
      }
    }
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < zones; ++i) ids.push_back(std::to_string(i + 1));
    return ids;
  }

  std::string file_name_;
  std::size_t most_zones_;
  Hdf5Handle file_;
};

}  // namespace

OmxFile read_omx(const std::filesystem::path& path, std::size_t most_zones) {
  const Hdf5Silence silence;
  return OmxReader(path, most_zones).read();
}

}  // namespace landlink
