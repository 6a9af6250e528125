package dev.slipway.acceptance.coordinator.git;

import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Smart HTTP for reading: {@code git http-backend} does the work, the job token opens the door
 * (basic authentication, user {@code gitlab-ci-token}) as long as the job runs.
 */
public final class GitHttp {
  private static final String PROJECT = "/([\\w/-]+)\\.git";

  /** Knows which tokens may read. */
  @FunctionalInterface
  public interface Tokens {
    /** Why this token opens nothing; empty where it does. */
    Optional<String> whyRefused(String token);
  }

  private final Repositories repositories;
  private final JobTokenGate gate;

  public GitHttp(Repositories repositories, Tokens tokens) {
    this.repositories = repositories;
    this.gate = new JobTokenGate(tokens);
  }

  public List<Route> routes() {
    return List.of(
        Route.of(CallKind.GIT, "GET", PROJECT + "(/info/refs)", this::serve),
        Route.of(CallKind.GIT, "POST", PROJECT + "(/git-upload-pack)", this::serve));
  }

  private Answer serve(HttpCall call, Matcher path) throws IOException, Refusal {
    gate.check(call);
    if (repositories.find(path.group(1)).isEmpty()) {
      throw Refusal.expected(404, "no project " + path.group(1));
    }
    Process process = start(call, path.group(1), path.group(2));
    Thread feeder = Thread.startVirtualThread(() -> feed(call.bodyStream(), process));
    InputStream output = new BufferedInputStream(process.getInputStream());
    Map<String, String> headers = readHead(output);
    String status = Optional.ofNullable(headers.remove("Status")).orElse("200 OK");
    return Answer.streamed(
        Integer.parseInt(status.substring(0, 3)),
        headers,
        out -> {
          try (output) {
            output.transferTo(out);
          } finally {
            feeder.interrupt();
            process.destroy();
          }
        });
  }

  private Process start(HttpCall call, String project, String service) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = builder.environment();
    environment.putAll(Git.environment());
    environment.put("GIT_PROJECT_ROOT", repositories.root().toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("PATH_INFO", "/" + project + ".git" + service);
    environment.put("REQUEST_METHOD", call.method());
    environment.put("QUERY_STRING", call.rawQuery());
    environment.put("REMOTE_USER", "gitlab-ci-token");
    environment.put("REMOTE_ADDR", "127.0.0.1");
    pass(call, "Content-Type", environment, "CONTENT_TYPE");
    pass(call, "Content-Length", environment, "CONTENT_LENGTH");
    pass(call, "Content-Encoding", environment, "HTTP_CONTENT_ENCODING");
    pass(call, "Git-Protocol", environment, "GIT_PROTOCOL");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private static void pass(HttpCall call, String header, Map<String, String> to, String name) {
    call.header(header).ifPresent(value -> to.put(name, value));
  }

  private static void feed(InputStream body, Process process) {
    byte[] piece = new byte[1 << 16];
    try (OutputStream stdin = process.getOutputStream()) {
      for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
        stdin.write(piece, 0, n);
      }
    } catch (IOException e) {
      // The client went away, or Git ended early; either way nothing more is to come from it.
      process.destroy();
    }
  }

  /** The head of a CGI answer: lines up to an empty one. */
  private static Map<String, String> readHead(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    while (true) {
      String line = readLine(in);
      if (line.isEmpty()) {
        return headers;
      }
      String[] parts = line.split(":", 2);
      if (parts.length == 2) {
        headers.put(parts[0].strip(), parts[1].strip());
      }
    }
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }
}
