#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "hdf5_file.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/text.hpp"
#include "landlink/exchange/omx.hpp"

namespace landlink {

namespace {

constexpr unsigned kDeflateLevel = 4;

hid_t check(hid_t id) {
  if (id >= 0) return id;
  throw Error({}, "the HDF5 library refuses to make an OMX file", "give it more memory",
              ExitCode::out_of_resources);
}

void check_status(herr_t status) { check(status); }

void check_names(const std::vector<OmxMatrix>& matrices, std::size_t zones) {
  std::set<std::string> names;
  for (const OmxMatrix& matrix : matrices) {
    if (matrix.name.empty() || matrix.name == "." || matrix.name == ".." ||
        matrix.name.find('/') != std::string::npos || matrix.name.find('\0') != std::string::npos) {
      throw Error({.field = "name"}, fmt::format("a matrix named '{}'", printable(matrix.name)),
                  "give it a name without '/'");
    }
    if (!names.insert(matrix.name).second) {
      throw Error({.field = "name"}, fmt::format("two matrices named '{}'", printable(matrix.name)),
                  "give each matrix a name of its own");
    }
    if (matrix.values.zone_count() != zones) {
      throw Error({.field = matrix.name},
                  fmt::format("a matrix of {} zones among {}", matrix.values.zone_count(), zones),
                  "give all matrices the same zones");
    }
  }
}

void write_root_attributes(hid_t file, std::size_t zones) {
  const Hdf5Handle text{check(H5Tcopy(H5T_C_S1)), H5Tclose};
  check_status(H5Tset_size(text.get(), 3));
  check_status(H5Tset_strpad(text.get(), H5T_STR_NULLPAD));
  check_status(H5Tset_cset(text.get(), H5T_CSET_ASCII));
  const Hdf5Handle scalar{check(H5Screate(H5S_SCALAR)), H5Sclose};
  const Hdf5Handle version{
      check(H5Acreate2(file, "OMX_VERSION", text.get(), scalar.get(), H5P_DEFAULT, H5P_DEFAULT)),
      H5Aclose};
  check_status(H5Awrite(version.get(), text.get(), "0.2"));

  const hsize_t two = 2;
  const Hdf5Handle pair{check(H5Screate_simple(1, &two, nullptr)), H5Sclose};
  const Hdf5Handle shape{
      check(H5Acreate2(file, "SHAPE", H5T_STD_I32LE, pair.get(), H5P_DEFAULT, H5P_DEFAULT)),
      H5Aclose};
  const std::array<std::int32_t, 2> sizes{static_cast<std::int32_t>(zones),
                                          static_cast<std::int32_t>(zones)};
  check_status(H5Awrite(shape.get(), H5T_NATIVE_INT32, sizes.data()));
}

/// Properties of a dataset that keep its bytes the same on every run.
Hdf5Handle dataset_properties() {
  Hdf5Handle properties{check(H5Pcreate(H5P_DATASET_CREATE)), H5Pclose};
  check_status(H5Pset_obj_track_times(properties.get(), false));
  return properties;
}

void write_matrix(hid_t group, const OmxMatrix& matrix) {
  const auto zones = static_cast<hsize_t>(matrix.values.zone_count());
  const std::array<hsize_t, 2> shape{zones, zones};
  const Hdf5Handle space{check(H5Screate_simple(2, shape.data(), nullptr)), H5Sclose};
  const Hdf5Handle properties = dataset_properties();
  const std::array<hsize_t, 2> chunk{std::min<hsize_t>(zones, 64), zones};
  check_status(H5Pset_chunk(properties.get(), 2, chunk.data()));
  check_status(H5Pset_deflate(properties.get(), kDeflateLevel));
  const Hdf5Handle data{check(H5Dcreate2(group, matrix.name.c_str(), H5T_IEEE_F64LE, space.get(),
                                         H5P_DEFAULT, properties.get(), H5P_DEFAULT)),
                        H5Dclose};
  std::vector<double> cells(zones * zones, 0.0);
  for (const OdEntry& entry : matrix.values.entries()) {
    cells[entry.origin.index() * zones + entry.destination.index()] = entry.value;
  }
  check_status(
      H5Dwrite(data.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data()));
}

void write_lookups(hid_t group, const std::vector<std::string>& zone_ids) {
  const hsize_t zones = zone_ids.size();
  const Hdf5Handle space{check(H5Screate_simple(1, &zones, nullptr)), H5Sclose};
  const Hdf5Handle properties = dataset_properties();
  std::vector<std::int32_t> numbers(zone_ids.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int32_t>(i) + 1;
  const Hdf5Handle number{check(H5Dcreate2(group, "zone", H5T_STD_I32LE, space.get(), H5P_DEFAULT,
                                           properties.get(), H5P_DEFAULT)),
                          H5Dclose};
  check_status(
      H5Dwrite(number.get(), H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()));

  std::size_t width = 1;
  for (const std::string& id : zone_ids) width = std::max(width, id.size());
  const Hdf5Handle text{check(H5Tcopy(H5T_C_S1)), H5Tclose};
  check_status(H5Tset_size(text.get(), width));
  check_status(H5Tset_strpad(text.get(), H5T_STR_NULLPAD));
  check_status(H5Tset_cset(text.get(), H5T_CSET_UTF8));
  std::string cells(width * zone_ids.size(), '\0');
  for (std::size_t i = 0; i < zone_ids.size(); ++i) {
    std::copy(zone_ids[i].begin(), zone_ids[i].end(),
              cells.begin() + static_cast<std::ptrdiff_t>(i * width));
  }
  const Hdf5Handle ids{check(H5Dcreate2(group, "zone_id", text.get(), space.get(), H5P_DEFAULT,
                                        properties.get(), H5P_DEFAULT)),
                       H5Dclose};
  check_status(H5Dwrite(ids.get(), text.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, cells.data()));
}

}  // namespace

std::string omx_bytes(const std::vector<std::string>& zone_ids,
                      const std::vector<OmxMatrix>& matrices) {
  if (zone_ids.empty()) {
    throw Error({}, "an OMX file without zones", "give at least one zone");
  }
  check_names(matrices, zone_ids.size());
  const Hdf5Silence silence;
  // In memory, so that the file on disk is written whole or not at all.
  const Hdf5Handle access{check(H5Pcreate(H5P_FILE_ACCESS)), H5Pclose};
  constexpr std::size_t kIncrement = std::size_t{1} << 20;
  check_status(H5Pset_fapl_core(access.get(), kIncrement, /*backing_store=*/false));
  const Hdf5Handle file{check(H5Fcreate("landlink.omx", H5F_ACC_TRUNC, H5P_DEFAULT, access.get())),
                        H5Fclose};
  write_root_attributes(file.get(), zone_ids.size());
  {
    const Hdf5Handle data{
        check(H5Gcreate2(file.get(), "data", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)), H5Gclose};
    for (const OmxMatrix& matrix : matrices) write_matrix(data.get(), matrix);
    const Hdf5Handle lookup{
        check(H5Gcreate2(file.get(), "lookup", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)), H5Gclose};
    write_lookups(lookup.get(), zone_ids);
  }
  check_status(H5Fflush(file.get(), H5F_SCOPE_GLOBAL));
  const ssize_t size = H5Fget_file_image(file.get(), nullptr, 0);
  check(size);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  check(H5Fget_file_image(file.get(), bytes.data(), bytes.size()));
  return bytes;
}

void write_omx(const std::filesystem::path& path, const std::vector<std::string>& zone_ids,
               const std::vector<OmxMatrix>& matrices) {
  write_file_atomically(path, omx_bytes(zone_ids, matrices));
}

}  // namespace landlink
