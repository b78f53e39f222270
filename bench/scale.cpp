// Simulates one speedrun far larger than a machine holds: instances and their log as queues with
// the costs that were measured, to see what fills up first. Prints a table; docs/scale.md reads it.
//   scale [--participants N ...] [--per-instance N]
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <functional>
#include <queue>
#include <random>
#include <vector>

namespace {

// Microseconds of CPU, unless it says otherwise; docs/scale.md tells where each is from.
struct Costs {
  double io_packet = 12;           // A packet in and its reply out, on the connections' threads.
  double room_packet = 1.5;        // Judging a packet on the room's thread.
  double room_reply = 2.5;         // Folding an own input and writing the reply.
  double fold = 0.2;               // Folding another instance's input.
  double io_join = 100;            // Sign-on, upgrade, first packets.
  double append = 34;              // The log's script, without subscribers.
  double append_subscriber = 5.7;  // And for each of them.
  double bytes_input = 20;         // Of an entry.
  double bytes_entry = 150;        // Around an entry, as each subscriber gets it.
  double link_bytes = 1'250;       // That leave the log's server in a microsecond: 10 Gbit/s.
  double copy_bytes = 4'000;       // That the log's thread copies in a microsecond.
  double round_trip = 300;         // Between an instance and the log.
  double append_interval = 5'000;  // Between an instance's appends, at least.
  double io_threads = 2;
  // What leaderboards leave of the connections' threads.
  double io_share = 2.0 / 3;
};

// Work in the order in which it comes.
class Station {
 public:
  double serve(double now, double work) {
    free_at_ = std::max(free_at_, now) + work;
    busy_ += work;
    return free_at_;
  }
  double busy() const { return busy_; }

 private:
  double free_at_ = 0;
  double busy_ = 0;
};

struct Storm {
  const char* name;
  // How long after the beginning a participant's packets come, microseconds.
  std::function<double(std::mt19937_64&)> when;
  double packets;  // Each participant's.
  double io_work;
};

struct Outcome {
  double p99_ms = 0;
  double took_s = 0;
  // Shares of the time that it took.
  double io = 0, room = 0, log = 0, link = 0;
};

class Simulation {
 public:
  Simulation(const Costs& costs, std::uint32_t participants, std::uint32_t instances)
      : costs_(costs), participants_(participants), instances_(instances) {}

  Outcome run(const Storm& storm) {
    std::mt19937_64 random(1);
    std::vector<double> arrivals;
    for (std::uint32_t i = 0; i < participants_; ++i)
      for (double packet = 0; packet < storm.packets; ++packet)
        arrivals.push_back(storm.when(random));
    std::ranges::shuffle(arrivals, random);
    for (std::size_t i = 0; i < arrivals.size(); ++i)
      at(arrivals[i], [this, &storm, instance = i % instances_.size(), time = arrivals[i]] {
        arrive(instances_[instance], time, storm.io_work);
      });
    double now = 0;
    while (!events_.empty()) {
      const Event event = events_.top();
      events_.pop();
      now = now_ = event.time;
      event.work();
    }
    std::ranges::sort(latencies_);
    const auto per_instance = static_cast<double>(instances_.size());
    Outcome outcome{.p99_ms = latencies_[latencies_.size() * 99 / 100] / 1e3, .took_s = now / 1e6};
    for (const Instance& instance : instances_) {
      outcome.io += instance.io.busy() / now / per_instance;
      outcome.room += instance.room.busy() / now / per_instance;
    }
    outcome.log = log_.busy() / now;
    outcome.link = link_.busy() / now;
    return outcome;
  }

 private:
  struct Instance {
    Station io;
    Station room;
    std::vector<double> pending;  // Since when.
    bool appending = false;       // Or waiting for the moment when it may.
    double next_append = 0;
  };
  struct Event {
    double time;
    std::function<void()> work;
    bool operator>(const Event& other) const { return time > other.time; }
  };

  void at(double time, std::function<void()> work) { events_.push({time, std::move(work)}); }

  double io_time(double work) const { return work / costs_.io_threads / costs_.io_share; }

  void arrive(Instance& instance, double since, double io_work) {
    const double read = instance.io.serve(now_, io_time(io_work));
    at(read, [this, &instance, since] {
      const double judged = instance.room.serve(now_, costs_.room_packet);
      at(judged, [this, &instance, since] {
        instance.pending.push_back(since);
        append(instance);
      });
    });
  }

  // One append is under way at a time; what comes meanwhile, and soon after, goes into the next.
  void append(Instance& instance) {
    if (instance.appending || instance.pending.empty()) return;
    instance.appending = true;
    at(std::max(now_, instance.next_append), [this, &instance] { write(instance); });
  }

  void write(Instance& instance) {
    instance.next_append = now_ + costs_.append_interval;
    auto batch = std::exchange(instance.pending, {});
    at(now_ + costs_.round_trip / 2, [this, &instance, batch = std::move(batch)] {
      const auto subscribers = static_cast<double>(instances_.size());
      const auto inputs = static_cast<double>(batch.size());
      const double bytes = (inputs * costs_.bytes_input + costs_.bytes_entry) * subscribers;
      const double written = log_.serve(
          now_, costs_.append + costs_.append_subscriber * subscribers + bytes / costs_.copy_bytes);
      const double sent = link_.serve(written, bytes / costs_.link_bytes);
      at(sent + costs_.round_trip / 2, [this, &instance, batch] { deliver(instance, batch); });
    });
  }

  void deliver(Instance& from, const std::vector<double>& batch) {
    const auto inputs = static_cast<double>(batch.size());
    for (Instance& instance : instances_)
      if (&instance != &from) instance.room.serve(now_, inputs * costs_.fold);
    const double begun = now_;
    const double folded = from.room.serve(now_, inputs * costs_.room_reply);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const double share = static_cast<double>(i + 1) / inputs;
      latencies_.push_back(begun + (folded - begun) * share - batch[i]);
    }
    from.appending = false;
    append(from);
  }

  const Costs& costs_;
  const std::uint32_t participants_;
  std::vector<Instance> instances_;
  Station log_;
  Station link_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  double now_ = 0;
  std::vector<double> latencies_;
};

std::vector<Storm> storms(const Costs& costs) {
  constexpr double second = 1e6;
  const auto uniform = [](double until) {
    return [until](std::mt19937_64& random) {
      return std::uniform_real_distribution<double>(0, until)(random);
    };
  };
  return {{"joining within 5 minutes", uniform(300 * second), 1, costs.io_join},
          {"all joining within 30 s", uniform(30 * second), 1, costs.io_join},
          {"the first question, all within 1 s", uniform(1 * second), 1, costs.io_packet},
          {"answering, 10 s a question", uniform(10 * second), 2, costs.io_packet},
          {"answering, 3 s a question", uniform(3 * second), 2, costs.io_packet}};
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::uint32_t> sizes{10'000, 100'000, 300'000, 1'000'000};
  std::uint32_t per_instance = 20'000;
  CLI::App app("Simulates speedruns larger than a machine holds.", "scale");
  app.add_option("--participants", sizes);
  app.add_option("--per-instance", per_instance)->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  const Costs costs;
  fmt::print(
      "| participants | instances | what | p99, ms | took, s | connections' threads | "
      "room's thread | log | log's link |\n|---|---|---|---|---|---|---|---|---|\n");
  for (const std::uint32_t participants : sizes) {
    const std::uint32_t instances = (participants + per_instance - 1) / per_instance;
    for (const Storm& storm : storms(costs)) {
      const Outcome out = Simulation(costs, participants, instances).run(storm);
      fmt::print("| {} | {} | {} | {:.0f} | {:.1f} | {:.0f} % | {:.0f} % | {:.0f} % | {:.0f} % |\n",
                 participants, instances, storm.name, out.p99_ms, out.took_s, out.io * 100,
                 out.room * 100, out.log * 100, out.link * 100);
    }
  }
}
