// Thumbnails of photo files as the program makes them: read, decoded, cropped, resampled.
//
//   thumbnail_bench SIDE THREADS OUTPUT PHOTO...
//
// Prints one line of JSON: seconds of wall-clock and CPU time, and the peak of memory in bytes.
// OUTPUT gets the thumbnails as raw RGB, one after the other ("-": none); a photo that cannot be
// decoded stays black. tests/bench/thumbnails.py runs this beside other programs.
#include "base/executor.h"
#include "library/photo_loader.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using tessera::PhotoLoader;

PhotoLoader::FileBytes read_file(const char* path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  PhotoLoader::FileBytes bytes(static_cast<std::size_t>(file.tellg()));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 5) {
    (void)std::fprintf(stderr, "usage: thumbnail_bench SIDE THREADS OUTPUT PHOTO...\n");
    return 2;
  }
  const int side = std::atoi(arguments[1]);
  const auto executor = tessera::make_executor(std::strtoul(arguments[2], nullptr, 10));
  const std::string output = arguments[3];
  std::ofstream file;
  if (output != "-") file.open(output, std::ios::binary);

  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  PhotoLoader loader({side, side}, {}, *executor);
  std::size_t failed = 0;
  const auto take = [&] {
    for (const tessera::Result<tessera::Image>& thumbnail : loader.take_finished()) {
      if (!thumbnail) ++failed;
      if (!file.is_open()) continue;
      const tessera::Image black({side, side});
      const auto pixels = thumbnail ? thumbnail->bytes() : black.bytes();
      file.write(reinterpret_cast<const char*>(pixels.data()),
                 static_cast<std::streamsize>(pixels.size()));
    }
  };
  for (int i = 4; i < argument_count; ++i) {
    PhotoLoader::FileBytes bytes = read_file(arguments[i]);
    while (!loader.accepts(bytes.size())) {
      loader.wait();
      take();
    }
    loader.submit(std::move(bytes));
  }
  while (loader.in_flight() > 0) {
    loader.wait();
    take();
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  rusage usage{};
  (void)getrusage(RUSAGE_SELF, &usage);
  (void)std::printf("{\"wall\": %.4f, \"cpu\": %.4f, \"peak\": %ld, \"failed\": %zu}\n",
                    wall.count(), cpu, usage.ru_maxrss * 1024, failed);
  return 0;
}
