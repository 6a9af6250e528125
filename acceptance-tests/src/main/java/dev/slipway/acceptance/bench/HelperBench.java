package dev.slipway.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The helper's commands for archives beside Debian's zip, unzip, tar, zstd and curl: the same
 * files, one after the other in one run.
 */
@Command(name = "bench-helper", mixinStandardHelpOptions = true)
public final class HelperBench implements Callable<Integer> {
  @Option(names = "--program", required = true, description = "bin/slipway of the package")
  private Path program = Path.of("");

  @Option(names = "--mib", defaultValue = "1024", description = "Default: ${DEFAULT-VALUE}")
  private int mib;

  @Option(names = "--files", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
  private int files;

  @Option(names = "--only", defaultValue = "", description = "The measures whose name holds this")
  private String only = "";

  private HelperBench() {}

  /** Command line entry. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new HelperBench()).execute(arguments));
  }

  /**
   * One thing done by both.
   *
   * @param ours a command line for sh; $P is the program, $URL the server
   * @param unpacks whether it runs in an empty folder, and not beside the files
   */
  private record Measure(String name, boolean unpacks, String ours, String theirs) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure(
              "pack, zip",
              false,
              "$P cache-archiver --file ../zip/cache.zip --path files",
              "zip -q -r ../debian.zip files"),
          new Measure(
              "pack, tar and zstd",
              false,
              "$P cache-archiver --file ../zstd/cache.zip --path files --compression-format tarzstd",
              "tar -c files | zstd -q -T0 -o ../debian.tar.zst"),
          new Measure(
              "unpack, zip",
              true,
              "$P cache-extractor --file ../zip/cache.zip",
              "unzip -q ../zip/cache.zip"),
          new Measure(
              "unpack, tar and zstd",
              true,
              "$P cache-extractor --file ../zstd/cache.zip",
              "zstd -q -dc ../zstd/cache.zip | tar -x"),
          new Measure(
              "upload of a packed cache",
              false,
              "$P cache-archiver --file ../zip/cache.zip --path files --url $URL/c --check-url $URL/c",
              "curl -sf -T ../zip/cache.zip $URL/c"),
          new Measure(
              "artifacts: pack and upload",
              false,
              "$P artifacts-uploader --url $URL --id 1 --token t --path files --artifact-format zip",
              "zip -q -r ../up.zip files && curl -sf -F file=@../up.zip $URL/api/v4/jobs/1/artifacts"),
          new Measure(
              "artifacts: download and unpack",
              true,
              "$P artifacts-downloader --url $URL --id 1 --token t",
              "curl -sf -o ../down.zip $URL/api/v4/jobs/1/artifacts && unzip -q ../down.zip"));

  /** What /usr/bin/time tells of a command and all it has started. */
  private record Usage(double seconds, double cpuSeconds, long peakMib) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("bench-helper-");
    try (TransferServer server = new TransferServer(work.resolve("zip/cache.zip"))) {
      System.err.printf("writing %,d files, %,d MiB%n", files, mib);
      SampleFiles.write(work.resolve("project/files"), files, (long) mib << 20);
      System.out.println(
          "| measure | Slipway | CPU | largest memory | Debian | CPU | ratio of the time |");
      System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
      for (Measure measure : MEASURES) {
        if (measure.name().contains(only) || measure.name().startsWith("pack")) {
          Usage ours = run(work, measure, measure.ours(), server.url());
          Usage theirs = run(work, measure, measure.theirs(), server.url());
          System.out.println(row(measure, ours, theirs));
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%nSize of Slipway's archives to Debian's: zip %.3f, tar and zstd %.3f%n",
          ratio(work, "zip/cache.zip", "debian.zip"),
          ratio(work, "zstd/cache.zip", "debian.tar.zst"));
    } finally {
      remove(work);
    }
    return 0;
  }

  private static String row(Measure measure, Usage ours, Usage theirs) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f s | %.1f s | %d MiB | %.1f s | %.1f s | %.2f |",
        measure.name(),
        ours.seconds(),
        ours.cpuSeconds(),
        ours.peakMib(),
        theirs.seconds(),
        theirs.cpuSeconds(),
        ours.seconds() / theirs.seconds());
  }

  private static double ratio(Path work, String ours, String theirs) throws IOException {
    return (double) Files.size(work.resolve(ours)) / Files.size(work.resolve(theirs));
  }

  private Usage run(Path work, Measure measure, String command, String url)
      throws IOException, InterruptedException {
    Path folder = work.resolve("project");
    if (measure.unpacks()) {
      folder = work.resolve("out");
      remove(folder);
      Files.createDirectory(folder);
    }
    Path usage = work.resolve("usage");
    Path log = work.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "/usr/bin/time", "-f", "%e %U %S %M", "-o", usage.toString(), "sh", "-ec", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("P", program.toAbsolutePath().toString());
    builder.environment().put("URL", url);
    new ProcessBuilder("sync").start().waitFor();
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException(command + " failed: " + Files.readString(log));
    }
    String[] told = Files.readString(usage).strip().split(" ");
    return new Usage(
        Double.parseDouble(told[0]),
        Double.parseDouble(told[1]) + Double.parseDouble(told[2]),
        Long.parseLong(told[3]) >> 10);
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
