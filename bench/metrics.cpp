#include "metrics.hpp"

#include <limits>
#include <stdexcept>

#include "bots/http.hpp"
#include "bots/http_client.hpp"

namespace mcs::bench {

Metrics Metrics::fetch(const bots::Server& server) {
  auto reply = bots::fetch(server, bots::write_get(server.name, "/metrics", ""));
  if (!reply) throw std::runtime_error(reply.error().detail);
  return Metrics(std::move(reply->body));
}

double Metrics::operator[](std::string_view name) const {
  double sum = 0;
  for (std::size_t at = text_.find(name); at != std::string::npos; at = text_.find(name, at + 1)) {
    const std::size_t value = text_.find(' ', at);
    if (at == 0 || text_[at - 1] == '\n') sum += std::stod(text_.substr(value));
  }
  return sum;
}

double Metrics::quantile(std::string_view histogram, double share) const {
  const std::string bucket = std::string(histogram) + "_bucket{le=\"";
  const double wanted = share * (*this)[std::string(histogram) + "_count"];
  for (std::size_t at = text_.find(bucket); at != std::string::npos;
       at = text_.find(bucket, at + 1)) {
    const std::size_t bound = at + bucket.size();
    if (std::stod(text_.substr(text_.find(' ', at))) >= wanted)
      return std::stod(text_.substr(bound));
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace mcs::bench
