package dev.slipway.ports.cluster.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** A TCP proxy in front of the API server that breaks connections in the ways networks do. */
public final class CuttingProxy implements AutoCloseable {
  private final InetSocketAddress target;
  private final ServerSocket server;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();
  private final AtomicReference<Runnable> atNextConnection = new AtomicReference<>(() -> {});
  private volatile boolean away;

  /** Listens on a free port of this machine. */
  public CuttingProxy(String host, int port) {
    target = new InetSocketAddress(host, port);
    try {
      server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many connections are open. */
  public long open() {
    return pairs.stream().filter(pair -> !pair.client.isClosed()).count();
  }

  /** Resets every open connection towards the client. */
  public void reset() {
    pairs.forEach(Pair::reset);
  }

  /** Ends every open connection towards the client in TCP's good order, and says nothing more. */
  public void finish() {
    pairs.forEach(Pair::finish);
  }

  /** As {@link #finish}, but right behind the next bytes that the server sends on each of them. */
  public void finishBehindNextBytes() {
    pairs.forEach(pair -> pair.lastBytes = true);
  }

  /** From now on nothing passes through the connections that are open; new ones are not touched. */
  public void freeze() {
    pairs.forEach(pair -> pair.frozen = true);
  }

  /** The server is away: open connections are reset and new ones too; or it is back. */
  public void away(boolean isAway) {
    away = isAway;
    if (isAway) {
      reset();
    }
  }

  /** This runs once, before the next new connection is let through or not. */
  public void atNextConnection(Runnable action) {
    atNextConnection.set(action);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        atNextConnection.getAndSet(() -> {}).run();
        if (away) {
          client.setSoLinger(true, 0);
          client.close();
        } else {
          join(client);
        }
      }
    } catch (IOException e) {
      // The proxy was closed.
      away = true;
    }
  }

  private void join(Socket client) throws IOException {
    Socket upstream = new Socket();
    upstream.connect(target);
    client.setTcpNoDelay(true);
    upstream.setTcpNoDelay(true);
    Pair pair = new Pair(client, upstream);
    pairs.add(pair);
    // The server may have gone away since it was asked whether it has.
    if (away) {
      pair.reset();
      return;
    }
    Thread.ofVirtual().start(() -> pair.pump(client, upstream));
    Thread.ofVirtual().start(() -> pair.pump(upstream, client));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pairs.forEach(Pair::reset);
  }

  /** A client's connection and ours to the server. */
  private static final class Pair {
    private final Socket client;
    private final Socket upstream;
    private final CountDownLatch never = new CountDownLatch(1);
    private final Object turn = new Object();
    private volatile boolean frozen;
    private volatile boolean lastBytes;

    Pair(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void pump(Socket from, Socket to) {
      byte[] buffer = new byte[16 * 1024];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          pass(out, buffer, n, to.equals(client));
          if (frozen) {
            never.await();
          }
        }
        if (frozen) {
          never.await();
        }
        to.shutdownOutput();
      } catch (IOException e) {
        reset();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void pass(OutputStream out, byte[] buffer, int length, boolean toClient)
        throws IOException {
      if (!toClient) {
        if (!frozen) {
          out.write(buffer, 0, length);
        }
        return;
      }
      synchronized (turn) {
        if (!frozen) {
          out.write(buffer, 0, length);
          if (lastBytes) {
            finish();
          }
        }
      }
    }

    void finish() {
      try {
        // Not in the middle of a write, which would make a reset of it.
        synchronized (turn) {
          frozen = true;
          client.shutdownOutput();
        }
      } catch (IOException e) {
        reset();
      }
    }

    void reset() {
      try (client;
          upstream) {
        client.setSoLinger(true, 0);
      } catch (IOException e) {
        // It is closed already.
        frozen = true;
      }
      never.countDown();
    }
  }
}
