package org.wikimill;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who may know whom: stages meet through rows, never through each other's classes. */
@AnalyzeClasses(
    packages = "org.wikimill",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** The test classes of another module, which come as a jar. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /** Every part, after those that it may use. Only a build uses all stages. */
  private static final Map<String, List<String>> USES = new LinkedHashMap<>();

  static {
    USES.put("formats", List.of());
    USES.put("functions", List.of("formats"));
    USES.put("connectors", List.of("formats"));
    stage("rows");
    stage("source", "rows");
    stage("store", "rows");
    stage("pages", "rows", "source", "store");
    stage("paths", "rows", "source");
    stage("blocks", "rows", "source", "store");
    stage("search", "rows", "source");
    stage("links", "rows");
    stage("tree", "rows");
    stage("manifest", "rows");
    stage("nodes", "rows");
    stage("about", "rows", "manifest");
    stage(
        "build",
        "rows",
        "source",
        "store",
        "pages",
        "paths",
        "blocks",
        "about",
        "search",
        "links",
        "tree",
        "manifest",
        "media",
        "joined",
        "nodes");
    stage("verify", "rows", "tree", "manifest", "joined");
    stage("evidence", "rows", "manifest", "delta");
    stage("audit", "rows", "manifest", "joined", "evidence");
    stage("report", "rows", "manifest", "audit", "evidence");
    stage("snapshots", "rows", "manifest");
    stage("catalog", "rows", "manifest", "snapshots");
    stage("joined", "rows", "source");
    stage("media", "rows", "source", "store", "joined");
    stage("watch", "rows", "source", "manifest", "build", "verify", "audit", "snapshots");
    stage("delta", "rows", "manifest");
    stage("explain", "rows", "source", "manifest", "blocks", "build");
    stage("dedup", "rows", "manifest", "delta");
    stage("doctor");
    stage("publish", "rows", "manifest", "delta", "doctor");
    stage("sides", "rows", "manifest", "build", "audit");
    stage("rebuild", "rows", "source", "joined", "manifest", "build", "audit", "sides");
    stage("nodeaudit", "rows", "manifest", "build", "delta", "publish");
    stage("sample");
    USES.put("pipeline.query", List.of("functions"));
    USES.put("gateway", List.of("formats"));
    USES.put("get", List.of("formats"));
    USES.put("names", List.of("formats", "connectors"));
    USES.put(
        "cli",
        List.of("formats", "functions", "connectors", "pipeline", "gateway", "get", "names"));
  }

  private static void stage(String name, String... stages) {
    List<String> uses =
        Stream.concat(
                Stream.of("formats", "connectors"), Stream.of(stages).map(s -> "pipeline." + s))
            .toList();
    USES.put("pipeline." + name, uses);
  }

  private static String[] packages(Stream<String> parts) {
    return parts.map(part -> "org.wikimill." + part + "..").toArray(String[]::new);
  }

  @ArchTest
  void eachPartUsesNoneButThoseBelowIt(JavaClasses code) {
    USES.forEach(
        (part, uses) -> {
          String[] allowed = packages(Stream.concat(Stream.of(part), uses.stream()));
          classes()
              .that()
              .resideInAPackage("org.wikimill." + part + "..")
              .should()
              .onlyDependOnClassesThat(
                  resideInAnyPackage(allowed).or(not(resideInAPackage("org.wikimill.."))))
              .check(code);
        });
  }

  @ArchTest
  void everyPackageHasItsPlaceInTheOrder(JavaClasses code) {
    String[] known = packages(USES.keySet().stream());
    assertThat(code.that(not(resideInAnyPackage(known))))
        .extracting(c -> c.getName())
        .allMatch(name -> name.endsWith(".package-info"));
  }

  @ArchTest
  static final ArchRule FORMATS_NEED_NO_CLUSTER =
      noClasses()
          .that()
          .resideInAPackage("org.wikimill.formats..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");

  @ArchTest
  static final ArchRule NO_PACKAGES_FORM_A_CYCLE =
      slices().matching("org.wikimill.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_STATE_IS_STATIC = fields().that().areStatic().should().beFinal();
}
