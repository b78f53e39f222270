// An observer that remembers.
#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include "net/observer.hpp"

namespace mcs::net::testing {

class RecordingObserver : public Observer {
 public:
  void answered(const AnsweredRequest& request) override {
    const std::lock_guard lock(mutex_);
    answered_.push_back(std::string(request.route) + ' ' + std::to_string(request.status));
  }
  void refused(Refusal reason) override {
    const std::lock_guard lock(mutex_);
    refused_.push_back(reason);
  }
  void handler_failed(std::string_view route, std::string_view what) override {
    const std::lock_guard lock(mutex_);
    failed_.push_back(std::string(route) + ": " + std::string(what));
  }

  std::vector<std::string> answered_requests() const { return copy(answered_); }
  std::vector<std::string> failures() const { return copy(failed_); }
  bool has_refused(Refusal reason) const {
    const std::lock_guard lock(mutex_);
    return std::ranges::count(refused_, reason) > 0;
  }

 private:
  std::vector<std::string> copy(const std::vector<std::string>& list) const {
    const std::lock_guard lock(mutex_);
    return list;
  }

  mutable std::mutex mutex_;
  std::vector<std::string> answered_;
  std::vector<std::string> failed_;
  std::vector<Refusal> refused_;
};

}  // namespace mcs::net::testing
