#include "adapters/dynamodb/result_items.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "adapters/aws/encoding.hpp"
#include "adapters/dynamodb/attributes.hpp"
#include "adapters/dynamodb/result_elements.hpp"

namespace mcs::dynamodb {

using namespace domain;

namespace {

// An item may have 400 KB; JSON is never smaller than what DynamoDB counts. A part exceeds this by
// less than one element, and the largest is a participant with 5,000 answers: below 100 KB.
constexpr std::size_t part_bytes = 64 * 1024;
// Parts outlive the meta item: no reader that has seen it misses one.
constexpr std::chrono::hours parts_outlive{48};

constexpr std::string_view elements_field = "elements";

// The lists of a result, in the order of their items' keys.
constexpr std::string_view categories = "categories";
constexpr std::string_view participants = "participants";
constexpr std::string_view questions = "questions";

struct Part {
  std::string_view list;
  std::size_t ordinal;
  json::array elements;
};

template <class Elements, class ToAttribute>
void cut(std::string_view list, const Elements& elements, ToAttribute to_attribute,
         std::vector<Part>& parts) {
  std::size_t size = part_bytes;
  std::size_t ordinal = 0;
  for (const auto& element : elements) {
    json::value attribute = to_attribute(element);
    if (size >= part_bytes) {
      parts.push_back({list, ordinal++, {}});
      size = 0;
    }
    size += json::serialize(attribute).size();
    parts.back().elements.push_back(std::move(attribute));
  }
}

Item make_meta(const SpeedrunResult& result) {
  Item meta = meta_key(result.id);
  meta["quiz_name"] = text(result.quiz_name);
  meta["question_duration_ms"] = number(result.question_duration.count());
  meta["started_ms"] = number(epoch_ms(result.started_at));
  meta["finished_ms"] = number(epoch_ms(result.finished_at));
  meta["reason"] = number(static_cast<int>(result.reason));
  meta[categories] = number(static_cast<std::int64_t>(result.categories.size()));
  meta[participants] = number(static_cast<std::int64_t>(result.participants.size()));
  meta[questions] = number(static_cast<std::int64_t>(result.questions.size()));
  return meta;
}

// The same for the same content, whoever writes it and how often.
std::string version_of(const Item& meta, const std::vector<Part>& parts) {
  std::string content = json::serialize(meta);
  for (const auto& part : parts) content += aws::sha256(json::serialize(part.elements));
  return aws::sha256(content).substr(0, 32);
}

Item make_part(SpeedrunId id, std::string_view version, Part part) {
  return {{partition_key, text(id.text())},
          {sort_key, text(fmt::format("{}/{}/{:06}", version, part.list, part.ordinal))},
          {elements_field, list(std::move(part.elements))}};
}

// Appends the elements of every part of a list.
template <class T, class FromAttribute>
void collect(std::string_view list, const std::vector<Item>& parts, FromAttribute from_attribute,
             std::vector<T>& elements, bool& ok) {
  const std::string infix = fmt::format("/{}/", list);
  for (const auto& part : parts) {
    Fields fields(part);
    if (fields.bytes(sort_key).find(infix) == std::string::npos) continue;
    for (const auto& attribute : fields.list(elements_field))
      elements.push_back(from_attribute(attribute, ok));
    ok = ok && fields.ok();
  }
}

}  // namespace

ResultItems to_items(const SpeedrunResult& result, std::optional<Instant> expires) {
  std::vector<Part> parts;
  cut(categories, result.categories, category_attribute, parts);
  cut(participants, result.participants, participant_attribute, parts);
  cut(questions, result.questions, question_attribute, parts);
  ResultItems items{.meta = make_meta(result), .parts = {}};
  const std::string version = version_of(items.meta, parts);
  items.meta["version"] = text(version);
  for (auto& part : parts) items.parts.push_back(make_part(result.id, version, std::move(part)));
  if (expires) {
    items.meta[expiry] = number(epoch_seconds(*expires));
    for (auto& part : items.parts) part[expiry] = number(epoch_seconds(*expires + parts_outlive));
  }
  return items;
}

Item meta_key(SpeedrunId id) {
  return {{partition_key, text(id.text())}, {sort_key, text(meta_sort_key)}};
}

Result<std::string> parts_prefix(const Item& meta) {
  Fields fields(meta);
  auto version = fields.bytes("version");
  if (!fields.ok()) return fail(ErrorCode::Corrupt, "a stored result has no version");
  return version + '/';
}

bool has_expired(const Item& meta, Instant now) {
  Fields fields(meta);
  return fields.has(expiry) && fields.integer(expiry) <= epoch_seconds(now);
}

Result<SpeedrunResult> from_items(SpeedrunId id, const Item& meta, const std::vector<Item>& parts) {
  Fields fields(meta);
  SpeedrunResult result{.id = id,
                        .quiz_name = fields.bytes("quiz_name"),
                        .question_duration = Duration{fields.integer("question_duration_ms")},
                        .started_at = from_epoch_ms(fields.integer("started_ms")),
                        .finished_at = from_epoch_ms(fields.integer("finished_ms")),
                        .reason = static_cast<FinishReason>(
                            fields.integer("reason", 0, static_cast<int>(FinishReason::Deadline)))};
  bool ok = true;
  collect(categories, parts, category_of, result.categories, ok);
  collect(participants, parts, participant_of, result.participants, ok);
  collect(questions, parts, question_of, result.questions, ok);
  const bool whole = fields.narrow<std::uint32_t>(categories) == result.categories.size() &&
                     fields.narrow<std::uint32_t>(participants) == result.participants.size() &&
                     fields.narrow<std::uint32_t>(questions) == result.questions.size();
  if (!ok || !whole || !fields.ok())
    return fail(ErrorCode::Corrupt, "the stored result of " + id.str() + " is broken");
  return result;
}

}  // namespace mcs::dynamodb
