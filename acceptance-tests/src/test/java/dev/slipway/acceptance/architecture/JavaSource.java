package dev.slipway.acceptance.architecture;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * One source file as the compiler reads it.
 *
 * @param codeLines lines with code in them: no blank ones, no comments, no imports
 * @param longestMethod code lines of the longest method, 0 without one
 * @param emptyCatches line numbers
 */
record JavaSource(Path file, int codeLines, int longestMethod, List<Integer> emptyCatches) {

  /** Parses the files; nothing is resolved or compiled. */
  static List<JavaSource> parse(List<Path> files) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units =
          manager.getJavaFileObjectsFromPaths(files.stream().map(Repository.TOP::resolve).toList());
      JavacTask task =
          (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<JavaSource> sources = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        sources.add(of(unit, positions));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException("the sources cannot be parsed", e);
    }
  }

  private static JavaSource of(CompilationUnitTree unit, SourcePositions positions)
      throws IOException {
    Path file = Repository.TOP.relativize(Path.of(unit.getSourceFile().toUri()));
    boolean[] code = codeLines(unit.getSourceFile().getCharContent(true).toString());
    var scanner = new Scanner(unit, positions, code);
    scanner.scan(unit, null);
    return new JavaSource(
        file,
        count(code, 0, code.length),
        scanner.longestMethod,
        List.copyOf(scanner.emptyCatches));
  }

  private static boolean[] codeLines(String text) {
    String[] lines = text.split("\n", -1);
    boolean[] code = new boolean[lines.length];
    boolean inComment = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      boolean comment = inComment || line.startsWith("//") || line.startsWith("/*");
      if (line.startsWith("/*")) {
        inComment = true;
      }
      if (line.endsWith("*/")) {
        inComment = false;
      }
      code[i] =
          !comment
              && !line.isEmpty()
              && !line.startsWith("import ")
              && !line.startsWith("package ");
    }
    return code;
  }

  private static int count(boolean[] code, int from, int to) {
    return (int) IntStream.range(from, to).filter(i -> code[i]).count();
  }

  private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final boolean[] code;
    private final List<Integer> emptyCatches = new ArrayList<>();
    private int longestMethod;

    Scanner(CompilationUnitTree unit, SourcePositions positions, boolean[] code) {
      this.unit = unit;
      this.positions = positions;
      this.code = code;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
      int first = line(positions.getStartPosition(unit, method));
      int last = line(positions.getEndPosition(unit, method));
      longestMethod = Math.max(longestMethod, count(code, first - 1, last));
      return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitCatch(CatchTree tree, @Nullable Void none) {
      if (tree.getBlock().getStatements().isEmpty()) {
        emptyCatches.add(line(positions.getStartPosition(unit, tree)));
      }
      return super.visitCatch(tree, null);
    }

    private int line(long position) {
      return (int) unit.getLineMap().getLineNumber(position);
    }
  }
}
