package dev.slipway.app.helper.selection;

import dev.slipway.app.helper.HelperLog;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects the files of an archive, and says for each wish how many it found. */
public final class FileSelection {
  private final Path root;
  private final HelperLog log;
  private final List<Glob> exclusions;
  private final Map<Glob, Integer> excluded = new LinkedHashMap<>();
  private final SortedSet<String> paths = new TreeSet<>();
  private FileTime newest = FileTime.fromMillis(0);

  /**
   * Nothing is selected yet.
   *
   * @param root the project directory, absolute
   * @param exclude patterns of paths that are left out
   */
  public FileSelection(Path root, List<String> exclude, HelperLog log) {
    this.root = root;
    this.log = log;
    this.exclusions = exclude.stream().flatMap(text -> exclusion(text).stream()).toList();
  }

  private Optional<Glob> exclusion(String text) {
    try {
      return Optional.of(Glob.of(inProject(text)));
    } catch (IllegalArgumentException e) {
      log.warning("exclude: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Adds what fits a path or pattern, and everything below it. */
  public void add(String wish) {
    if (wish.isEmpty()) {
      log.info("No matching files. Path is empty.");
      return;
    }
    int found;
    try {
      Walk walk = new Walk(Glob.of(inProject(wish)));
      Path start = root.resolve(walk.glob.base());
      if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
        Files.walkFileTree(start, walk);
      }
      found = walk.found;
    } catch (IllegalArgumentException e) {
      log.warning("processPath: " + e.getMessage());
      return;
    } catch (IOException e) {
      log.warning(wish + ": " + said(e));
      return;
    }
    if (found == 0) {
      log.warning(
          "%s: no matching files. Ensure that the artifact path is relative to the working directory (%s)"
              .formatted(wish, root));
    } else {
      log.info("%s: found %d matching artifact files and directories".formatted(wish, found));
    }
  }

  /** Adds the files that git does not know. */
  public void addUntracked() throws InterruptedException {
    int found = 0;
    try {
      for (String path : GitFiles.untracked(root)) {
        Path file = root.resolve(path);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          found += select(path, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)) ? 1 : 0;
        }
      }
    } catch (IOException e) {
      log.warning("untracked: " + said(e));
      return;
    }
    if (found == 0) {
      log.warning("untracked: no files");
    } else {
      log.info("untracked: found %d files".formatted(found));
    }
  }

  /** Says how many files each exclusion left out. */
  public void tellExclusions() {
    excluded.forEach((rule, count) -> log.info(rule + ": excluded " + count + " files"));
  }

  /** The paths, relative, with {@code /}, sorted. */
  public SortedSet<String> paths() {
    return paths;
  }

  /** When the youngest of them was changed. */
  public FileTime newest() {
    return newest;
  }

  private boolean select(String path, FileTime changed) {
    for (Glob rule : exclusions) {
      if (rule.matches(path)) {
        excluded.merge(rule, 1, Integer::sum);
        return false;
      }
    }
    paths.add(path);
    if (changed.compareTo(newest) > 0) {
      newest = changed;
    }
    return true;
  }

  /** The path from the project directory to it. */
  private String inProject(String text) {
    Path path = root.resolve(text).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException(
          "artifact path is not a subpath of project directory: " + text);
    }
    return root.relativize(path).toString();
  }

  private static String said(IOException e) {
    boolean onlyAPath = e instanceof FileSystemException file && file.getReason() == null;
    return onlyAPath
        ? e.getMessage() + ": " + e.getClass().getSimpleName().replace("Exception", "")
        : String.valueOf(e.getMessage());
  }

  /**
   * Walks a tree once. What lies below several fitting paths counts once for each, as it does
   * there.
   */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Glob glob;
    private int found;
    private int fittingAbove;

    Walk(Glob glob) {
      this.glob = glob;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      String path = relative(directory);
      int fits = fits(path);
      fittingAbove += fits;
      if (!path.isEmpty()) {
        count(path, attributes.lastModifiedTime(), fittingAbove);
      }
      if (fittingAbove == 0 && !path.isEmpty() && segments(path) >= glob.depthMax()) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException trouble) {
      fittingAbove -= fits(relative(directory));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = relative(file);
      count(path, attributes.lastModifiedTime(), fittingAbove + fits(path));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException trouble) {
      if (!(trouble instanceof NoSuchFileException)) {
        log.warning(relative(file) + ": " + said(trouble));
      }
      return FileVisitResult.CONTINUE;
    }

    private void count(String path, FileTime changed, int times) {
      if (times > 0 && select(path, changed)) {
        found += times;
      }
    }

    /** The project directory itself fits only where it is asked for. */
    private int fits(String path) {
      boolean fits = path.isEmpty() ? glob.toString().isEmpty() : glob.matches(path);
      return fits ? 1 : 0;
    }

    private String relative(Path path) {
      return root.relativize(path).toString();
    }

    private int segments(String path) {
      return (int) path.chars().filter(c -> c == '/').count() + 1;
    }
  }
}
