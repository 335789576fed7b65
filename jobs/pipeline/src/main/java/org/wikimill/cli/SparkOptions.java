package org.wikimill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.wikimill.connectors.io.HadoopSettings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of every command that runs on Spark. */
final class SparkOptions {
  /** Spark's own hooks have 25 to 50. */
  private static final int BEFORE_SPARK = 100;

  /** One more than cores, for while a task waits for the disk. */
  private static final int LOCAL_TASKS = Runtime.getRuntime().availableProcessors() + 1;

  /** A read may fail for once, on a network mount; what fails twice fails for good. */
  private static final int LOCAL_ATTEMPTS = 2;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark master (default: what spark-submit says, else all cores of this machine and one"
              + " task more, for while another waits for the disk).")
  private String master;

  @Option(names = "--conf", paramLabel = "K=V", description = "A Spark setting; may be repeated.")
  private final Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--tmp",
      paramLabel = "DIR",
      description = "Where Spark keeps what it shuffles (default: the system's).")
  private Path tmp;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /** Makes the folder, since Spark would end the process if it could not. */
  private void checkTmp() {
    try {
      Files.createDirectories(tmp());
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), "--tmp " + tmp + ": no folder to write to");
    }
  }

  /** Where files go that are needed for a while. */
  Path tmp() {
    return tmp != null ? tmp : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** How file systems are reached, with or without a context. */
  HadoopSettings hadoop() {
    return HadoopSettings.of(conf());
  }

  /** What the environment, the settings file and the command line say, the later before. */
  private SparkConf conf() {
    SparkConf conf = new SparkConf();
    ((ConfigFile) spec.commandLine().getDefaultValueProvider()).spark().forEach(conf::set);
    settings.forEach(conf::set);
    return conf;
  }

  /** A context with these options; what they leave open is set for a batch job. */
  JavaSparkContext open(String name) {
    checkTmp();
    SparkConf conf = conf();
    if (master != null) {
      conf.setMaster(master);
    }
    if (tmp != null) {
      conf.set("spark.local.dir", tmp.toAbsolutePath().toString());
    }
    conf.setAppName("wikimill " + name);
    conf.setIfMissing("spark.master", "local[" + LOCAL_TASKS + "," + LOCAL_ATTEMPTS + "]");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    // Sort what is shuffled as bytes: one file a task, not one for each pair of tasks.
    conf.setIfMissing("spark.shuffle.sort.bypassMergeThreshold", "1");
    String where = conf.get("spark.master");
    if (where.startsWith("local")) {
      // Everything runs on this machine: nothing needs to listen to the network.
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    if (!where.matches("local(\\[.*)?") && !conf.contains("spark.submit.deployMode")) {
      ship(conf);
    }
    ShutdownHookManager.get().addShutdownHook(SparkOptions::silence, BEFORE_SPARK);
    return new JavaSparkContext(conf);
  }

  /** What tasks meet while a signal stops Spark under them is no news. */
  private static void silence() {
    Configurator.setLevel("org.apache.spark", Level.OFF);
  }

  /** Gives executors the jar that this class is in, as spark-submit would. */
  private static void ship(SparkConf conf) {
    List<String> jars = new ArrayList<>(List.of(JavaSparkContext.jarOfClass(SparkOptions.class)));
    if (conf.contains("spark.jars")) {
      jars.add(conf.get("spark.jars"));
    }
    conf.set("spark.jars", String.join(",", jars));
  }
}
