package dev.slipway.app.helper.selection;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks git about the files of a directory. */
final class GitFiles {
  private static final int MESSAGE_BYTES_MAX = 8192;

  private GitFiles() {}

  /**
   * Files that are not tracked, ignored ones too, relative to the directory.
   *
   * @throws IOException where there is no git, or it fails
   */
  static List<String> untracked(Path directory) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "-o", "-z").directory(directory.toFile()).start();
    git.getOutputStream().close();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Thread listener = Thread.ofVirtual().start(() -> copy(git.getErrorStream(), said));
    List<String> files;
    try (InputStream out = new BufferedInputStream(git.getInputStream())) {
      files = split(out);
    }
    int code = git.waitFor();
    listener.join();
    if (code != 0) {
      throw new IOException("git ls-files: " + said.toString(StandardCharsets.UTF_8).strip());
    }
    return files;
  }

  private static List<String> split(InputStream out) throws IOException {
    List<String> files = new ArrayList<>();
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (int b = out.read(); b >= 0; b = out.read()) {
      if (b == 0) {
        files.add(name.toString(StandardCharsets.UTF_8));
        name.reset();
      } else {
        name.write(b);
      }
    }
    return files;
  }

  private static void copy(InputStream from, ByteArrayOutputStream to) {
    try (from) {
      to.writeBytes(from.readNBytes(MESSAGE_BYTES_MAX));
      from.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      to.writeBytes(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
  }
}
