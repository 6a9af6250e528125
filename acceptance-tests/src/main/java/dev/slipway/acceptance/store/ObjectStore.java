package dev.slipway.acceptance.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * S3Proxy over a folder: {@code BUCKET/OBJECT} are its files. It runs until this process ends; all
 * tests of a process share it. Its program and libraries are what {@code
 * acceptance-tests/object-store} names.
 */
public final class ObjectStore {
  /** The bucket that is there. */
  public static final String BUCKET = "caches";

  public static final String ACCESS_KEY = "cache-user";
  public static final String SECRET_KEY = "store-word-that-is-nowhere-else";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final class Holder {
    private static final ObjectStore STORE = start();
  }

  private final int port;
  private final Path folder;

  private ObjectStore(int port, Path folder) {
    this.port = port;
    this.folder = folder;
  }

  /** The one of this process; started the first time it is asked for. */
  public static ObjectStore get() {
    return Holder.STORE;
  }

  /** Every address of this machine has it there. */
  public int port() {
    return port;
  }

  /** The names of the bucket's objects that begin with this, sorted. */
  public List<String> objects(String prefix) {
    Path bucket = folder.resolve(BUCKET);
    try (Stream<Path> files = Files.walk(bucket)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> bucket.relativize(file).toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + bucket, e);
    }
  }

  /** The file of an object. */
  public Path file(String object) {
    return folder.resolve(BUCKET).resolve(object);
  }

  private static ObjectStore start() {
    try {
      Path home = home();
      Path folder = Files.createTempDirectory("object-store");
      Files.createDirectories(folder.resolve(BUCKET));
      Path settings = folder.resolve("settings");
      int port = freePort();
      Files.writeString(settings, settings(port, folder));
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx128m",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Dlogback.configurationFile=" + home.resolve("logback.xml"),
                  "-cp",
                  classPath(home),
                  "org.gaul.s3proxy.Main",
                  "--properties",
                  settings.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
      await(process, port);
      return new ObjectStore(port, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("starting the object store", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the object store started", e);
    }
  }

  private static String settings(int port, Path folder) {
    return """
        s3proxy.endpoint=http://0.0.0.0:%d
        s3proxy.authorization=aws-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        jclouds.identity=unused
        jclouds.credential=unused
        """
        .formatted(port, ACCESS_KEY, SECRET_KEY, folder);
  }

  private static void await(Process process, int port) throws InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers(port)) {
      if (process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the object store ended with " + process.exitValue());
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the object store does not answer on port " + port);
      }
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void end(Process process, Path folder) {
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("the object store's folder stays: " + e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String classPath(Path home) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("class-path").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "no class path for the object store; look at what it printed");
    }
    return printed;
  }

  private static Path home() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("acceptance-tests/object-store");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    throw new IllegalStateException("acceptance-tests/object-store is not found from here upwards");
  }
}
