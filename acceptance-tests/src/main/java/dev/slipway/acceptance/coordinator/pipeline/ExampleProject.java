package dev.slipway.acceptance.coordinator.pipeline;

import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.git.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Repositories made of a folder's folders: {@code app} is the project, every other one a submodule
 * of it under its own name. Files that end in {@code .bin} go to Git LFS.
 */
final class ExampleProject {
  static final String GROUP = "example";
  static final String PROJECT = GROUP + "/app";

  private ExampleProject() {}

  /**
   * @throws UncheckedIOException where a file cannot be read
   */
  static void addTo(Coordinator gitlab, Path folder) {
    GitRepository app = gitlab.repositories().createEmpty(PROJECT);
    Map<String, String> files = new HashMap<>();
    Map<String, String> modules = new TreeMap<>();
    StringBuilder list = new StringBuilder();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path one : found.filter(Files::isDirectory).sorted().toList()) {
        String name = one.getFileName().toString();
        if (GROUP.concat("/" + name).equals(PROJECT)) {
          files.putAll(read(one));
        } else {
          GitRepository module = gitlab.repositories().createEmpty(GROUP + "/" + name);
          modules.put(name, module.commit("main", "All of it", read(one)));
          list.append("[submodule \"%1$s\"]\n\tpath = %1$s\n\turl = ../%1$s.git\n".formatted(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder, e);
    }
    files.put(".gitmodules", list.toString());
    files.put(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    files.replaceAll((path, text) -> path.endsWith(".bin") ? app.storeLfsObject(text) : text);
    app.commit("main", "All of it", files, modules);
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }
}
