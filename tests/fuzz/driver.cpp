// The main of a fuzz target where libFuzzer is absent (g++): runs the inputs in the folder that is
// its only argument, then mutations of them, so that every ordinary test run smoke-tests every
// target.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::uint64_t seed = 20260101;
constexpr std::size_t most_runs = 20'000;
constexpr std::size_t most_bytes = 4'096;
constexpr std::chrono::seconds most_time{3};

std::vector<std::string> corpus(const std::filesystem::path& folder) {
  std::vector<std::string> inputs{""};
  if (!std::filesystem::is_directory(folder)) return inputs;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return inputs;
}

void mutate(std::string& input, std::mt19937_64& random) {
  for (auto changes = 1 + random() % 8; changes > 0; --changes) {
    const std::size_t place = input.empty() ? 0 : random() % input.size();
    const auto byte = static_cast<char>(random());
    switch (input.empty() ? 0 : random() % 4) {
      case 0:
        input.insert(place, 1, byte);
        break;
      case 1:
        input.erase(place, 1 + random() % 16);
        break;
      case 2:
        input[place] = byte;
        break;
      default:
        input.insert(place, input.substr(random() % input.size(), random() % 64));
        break;
    }
  }
  if (input.size() > most_bytes) input.resize(most_bytes);
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int argument_count, char** arguments) {
  const auto inputs = corpus(argument_count > 1 ? arguments[1] : "");
  for (const auto& input : inputs)
    run(input);
  std::mt19937_64 random(seed);
  const auto end = std::chrono::steady_clock::now() + most_time;
  std::size_t runs = inputs.size();
  for (; runs < most_runs && std::chrono::steady_clock::now() < end; ++runs) {
    auto input = inputs[random() % inputs.size()];
    mutate(input, random);
    run(input);
  }
  std::printf("%zu inputs, seed %llu\n", runs, static_cast<unsigned long long>(seed));
}
