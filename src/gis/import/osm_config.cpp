#include <cpl_vsi.h>

#include <mutex>

#include "landlink/gis/import/osm_tags.hpp"

namespace landlink::road_import {

namespace {

// Closed ways are roads (roundabouts) unless they are drawn as areas; points, areas and relations
// are not read, so that they ask for no fields.
constexpr char kOsmConfig[] = R"([general]
closed_ways_are_polygons=aeroway,amenity,boundary,building,landuse,leisure,natural,place,area
attribute_name_laundering=no
report_all_nodes=no
report_all_ways=no

[points]
osm_id=yes
attributes=name,barrier
other_tags=no

[lines]
osm_id=yes
attributes=highway,ref,name,name:en,name:lo,oneway,junction,bridge,tunnel,layer,surface,tracktype,smoothness,lanes,lanes:forward,lanes:backward,maxspeed,maxspeed:hgv,maxweight,maxweight:hgv,maxaxleload,toll,access,vehicle,motor_vehicle,goods,hgv,route,ferry,duration,construction,opening_date,width
other_tags=no

[multipolygons]
osm_id=yes
attributes=name
other_tags=no

[multilinestrings]
osm_id=yes
attributes=name
other_tags=no

[other_relations]
osm_id=yes
attributes=name
other_tags=no
)";
constexpr const char* kConfigFile = "/vsimem/landlink/osmconf.ini";

}  // namespace

std::vector<std::string> osm_open_options() {
  static std::once_flag once;
  std::call_once(once, [] {
    // The memory file points to the text itself, which lives as long as the program.
    static std::string text(kOsmConfig);
    VSIFCloseL(VSIFileFromMemBuffer(kConfigFile, reinterpret_cast<GByte*>(text.data()), text.size(),
                                    /*bTakeOwnership=*/FALSE));
  });
  return {std::string("CONFIG_FILE=") + kConfigFile};
}

}  // namespace landlink::road_import
