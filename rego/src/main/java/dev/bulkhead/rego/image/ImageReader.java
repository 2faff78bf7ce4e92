package dev.bulkhead.rego.image;

import dev.bulkhead.rego.syntax.Annotations;
import dev.bulkhead.rego.syntax.Body;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ImageWriter} wrote, node for node. */
final class ImageReader {
  private static final Annotations.Scope[] SCOPES = Annotations.Scope.values();

  private final byte[] image;
  private int at;
  private StringValue[] texts = {};
  private String file = "";

  ImageReader(byte[] image) {
    this.image = image;
  }

  List<Module> modules() {
    if (number() != ModuleImage.MAGIC) {
      throw new IllegalArgumentException("no image of modules, or of another version");
    }
    texts = new StringValue[count()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = StringValue.of(written());
    }
    if (size() != image.length - at) {
      throw damaged();
    }
    return list(this::module);
  }

  private Module module() {
    file = written();
    String source = written();
    Location packageLocation = location();
    List<String> packagePath = list(this::text);
    List<Module.Import> imports =
        list(() -> new Module.Import(location(), list(this::text), optional(this::text)));
    List<Rule> rules = list(this::rule);
    return new Module(
        file,
        source,
        packageLocation,
        packagePath,
        imports,
        rules,
        list(() -> annotations(rules)),
        list(() -> comment(source)));
  }

  private Module.Comment comment(String source) {
    Location location = location();
    return new Module.Comment(location, source.substring(location.offset() + 1, location.end()));
  }

  private Annotations annotations(List<Rule> rules) {
    Location location = location();
    Annotations.Scope scope = SCOPES[size()];
    if (!(value() instanceof ObjectValue metadata)) {
      throw damaged();
    }
    int rule = size();
    return new Annotations(location, scope, metadata, rule == 0 ? null : rules.get(rule - 1));
  }

  private Rule rule() {
    return new Rule(location(), flag(), head(), body(), optional(this::otherwise), flag());
  }

  private Rule.Head head() {
    return new Rule.Head(
        location(),
        term(),
        optional(this::terms),
        flag() ? Rule.Kind.MULTI_VALUE : Rule.Kind.SINGLE_VALUE,
        optional(this::term),
        optional(this::term),
        flag());
  }

  private Rule.Else otherwise() {
    return new Rule.Else(location(), term(), body(), optional(this::otherwise), flag());
  }

  private Body body() {
    return new Body(location(), list(this::expr));
  }

  private Expr expr() {
    int tag = size();
    Location location = location();
    List<Expr.With> withs = list(() -> new Expr.With(location(), term(), term()));
    return switch (tag) {
      case Tag.TERM_EXPR -> new Expr.TermExpr(location, flag(), term(), withs);
      case Tag.NOT -> new Expr.Not(location, body(), flag(), withs);
      case Tag.LOGICAL ->
          new Expr.Logical(
              location, flag() ? Expr.Operator.AND : Expr.Operator.OR, operand(), operand(), withs);
      case Tag.SOME_DECL -> new Expr.SomeDecl(location, list(this::variable), withs);
      case Tag.SOME_IN -> new Expr.SomeIn(location, optional(this::term), term(), term(), withs);
      case Tag.EVERY ->
          new Expr.Every(location, optional(this::term), term(), term(), body(), withs);
      default -> throw unknown("expression", tag);
    };
  }

  private Expr.Operand operand() {
    return new Expr.Operand(location(), body(), flag());
  }

  private List<Term> terms() {
    return list(this::term);
  }

  private Term.Var variable() {
    if (term() instanceof Term.Var v) {
      return v;
    }
    throw damaged();
  }

  private Term term() {
    int tag = size();
    Location location = location();
    return switch (tag) {
      case Tag.SCALAR -> new Term.Scalar(location, value());
      case Tag.VAR -> new Term.Var(location, text());
      case Tag.REF -> new Term.Ref(location, term(), terms());
      case Tag.ARRAY -> new Term.ArrayTerm(location, terms());
      case Tag.SET -> new Term.SetTerm(location, terms());
      case Tag.OBJECT ->
          new Term.ObjectTerm(location, list(() -> new Term.ObjectTerm.Entry(term(), term())));
      case Tag.ARRAY_COMPREHENSION -> new Term.ArrayComprehension(location, term(), body());
      case Tag.SET_COMPREHENSION -> new Term.SetComprehension(location, term(), body());
      case Tag.OBJECT_COMPREHENSION ->
          new Term.ObjectComprehension(location, term(), term(), body());
      case Tag.CALL -> new Term.Call(location, term(), terms());
      case Tag.TEMPLATE -> new Term.Template(location, list(this::part));
      default -> throw unknown("term", tag);
    };
  }

  private Term.Template.Part part() {
    return flag() ? new Term.Template.Hole(expr()) : new Term.Template.Text(text());
  }

  private Value value() {
    int tag = size();
    return switch (tag) {
      case Tag.NULL -> NullValue.NULL;
      case Tag.FALSE -> BooleanValue.FALSE;
      case Tag.TRUE -> BooleanValue.TRUE;
      case Tag.INTEGER -> NumberValue.of(number());
      case Tag.NUMBER -> NumberValue.written(text());
      case Tag.STRING -> texts[size()];
      case Tag.ARRAY_VALUE -> ArrayValue.of(list(this::value));
      case Tag.OBJECT_VALUE -> object();
      case Tag.SET_VALUE -> SetValue.of(list(this::value));
      default -> throw unknown("value", tag);
    };
  }

  private Value object() {
    int size = count();
    var members = LinkedHashMap.<Value, Value>newLinkedHashMap(size);
    for (int i = 0; i < size; i++) {
      members.put(value(), value());
    }
    return ObjectValue.wrap(members);
  }

  private static IllegalArgumentException damaged() {
    return new IllegalArgumentException("the image of modules is cut short or damaged");
  }

  private static IllegalArgumentException unknown(String what, int tag) {
    return new IllegalArgumentException("the image of modules has an unknown " + what + ": " + tag);
  }

  private Location location() {
    int row = size();
    int col = size();
    int offset = size();
    return new Location(file, row, col, offset, offset + size());
  }

  private String text() {
    return texts[size()].value();
  }

  private String written() {
    int length = count();
    String text = new String(image, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private boolean flag() {
    return image[at++] != 0;
  }

  /** How many items or bytes follow; each item takes a byte at least. */
  private int count() {
    int count = size();
    if (count < 0 || count > image.length - at) {
      throw damaged();
    }
    return count;
  }

  private int size() {
    byte first = image[at];
    if (first >= 0) {
      at++;
      return first;
    }
    return (int) number();
  }

  private long number() {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = image[at++];
      value |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  private <T> List<T> list(Supplier<? extends T> read) {
    int size = count();
    if (size == 0) {
      return List.of();
    }
    var items = new Object[size];
    for (int i = 0; i < size; i++) {
      items[i] = read.get();
    }
    @SuppressWarnings("unchecked") // all items are of the reader
    var list = (List<T>) List.of(items);
    return list;
  }

  private <T> @Nullable T optional(Supplier<? extends T> read) {
    return flag() ? read.get() : null;
  }
}
