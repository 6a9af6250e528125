package dev.slipway.acceptance.training;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Raises the classes of a jar to a version that an AOT cache takes. Java keeps no class of a
 * version below 50 in a cache; it reads and verifies each at every start, and for picocli that is
 * half of the start of a helper command. Only the version changes, and the maps of the stack that a
 * newer version must have are added; the same jar gives the same bytes.
 *
 * <pre>RaisedClasses JAR</pre>
 */
public final class RaisedClasses {
  private static final int JAVA_8 = 52;
  private static final int VERSION_AT = 6;
  private static final String NOTE = "META-INF/CHANGES-slipway.txt";

  private RaisedClasses() {}

  /** Command line entry: the jar is replaced, and left as it is where every class is new enough. */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    ByteArrayOutputStream raised = new ByteArrayOutputStream();
    int count = 0;
    try (ZipFile in = new ZipFile(jar.toFile());
        URLClassLoader classes =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        ZipOutputStream out = new ZipOutputStream(raised)) {
      ClassFile tool =
          ClassFile.of(
              StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes).cached()));
      ZipEntry last = null;
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(".class") && version(bytes) < JAVA_8) {
          bytes = raise(tool, bytes);
          count++;
        }
        put(out, entry.getName(), entry, bytes);
        last = entry;
      }
      if (last != null) {
        put(out, NOTE, last, note(count).getBytes(StandardCharsets.UTF_8));
      }
    }
    if (count > 0) {
      Files.write(jar, raised.toByteArray());
    }
  }

  private static int version(byte[] bytes) {
    return Byte.toUnsignedInt(bytes[VERSION_AT]) << 8 | Byte.toUnsignedInt(bytes[VERSION_AT + 1]);
  }

  private static byte[] raise(ClassFile tool, byte[] bytes) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(JAVA_8, 0);
          } else {
            builder.with(element);
          }
        };
    // Code that is only copied would keep its lack of stack maps.
    return tool.transformClass(
        tool.parse(bytes),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
  }

  private static void put(ZipOutputStream out, String name, ZipEntry dated, byte[] bytes)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(dated.getTimeLocal());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private static String note(int count) {
    return """
        Changed by the package of Slipway: %d classes have the class file version %d instead of an
        older one, and the stack maps that it requires. Nothing else was changed.
        """
        .formatted(count, JAVA_8);
  }
}
