// Question sets as files: <root>/<quiz_id>/<content_hash>.json. Several processes, on several
// machines over NFS, may share a root; nothing is locked.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <filesystem>
#include <memory>

#include "ports/question_set_store.hpp"

namespace mcs::directory {

// Any thread may call it. Destroy it before its callers' event loops.
class DirectoryQuestionSetStore final : public ports::QuestionSetStore {
 public:
  // Makes the directory if it is missing.
  static Result<std::unique_ptr<DirectoryQuestionSetStore>> open(std::filesystem::path root);
  // Waits for what was begun.
  ~DirectoryQuestionSetStore() override;

  ports::Async<void> put(SpeedrunId id, std::string content_hash, Bytes content) override;
  ports::Async<Bytes> get(SpeedrunId id, std::string content_hash) override;
  ports::Async<void> remove(SpeedrunId id) override;

 private:
  explicit DirectoryQuestionSetStore(std::filesystem::path root);

  Result<void> write(SpeedrunId id, std::string_view content_hash, std::string_view content) const;
  Result<Bytes> read(SpeedrunId id, std::string_view content_hash) const;
  Result<void> erase(SpeedrunId id) const;

  const std::filesystem::path root_;
  // A network file system may keep a caller waiting; a few wait side by side.
  boost::asio::thread_pool threads_{4};
};

}  // namespace mcs::directory
