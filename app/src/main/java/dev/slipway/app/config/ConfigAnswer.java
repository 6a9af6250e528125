package dev.slipway.app.config;

import dev.slipway.domain.settings.GlobalSettings;
import java.util.List;

/** What came of reading a configuration file. */
public sealed interface ConfigAnswer {
  /**
   * Good to use.
   *
   * @param warnings one line each, for the log
   */
  record Loaded(GlobalSettings settings, List<String> warnings) implements ConfigAnswer {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /** Not used at all: every problem there is, at least one, in the file's order. */
  record Refused(List<Problem> problems) implements ConfigAnswer {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
