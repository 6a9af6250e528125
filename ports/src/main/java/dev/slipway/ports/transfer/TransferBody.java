package dev.slipway.ports.transfer;

import java.io.IOException;
import java.io.OutputStream;

/** A body made while it is sent. */
public interface TransferBody {
  /** Its length in bytes; -1 where it shows only at its end. */
  long length();

  /** Writes all of it; may be asked again for another try. */
  void writeTo(OutputStream out) throws IOException, InterruptedException;
}
