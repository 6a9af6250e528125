package dev.slipway.app.helper;

import dev.slipway.ports.transfer.FileTransfer;
import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Gets one object into a file: in one stream, or in pieces, several at once. A server that gives no
 * pieces gives the whole.
 */
final class FileDownload {
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;
  private static final int BUFFER_BYTES = 64 << 10;

  private final FileTransfer transfer;
  private final Optional<Pieces> pieces;
  private final Target target;

  /** Where the object goes. */
  interface Target {
    /**
     * Asked once, when the server has begun to give the object.
     *
     * @param inPieces whether more than one piece will be asked for
     * @return the file to be filled, which exists
     */
    Path open(TransferAnswer head, boolean inPieces) throws IOException;

    /** Shows how far it is; the length is -1 where it is not known. */
    TransferMeter meter(long length);
  }

  FileDownload(FileTransfer transfer, Optional<Pieces> pieces, Target target) {
    this.transfer = transfer;
    this.pieces = pieces;
    this.target = target;
  }

  /**
   * Gets it. Where the answer's status is not 2xx, the target was not opened.
   *
   * @throws IOException where not all of it came
   */
  TransferAnswer fetch(TransferRequest request) throws IOException, InterruptedException {
    if (pieces.isEmpty()) {
      return transfer.fetch(request, this::keepAll);
    }
    try (FirstPiece first = new FirstPiece(request, pieces.get())) {
      TransferAnswer answer =
          transfer.fetch(ByteRange.ask(request, 0, pieces.get().bytesEach(), ""), first);
      first.awaitOthers();
      // An object without a byte has no first piece.
      return answer.status() == NOT_SATISFIABLE ? transfer.fetch(request, this::keepAll) : answer;
    }
  }

  private void keepAll(TransferAnswer head, InputStream body) throws IOException {
    long length = head.header("Content-Length").map(Long::parseLong).orElse(-1L);
    try (FileChannel file = opened(head, false);
        TransferMeter meter = target.meter(length)) {
      copy(meter.count(body), file, 0, length);
    }
  }

  private FileChannel opened(TransferAnswer head, boolean inPieces) throws IOException {
    return FileChannel.open(
        target.open(head, inPieces),
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Writes all of a body from a position on; a length of -1 is not known. */
  static void copy(InputStream body, FileChannel file, long from, long length) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    long received = 0;
    for (int n = body.read(bytes); n >= 0; n = body.read(bytes)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, n);
      while (buffer.hasRemaining()) {
        received += file.write(buffer, from + received);
      }
    }
    if (length >= 0 && received != length) {
      throw new IOException("it ended after %d of %d bytes".formatted(received, length));
    }
  }

  /** The piece that tells how long the object is, so that the others can be asked for. */
  private final class FirstPiece implements FileTransfer.Sink, AutoCloseable {
    private final TransferRequest request;
    private final Pieces cut;
    private Optional<OtherPieces> others = Optional.empty();

    FirstPiece(TransferRequest request, Pieces cut) {
      this.request = request;
      this.cut = cut;
    }

    @Override
    public void accept(TransferAnswer head, InputStream body) throws IOException {
      if (head.status() != PARTIAL) {
        keepAll(head, body);
        return;
      }
      ByteRange range = ByteRange.of(head);
      if (range.from() != 0) {
        throw new IOException("the server gave another piece than the first");
      }
      // A weak one does not say that the bytes are the same.
      String etag = head.header("ETag").filter(tag -> tag.startsWith("\"")).orElse("");
      FileChannel file = opened(head, range.length() < range.total());
      OtherPieces rest =
          new OtherPieces(transfer, request, cut, etag, file, target.meter(range.total()));
      others = Optional.of(rest);
      rest.start(range);
      copy(rest.meter().count(body), file, 0, range.length());
    }

    void awaitOthers() throws IOException, InterruptedException {
      if (others.isPresent()) {
        others.get().await();
      }
    }

    @Override
    public void close() throws IOException {
      if (others.isPresent()) {
        others.get().close();
      }
    }
  }
}
