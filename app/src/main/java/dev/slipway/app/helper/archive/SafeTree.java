package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory that an archive is unpacked into. Nothing is written outside it: names that lead out
 * are refused, and so are names below a link that leads out. Links of the archive itself are made
 * last, so that no file is written through one; a link that stood in a file's place is replaced.
 */
final class SafeTree {
  private static final int OWNER_MAY_ALL = 0700;

  private final Path root;
  private final Path realRoot;
  private volatile boolean mayGiveAway;
  private final List<Later> links = new ArrayList<>();
  private final List<Later> directories = new ArrayList<>();
  private @Nullable Path lastParent;

  private record Later(Path path, String target, FileFacts facts) {}

  /** Writes a file's content. */
  interface Content {
    long writeTo(OutputStream out) throws IOException;
  }

  SafeTree(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    this.realRoot = root.toRealPath();
    this.mayGiveAway =
        Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  /** Makes a directory. Its permissions are set at the end: they may forbid to write into it. */
  void directory(String name, FileFacts facts) throws IOException {
    Path path = place(name);
    if (path.equals(root)) {
      return;
    }
    makeParent(path);
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      if (Files.isDirectory(path)) {
        checkInside(path, name); // a link to a directory of the project may stay
        return;
      }
      Files.deleteIfExists(path);
      Files.createDirectory(path);
    }
    directories.add(new Later(path, "", facts));
  }

  /** The place of a file whose directory is there from now on. */
  Path prepare(String name) throws IOException {
    Path path = place(name);
    if (path.equals(root)) {
      throw new ArchiveException("a file of the archive has no name");
    }
    makeParent(path);
    return path;
  }

  /**
   * Writes a file at a prepared place; safe for several threads, each with a place of its own. One
   * whose content cannot be had whole is not left behind in part.
   */
  void write(Path path, FileFacts facts, Content content) throws IOException {
    try (OutputStream out = create(path)) {
      content.writeTo(out);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
    finish(path, facts);
  }

  private static OutputStream create(Path path) throws IOException {
    try {
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      Files.delete(path);
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  /** A symbolic link; where it leads does not matter, as nothing is written through it. */
  void link(String name, String target, FileFacts facts) throws IOException {
    links.add(new Later(place(name), target, facts));
  }

  /** Makes the links and sets the directories' permissions and times. */
  void complete() throws IOException {
    lastParent = null;
    for (Later link : links) {
      makeParent(link.path());
      if (Files.isDirectory(link.path(), LinkOption.NOFOLLOW_LINKS)) {
        throw new ArchiveException(
            "%s is a directory here and a link in the archive".formatted(shown(link.path())));
      }
      Files.deleteIfExists(link.path());
      Files.createSymbolicLink(link.path(), Path.of(link.target()));
      own(link.path(), link.facts());
      touch(link.path(), link.facts());
      lastParent = null; // the next one may lie below this one
    }
    for (Later directory : directories.reversed()) {
      finish(directory.path(), directory.facts());
    }
  }

  private Path place(String name) throws ArchiveException {
    boolean outward = name.startsWith("/") || name.indexOf('\0') >= 0;
    for (String segment : name.split("/")) {
      outward |= segment.equals("..");
    }
    if (outward) {
      throw new ArchiveException(
          "the archive's entry \"%s\" lies outside the project directory: neither it nor what follows it is extracted"
              .formatted(name.replace('\0', '?')));
    }
    return root.resolve(name).normalize();
  }

  private void makeParent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null || parent.equals(lastParent) || parent.equals(root)) {
      return;
    }
    if (!Files.isDirectory(parent)) {
      makeParent(parent);
      Files.deleteIfExists(parent); // a file, or a link to nowhere, where a directory is to be
      Files.createDirectory(parent);
    }
    checkInside(parent, shown(path));
    if (!Files.isWritable(parent)) {
      Files.setAttribute(parent, "unix:mode", OWNER_MAY_ALL | FileFacts.of(parent).mode());
    }
    lastParent = parent;
  }

  private void checkInside(Path directory, String name) throws IOException {
    if (!directory.toRealPath().startsWith(realRoot)) {
      throw new ArchiveException(
          "\"%s\" would be written through a link that leads out of the project directory"
              .formatted(name));
    }
  }

  private String shown(Path path) {
    return root.relativize(path).toString();
  }

  private void finish(Path path, FileFacts facts) throws IOException {
    own(path, facts);
    touch(path, facts);
    Files.setAttribute(path, "unix:mode", facts.mode());
  }

  /** A link has a time of its own: a cache is packed anew when anything in it is younger. */
  private static void touch(Path path, FileFacts facts) throws IOException {
    Instant changed = facts.changed();
    if (changed.isAfter(Instant.EPOCH)) {
      Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(FileTime.from(changed), null, null);
    }
  }

  private void own(Path path, FileFacts facts) throws IOException {
    if (!mayGiveAway || (facts.uid() <= 0 && facts.gid() <= 0)) {
      return;
    }
    try {
      Files.setAttribute(path, "unix:uid", facts.uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", facts.gid(), LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      mayGiveAway = false; // root, but without that capability: the files stay the helper's
    }
  }
}
