package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.Status$;
import org.apache.spark.internal.config.UI$;
import org.apache.spark.internal.config.package$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** The ready settings in conf/: everything in them is known to Spark, or to wikimill. */
class ConfTest {
  private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Path CONF = PROJECT.resolve("conf");
  private static final Path KUBERNETES = CONF.resolve("kubernetes");

  /** A setting, also one that is commented out. */
  private static final Pattern SETTING = Pattern.compile("(?:# )?([a-zA-Z0-9.*/_-]+) = (.+)");

  /** Settings of modules that are not on our class path, and free names of metrics. */
  private static final Pattern NOT_OURS =
      Pattern.compile("spark\\.(yarn|kubernetes|metrics\\.conf)\\..+");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CONF)) {
      return files
          .filter(f -> f.toString().endsWith(".properties") && !f.endsWith("log4j2.properties"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everySettingIsKnownAndItsValueIsOfItsKind(Path file) throws IOException {
    // Settings are known when the objects that hold them are.
    assertThat(List.of(package$.MODULE$, UI$.MODULE$, Status$.MODULE$)).doesNotContainNull();
    int settings = 0;
    for (String line : Files.readAllLines(file)) {
      Matcher setting = SETTING.matcher(line);
      if (setting.matches() && setting.group(1).startsWith("spark.")) {
        settings++;
        if (!NOT_OURS.matcher(setting.group(1)).matches()) {
          ConfigEntry<?> entry = ConfigEntry.findEntry(setting.group(1));
          assertThat(entry).as(setting.group(1)).isNotNull();
          SparkConf conf = new SparkConf(false).set(setting.group(1), setting.group(2));
          assertThat(conf.get(entry)).as(line).isNotNull();
        }
      } else {
        assertThat(line).as("a comment, a flag or nothing").matches("(#.*)?");
      }
    }
    assertThat(settings).isGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theCommandTakesEveryFile(Path file) {
    CommandLine command = new CommandLine(new BuildCommand());

    assertThat(ConfigFile.of(command, "--config", file.toString()).spark())
        .containsKey("spark.metrics.namespace");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everySettingFollowsTheReasonForIt(Path file) throws IOException {
    for (String paragraph : Files.readString(file).split("\n\n")) {
      assertThat(paragraph).startsWith("#");
    }
  }

  @Test
  void thePodTemplatesAreThoseThatTheSettingsName() throws IOException {
    String settings = Files.readString(KUBERNETES.resolve("kubernetes.properties"));
    for (String role : List.of("driver", "executor")) {
      assertThat(settings)
          .contains(
              "spark.kubernetes." + role + ".podTemplateFile = conf/kubernetes/" + role + ".yaml");
      Map<String, Object> pod =
          new Yaml().load(Files.readString(KUBERNETES.resolve(role + ".yaml")));
      assertThat(pod).containsEntry("kind", "Pod").containsEntry("apiVersion", "v1");
      assertThat(pod.get("spec"))
          .extracting("containers")
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
          .singleElement()
          .extracting("name")
          .isEqualTo("spark-kubernetes-" + role);
    }
  }

  @Test
  void theContainerRecipeIsOfThisVersionAndOfThisSpark() throws IOException {
    String recipe = Files.readString(KUBERNETES.resolve("Containerfile"));
    String pom = Files.readString(PROJECT.resolve("pom.xml"));
    String version = first(pom, "<artifactId>wikimill</artifactId>\\s*<version>([^<]+)");
    String spark = first(pom, "<spark.version>([^<]+)");

    assertThat(recipe)
        .contains("COPY --chmod=0644 wikimill-" + version + "-app.jar /opt/wikimill/wikimill.jar\n")
        .contains("ARG SPARK_IMAGE=docker.io/library/spark:" + spark + "-scala2.13-java17-");
    assertThat(Files.readString(KUBERNETES.resolve("kubernetes.properties")))
        .contains("spark.kubernetes.container.image = wikimill:" + version + "\n");
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
