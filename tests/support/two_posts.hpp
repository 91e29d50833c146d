#pragma once

#include "support/corridor_model.hpp"

namespace landlink {

// The corridor with a second way abroad, so that trucks can choose their post:
//
//   West ---9--- Middle ---9, 40 km--- East ==LV6== Abroad
//                   \__7, 60 km__ South ==LV9== beyond ___5, 40 km___/
//
// LV9 "South Gate" has two lanes where LV6 has four; all else is the same.
inline TransportModel two_post_model() {
  TransportModel model = corridor_model();
  NetworkDraft& draft = model.draft;
  const CountryCode vietnam("VNM");
  const NodeId middle{1u};
  const NodeId abroad{3u};
  const NodeId south = draft.add_node({.position = {105.8, 16.2},
                                       .kind = NodeKind::checkpoint,
                                       .country = kLaos,
                                       .name = "South Gate"});
  const NodeId beyond = draft.add_node({.position = {105.8, 16.2},
                                        .kind = NodeKind::checkpoint,
                                        .country = vietnam,
                                        .name = "South Gate (east)"});
  const auto both_ways = [&](NodeId a, NodeId b, LinkAttributes link) {
    draft.add_link(a, b, link);
    link.source.forward = false;
    draft.add_link(b, a, link);
  };
  both_ways(middle, south,
            {.source = {.layer = "roads", .id = "R7-1"},
             .road = "7",
             .country = kLaos,
             .province = "LA-SV",
             .length_km = 60.0});
  both_ways(beyond, abroad,
            {.source = {.layer = "corridors", .id = "C5-1"},
             .road = "5",
             .country = vietnam,
             .length_km = 40.0});
  BorderCheckpoint post = draft.checkpoints[CheckpointId{0u}];
  post.id = "LV9";
  post.name = "South Gate";
  post.name_other = "South Gate (east)";
  post.position = {105.8, 16.2};
  post.lanes = 2.0;
  const CheckpointId id = draft.checkpoints.push_back(post);
  both_ways(south, beyond,
            {.kind = LinkKind::border,
             .source = {.layer = "checkpoints", .id = "LV9"},
             .country = kLaos,
             .checkpoint = id});
  rebuild(model);
  return model;
}

}  // namespace landlink
