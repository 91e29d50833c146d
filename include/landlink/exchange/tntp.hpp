#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "landlink/core/diagnostics.hpp"
#include "landlink/demand/od_matrix.hpp"
#include "landlink/network/graph.hpp"

namespace landlink {

// Larger tables are refused before memory runs out: these take 1.5 and 2.4 GB. Ten thousand zones
// have a hundred million pairs; the largest public networks have some 1e5 links.
inline constexpr std::size_t kMostTntpLinks = 20'000'000;
inline constexpr std::size_t kMostTntpTrips = 100'000'000;

/// The number that a TNTP file gives to a node; numbers may be sparse.
using TntpNodeNumber = long long;

/// A row of a TNTP network file, in the units of the file.
struct TntpLink {
  TntpNodeNumber from = 0;
  TntpNodeNumber to = 0;
  double capacity = 0.0;
  double length = 0.0;
  double free_flow_time = 0.0;  ///< infinite where the file says "inf": the link is shut
  double b = 0.0;
  double power = 0.0;
  double toll = 0.0;
  int line = 0;
};

/// Whether no trip can use a link at any cost: its free-flow time is infinite, or it has no
/// capacity and a delay that grows with volume.
bool is_shut(const TntpLink& link);

/// A network and its zones in the format of TransportationNetworks.
struct TntpNetwork {
  std::string file = {};
  std::vector<TntpLink> links = {};  ///< in file order
  /// Nodes below it carry no through traffic; 1 where the file does not say.
  TntpNodeNumber first_through_node = 1;
  long long zone_count = 0;  ///< nodes 1 to this one are zones; 0 where the file does not say
};

/// A row of a TNTP node file, in a coordinate system that such files do not name.
struct TntpNode {
  TntpNodeNumber number = 0;
  double x = 0.0;
  double y = 0.0;
};

/// Reads a node file (`X_node.tntp`): a header row, then number, x and y, with or without ';'.
/// Throws Error with file and line for what is no such row and for a repeated number.
std::vector<TntpNode> read_tntp_nodes(const std::filesystem::path& path);

/// Demand in the format of TransportationNetworks.
struct TntpTrips {
  std::string file = {};
  std::vector<TntpNodeNumber> zones = {};  ///< ascending: all that send or receive something
  OdMatrix trips = {};                     ///< by place in `zones`
};

/// Reads a network, gzipped or not. Takes tags in any order and unknown ones, comments from '~' to
/// the line's end, rows with or without ';' and with seven columns or more, CR/LF, sparse node
/// numbers, parallel links, zeros where a value does not matter, and "inf" as a free-flow time.
///
/// Puts a warning into `diagnostics` where the file's own count of links is another, and one that
/// counts the links with an infinite free-flow time. Throws Error
/// with file and line for what is no row of a network or has a value out of bounds, and for more
/// than `most_links`.
TntpNetwork read_tntp_network(const std::filesystem::path& path, Diagnostics& diagnostics);
TntpNetwork parse_tntp_network(std::string_view text, const std::string& file,
                               Diagnostics& diagnostics, std::size_t most_links = kMostTntpLinks);

/// Reads trips, gzipped or not; equal cells are added. Throws Error with file and line for what is
/// no trip table, has a negative value, or more pairs than `most_trips`.
TntpTrips read_tntp_trips(const std::filesystem::path& path);
TntpTrips parse_tntp_trips(std::string_view text, const std::string& file,
                           std::size_t most_trips = kMostTntpTrips);

/// A column of a flow file.
struct FlowColumn {
  std::string name;
  std::vector<double> volume;  ///< in file order
};

/// A row From, To, Volume, Cost per link in file order, 17 digits, under a header row, and after
/// these the given columns. Both spans are in file order.
std::string tntp_flows_text(const TntpNetwork& network, std::span<const double> volume,
                            std::span<const double> cost, std::span<const FlowColumn> columns = {});

}  // namespace landlink
