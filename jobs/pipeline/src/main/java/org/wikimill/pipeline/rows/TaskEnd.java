package org.wikimill.pipeline.rows;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The end of a task, however it comes. */
public final class TaskEnd {
  private TaskEnd() {}

  /** Has a resource closed at the end of the task that runs here. */
  public static <T extends Closeable> T closing(T resource) {
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) c -> close(resource));
    return resource;
  }

  private static void close(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
