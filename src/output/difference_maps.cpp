// Maps of what one scenario has over its base or over another, from the folders of results.
#include <fmt/format.h>

#include <array>
#include <utility>

#include "flow_map.hpp"
#include "landlink/core/file.hpp"
#include "landlink/core/parallel.hpp"
#include "landlink/output/compare.hpp"
#include "written_map.hpp"

namespace landlink {

namespace {

using output::MapContent;
using output::MapText;
using output::MapTheme;
using output::WrittenMap;

/// One map: the case drawn, and its links with the freight that they are held against.
struct Drawn {
  const WrittenMap& now;
  const WrittenMap* before = nullptr;  ///< null: the base
  std::vector<output::LinkRow> links = {};
};

MapText text_of(const Drawn& drawn) {
  const WrittenMap& now = drawn.now;
  MapText text{.title = now.title, .attribution = now.attribution};
  const Indicators& before = drawn.before != nullptr ? drawn.before->now : now.before;
  text.subtitle = fmt::format(
      "Change of freight in {} against {}, t/day by direction{}", now.year,
      drawn.before != nullptr ? "\"" + drawn.before->title + "\"" : "the " + now.base,
      now.converged && (drawn.before == nullptr || drawn.before->converged) ? ""
                                                                            : "; NOT CONVERGED");
  text.figures = output::day_figures(now.now, &before);
  text.figures.emplace_back("Net present value",
                            output::worth_text(now.npv_usd, now.discount_rate));
  if (drawn.before != nullptr) {
    text.figures.emplace_back(
        "NPV of the other", output::worth_text(drawn.before->npv_usd, drawn.before->discount_rate));
    return text;
  }
  for (const double rate : now.eirr) {
    text.figures.emplace_back("Rate of return", fmt::format("{:.1f} %", 100.0 * rate));
  }
  return text;
}

}  // namespace

std::vector<std::filesystem::path> draw_difference_maps(const std::vector<ComparedCase>& cases,
                                                        const ComparedCase* before,
                                                        const std::filesystem::path& folder) {
  std::vector<WrittenMap> maps;
  maps.reserve(cases.size());
  for (const ComparedCase& each : cases) maps.push_back(output::read_written_map(each.folder));
  const WrittenMap* other = nullptr;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (before != nullptr && cases[i].folder == before->folder) other = &maps[i];
  }
  std::vector<Drawn> drawings;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const WrittenMap& map = maps[i];
    if (&map == other) continue;
    drawings.push_back(
        {map, other, other != nullptr ? output::against(map.links, other->links) : map.links});
    names.push_back(cases[i].name + "-against-" + (other != nullptr ? before->name : map.base));
  }
  std::vector<const std::vector<output::LinkRow>*> all;
  for (const Drawn& drawn : drawings) all.push_back(&drawn.links);

  using Format = output::MapCanvas::Format;
  constexpr std::array kFormats{std::pair(Format::png, ".png"), std::pair(Format::svg, ".svg")};
  std::vector<std::filesystem::path> files(drawings.size() * kFormats.size());
  parallel_blocks(files.size(), [&](std::size_t place, std::size_t) {
    const std::size_t i = place / kFormats.size();
    const Drawn& drawn = drawings[i];
    const MapContent content{
        .provinces = drawn.now.provinces,
        .links = drawn.links,
        .checkpoints = drawn.now.checkpoints,
        .zones = drawn.now.zones,
        .text = text_of(drawn),
        .changed_label = other != nullptr ? "Changed by either" : "Changed by the scenario",
        .same_scale = all};
    const auto& [format, ending] = kFormats[place % kFormats.size()];
    files[place] = folder / (names[i] + ending);
    write_file_atomically(files[place], flow_map(content, MapTheme::difference, format));
  });
  return files;
}

}  // namespace landlink
