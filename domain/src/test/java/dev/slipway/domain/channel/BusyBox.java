package dev.slipway.domain.channel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The busybox of this machine. */
final class BusyBox {
  private BusyBox() {}

  static Path path() {
    return Stream.of("/bin/busybox", "/usr/bin/busybox")
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("install busybox-static"));
  }
}
