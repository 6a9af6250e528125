package dev.slipway.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Who may know whom. A rule that finds no class to check fails, so none can outlive what it guards.
 */
@AnalyzeClasses(packages = "dev.slipway", importOptions = ProgramClasses.class)
class ArrowsTest {
  private static final String DOMAIN = "dev.slipway.domain..";
  private static final String PORTS = "dev.slipway.ports..";
  private static final String ADAPTERS = "dev.slipway.adapter..";
  private static final String FABRIC8 = "dev.slipway.adapter.fabric8..";
  private static final String OFFICIAL = "dev.slipway.adapter.official..";
  private static final String GITLAB = "dev.slipway.adapter.gitlab..";
  private static final String APP = "dev.slipway.app..";
  private static final String SECRETS = "dev.slipway.app.secrets..";
  private static final String CACHE = "dev.slipway.app.cache..";
  private static final String FLOW = "dev.slipway.app.flow..";
  private static final String CONFIG = "dev.slipway.app.config..";
  private static final String HELPER = "dev.slipway.app.helper..";
  private static final String CLI = "dev.slipway.app.cli..";
  private static final String WIRING = "dev.slipway.app.wiring..";
  private static final String STAND_IN = "dev.slipway.acceptance.coordinator..";
  private static final String TEST_CLUSTER = "dev.slipway.acceptance.cluster..";

  private static final String JAVA = "java..";
  private static final String JSPECIFY = "org.jspecify..";
  private static final String SLF4J = "org.slf4j..";
  private static final String PICOCLI = "picocli..";
  private static final String NIGHT_CONFIG = "com.electronwill.nightconfig..";
  private static final String AWS = "software.amazon.awssdk..";
  private static final String SNAKE_YAML = "org.snakeyaml.engine..";

  @ArchTest
  static final ArchRule DOMAIN_KNOWS_ONLY_JAVA =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, JAVA, JSPECIFY);

  @ArchTest
  static final ArchRule PORTS_KNOW_ONLY_DOMAIN =
      classes()
          .that()
          .resideInAPackage(PORTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(PORTS, DOMAIN, JAVA, JSPECIFY);

  @ArchTest
  static final ArchRule FABRIC8_ADAPTER =
      classes()
          .that()
          .resideInAPackage(FABRIC8)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(FABRIC8, PORTS, DOMAIN, JAVA, JSPECIFY, SLF4J, "io.fabric8..");

  @ArchTest
  static final ArchRule OFFICIAL_ADAPTER =
      classes()
          .that()
          .resideInAPackage(OFFICIAL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              OFFICIAL,
              PORTS,
              DOMAIN,
              JAVA,
              "javax.net..",
              JSPECIFY,
              SLF4J,
              "io.kubernetes..",
              "okhttp3..",
              "okio..",
              "kotlin..",
              "com.google.gson..");

  @ArchTest
  static final ArchRule GITLAB_ADAPTER =
      classes()
          .that()
          .resideInAPackage(GITLAB)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              GITLAB,
              PORTS,
              DOMAIN,
              JAVA,
              "javax.net..",
              "javax.security..",
              JSPECIFY,
              SLF4J,
              "io.avaje..");

  // The stand-in of the tests is no adapter and has its own server.
  @ArchTest
  static final ArchRule JDK_HTTP_CLIENT_ONLY_FOR_GITLAB =
      noClasses()
          .that()
          .resideOutsideOfPackages(GITLAB, SECRETS, CACHE, STAND_IN, TEST_CLUSTER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..")
          .because("a cluster adapter's traffic goes through its own library");

  @ArchTest
  static final ArchRule FLOW_KNOWS_DOMAIN_AND_PORTS =
      classes()
          .that()
          .resideInAPackage(FLOW)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(FLOW, PORTS, DOMAIN, JAVA, JSPECIFY, SLF4J);

  @ArchTest
  static final ArchRule CONFIG_KNOWS_DOMAIN_AND_TOML =
      classes()
          .that()
          .resideInAPackage(CONFIG)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              CONFIG, DOMAIN, JAVA, "javax.crypto..", JSPECIFY, NIGHT_CONFIG, SNAKE_YAML);

  @ArchTest
  static final ArchRule HELPER_KNOWS_PORTS_AND_ARCHIVES =
      classes()
          .that()
          .resideInAPackage(HELPER)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              HELPER,
              PORTS,
              DOMAIN,
              JAVA,
              JSPECIFY,
              "org.apache.commons.compress..",
              "com.github.luben.zstd..");

  @ArchTest
  static final ArchRule CACHE_KNOWS_PORTS_AND_THE_AWS_SIGNER =
      classes()
          .that()
          .resideInAPackage(CACHE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CACHE, PORTS, DOMAIN, JAVA, "javax.crypto..", JSPECIFY, AWS);

  @ArchTest
  static final ArchRule ONLY_CACHE_KNOWS_AWS =
      noClasses()
          .that()
          .resideOutsideOfPackage(CACHE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AWS);

  @ArchTest
  static final ArchRule ONLY_CONFIG_KNOWS_TOML =
      noClasses()
          .that()
          .resideOutsideOfPackage(CONFIG)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(NIGHT_CONFIG);

  @ArchTest
  static final ArchRule CLI_KNOWS_CONFIG_AND_PICOCLI =
      classes()
          .that()
          .resideInAPackage(CLI)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CLI, CONFIG, HELPER, DOMAIN, JAVA, JSPECIFY, SLF4J, PICOCLI);

  @ArchTest
  static final ArchRule ONLY_CLI_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideInAPackage("dev.slipway..")
          .and()
          .resideOutsideOfPackages(CLI, "dev.slipway.acceptance..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(PICOCLI);

  @ArchTest
  static final ArchRule ONLY_WIRING_KNOWS_ADAPTERS =
      noClasses()
          .that()
          .resideInAPackage(APP)
          .and()
          .resideOutsideOfPackage(WIRING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ADAPTERS);

  @ArchTest
  static final ArchRule ONLY_MAIN_KNOWS_WIRING =
      classes()
          .that()
          .resideInAPackage(WIRING)
          .should()
          .onlyBeAccessed()
          .byAnyPackage(WIRING, "dev.slipway.app", "dev.slipway.acceptance..");

  @ArchTest
  static final ArchRule INJECTION_STAYS_IN_WIRING =
      noClasses()
          .that()
          .resideOutsideOfPackage(WIRING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dagger..", "javax.inject..", "jakarta.inject..")
          .because("every class can be built by hand in a test");

  @ArchTest
  static final ArchRule STAND_IN_SHARES_NOTHING_WITH_THE_RUNNER =
      noClasses()
          .that()
          .resideInAPackage(STAND_IN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DOMAIN, PORTS, ADAPTERS, APP)
          .because("it judges the runner and must not repeat its mistakes");

  @ArchTest
  static final ArchRule PACKAGES_ARE_NAMED_BY_CONCEPT =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..misc..");
}
