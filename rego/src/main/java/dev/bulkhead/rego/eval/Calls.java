package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.builtins.BuiltinException;
import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls of built-ins and of functions that rules define. */
public final class Calls {
  private Calls() {}

  public static Operand builtin(Declaration declaration, List<Operand> args, Location location) {
    return new BuiltinCall(declaration, args.toArray(Operand[]::new), location);
  }

  public static Operand function(RuleGroup function, List<Operand> args) {
    return new FunctionCall(function, args.toArray(Operand[]::new));
  }

  /** {@code print}: its arguments may be undefined, and it always holds. */
  public static Operand print(List<Operand> args, Location location) {
    return new Print(args, location);
  }

  static Context.@Nullable Replacement replacement(Context context, Object function) {
    Map<Object, Context.Replacement> replacements = context.replacements;
    return replacements == null ? null : replacements.get(function);
  }

  static @Nullable Value callBuiltin(
      Declaration declaration, Context context, Value[] args, @Nullable Location location) {
    try {
      Value result = declaration.code().call(context.session, args);
      context.session.account(result);
      return result;
    } catch (BuiltinException e) {
      boolean halts = e.code().equals(BuiltinException.HALT);
      if (context.session.strictBuiltinErrors || halts) {
        throw EvalException.of(
            halts ? EvalException.BUILTIN : e.code(),
            declaration.name() + ": " + e.getMessage(),
            location);
      }
      return null;
    }
  }

  private static final class BuiltinCall extends Operand {
    private final Declaration declaration;
    private final Operand[] args;
    private final Location location;

    BuiltinCall(Declaration declaration, Operand[] args, Location location) {
      this.declaration = declaration;
      this.args = args;
      this.location = location;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value[] values = Operand.values(args, frame);
      if (values == null) {
        return null;
      }
      Context.Replacement replaced = replacement(frame.context, declaration.name());
      return replaced != null
          ? replaced.call(frame.context, values)
          : callBuiltin(declaration, frame.context, values, location);
    }
  }

  private static final class FunctionCall extends Operand {
    private final RuleGroup function;
    private final Operand[] args;

    FunctionCall(RuleGroup function, Operand[] args) {
      this.function = function;
      this.args = args;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value[] values = Operand.values(args, frame);
      if (values == null) {
        return null;
      }
      Context.Replacement replaced = replacement(frame.context, function);
      return replaced != null
          ? replaced.call(frame.context, values)
          : function.call(frame.context, values);
    }
  }

  private static final class Print extends Operand {
    private final List<Operand> args;
    private final Location location;

    Print(List<Operand> args, Location location) {
      this.args = args;
      this.location = location;
    }

    @Override
    Value value(Frame frame) {
      Probe probe = frame.context.session.probe;
      if (probe != null) {
        probe.print(
            location,
            args.stream().map(a -> text(a.value(frame))).collect(Collectors.joining(" ")));
      }
      return BooleanValue.TRUE;
    }

    private static String text(@Nullable Value value) {
      if (value == null) {
        return "<undefined>";
      }
      return value instanceof StringValue s ? s.value() : value.toString();
    }
  }

  /** A built-in as what a {@code with} calls instead of another function. */
  public static Modifier.Target target(Declaration declaration) {
    return (context, args) -> callBuiltin(declaration, context, args, null);
  }

  /** A function likewise. */
  public static Modifier.Target target(RuleGroup function) {
    return function::call;
  }
}
