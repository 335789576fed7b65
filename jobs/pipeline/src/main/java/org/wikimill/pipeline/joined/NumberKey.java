package org.wikimill.pipeline.joined;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.BiConsumer;
import org.wikimill.connectors.rows.Destinations;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.connectors.rows.RowReader;
import org.wikimill.connectors.rows.RowWriter;
import scala.Tuple2;

/**
 * The key under which rows of different tables meet: a number that the wiki gave to a page or a
 * title, then what a row says of it.
 */
final class NumberKey {
  private static final int TOLD = 0;
  private static final int ASKING = 1;
  private static final int PASSING = 2;

  private NumberKey() {}

  /** Of a row that tells what the number stands for. */
  static byte[] told(RowWriter out, long number) {
    return key(out, number, TOLD);
  }

  /** Of a row that asks what the number stands for. */
  static byte[] asking(RowWriter out, long number) {
    return key(out, number, ASKING);
  }

  /** Of a row that does not ask, and comes along. */
  static byte[] passing(RowWriter out, long number) {
    return key(out, number, PASSING);
  }

  private static byte[] key(RowWriter out, long number, int what) {
    return out.clear().fixedLong(number).byteValue(what).toBytes();
  }

  /** All that is said of a number to one partition. */
  static Destinations destinations(int partitions) {
    return Destinations.byHash(partitions, key -> Arrays.copyOf(key, Long.BYTES));
  }

  /** What becomes of a row that asks, or comes along. */
  interface Answered {
    /**
     * Takes a row.
     *
     * @param told what its number stands for; null if no row tells, or it does not ask
     */
    void row(byte[] told, byte[] value, BiConsumer<byte[], byte[]> out);
  }

  /** Lets the rows of a sorted partition meet. Of several that tell, the least has its say. */
  static RowPump join(Iterator<Tuple2<byte[], byte[]>> rows, Answered answered) {
    return RowPump.of(
        rows,
        new RowPump.Step() {
          private long number;
          private byte[] told;

          @Override
          public void row(byte[] key, byte[] value, BiConsumer<byte[], byte[]> out) {
            RowReader in = new RowReader(key);
            long here = in.fixedLong();
            if (here != number) {
              number = here;
              told = null;
            }
            int what = in.byteValue();
            if (what != TOLD) {
              answered.row(what == ASKING ? told : null, value, out);
            } else if (told == null || Arrays.compareUnsigned(value, told) < 0) {
              told = value;
            }
          }
        });
  }
}
