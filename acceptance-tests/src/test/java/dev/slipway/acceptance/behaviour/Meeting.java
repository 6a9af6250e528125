package dev.slipway.acceptance.behaviour;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A place over HTTP where jobs wait for each other: an arrival is answered when all are there. */
final class Meeting implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Meeting(int members) throws IOException {
    CountDownLatch missing = new CountDownLatch(members);
    server = HttpServer.create(new InetSocketAddress(0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/arrive/",
        exchange -> {
          missing.countDown();
          int status = 500;
          try {
            status = missing.await(60, TimeUnit.SECONDS) ? 200 : 504;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
