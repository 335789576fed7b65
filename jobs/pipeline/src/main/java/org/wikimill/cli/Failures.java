package org.wikimill.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.apache.spark.SparkException;
import org.wikimill.connectors.io.SinkException;
import org.wikimill.connectors.node.NodeException;
import org.wikimill.formats.bytes.MalformedInputException;
import org.wikimill.get.GetException;
import org.wikimill.names.NamesException;
import org.wikimill.pipeline.build.BuildException;
import org.wikimill.pipeline.catalog.SignatureException;
import org.wikimill.pipeline.nodes.NodesException;
import org.wikimill.pipeline.publish.PublishException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns whatever ends a command into one line and an exit code; a bug also into its trace. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    if (isStopping()) {
      command.getErr().println("wikimill: stopped by a signal");
      return ExitCode.BUG.code(); // which nobody sees: the signal decides
    }
    return tell(failure, command.getErr()).code();
  }

  /** Writes what ended something, in one line, and of a bug the trace. */
  static ExitCode tell(Exception failure, PrintWriter err) {
    ExitCode code = code(failure);
    err.println("wikimill: " + message(failure));
    if (code == ExitCode.BUG) {
      failure.printStackTrace(err);
    }
    return code;
  }

  /** The exit code that a failure ends with. */
  static ExitCode code(Exception failure) {
    return codeOf(telling(failure));
  }

  /** A failure in one line. */
  static String message(Exception failure) {
    Throwable cause = telling(failure);
    return message(cause, codeOf(cause));
  }

  /** Whether the JVM is on its way out, and Spark with it: then failures say no more than that. */
  private static boolean isStopping() {
    Thread hook = new Thread();
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** The first cause of a kind that tells a user what to do; else the failure itself. */
  private static Throwable telling(Throwable failure) {
    for (Throwable t : causes(failure)) {
      if (t instanceof BuildException
          || t instanceof MalformedInputException
          || t instanceof SinkException
          || t instanceof NodeException
          || t instanceof NodesException
          || t instanceof HookException
          || t instanceof PublishException
          || t instanceof NamesException
          || t instanceof SignatureException
          || t instanceof GetException) {
        return t;
      }
    }
    for (Throwable t : causes(failure)) {
      if (t instanceof IOException) {
        return t;
      }
    }
    List<Throwable> causes = causes(failure);
    Throwable root = causes.get(causes.size() - 1);
    return root instanceof SparkException ? root : failure;
  }

  private static List<Throwable> causes(Throwable failure) {
    return java.util.stream.Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .limit(32)
        .toList();
  }

  private static ExitCode codeOf(Throwable cause) {
    if (cause instanceof BuildException build) {
      return switch (build.reason()) {
        case CHECK_FAILED -> ExitCode.CHECK_FAILED;
        case SETTINGS, BUSY -> ExitCode.USAGE;
        case BAD_INPUT -> ExitCode.BAD_INPUT;
      };
    }
    if (cause instanceof NodesException nodes) {
      return switch (nodes.reason()) {
        case UNFIT -> ExitCode.USAGE;
        case NONE_LEFT -> ExitCode.SINK_FAILED;
      };
    }
    if (cause instanceof GetException get) {
      return switch (get.reason()) {
        case NOTHING_MATCHES, IN_THE_WAY -> ExitCode.USAGE;
        case UNVERIFIABLE -> ExitCode.CHECK_FAILED;
        case NETWORK, DISK -> ExitCode.SINK_FAILED;
      };
    }
    if (cause instanceof NamesException names) {
      return switch (names.reason()) {
        case OUTSIDE -> ExitCode.USAGE;
        case CHANGED, UNSEEN -> ExitCode.CHECK_FAILED;
        case REFUSED, UNREACHABLE -> ExitCode.SINK_FAILED;
      };
    }
    if (cause instanceof SinkException
        || cause instanceof NodeException
        || cause instanceof HookException
        || cause instanceof SignatureException) {
      return ExitCode.SINK_FAILED;
    }
    if (cause instanceof PublishException) {
      return ExitCode.USAGE;
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return ExitCode.USAGE;
    }
    if (isFullDisk(cause)) {
      return ExitCode.SINK_FAILED;
    }
    if (cause instanceof SparkException) { // with nothing of ours behind it: executors were lost
      return ExitCode.SINK_FAILED;
    }
    return cause instanceof IOException ? ExitCode.BAD_INPUT : ExitCode.BUG;
  }

  /** Of the disk that Spark shuffles through: what a build could not write says so itself. */
  private static boolean isFullDisk(Throwable cause) {
    return cause instanceof IOException
        && cause.getMessage() != null
        && cause.getMessage().contains("No space left on device");
  }

  private static String message(Throwable cause, ExitCode code) {
    if (cause instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (code == ExitCode.BUG) {
      return "a bug: " + cause;
    }
    if (isFullDisk(cause) && !(cause instanceof SinkException || cause instanceof GetException)) {
      return "cannot shuffle: " + cause.getMessage() + "; choose a larger disk with --tmp";
    }
    if (cause instanceof SparkException) {
      return "Spark gave up: " + cause.getMessage().lines().findFirst().orElse("");
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
