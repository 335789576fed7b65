package org.wikimill.functions;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;

/**
 * A function of SQL: a static method, and what {@code DESCRIBE FUNCTION EXTENDED} tells of it.
 *
 * <p>A null argument gives null; generated code calls the method without boxing its arguments.
 *
 * @param name in SQL
 * @param holder the class of the method
 * @param method its name; overloaded if arguments may be left out
 * @param returns the type of its value
 * @param arguments the names and types of its arguments, in order
 * @param required how many of them must be given
 * @param usage what it returns, a sentence
 * @param examples queries and their results
 */
record SqlFunction(
    String name,
    Class<?> holder,
    String method,
    DataType returns,
    List<Argument> arguments,
    int required,
    String usage,
    List<Example> examples) {

  /**
   * An argument.
   *
   * @param meaning a line of the description
   */
  record Argument(String name, AbstractDataType type, String meaning) {}

  /**
   * A query that shows a function.
   *
   * @param query without its semicolon
   * @param result as a cast of it to a string has it
   */
  record Example(String query, String result) {}

  /** As Spark keeps it, in the form that its own functions are described in. */
  ExpressionInfo info() {
    StringBuilder describedArguments = new StringBuilder("\n    Arguments:\n");
    for (Argument argument : arguments) {
      describedArguments.append(
          String.format("      * %s - %s\n", argument.name(), argument.meaning()));
    }
    StringBuilder shown = new StringBuilder("\n    Examples:\n");
    for (Example example : examples) {
      shown.append(String.format("      > %s;\n       %s\n", example.query(), example.result()));
    }
    return new ExpressionInfo(
        holder.getName(),
        "",
        name,
        signature() + " - " + usage,
        describedArguments.append("  ").toString(),
        shown.append("  ").toString(),
        "",
        "",
        "",
        "",
        "java_udf");
  }

  /** The call with its arguments, optional ones in brackets. */
  private String signature() {
    StringBuilder signature = new StringBuilder("_FUNC_(");
    for (int i = 0; i < arguments.size(); i++) {
      String comma = i == 0 ? "" : ", ";
      String argument = comma + arguments.get(i).name();
      signature.append(i < required ? argument : " [" + argument.strip() + "]");
    }
    return signature.append(')').toString();
  }

  /** The types of so many arguments. */
  List<AbstractDataType> types(int count) {
    List<AbstractDataType> types = new ArrayList<>();
    for (Argument argument : arguments.subList(0, count)) {
      types.add(argument.type());
    }
    return types;
  }
}
