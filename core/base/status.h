// Status and Result: how every operation of the core says what went wrong.
//
// The core throws nothing across its edge. A function that can fail returns a Status, or a
// Result<T> that holds either a value or the Status of the failure:
//
//   Result<Image> image = decode_image(bytes, options);
//   if (!image) return image.status();
//   use(*image);
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace tessera {

/// Why an operation failed. Few on purpose: a caller acts on the code, a person reads the detail.
enum class StatusCode : int {
  ok = 0,
  unsupported = 1,       ///< A valid file of a kind that is not read here (HEIC, video, RAW).
  corrupt = 2,           ///< The bytes are not what they claim to be, or end too early.
  too_large = 3,         ///< Refused before allocation: over the stated limit of pixels or bytes.
  out_of_memory = 4,     ///< An allocation failed.
  cancelled = 5,         ///< The Job was cancelled.
  invalid_argument = 6,  ///< The caller's fault: the detail says which argument and what it takes.
  io = 7,                ///< Reading or writing failed (disk full, permission, vanished file).
};

/// A word for the code that is stable across releases ("ok", "unsupported", …), for reports and
/// logs.
std::string_view status_name(StatusCode code);

/// The outcome of an operation that returns nothing else.
struct [[nodiscard]] Status {
  StatusCode code = StatusCode::ok;
  /// A sentence for a person, without the file's name (the caller knows it) and without a full
  /// stop.
  std::string detail;

  bool is_ok() const { return code == StatusCode::ok; }
};

/// A value, or the Status that says why there is none. Never holds Status ok.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}           // NOLINT(google-explicit-constructor)
  Result(Status failure) : content_(std::move(failure)) {}  // NOLINT(google-explicit-constructor)
  Result(StatusCode code, std::string detail) : content_(Status{code, std::move(detail)}) {}

  explicit operator bool() const { return std::holds_alternative<T>(content_); }

  /// The value; only where the result converts to true.
  T& operator*() { return *std::get_if<T>(&content_); }
  const T& operator*() const { return *std::get_if<T>(&content_); }
  T* operator->() { return std::get_if<T>(&content_); }
  const T* operator->() const { return std::get_if<T>(&content_); }

  /// The failure, or an ok Status where there is a value.
  Status status() const {
    const Status* failure = std::get_if<Status>(&content_);
    return failure == nullptr ? Status{} : *failure;
  }

 private:
  std::variant<T, Status> content_;
};

}  // namespace tessera
