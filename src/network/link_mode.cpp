#include "landlink/network/link_mode.hpp"

namespace landlink {

bool is_other_mode(const LinkAttributes& link) {
  switch (link.kind) {
    case LinkKind::rail:
    case LinkKind::waterway:
    case LinkKind::air:
      return true;
    case LinkKind::transfer:
      return link.post_way == PostWay::none;
    case LinkKind::road:
    case LinkKind::bridge:
    case LinkKind::ferry:
    case LinkKind::border:
    case LinkKind::connector:
      return false;
  }
  return false;
}

LinkKind mode_of(const LinkAttributes& link) {
  if (!is_other_mode(link)) return LinkKind::road;
  return link.kind == LinkKind::transfer ? link.mode : link.kind;
}

}  // namespace landlink
