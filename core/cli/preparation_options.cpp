#include "cli/preparation_options.h"

namespace tessera::cli {

void add_preparation_options(CLI::App& command, Preparation& preparation) {
  command.add_flag("--greyscale", preparation.greyscale,
                   "Make photos black and white before anything else is done to them; they are "
                   "compared by lightness alone");
  command
      .add_option("--autocontrast", preparation.cut_off,
                  "Stretch each photo's channels from black to white, without so many per cent of "
                  "its darkest and of its brightest pixels, 0 to 50 (try 1)")
      ->check(CLI::Range(0, 50))
      ->type_name("PERCENT");
  command.add_flag("--equalise", preparation.equalise,
                   "Make all levels of each photo's channels equally frequent");
}

std::string preparation_arguments(const Preparation& preparation) {
  std::string text;
  if (preparation.greyscale) text += " --greyscale";
  if (preparation.cut_off) text += " --autocontrast " + std::to_string(*preparation.cut_off);
  if (preparation.equalise) text += " --equalise";
  return text;
}

}  // namespace tessera::cli
