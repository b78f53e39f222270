// Checks JSON against the contract in docs/protocol/, so that no test can see a packet that a
// client could not rely on.
#pragma once

#include <string>
#include <string_view>

namespace mcs::test {

// Adds a test failure that says what is wrong, if the frame is none of the schema's server packets.
void expect_valid_server_packet(std::string_view frame);

// What is wrong with the frame as a server's or a client's packet; empty if nothing.
std::string server_packet_fault(std::string_view frame);
std::string client_packet_fault(std::string_view frame);

// What is wrong with a speedrun's results in JSON; empty if nothing.
std::string results_fault(std::string_view json);

}  // namespace mcs::test
