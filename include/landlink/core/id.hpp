#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace landlink {

/// A 4-byte index that cannot be mixed with the index of another kind of thing.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : index_(index) {}
  constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}

  /// The position in arrays. Leave the type only inside kernels and adaptors.
  [[nodiscard]] constexpr std::uint32_t index() const { return index_; }
  /// False for a default-constructed id, which names nothing.
  [[nodiscard]] constexpr bool valid() const { return index_ != kNone; }

  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t index_ = kNone;
};

using NodeId = Id<struct NodeTag>;
using LinkId = Id<struct LinkTag>;
using ZoneId = Id<struct ZoneTag>;
using ClassId = Id<struct ClassTag>;
using CommodityId = Id<struct CommodityTag>;
using CheckpointId = Id<struct CheckpointTag>;
using FacilityId = Id<struct FacilityTag>;

/// A vector indexed by one kind of id.
template <class IdType, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, const T& value = T{}) : values_(size, value) {}
  explicit IdVector(std::vector<T> values) : values_(std::move(values)) {}

  [[nodiscard]] decltype(auto) operator[](IdType id) { return values_[id.index()]; }
  [[nodiscard]] decltype(auto) operator[](IdType id) const { return values_[id.index()]; }
  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  IdType push_back(T value) {
    values_.push_back(std::move(value));
    return IdType{values_.size() - 1};
  }
  [[nodiscard]] auto begin() { return values_.begin(); }
  [[nodiscard]] auto end() { return values_.end(); }
  [[nodiscard]] auto begin() const { return values_.begin(); }
  [[nodiscard]] auto end() const { return values_.end(); }
  [[nodiscard]] std::vector<T>& raw() { return values_; }
  [[nodiscard]] const std::vector<T>& raw() const { return values_; }

  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<T> values_;
};

/// The ids first, first + 1, ..., last - 1; a forward range for loops and Boost.Graph.
template <class IdType>
class IdRange {
 public:
  class iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = IdType;
    using difference_type = std::ptrdiff_t;
    using pointer = const IdType*;
    using reference = IdType;

    iterator() = default;
    explicit iterator(std::uint32_t index) : index_(index) {}
    IdType operator*() const { return IdType{index_}; }
    IdType operator[](difference_type n) const { return *(*this + n); }
    iterator& operator++() { return ++index_, *this; }
    iterator operator++(int) { return iterator{index_++}; }
    iterator& operator--() { return --index_, *this; }
    iterator operator--(int) { return iterator{index_--}; }
    iterator& operator+=(difference_type n) {
      index_ = static_cast<std::uint32_t>(static_cast<difference_type>(index_) + n);
      return *this;
    }
    iterator& operator-=(difference_type n) { return *this += -n; }
    friend iterator operator+(iterator it, difference_type n) { return it += n; }
    friend iterator operator+(difference_type n, iterator it) { return it += n; }
    friend iterator operator-(iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(iterator a, iterator b) {
      return static_cast<difference_type>(a.index_) - static_cast<difference_type>(b.index_);
    }
    friend auto operator<=>(iterator, iterator) = default;

   private:
    std::uint32_t index_ = 0;
  };

  IdRange() = default;
  IdRange(std::size_t first, std::size_t last)
      : first_(static_cast<std::uint32_t>(first)), last_(static_cast<std::uint32_t>(last)) {}
  [[nodiscard]] iterator begin() const { return iterator{first_}; }
  [[nodiscard]] iterator end() const { return iterator{last_}; }
  [[nodiscard]] std::size_t size() const { return last_ - first_; }
  [[nodiscard]] bool empty() const { return first_ == last_; }

 private:
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
};

}  // namespace landlink
