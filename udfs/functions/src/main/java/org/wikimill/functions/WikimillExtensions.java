package org.wikimill.functions;

import java.util.List;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Registers wikimill's SQL functions: {@code
 * spark.sql.extensions=org.wikimill.functions.WikimillExtensions}.
 */
public final class WikimillExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    register(
        extensions,
        "cid_v1",
        "cidV1",
        "_FUNC_(bytes) - Returns the CID of bytes as one raw block: CIDv1, base32.",
        List.of(DataTypes.BinaryType));
    register(
        extensions,
        "unixfs_cid",
        "unixfsCid",
        "_FUNC_(bytes [, profile]) - Returns the CID of bytes as a UnixFS file.",
        List.of(DataTypes.BinaryType, DataTypes.StringType));
    return BoxedUnit.UNIT;
  }

  private static void register(
      SparkSessionExtensions extensions,
      String name,
      String method,
      String usage,
      List<? extends AbstractDataType> types) {
    ExpressionInfo info = new ExpressionInfo(CidFunctions.class.getName(), "", name, usage, "");
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(name), info, new Call(name, method, List.copyOf(types))));
  }

  /** Makes a call of a static method of the arguments that a query gives. */
  private static final class Call extends AbstractFunction1<Seq<Expression>, Expression> {
    private final String name;
    private final String method;
    private final List<AbstractDataType> types;

    Call(String name, String method, List<AbstractDataType> types) {
      this.name = name;
      this.method = method;
      this.types = types;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
      int count = arguments.size();
      if (count < 1 || count > types.size()) {
        throw new IllegalArgumentException(
            name + " takes 1 to " + types.size() + " arguments, not " + count);
      }
      Seq<AbstractDataType> inputs = CollectionConverters.asScala(types.subList(0, count)).toSeq();
      return new StaticInvoke(
          CidFunctions.class,
          DataTypes.StringType,
          method,
          arguments,
          inputs,
          true,
          false,
          true,
          Option.empty());
    }
  }
}
