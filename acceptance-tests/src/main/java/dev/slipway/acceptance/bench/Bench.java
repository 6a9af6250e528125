package dev.slipway.acceptance.bench;

import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs trivial jobs in real pods through each Kubernetes client, and through another runner where
 * one is named, and prints what each of them needed.
 */
@Command(name = "bench", mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
  @Option(names = "--program", required = true, description = "bin/slipway of the package")
  private Path program = Path.of("");

  @Option(names = "--jobs", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
  private int jobs;

  @Option(names = "--at-once", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
  private int atOnce;

  @Option(names = "--helper-image", defaultValue = "localhost/helper:1")
  private String helperImage = "";

  @Option(names = "--baseline", description = "Another runner, measured in the same way")
  private Optional<Path> baseline = Optional.empty();

  @Option(names = "--baseline-helper-image", description = "Default: that of --helper-image")
  private Optional<String> baselineHelperImage = Optional.empty();

  @Option(names = "--json", description = "Where the figures go as JSON too")
  private Optional<Path> json = Optional.empty();

  private Bench() {}

  /** Command line entry. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (jobs < 1 || atOnce < 1) {
      throw new IllegalArgumentException("--jobs and --at-once must be at least 1");
    }
    List<Contestant> contestants = new ArrayList<>();
    Arrays.stream(ClusterClient.values())
        .map(client -> client.name().toLowerCase(Locale.ROOT))
        .map(
            client ->
                new Contestant(
                    "slipway " + client, program, "client = \"" + client + '"', helperImage))
        .forEach(contestants::add);
    baseline
        .map(
            other -> new Contestant("baseline", other, "", baselineHelperImage.orElse(helperImage)))
        .ifPresent(contestants::add);
    List<Outcome> outcomes = new ArrayList<>();
    for (Contestant contestant : contestants) {
      System.err.println("measuring " + contestant.name());
      outcomes.add(new Race(contestant, jobs, atOnce).run(Files.createTempDirectory("bench")));
    }
    Report report = new Report(outcomes, baseline.isPresent());
    System.out.print(report.table());
    if (json.isPresent()) {
      Files.writeString(json.get(), report.json());
    }
    return 0;
  }
}
