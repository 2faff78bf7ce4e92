package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.builtins.TemplateNode.Operand;
import dev.bulkhead.rego.builtins.TemplateNode.Pipeline;
import dev.bulkhead.rego.value.Extent;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code strings.render_template}: templates of Go's text/template over an object. */
final class Templates {
  private static final int MAX_DEPTH = 200;

  private final BuiltinContext context;
  private final Map<String, List<TemplateNode>> templates;
  private final StringBuilder out = new StringBuilder();
  private final List<Variable> variables = new ArrayList<>();
  private int depth;

  private static final class Variable {
    final String name;
    @Nullable Object value;

    Variable(String name, @Nullable Object value) {
      this.name = name;
      this.value = value;
    }
  }

  /** How a list of nodes ended. */
  private enum End {
    DONE,
    CONTINUE,
    BREAK
  }

  private Templates(BuiltinContext context, Map<String, List<TemplateNode>> templates) {
    this.context = context;
    this.templates = templates;
  }

  static List<Declaration> declarations() {
    return List.of(Declaration.pure("strings.render_template", 2, Templates::render));
  }

  private static Value render(BuiltinContext context, Value[] args) throws BuiltinException {
    String template = Args.string(args, 0);
    ObjectValue variables = Args.object(args, 1);
    Args.writable(variables);
    var run = new Templates(context, TemplateReader.read(template));
    run.call("template", variables);
    return StringValue.of(run.out.toString().replace("<no value>", "<undefined>"));
  }

  private static BuiltinException error(String problem) {
    return Args.error("template: template: executing \"template\": " + problem);
  }

  private void call(String name, @Nullable Object dot) throws BuiltinException {
    List<TemplateNode> nodes = templates.get(name);
    if (nodes == null) {
      throw error("template " + Args.quote(name) + " not defined");
    }
    if (++depth > MAX_DEPTH) {
      throw error("exceeded maximum template depth (" + MAX_DEPTH + ")");
    }
    List<Variable> outer = List.copyOf(variables);
    variables.clear();
    variables.add(new Variable("$", dot));
    run(nodes, dot);
    variables.clear();
    variables.addAll(outer);
    depth--;
  }

  private End run(List<TemplateNode> nodes, @Nullable Object dot) throws BuiltinException {
    for (TemplateNode node : nodes) {
      context.checkBudget(1);
      Args.checkLength(out.length());
      int scope = variables.size();
      End end = run(node, dot);
      if (!(node instanceof TemplateNode.Action)) {
        leave(scope);
      }
      if (end != End.DONE) {
        return end;
      }
    }
    return End.DONE;
  }

  private void leave(int scope) {
    while (variables.size() > scope) {
      variables.removeLast();
    }
  }

  private End run(TemplateNode node, @Nullable Object dot) throws BuiltinException {
    switch (node) {
      case TemplateNode.Text t -> out.append(t.text());
      case TemplateNode.Action a -> {
        Object value = value(a.pipeline(), dot);
        if (a.pipeline().variables().isEmpty()) {
          out.append(value == null ? "<no value>" : TemplateFunctions.text(value));
        } else {
          keep(a.pipeline(), value);
        }
      }
      case TemplateNode.If i -> {
        Object value = kept(i.condition(), dot);
        return run(TemplateFunctions.isTrue(value) ? i.then() : i.otherwise(), dot);
      }
      case TemplateNode.With w -> {
        Object value = kept(w.value(), dot);
        boolean holds = TemplateFunctions.isTrue(value);
        return run(holds ? w.then() : w.otherwise(), holds ? value : dot);
      }
      case TemplateNode.Range r -> {
        return range(r, dot);
      }
      case TemplateNode.Call c -> {
        Pipeline argument = c.argument();
        call(c.name(), argument == null ? null : value(argument, dot));
      }
      case TemplateNode.Leave l -> {
        return l.loop() ? End.BREAK : End.CONTINUE;
      }
    }
    return End.DONE;
  }

  private @Nullable Object kept(Pipeline pipeline, @Nullable Object dot) throws BuiltinException {
    Object value = value(pipeline, dot);
    keep(pipeline, value);
    return value;
  }

  private void keep(Pipeline pipeline, @Nullable Object value) throws BuiltinException {
    for (String name : pipeline.variables()) {
      set(name, pipeline.assigns(), value);
    }
  }

  private void set(String name, boolean assigns, @Nullable Object value) throws BuiltinException {
    if (assigns) {
      variable(name).value = value;
    } else {
      variables.add(new Variable(name, value));
    }
  }

  private Variable variable(String name) throws BuiltinException {
    for (Variable v : variables.reversed()) {
      if (v.name.equals(name)) {
        return v;
      }
    }
    throw error("undefined variable: " + name);
  }

  private End range(TemplateNode.Range range, @Nullable Object dot) throws BuiltinException {
    Object items = value(range.items(), dot);
    var keys = new ArrayList<@Nullable Object>();
    var values = new ArrayList<@Nullable Object>();
    switch (items) {
      case ArrayValue a -> {
        for (int i = 0; i < a.size(); i++) {
          keys.add((long) i);
          values.add(TemplateFunctions.unwrap(a.get(i)));
        }
      }
      case ObjectValue o -> {
        for (Value key : o.sortedKeys()) {
          keys.add(TemplateFunctions.unwrap(key));
          values.add(TemplateFunctions.unwrap(o.get(key)));
        }
      }
      case Long n -> {
        context.checkBudget(Math.clamp(n, 0, Extent.MAX_LENGTH));
        for (long i = 0; i < Math.min(n, Extent.MAX_LENGTH); i++) {
          keys.add(i);
          values.add(i);
        }
      }
      case null -> {}
      default -> throw error("range can't iterate over " + TemplateFunctions.text(items));
    }
    if (values.isEmpty()) {
      return run(range.otherwise(), dot);
    }
    List<String> names = range.items().variables();
    for (int i = 0; i < values.size(); i++) {
      int scope = variables.size();
      if (names.size() > 1) {
        set(names.getFirst(), range.items().assigns(), keys.get(i));
      }
      if (!names.isEmpty()) {
        set(names.getLast(), range.items().assigns(), values.get(i));
      }
      End end = run(range.each(), values.get(i));
      leave(scope);
      if (end == End.BREAK) {
        break;
      }
    }
    return End.DONE;
  }

  private @Nullable Object value(Pipeline pipeline, @Nullable Object dot) throws BuiltinException {
    Object value = null;
    boolean first = true;
    for (List<Operand> command : pipeline.commands()) {
      var more = new ArrayList<@Nullable Object>();
      if (!first) {
        more.add(value);
      }
      value = value(command, more, dot);
      first = false;
    }
    return value;
  }

  private @Nullable Object value(
      List<Operand> command, List<@Nullable Object> more, @Nullable Object dot)
      throws BuiltinException {
    if (!(command.getFirst() instanceof Operand.Function f)) {
      if (command.size() > 1 || !more.isEmpty()) {
        throw error("can't give argument to non-function");
      }
      if (command.getFirst() instanceof Operand.Constant c && c.value() == null) {
        throw error("nil is not a command");
      }
      return value(command.getFirst(), dot);
    }
    if (f.name().equals("and") || f.name().equals("or")) {
      return shortCircuit(f.name().equals("and"), command, more, dot);
    }
    var args = new ArrayList<@Nullable Object>();
    for (Operand operand : command.subList(1, command.size())) {
      args.add(value(operand, dot));
    }
    args.addAll(more);
    try {
      return TemplateFunctions.call(f.name(), args);
    } catch (BuiltinException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Object shortCircuit(
      boolean and, List<Operand> command, List<@Nullable Object> more, @Nullable Object dot)
      throws BuiltinException {
    Object value = null;
    for (Operand operand : command.subList(1, command.size())) {
      value = value(operand, dot);
      if (TemplateFunctions.isTrue(value) != and) {
        return value;
      }
    }
    return more.isEmpty() ? value : more.getFirst();
  }

  private @Nullable Object value(Operand operand, @Nullable Object dot) throws BuiltinException {
    return switch (operand) {
      case Operand.Constant c -> c.value();
      case Operand.Dot d -> fields(dot, d.fields());
      case Operand.Variable v -> fields(variable(v.name()).value, v.fields());
      case Operand.Nested n -> fields(value(n.pipeline(), dot), n.fields());
      case Operand.Function f -> value(List.<Operand>of(f), new ArrayList<>(), dot);
    };
  }

  private static @Nullable Object fields(@Nullable Object start, List<String> fields)
      throws BuiltinException {
    Object at = start;
    boolean missing = false;
    for (String field : fields) {
      if (at == null && missing) {
        return null;
      }
      if (at == null) {
        throw error("nil pointer evaluating interface {}." + field);
      }
      if (!(at instanceof ObjectValue o)) {
        throw error("can't evaluate field " + field + " in type interface {}");
      }
      Value next = o.get(field);
      missing = next == null;
      at = TemplateFunctions.unwrap(next);
    }
    return at;
  }
}
