package org.wikimill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wikimill.pipeline.sample.SampleWiki;
import picocli.CommandLine;

/** Flags from a file: what goes before what, and what is refused. */
class ConfigFileTest {
  @TempDir private Path folder;
  private Path sample;

  @BeforeEach
  void writeSample() throws IOException {
    sample = folder.resolve("sample.zim");
    SampleWiki.write(sample);
  }

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("some.properties"), text);
  }

  /** A dry run: tells what a build with these flags would be. */
  private Cli plan(Object... flags) {
    Object[] args = new Object[flags.length + 4];
    System.arraycopy(new Object[] {"build", sample, "--dry-run", "-q"}, 0, args, 0, 4);
    System.arraycopy(flags, 0, args, 4, flags.length);
    return Cli.run(args);
  }

  @Test
  void aFlagGoesBeforeTheFileAndTheFileBeforeTheDefault() throws IOException {
    Path config = config("snapshot = of-file\nprofile: kubo-0.40\njson=true\n");

    Cli fromFile = plan("--config", config);
    Cli fromFlag = plan("--config=" + config, "--snapshot", "of-flag");

    assertThat(fromFile.out()).contains("\"of-file\"", "\"kubo-0.40\"", "256");
    assertThat(fromFlag.out()).contains("\"of-flag\"", "\"kubo-0.40\"").doesNotContain("of-file");
  }

  @Test
  void aSwitchThatIsOnInTheFileStaysOnWhenItIsGivenToo() throws IOException {
    Path config = config("json = true\ndry-run = true\n");

    assertThat(plan("--config", config, "--json").out()).startsWith("{");
    assertThat(Cli.run("build", sample, "--config", config).out()).startsWith("{");
  }

  @Test
  void everySwitchCanBeOnInTheFileAndOnTheCommandLine() {
    for (Object command :
        new Object[] {new BuildCommand(), new VerifyCommand(), new CidCommand()}) {
      assertThat(new CommandLine(command).getCommandSpec().options())
          .filteredOn(o -> o.type() == boolean.class && !o.usageHelp() && !o.versionHelp())
          .isNotEmpty()
          .allMatch(o -> "true".equals(o.fallbackValue()), "fallbackValue = \"true\"");
    }
  }

  @Test
  void aKeyOfAnotherCommandIsFineAndOneOfNoneIsRefusedWithAllOthers() throws IOException {
    Path config = config("limit = 5\nspark.executor.memory = 1g\n");
    assertThat(plan("--config", config).exit()).isZero();

    Cli run = plan("--config", config("sharding = 1\nhelp = true\nconf = a=b\nlimit = 5\n"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("'sharding' is neither", "'help' is neither", "'conf' is neither")
        .doesNotContain("limit");
  }

  @Test
  void aValueOfTheWrongKindIsRefusedByTheNameOfItsFlag() throws IOException {
    Cli run = plan("--config", config("shard-size = large\n"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--shard-size", "'large' is not a size");
  }

  @Test
  void aFileThatIsNotThereIsWrongUsage() {
    Cli run = plan("--config", folder.resolve("missing"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--config", "missing");
    assertThat(Cli.run("build", "--config").exit()).isEqualTo(2);
  }

  @Test
  void sparkSettingsAreApart() throws IOException {
    Path config = config("spark.ui.port 4041\nlimit = 5\n");
    CommandLine command = new CommandLine(new VerifyCommand());
    CommandLine parent = new CommandLine(new BuildCommand()).addSubcommand("verify", command);

    assertThat(ConfigFile.of(parent, "--config", config.toString()).spark())
        .isEqualTo(Map.of("spark.ui.port", "4041"));
  }
}
