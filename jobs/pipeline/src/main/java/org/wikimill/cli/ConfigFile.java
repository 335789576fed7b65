package org.wikimill.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Unmatched;

/**
 * Values of flags, and Spark settings, from a file: {@code --config FILE}.
 *
 * <p>The file is one of Java properties, in UTF-8. A key is the name of a flag without its dashes,
 * or that of a Spark setting, so that {@code spark-submit --properties-file} takes the same file. A
 * flag on the command line goes before the file, the file before what is built in. One file serves
 * all commands: a key need not be a flag of the one that runs, but of some.
 *
 * @param values by key, sorted
 */
record ConfigFile(Map<String, String> values) implements IDefaultValueProvider {
  private static final String SPARK = "spark.";

  /** Flags that make no sense in a file: they are about one run of the command, or the file. */
  private static final List<String> NOT_IN_FILES = List.of("config", "conf", "help", "version");

  /** What finds the file, before flags get their values. */
  private static final class Finder {
    @Option(names = "--config")
    private Path file;

    @SuppressWarnings("UnusedVariable") // what is unmatched is for others to refuse
    @Unmatched
    private List<String> others;
  }

  /**
   * The file that a command line names; an empty one if it names none.
   *
   * @param command knows all flags
   * @throws ParameterException if the file cannot be read, or has keys that no flag has
   */
  static ConfigFile of(CommandLine command, String... args) {
    Finder finder = new Finder();
    new CommandLine(finder).parseArgs(args);
    if (finder.file == null) {
      return new ConfigFile(Map.of());
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(finder.file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(command, "--config " + finder.file + ": cannot be read: " + e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> values.put(k, properties.getProperty(k).trim()));
    check(command, finder.file, values);
    return new ConfigFile(values);
  }

  private static void check(CommandLine command, Path file, Map<String, String> values) {
    TreeSet<String> known = new TreeSet<>();
    addKeys(command, known);
    NOT_IN_FILES.forEach(known::remove);
    List<String> wrong = new ArrayList<>();
    for (String key : values.keySet()) {
      if (!key.startsWith(SPARK) && !known.contains(key)) {
        wrong.add("--config " + file + ": '" + key + "' is neither a flag nor a Spark setting");
      }
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(command, String.join("\n", wrong));
    }
  }

  private static void addKeys(CommandLine command, TreeSet<String> keys) {
    for (CommandLine sub : command.getSubcommands().values()) {
      sub.getCommandSpec().options().forEach(option -> keys.add(key(option)));
      addKeys(sub, keys);
    }
  }

  private static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? values.get(key(option)) : null;
  }

  /** The settings for Spark. */
  Map<String, String> spark() {
    Map<String, String> settings = new TreeMap<>(values);
    settings.keySet().removeIf(key -> !key.startsWith(SPARK));
    return settings;
  }
}
