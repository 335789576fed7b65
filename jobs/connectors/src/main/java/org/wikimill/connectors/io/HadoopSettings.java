package org.wikimill.connectors.io;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import scala.Tuple2;

/**
 * The settings of file systems that a run was started with; travels to tasks.
 *
 * <p>Where a task runs, they add to the machine's own {@code core-site.xml} and its like.
 *
 * @param settings Hadoop's names and their values
 */
public record HadoopSettings(Map<String, String> settings) implements Serializable {
  private static final String SPARK_PREFIX = "spark.hadoop.";

  /** None: those of the machine hold. */
  public static final HadoopSettings NONE = new HadoopSettings(Map.of());

  /** Copies, so that settings never change. */
  public HadoopSettings {
    settings = Map.copyOf(settings);
  }

  /** What a user set as {@code spark.hadoop.NAME}. */
  public static HadoopSettings of(SparkConf conf) {
    Map<String, String> settings = new TreeMap<>();
    for (Tuple2<String, String> setting : conf.getAllWithPrefix(SPARK_PREFIX)) {
      settings.put(setting._1, setting._2);
    }
    return new HadoopSettings(settings);
  }

  /** A configuration with these settings, on whichever machine this runs. */
  public Configuration configuration() {
    Configuration configuration = new Configuration(SparkHadoopUtil.get().conf());
    settings.forEach(configuration::set);
    return configuration;
  }
}
