#include "support/event_loop.hpp"

namespace mcs::test {

EventLoop::EventLoop() : work_(context_.get_executor()), thread_([this] { context_.run(); }) {}

EventLoop::~EventLoop() {
  context_.stop();
  thread_.join();
}

}  // namespace mcs::test
