package dev.slipway.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The domain touches nothing outside itself: same arguments, same answer. */
@AnalyzeClasses(packages = "dev.slipway.domain", importOptions = ProgramClasses.class)
class PurityTest {
  /** Classes of I/O packages that only hold or convert values. */
  private static final Set<String> ONLY_VALUES =
      Set.of(
          ByteArrayOutputStream.class.getName(),
          URI.class.getName(),
          URLDecoder.class.getName(),
          Path.class.getName());

  @ArchTest
  static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "do input or output",
                  type ->
                      isIn(type, "java.io", "java.net", "java.nio.channels", "java.nio.file")
                          && !ONLY_VALUES.contains(type.getName())));

  @ArchTest
  static final ArchRule NO_THREADS =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "are about threads",
                  type ->
                      isIn(type, "java.util.concurrent")
                          || isOneOf(type, "java.lang.Thread", "java.lang.ThreadLocal")));

  @ArchTest
  static final ArchRule NO_CLOCK_NO_CHANCE_NO_LOGGER =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "are a clock, chance or a logger",
                  type ->
                      isIn(type, "java.util.random", "java.util.logging")
                          || isOneOf(
                              type,
                              "java.time.Clock",
                              "java.time.InstantSource",
                              "java.util.Random",
                              "java.security.SecureRandom",
                              "java.lang.System$Logger")));

  @ArchTest
  static final ArchRule ASKS_NOBODY_FOR_THE_TIME =
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "java.time's now()",
                  access ->
                      isIn(access.getTargetOwner(), "java.time")
                          && access.getTarget().getName().equals("now")));

  @ArchTest
  static final ArchRule NO_SURROUNDINGS =
      noClasses()
          .should()
          .accessTargetWhere(
              access(
                  "System but for arraycopy",
                  access ->
                      isOneOf(access.getTargetOwner(), "java.lang.System", "java.lang.Runtime")
                          && !access.getTarget().getName().equals("arraycopy")));

  private static DescribedPredicate<JavaAccess<?>> access(
      String what, java.util.function.Predicate<JavaAccess<?>> test) {
    return describe(what, test);
  }

  private static boolean isIn(JavaClass type, String... packages) {
    return Stream.of(packages)
        .anyMatch(
            name ->
                type.getPackageName().equals(name) || type.getPackageName().startsWith(name + "."));
  }

  private static boolean isOneOf(JavaClass type, String... names) {
    return Stream.of(names).anyMatch(type.getName()::equals);
  }
}
