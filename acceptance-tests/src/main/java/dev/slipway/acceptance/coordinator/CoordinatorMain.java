package dev.slipway.acceptance.coordinator;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.pipeline.Pipeline;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the stand-in by itself, for a demo or for a runner under one's hands. */
@Command(
    name = "coordinator",
    mixinStandardHelpOptions = true,
    version = "GitLab's job API as of 19.3, and what 14.10 needs of it",
    description = "A GitLab job API without GitLab: offers jobs to a runner and shows their logs.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all jobs succeeded (with --exit-when-done)",
      "1:a job did not succeed, or the server could not start",
      "2:wrong options"
    })
public final class CoordinatorMain implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8929",
      description = "Port to listen on, 0 for any free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--host",
      description =
          "Name or address by which runner and pods reach this machine. Default: its first address")
  private Optional<String> host = Optional.empty();

  @Option(names = "--runner-token", description = "Authentication token of the runner")
  private Optional<String> runnerToken = Optional.empty();

  @Option(
      names = "--job",
      paramLabel = "FILE",
      description = "Job to offer, a JSON file with what differs from the usual; may be repeated")
  private List<Path> jobs = List.of();

  @Option(
      names = "--pipeline",
      paramLabel = "FOLDER",
      description = "Example project whose pipeline to offer: a folder with the project in app/")
  private Optional<Path> pipeline = Optional.empty();

  @Option(names = "--follow", description = "Print the log of each job while it runs")
  private boolean follow;

  @Option(
      names = "--exit-when-done",
      description = "End when all jobs have ended, with code 1 unless all succeeded")
  private boolean exitWhenDone;

  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private CoordinatorMain() {}

  /** Command line entry. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new CoordinatorMain())
            .setExecutionExceptionHandler(
                (problem, commandLine, parsed) -> {
                  commandLine.getErr().println("coordinator: " + problem.getMessage());
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    List<JobSpec> specs = jobs.stream().map(JobSpec::ofFile).toList();
    try (Coordinator coordinator =
        Coordinator.start(options(), violation -> System.err.println("VIOLATION " + violation))) {
      specs.forEach(coordinator::offer);
      pipeline.ifPresent(
          folder -> {
            Pipeline.addProject(coordinator, folder);
            Pipeline.offer(coordinator, folder, UnaryOperator.identity());
          });
      out.print(welcome(coordinator));
      out.flush();
      Follower follower = new Follower(coordinator, out, follow);
      if (exitWhenDone) {
        return follower.followAll() ? 0 : 1;
      }
      follower.followForever();
      return 0;
    }
  }

  private CoordinatorOptions options() {
    CoordinatorOptions options =
        CoordinatorOptions.defaults().withPort(port).withLongPoll(Duration.ofSeconds(20));
    CoordinatorOptions reachable = host.map(options::withHost).orElse(options);
    return runnerToken.map(reachable::withRunnerToken).orElse(reachable);
  }

  private static String welcome(Coordinator coordinator) {
    return """
    GitLab stand-in
      url            %1$s
      runner token   %2$s
      offer a job    curl -d '{"script": ["echo hello"]}' %1$s/stand-in/jobs
      see its log    curl %1$s/stand-in/jobs/1000/trace
      cancel it      curl -X POST %1$s/stand-in/jobs/1000/cancel
      broken rules   curl %1$s/stand-in/violations
    """
        .formatted(coordinator.url(), coordinator.runnerToken());
  }
}
