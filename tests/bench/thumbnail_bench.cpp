// Thumbnails of photo files as the program makes them: read, decoded, cropped, resampled.
//
//   thumbnail_bench SIDE THREADS centre|smart OUTPUT PHOTO...
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

// Not getrusage(): that counts what the process that started this one had in use.
long peak_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    long kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 6) {
    (void)std::fprintf(stderr,
                       "usage: thumbnail_bench SIDE THREADS centre|smart OUTPUT PHOTO...\n");
    return 2;
  }
  const int side = std::atoi(arguments[1]);
  const auto executor = tessera::make_executor(std::strtoul(arguments[2], nullptr, 10));
  const tessera::CropChoice crop{std::string(arguments[3]) == "smart"
                                     ? tessera::CropPolicy::smart
                                     : tessera::CropPolicy::centre};
  const std::string output = arguments[4];
  std::ofstream file;
  if (output != "-") file.open(output, std::ios::binary);

  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  PhotoLoader loader({side, side}, {}, *executor);
  std::size_t failed = 0;
  const auto take = [&] {
    for (const tessera::Result<tessera::Thumbnail>& thumbnail : loader.take_finished()) {
      if (!thumbnail) ++failed;
      if (!file.is_open()) continue;
      const tessera::Image black({side, side});
      const auto pixels = thumbnail ? thumbnail->image.bytes() : black.bytes();
      file.write(reinterpret_cast<const char*>(pixels.data()),
                 static_cast<std::streamsize>(pixels.size()));
    }
  };
  for (int i = 5; i < argument_count; ++i) {
    PhotoLoader::FileBytes bytes = read_file(arguments[i]);
    while (!loader.accepts(bytes.size())) {
      loader.wait();
      take();
    }
    loader.submit(std::move(bytes), crop);
  }
  while (loader.in_flight() > 0) {
    loader.wait();
    take();
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  (void)std::printf("{\"wall\": %.4f, \"cpu\": %.4f, \"peak\": %ld, \"failed\": %zu}\n",
                    wall.count(), cpu, peak_bytes(), failed);
  return 0;
}
