package org.wikimill.pipeline.publish;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Sets of keys as iterators in the order of their unsigned bytes, of which one is held at a time.
 */
final class SortedSets {
  private SortedSets() {}

  /** Those of {@code a}, which may repeat itself, that are not in {@code b}; each once. */
  static Iterator<byte[]> minus(Iterator<byte[]> a, Iterator<byte[]> b) {
    return new Merge(a, b) {
      @Override
      byte[] advance() {
        while (headA != null) {
          int order = headB == null ? -1 : Arrays.compareUnsigned(headA, headB);
          if (order > 0) {
            nextB();
          } else {
            byte[] key = nextA();
            if (order < 0) {
              return key;
            }
          }
        }
        return null;
      }
    };
  }

  /** Those of either, each once; neither repeats itself. */
  static Iterator<byte[]> union(Iterator<byte[]> a, Iterator<byte[]> b) {
    return new Merge(a, b) {
      @Override
      byte[] advance() {
        if (headA == null) {
          return headB == null ? null : nextB();
        }
        int order = headB == null ? -1 : Arrays.compareUnsigned(headA, headB);
        if (order == 0) {
          nextB();
        }
        return order <= 0 ? nextA() : nextB();
      }
    };
  }

  private abstract static class Merge implements Iterator<byte[]> {
    private final Iterator<byte[]> a;
    private final Iterator<byte[]> b;
    byte[] headA;
    byte[] headB;
    private byte[] ready;
    private boolean started;

    Merge(Iterator<byte[]> a, Iterator<byte[]> b) {
      this.a = a;
      this.b = b;
    }

    /** The next key; null at the end. */
    abstract byte[] advance();

    /** Takes the head of the first, and all that equal it. */
    byte[] nextA() {
      byte[] key = headA;
      do {
        headA = a.hasNext() ? a.next() : null;
      } while (headA != null && key != null && Arrays.equals(headA, key));
      return key;
    }

    byte[] nextB() {
      byte[] key = headB;
      headB = b.hasNext() ? b.next() : null;
      return key;
    }

    @Override
    public boolean hasNext() {
      if (!started) {
        started = true;
        nextA();
        nextB();
        ready = advance();
      }
      return ready != null;
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] key = ready;
      ready = advance();
      return key;
    }
  }
}
