package org.wikimill.connectors.rows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.spark.serializer.DeserializationStream;
import org.apache.spark.serializer.SerializationStream;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * Carries byte keys and byte values through a shuffle: each is its length, four bytes, and itself.
 *
 * <p>Nothing is written that refers to another record, so Spark may sort the records while they are
 * serialized, which keeps the map side of a shuffle in flat memory.
 */
public final class PairSerializer extends Serializer implements Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public SerializerInstance newInstance() {
    return new Instance();
  }

  @Override
  public boolean supportsRelocationOfSerializedObjects() {
    return true;
  }

  private static final class Instance extends SerializerInstance {
    @Override
    public SerializationStream serializeStream(OutputStream out) {
      return new Writer(new DataOutputStream(out));
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
      return new Reader(new DataInputStream(in));
    }

    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      serializeStream(bytes).writeObject(value, tag);
      return ByteBuffer.wrap(bytes.toByteArray());
    }

    @Override
    public <T> T deserialize(ByteBuffer buffer, ClassTag<T> tag) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return deserializeStream(new ByteArrayInputStream(bytes)).readObject(tag);
    }

    @Override
    public <T> T deserialize(ByteBuffer buffer, ClassLoader loader, ClassTag<T> tag) {
      return deserialize(buffer, tag);
    }
  }

  private static final class Writer extends SerializationStream {
    private final DataOutputStream out;

    Writer(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
      byte[] bytes = (byte[]) value;
      try {
        out.writeInt(bytes.length);
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return this;
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Reader extends DeserializationStream {
    private final DataInputStream in;

    Reader(DataInputStream in) {
      this.in = in;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T readObject(ClassTag<T> tag) {
      // Spark ends its key-value iterator on the checked EOFException, which Scala need not
      // declare.
      try {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return (T) bytes;
      } catch (EOFException e) {
        throw PairSerializer.<RuntimeException>unchecked(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception e) throws E {
    throw (E) e;
  }
}
