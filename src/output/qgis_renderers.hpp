#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "qgis_symbols.hpp"

// What draws the features of a layer, and its labels, as elements of a QGIS style.

namespace landlink::output {

inline constexpr Colour kInk{45, 45, 45};
inline constexpr Colour kPaper{255, 255, 255};

struct Labels {
  std::string expression = {};
  double points = 7.0;
  Colour colour = kInk;
  int placement = 1;         ///< QGIS's number: 0 around point, 1 over, 2 line, 6 cartographic
  double smallest_mm = 0.0;  ///< features drawn smaller have no label
  int priority = 5;          ///< 0 to 10, over those of other layers
  std::string priority_of_each = {};  ///< expression, in place of `priority`
  bool italic = false;
};

/// `<labeling>`; the expression gives NULL for features without a label.
void append_labels(pugi::xml_node root, const Labels& labels);

/// One symbol for all. `type` is marker, line or fill.
void append_single(pugi::xml_node root, const std::string& type,
                   const std::vector<SymbolLayer>& symbol);

/// Classes by the value of `attribute`, each with its symbol; drawn in the order of an expression.
void append_graduated(pugi::xml_node root, const std::string& attribute, const std::string& type,
                      const std::vector<ColourClass>& classes,
                      const std::vector<std::vector<SymbolLayer>>& symbols,
                      const std::string& order_by);

struct Category {
  std::string value;
  std::string label;
  std::vector<SymbolLayer> symbol;
};

/// A symbol for each value of `attribute`.
void append_categories(pugi::xml_node root, const std::string& attribute, const std::string& type,
                       const std::vector<Category>& categories);

}  // namespace landlink::output
