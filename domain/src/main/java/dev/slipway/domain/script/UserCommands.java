package dev.slipway.domain.script;

import java.util.List;
import java.util.Optional;

/** The user's commands, as every shell shows them: a line or a folded section, then the command. */
record UserCommands(ScriptWriter script, ScriptLines lines, Folding folding, String check) {

  /** How a shell folds the text of a command in the log. */
  @FunctionalInterface
  interface Folding {
    /** Prints both markers and the header between them. */
    void around(String id, String header);
  }

  void write(List<String> commands, String section, UserCommandStyle style) {
    for (int i = 0; i < commands.size(); i++) {
      write(commands.get(i).strip(), "section_" + section + "_" + i, style);
    }
  }

  private void write(String command, String sectionId, UserCommandStyle style) {
    if (command.isEmpty()) {
      script.emptyLine();
      return;
    }
    String shown = command.replace("\0", "");
    if (!shown.equals(command)) {
      lines.warn("A NUL character is left out of a command of the script: no shell can hold it.");
    }
    Optional<String> firstLine = shown.lines().findFirst().filter(line -> shown.indexOf('\n') >= 0);
    if (firstLine.isEmpty()) {
      script.notice("$ " + shown);
    } else if (style.sections()) {
      folding.around(sectionId, LogColor.GREEN.of("$ " + shown));
    } else {
      script.notice("$ " + firstLine.get() + " # collapsed multi-line command");
    }
    lines.addAsIs(shown);
    if (!check.isEmpty()) {
      lines.add(check);
    }
  }
}
