package dev.slipway.app.helper;

import dev.slipway.adapter.gitlab.GitlabEndpoint;
import dev.slipway.adapter.gitlab.HttpFileTransfer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs helper commands in a directory; what they print is kept, and they never really wait. */
final class HelperRun {
  private final Path directory;
  private final Map<String, String> environment;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Duration> pauses = new ArrayList<>();
  private Runnable atPause = () -> {};

  HelperRun(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  HelperRun(Path directory) {
    this(directory, Map.of());
  }

  HelperRun atPause(Runnable what) {
    atPause = what;
    return this;
  }

  /** Its exit code; flags with their values in turn, and then words. */
  int run(HelperCommand command, String... line) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < line.length; i++) {
      String key = line[i];
      Optional<HelperFlag> flag =
          command.flags().stream().filter(f -> f.key().equals(key)).findFirst();
      if (flag.isEmpty()) {
        words.add(key);
      } else if (flag.get().kind() == HelperFlag.Kind.SWITCH) {
        given.put(key, List.of("true"));
      } else {
        i++;
        given.computeIfAbsent(key, _ -> new ArrayList<>()).add(line[i]);
      }
    }
    HelperSurroundings surroundings =
        new HelperSurroundings(
            directory,
            environment,
            new HelperLog(new PrintStream(log, true, StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            (_, variables) ->
                new HttpFileTransfer(
                    new GitlabEndpoint(
                        "",
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        GitlabEndpoint.CONNECTION_MAX_AGE_DEFAULT),
                    "test",
                    variables),
            pause -> {
              pauses.add(pause);
              atPause.run();
            });
    return new HelperProgram(surroundings)
        .run(command, new HelperArguments(command.flags(), given, environment, words));
  }

  /** The log without colours and padding. */
  String log() {
    return log.toString(StandardCharsets.UTF_8)
        .replaceAll("\u001b\\[[0-9;]*m", "")
        .replaceAll(" +", " ");
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<Duration> pauses() {
    return pauses;
  }
}
