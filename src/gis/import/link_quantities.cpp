#include "link_quantities.hpp"

namespace landlink::road_import {

const std::vector<LinkQuantity>& link_quantities() {
  static const std::vector<LinkQuantity> quantities{
      {"lanes", "lanes", Dimension::count, &Road::lanes},
      {"iri_m_per_km", "", Dimension::roughness, &Road::iri_m_per_km},
      {"speed_limit_kmh", "maxspeed", Dimension::speed, &Road::speed_limit_kmh},
      {"capacity_pcu_per_h", "", Dimension::flow, &Road::capacity_pcu_per_h},
      {"background_pcu_per_h", "", Dimension::flow, &Road::background_pcu_per_h},
      {"fixed_time_min", "", Dimension::duration, &Road::fixed_time_min},
      {"toll_usd", "", Dimension::money, &Road::toll_usd},
      {"axle_limit_t", "maxaxleload", Dimension::mass, &Road::axle_limit_t},
      {"max_gross_t", "maxweight", Dimension::mass, &Road::max_gross_t},
  };
  return quantities;
}

}  // namespace landlink::road_import
