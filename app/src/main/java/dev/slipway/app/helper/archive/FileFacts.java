package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * What an archive keeps of a file beside its content.
 *
 * @param mode permission bits, as in {@code chmod}
 */
record FileFacts(Kind kind, int mode, long size, Instant changed, int uid, int gid) {
  private static final int TYPE_MASK = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;
  private static final int REGULAR = 0100000;
  private static final int PERMISSIONS = 0777;

  /** What it is. */
  enum Kind {
    FILE(REGULAR),
    DIRECTORY(FileFacts.DIRECTORY),
    LINK(FileFacts.LINK),
    /** A socket, a pipe or a device: no archive takes it. */
    OTHER(0);

    private final int bits;

    Kind(int bits) {
      this.bits = bits;
    }
  }

  /** Of a file; a link is not followed. */
  static FileFacts of(Path file) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(
            file, "unix:mode,size,lastModifiedTime,uid,gid", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) value(found, "mode");
    return new FileFacts(
        kind(mode),
        mode & PERMISSIONS,
        (Long) value(found, "size"),
        ((FileTime) value(found, "lastModifiedTime")).toInstant(),
        (Integer) value(found, "uid"),
        (Integer) value(found, "gid"));
  }

  private static Object value(Map<String, Object> found, String name) throws IOException {
    Object value = found.get(name);
    if (value == null) {
      throw new IOException("this file system has no " + name);
    }
    return value;
  }

  static Kind kind(int unixMode) {
    return switch (unixMode & TYPE_MASK) {
      case REGULAR, 0 -> Kind.FILE;
      case DIRECTORY -> Kind.DIRECTORY;
      case LINK -> Kind.LINK;
      default -> Kind.OTHER;
    };
  }

  /** Type and permissions as Unix has them in one number. */
  int unixMode() {
    return kind.bits | mode;
  }
}
