package org.wikimill.functions;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.AbstractDataType;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Registers wikimill's SQL functions: {@code
 * spark.sql.extensions=org.wikimill.functions.WikimillExtensions}. They are called from SQL, and
 * from Java, Scala and Python by {@code expr} and {@code call_function}.
 */
public final class WikimillExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (SqlFunction function : SqlFunctions.ALL) {
      extensions.injectFunction(
          new Tuple3<>(
              new FunctionIdentifier(function.name()), function.info(), new Call(function)));
    }
    return BoxedUnit.UNIT;
  }

  /** Makes a call of a function of the arguments that a query gives. */
  private static final class Call extends AbstractFunction1<Seq<Expression>, Expression> {
    private final SqlFunction function;

    Call(SqlFunction function) {
      this.function = function;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
      int count = arguments.size();
      int most = function.arguments().size();
      if (count < function.required() || count > most) {
        throw new ArgumentException(
            function.name()
                + " takes "
                + (function.required() == most ? "" : function.required() + " to ")
                + most
                + " arguments, not "
                + count);
      }
      Seq<AbstractDataType> inputs = CollectionConverters.asScala(function.types(count)).toSeq();
      return new StaticInvoke(
          function.holder(),
          function.returns(),
          function.method(),
          arguments,
          inputs,
          true,
          true,
          true,
          Option.empty());
    }
  }
}
