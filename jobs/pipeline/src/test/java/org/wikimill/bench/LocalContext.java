package org.wikimill.bench;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The context of a benchmark, as the command opens its own on one machine. */
final class LocalContext {
  private LocalContext() {}

  static JavaSparkContext open(String name, Path folder) {
    int tasks = Runtime.getRuntime().availableProcessors() + 1;
    return new JavaSparkContext(
        new SparkConf()
            .setAppName(name)
            .setMaster("local[" + tasks + "]")
            .set("spark.local.dir", folder.resolve("tmp").toString())
            .set("spark.shuffle.sort.bypassMergeThreshold", "1")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1"));
  }
}
