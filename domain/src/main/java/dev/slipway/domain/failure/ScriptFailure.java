package dev.slipway.domain.failure;

import java.util.List;

/** A failure between a container's shell and the script that it was sent; not the script's own. */
public sealed interface ScriptFailure extends Failure {

  /** A container that runs but answers nothing on its standard input. */
  record ContainerSilent(String container, long waitedSeconds, List<String> lastLines)
      implements ScriptFailure {
    public ContainerSilent {
      lastLines = List.copyOf(lastLines);
    }

    @Override
    public String text() {
      String quoted =
          lastLines.isEmpty()
              ? "It printed nothing."
              : "It printed: \"" + String.join("\" \"", lastLines) + "\".";
      return "container %s did not answer on its standard input within %d s: no shell reads there. %s The image needs a POSIX shell (sh), and an entrypoint must end in one."
          .formatted(container, waitedSeconds, quoted);
    }
  }

  /** Every process of a script was killed, with the one that waits for its end. */
  record ScriptVanished(String container) implements ScriptFailure {
    @Override
    public String text() {
      return "every process of the script in container %s was killed, with the one that waits for its end: the job itself did so, or the node ran out of memory. Look for kill -1 or pkill in the script, or raise memory_limit."
          .formatted(container);
    }
  }

  /** A script ended and its end could not be written to the log. */
  record LogBroken(String file) implements ScriptFailure {
    @Override
    public String text() {
      return "the script has ended but the log file %s could not take its last lines: the volume of the logs is full, or the job spoiled the file. Give the pod more ephemeral storage, or print less."
          .formatted(file);
    }
  }

  /**
   * A shell answers, but the script that is sent to it does not start.
   *
   * @param folder where scripts are put in the container
   */
  record ScriptNotStarted(String stage, String container, int tries, String folder)
      implements ScriptFailure {
    @Override
    public String text() {
      return "script %s did not start in container %s after %d tries, though a shell answers there: the folder %s is full, or something in the job changes what stands in it. Leave that folder alone, or give the pod more ephemeral storage."
          .formatted(stage, container, tries, folder);
    }
  }

  /** A script that ended with 0, but whose file was changed before or while a shell read it. */
  record ScriptAltered(String stage, String container, String folder) implements ScriptFailure {
    @Override
    public String text() {
      return "the file of script %s was changed while container %s ran it, so that it may have left out commands: something in the job writes to the folder %s. Leave that folder alone."
          .formatted(stage, container, folder);
    }
  }

  /** A container that answered once, and not any more. */
  record ContainerFellSilent(String container, long waitedSeconds, String folder)
      implements ScriptFailure {
    @Override
    public String text() {
      return "container %s answered on its standard input before, and did not within %d s now: something in the job stops its first process, or changes what stands in the folder %s. Leave both alone, or give the pod more ephemeral storage."
          .formatted(container, waitedSeconds, folder);
    }
  }
}
