#include "adapters/aws/http_client.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "adapters/aws/transfer.hpp"
#include "base/assert.hpp"

namespace mcs::aws {

namespace {

using Transfers = std::vector<std::unique_ptr<Transfer>>;

constexpr int longest_sleep_ms = 60'000;

Error stopping() {
  return {ErrorCode::Unavailable, "the client is stopping"};
}

}  // namespace

class HttpClient::Loop {
 public:
  Loop() {
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    MCS_ASSERT(initialised == CURLE_OK);
    multi_ = curl_multi_init();
    MCS_ASSERT(multi_ != nullptr);
    thread_ = std::thread([this] { run(); });
  }
  ~Loop() {
    stop();
    curl_multi_cleanup(multi_);
  }

  void add(std::unique_ptr<Transfer> transfer) {
    {
      const std::lock_guard lock(mutex_);
      if (!stopped_) {
        arrived_.push_back(std::move(transfer));
        curl_multi_wakeup(multi_);
        return;
      }
    }
    transfer->fail(stopping());
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    curl_multi_wakeup(multi_);
    if (thread_.joinable()) thread_.join();
  }
  bool stopped() const { return stopped_; }

 private:
  void run() {
    while (start_arrived()) {
      int running = 0;
      curl_multi_perform(multi_, &running);
      const int sleep = end_finished() ? 0 : longest_sleep_ms;
      curl_multi_poll(multi_, nullptr, 0, sleep, nullptr);
    }
    for (auto& transfer : running_) {
      curl_multi_remove_handle(multi_, transfer->handle());
      transfer->fail(stopping());
    }
  }

  // False at the end.
  bool start_arrived() {
    const std::lock_guard lock(mutex_);
    for (auto& transfer : arrived_) {
      curl_multi_add_handle(multi_, transfer->handle());
      running_.push_back(std::move(transfer));
    }
    arrived_.clear();
    return !stopped_;
  }

  bool end_finished() {
    bool ended = false;
    int left = 0;
    while (const CURLMsg* const message = curl_multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const auto result = message->data.result;
      CURL* const handle = message->easy_handle;
      const auto transfer = std::ranges::find(running_, handle, &Transfer::handle);
      MCS_ASSERT(transfer != running_.end());
      curl_multi_remove_handle(multi_, handle);
      (*transfer)->end(result);
      running_.erase(transfer);
      ended = true;
    }
    return ended;
  }

  CURLM* multi_ = nullptr;
  std::mutex mutex_;
  std::atomic<bool> stopped_ = false;
  Transfers arrived_;
  Transfers running_;  // Of the loop's thread.
  std::thread thread_;
};

HttpClient::HttpClient() : loop_(std::make_unique<Loop>()) {}

HttpClient::~HttpClient() = default;

ports::Async<HttpResponse> HttpClient::send(HttpRequest request) {
  return ports::suspend<HttpResponse>(
      [this, request = std::move(request)](ports::Completion<HttpResponse> done) mutable {
        loop_->add(std::make_unique<Transfer>(std::move(request), std::move(done)));
      });
}

void HttpClient::stop() {
  loop_->stop();
}

bool HttpClient::stopped() const {
  return loop_->stopped();
}

}  // namespace mcs::aws
