package org.wikimill.pipeline.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.TaskContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.TaskCompletionListener;
import org.wikimill.connectors.node.KuboClient;
import org.wikimill.connectors.node.NodeAddress;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.connectors.rows.RowPump;
import org.wikimill.formats.ipld.Cid;
import org.wikimill.pipeline.delta.BlockJoin;

/**
 * All blocks that a node has, as rows for the {@link BlockJoin}, from one listing that is read as
 * fast as its rows are taken.
 *
 * <p>A listing that breaks off ends there, which is told: what it did not name is sent once more,
 * and does no harm.
 */
public final class NodeListing extends RowPump {
  private static final int BATCH = 1024;
  private static final int BATCHES = 16;
  private static final List<Cid> END = new ArrayList<>();

  private final KuboClient client;
  private final long holder;
  private final CollectionAccumulator<String> notices;
  private final BlockingQueue<List<Cid>> batches = new ArrayBlockingQueue<>(BATCHES);
  private final Thread reader = new Thread(this::read, "listing");
  private List<Cid> batch = new ArrayList<>(BATCH);
  private boolean started;

  /**
   * A listing that has not begun, in a task.
   *
   * @param holder the node's bit
   * @param notices is told if the listing breaks off
   */
  public NodeListing(NodeAddress node, long holder, CollectionAccumulator<String> notices)
      throws IOException {
    this.client = new KuboClient(node);
    this.holder = holder;
    this.notices = notices;
    reader.setDaemon(true);
    TaskContext.get()
        .addTaskCompletionListener(
            (TaskCompletionListener)
                context -> {
                  reader.interrupt();
                  client.close();
                });
  }

  @Override
  protected boolean step() throws IOException {
    if (!started) {
      started = true;
      reader.start();
    }
    List<Cid> taken;
    try {
      taken = batches.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
    byte[] value = BlockJoin.heldValue(holder);
    for (Cid cid : taken) {
      emit(cid.multihash(), value);
    }
    return taken != END;
  }

  private void read() {
    try {
      try {
        client.localBlocks(this::listed);
        put(batch);
      } catch (NodeException e) {
        notices.add(e.getMessage() + "; what else it has is not known");
      }
      put(END);
    } catch (IOException e) {
      // Nobody takes them any more.
    }
  }

  private void listed(Cid cid) throws IOException {
    batch.add(cid);
    if (batch.size() == BATCH) {
      put(batch);
      batch = new ArrayList<>(BATCH);
    }
  }

  private void put(List<Cid> full) throws IOException {
    try {
      if (full == END || !full.isEmpty()) {
        batches.put(full);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
  }
}
