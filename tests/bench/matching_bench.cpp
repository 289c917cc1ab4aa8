// One matching of points from NumPy files, with its time, memory and cost on one line of JSON.
//
//   matching_bench METHOD CELLS.npy PHOTOS.npy [THREADS [RUNS]]
//
// METHOD is nearest, greedy, greedy:ROUNDS of swaps, optimal, or optimal:GAP, which stops when the
// proven gap is at most that (0.001 is 0.1 %). One process a run, so that the peak of memory is the
// method's own (less "memory_before": the points themselves). Of several RUNS "wall" is the first's
// and "warm_wall" the least: a WebAssembly engine runs code that it has not optimised yet at first.
// tests/bench/matching_compare.py runs it over many sizes and beside SciPy.
#include "match/constrained_matcher.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace tessera;

struct Table {
  std::vector<float> values;
  std::size_t dimension = 0;
  PointsView view() const { return {values.data(), values.size() / dimension, dimension}; }
};

/// Reads version 1 of the format with C order and little-endian float32, as numpy.save writes it.
Table read_npy(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  char start[10] = {};
  file.read(start, sizeof start);
  const std::size_t length = static_cast<unsigned char>(start[8]) +
                             256 * static_cast<std::size_t>(static_cast<unsigned char>(start[9]));
  std::string header(length, ' ');
  file.read(header.data(), static_cast<std::streamsize>(length));
  const std::size_t shape = header.find("'shape': (");
  if (!file || header.find("'<f4'") == std::string::npos || shape == std::string::npos) {
    std::fprintf(stderr, "%s: not an array of float32\n", path.c_str());
    std::exit(2);
  }
  char* end = nullptr;
  const std::size_t count = std::strtoul(header.c_str() + shape + 10, &end, 10);
  Table table;
  table.dimension = std::strtoul(end + 1, nullptr, 10);
  table.values.resize(count * table.dimension);
  file.read(reinterpret_cast<char*>(table.values.data()),
            static_cast<std::streamsize>(table.values.size() * sizeof(float)));
  return table;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

rusage usage() {
  rusage result{};
  getrusage(RUSAGE_SELF, &result);
  return result;
}

/// The peak of resident memory in kB, where the system tells it. (getrusage's outlives exec: it
/// would be that of the script that started this.)
long peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    long value = 0;
    if (word == "VmHWM:" && status >> value) return value;
  }
  return 0;
}

MatchSettings settings_of(const std::string& method, double number) {
  MatchSettings settings;
  settings.method = method.starts_with("optimal")  ? Matching::optimal
                    : method.starts_with("greedy") ? Matching::greedy
                                                   : Matching::nearest;
  if (settings.method == Matching::greedy) {
    settings.swap_rounds = static_cast<std::uint32_t>(number);
  }
  if (settings.method == Matching::optimal) settings.wanted_gap = number;
  return settings;
}

struct Run {
  MatchResult result;
  double wall = 0;
  double longest_slice = 0;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Run run(const MatchSettings& settings, PointsView cells, PointsView photos, Executor& executor) {
  Run run;
  const auto start = std::chrono::steady_clock::now();
  const auto matcher = make_constrained_matcher(settings, cells, photos);
  Job job;
  while (!matcher->finished()) {
    const auto slice = std::chrono::steady_clock::now();
    if (!matcher->advance(executor, job).is_ok()) std::exit(1);
    run.longest_slice = std::max(run.longest_slice, seconds_since(slice));
    if (settings.method == Matching::optimal && matcher->known_gap() <= settings.wanted_gap) {
      matcher->settle();
    }
  }
  run.wall = seconds_since(start);
  run.result = matcher->result();
  return run;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "matching_bench METHOD CELLS.npy PHOTOS.npy [THREADS [RUNS]]\n");
    return 2;
  }
  const std::string method = argv[1];
  const Table cells = read_npy(argv[2]);
  const Table photos = read_npy(argv[3]);
  const std::size_t threads = argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 2;
  const std::size_t runs = argc > 5 ? std::strtoul(argv[5], nullptr, 10) : 1;
  const auto executor = make_executor(threads);
  // After the colon: rounds of swaps, or the gap at which to stop.
  const std::size_t colon = method.find(':');
  const double number = colon == std::string::npos ? 0 : std::strtod(&method[colon + 1], nullptr);
  const MatchSettings settings = settings_of(method, number);

  const long memory_before = peak_memory();
  const rusage before = usage();
  const Run first = run(settings, cells.view(), photos.view(), *executor);
  const rusage after = usage();
  const long memory_after = peak_memory();
  double warm_wall = first.wall;
  for (std::size_t again = 1; again < runs; ++again) {
    warm_wall = std::min(warm_wall, run(settings, cells.view(), photos.view(), *executor).wall);
  }
  const MatchResult& result = first.result;
  std::printf(
      "{\"method\": \"%s\", \"cells\": %zu, \"photos\": %zu, \"dimension\": %zu, \"threads\": %zu, "
      "\"wall\": %.4f, \"warm_wall\": %.4f, \"user\": %.4f, \"longest_slice\": %.4f, "
      "\"memory_before_kb\": %ld, \"memory_kb\": %ld, \"cost\": %.9g, \"grid_cost\": %.9g, "
      "\"gap\": %.3g}\n",
      method.c_str(), cells.view().count, photos.view().count, cells.dimension, threads, first.wall,
      warm_wall, seconds(after.ru_utime) - seconds(before.ru_utime), first.longest_slice,
      memory_before, memory_after, result.assignment.total_cost, result.cost, result.gap);
  return 0;
}
