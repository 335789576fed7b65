package org.wikimill.pipeline.rows;

import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.runtime.AbstractFunction1;

/** Some partitions of a dataset, so that what is done is not done again. */
public final class Partitions {
  private Partitions() {}

  /** The partitions of {@code rdd} whose index is in {@code indices}. */
  public static <T> JavaRDD<T> only(JavaRDD<T> rdd, Collection<Integer> indices) {
    return JavaRDD.fromRDD(
        PartitionPruningRDD.create(rdd.rdd(), new In(Set.copyOf(indices))), rdd.classTag());
  }

  private static final class In extends AbstractFunction1<Object, Object> implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Set<Integer> indices;

    In(Set<Integer> indices) {
      this.indices = indices;
    }

    @Override
    public Object apply(Object index) {
      return indices.contains((Integer) index);
    }
  }
}
