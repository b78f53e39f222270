// Every way in which the product refuses or fails, and how each is told to the outside: one table
// for HTTP, packets and WebSocket close codes. A refusal is a normal outcome, not an exception.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mcs {

enum class ErrorCode : std::uint8_t {
  // The caller's request is wrong.
  BadRequest,
  InvalidPacket,
  InvalidQuestionSet,
  InvalidName,
  InvalidSettings,
  InvalidSelection,
  InvalidAnswer,
  UnsupportedMediaType,
  TooLarge,
  MethodNotAllowed,
  NotFound,
  NotAcceptable,
  UpgradeRequired,
  // The caller may not do this, or not now.
  Unauthorized,
  Forbidden,
  NotHost,
  RateLimited,
  UnknownQuiz,
  QuizFinished,
  AlreadyStarted,
  NotStarted,
  LobbyLocked,
  SpeedrunFull,
  NameTaken,
  NameFixed,
  NotSeated,
  OutOfOrder,
  NoQuestionSet,
  QuestionSetChanged,
  UnknownParticipant,
  Removed,
  SupersededSession,
  AlreadyExists,
  ResultsPending,
  // The product cannot do it now.
  Unavailable,
  Overloaded,
  Timeout,
  Corrupt,
  Internal,
};

inline constexpr std::size_t error_code_count = static_cast<std::size_t>(ErrorCode::Internal) + 1;

// How one ErrorCode looks from outside.
struct ErrorFacts {
  std::string_view name;      // Stable, snake_case: `code` in HTTP problems and ERROR packets.
  std::string_view title;     // One sentence for people; the problem's `title`.
  std::uint16_t http_status;  // RFC 9110 status.
  std::uint16_t close_code;   // WebSocket close code when it ends a connection, otherwise 0.
  bool retryable;             // Whether the same request may succeed later, unchanged.
};

const ErrorFacts& facts(ErrorCode code) noexcept;

// A code and what was wrong, where, and what is allowed: `detail` may be shown to the caller.
struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string detail;

  friend bool operator==(const Error&, const Error&) = default;
};

}  // namespace mcs
