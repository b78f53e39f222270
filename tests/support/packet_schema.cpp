#include "support/packet_schema.hpp"

#include <gtest/gtest.h>
#include <jsoncons/json.hpp>
#include <jsoncons_ext/jsonschema/jsonschema.hpp>
#include <map>

#include "support/project_files.hpp"

namespace mcs::test {

namespace {

using jsoncons::json;
using Schema = jsoncons::jsonschema::json_schema<json>;

json read_document(std::string_view name) {
  return json::parse(read_project_file("docs/protocol/" + std::string(name)));
}

// A schema that refers into a document of docs/protocol/.
Schema compile(const json& document, const std::string& pointer) {
  json reference;
  reference["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  reference["$ref"] = document["$id"].as_string() + "#" + pointer;
  const auto resolve = [&document](const jsoncons::uri&) { return document; };
  return jsoncons::jsonschema::make_json_schema(std::move(reference), resolve);
}

std::string fault(const Schema& schema, const json& instance) {
  std::string faults;
  schema.validate(instance, [&](const jsoncons::jsonschema::validation_message& message) {
    faults += message.instance_location().string() + ": " + message.message() + "\n";
    return jsoncons::jsonschema::walk_result::advance;
  });
  return faults;
}

// One side's packets, by their type: the faults found are then those of the packet meant.
class PacketSchemas {
 public:
  explicit PacketSchemas(const std::string& side) {
    const json document = read_document("packets.schema.json");
    for (const json& alternative : document["$defs"][side]["oneOf"].array_range()) {
      const std::string pointer = alternative["$ref"].as_string().substr(1);
      const std::string name = pointer.substr(pointer.rfind('/') + 1);
      const json& type = document["$defs"][name]["properties"]["type"]["const"];
      by_type_.emplace(type.as_string(), compile(document, pointer));
    }
  }

  std::string fault(std::string_view frame) const try {
    const json packet = json::parse(frame);
    if (!packet.is_object() || !packet.contains("type") || !packet["type"].is_string())
      return "no packet: " + std::string(frame);
    const auto schema = by_type_.find(packet["type"].as_string());
    if (schema == by_type_.end()) return "unknown type: " + std::string(frame);
    return test::fault(schema->second, packet);
  } catch (const jsoncons::ser_error& error) {
    return error.what();
  }

 private:
  std::map<std::string, Schema> by_type_;
};

}  // namespace

void expect_valid_server_packet(std::string_view frame) {
  EXPECT_EQ(server_packet_fault(frame), "") << frame;
}

std::string server_packet_fault(std::string_view frame) {
  static const PacketSchemas schemas("ServerPacket");
  return schemas.fault(frame);
}

std::string client_packet_fault(std::string_view frame) {
  static const PacketSchemas schemas("ClientPacket");
  return schemas.fault(frame);
}

std::string results_fault(std::string_view results) {
  static const Schema schema = compile(read_document("results.schema.json"), "");
  return fault(schema, json::parse(results));
}

}  // namespace mcs::test
