package dev.slipway.app.helper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object store with one object, which it gives in pieces to whoever asks for pieces. */
final class PiecesServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
  private static final int PARTIAL = 206;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile byte[] object;
  private volatile boolean givesPieces = true;
  private volatile int lacking;
  private volatile IntUnaryOperator statusOf = _ -> PARTIAL;
  private volatile CyclicBarrier meeting = new CyclicBarrier(1);

  PiecesServer(byte[] object) throws IOException {
    this.object = object;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Gives the whole, whatever is asked for. */
  PiecesServer withoutPieces() {
    givesPieces = false;
    return this;
  }

  /** The status of the n-th request for a piece, from 1 on. */
  PiecesServer answering(IntUnaryOperator statusOfRequest) {
    statusOf = statusOfRequest;
    return this;
  }

  /** Later pieces are so many bytes short. */
  PiecesServer lacking(int bytes) {
    lacking = bytes;
    return this;
  }

  /** Answers only when so many requests for later pieces are there. */
  PiecesServer togetherWith(int others) {
    meeting = new CyclicBarrier(others);
    return this;
  }

  void replace(byte[] newer) {
    object = newer;
  }

  /** Each request's range, or {@code all}, and the ETag that it must belong to, sorted. */
  List<String> asked() {
    return asked.stream().sorted().toList();
  }

  String url(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] all = object;
      String etag = "\"of-" + Arrays.hashCode(all) + "\"";
      String range = exchange.getRequestHeaders().getFirst("Range");
      String only = exchange.getRequestHeaders().getFirst("If-Match");
      asked.add((range == null ? "all" : range) + (only == null ? "" : " of the same"));
      exchange.getResponseHeaders().set("ETag", etag);
      exchange.getResponseHeaders().set("Last-Modified", "Fri, 02 Jan 2026 12:00:00 GMT");
      Matcher matcher = RANGE.matcher(range == null ? "" : range);
      if (!givesPieces || !matcher.matches()) {
        send(exchange, 200, all);
        return;
      }
      int status = statusOf.applyAsInt(requests.incrementAndGet());
      if (status != PARTIAL || (only != null && !only.equals(etag))) {
        send(exchange, status == PARTIAL ? 412 : status, new byte[0]);
        return;
      }
      piece(exchange, all, matcher);
    }
  }

  private void piece(HttpExchange exchange, byte[] all, Matcher range) throws IOException {
    int from = Integer.parseInt(range.group(1));
    int to = Math.min(all.length, Integer.parseInt(range.group(2)) + 1);
    if (from >= all.length) {
      send(exchange, 416, new byte[0]);
      return;
    }
    if (from > 0) {
      meet();
      to -= lacking;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, all.length));
    send(exchange, PARTIAL, Arrays.copyOfRange(all, from, to));
  }

  private void meet() {
    try {
      meeting.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("the others did not come", e);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }
}
