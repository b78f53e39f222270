// Where uploaded question sets are kept, by speedrun and content.
#pragma once

#include <string>

#include "base/access_code.hpp"
#include "base/bytes.hpp"
#include "ports/async.hpp"

namespace mcs::ports {

// Atomicity: a reader sees a whole set or none. Durability: as soon as put() returns. Repetition:
// the same content may be put any number of times, by several writers at once.
class QuestionSetStore {
 public:
  virtual ~QuestionSetStore() = default;

  // `content_hash` is lower-case hexadecimal and names the content: one speedrun may have several.
  virtual Async<void> put(SpeedrunId id, std::string content_hash, Bytes content) = 0;
  // NotFound if it was never put.
  virtual Async<Bytes> get(SpeedrunId id, std::string content_hash) = 0;
  // All of a speedrun's sets; none is not an error.
  virtual Async<void> remove(SpeedrunId id) = 0;
};

}  // namespace mcs::ports
