package dev.slipway.domain.script;

import java.util.List;

/**
 * The script of one stage.
 *
 * @param text to be run as {@code SHELL FILE}; holds secrets
 * @param warnings sentences for the job log about what could not be put into the script
 */
public record GeneratedScript(String text, List<String> warnings) {
  public GeneratedScript {
    warnings = List.copyOf(warnings);
  }

  /** Leaves out the text: it holds secrets. */
  @Override
  public String toString() {
    return "GeneratedScript[" + text.length() + " characters]";
  }
}
