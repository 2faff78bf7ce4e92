package dev.bulkhead.rego.fuzz;

import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Values at the edge of what built-ins take. */
public final class HostileValues {
  private static final int MAX_DEPTH = 4;

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "7",
          "64",
          "-64",
          "255",
          "1023",
          "65536",
          "2147483647",
          "-2147483648",
          "2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "1e9",
          "1e18",
          "1e19",
          "1e400",
          "1e-400",
          "1e30000",
          "1e-30000",
          "-1e30000",
          "0.1",
          "-0.5",
          "1.0",
          "1.5",
          "1e3",
          "123456789.123456789",
          "4294967296",
          "1000000",
          "100000000",
          "9".repeat(400),
          "0." + "3".repeat(400));

  private static final List<String> KEYS =
      List.of(
          "a",
          "b",
          "0",
          "alg",
          "typ",
          "kty",
          "n",
          "e",
          "d",
          "k",
          "crv",
          "x",
          "y",
          "keys",
          "cert",
          "secret",
          "iss",
          "aud",
          "exp",
          "nbf",
          "time",
          "op",
          "path",
          "value",
          "from",
          "type",
          "properties",
          "items",
          "$ref",
          "enum",
          "pattern",
          "format",
          "required",
          "minimum",
          "multipleOf",
          "definitions",
          "allOf",
          "method",
          "url",
          "headers",
          "body",
          "region",
          "DNSName",
          "KeyUsages",
          "CurrentTime",
          "prefix",
          "indent",
          "pretty",
          "name",
          "cidr");

  private static final List<String> WORDS =
      List.of(
          "",
          "RS256",
          "HS256",
          "ES512",
          "PS384",
          "EdDSA",
          "none",
          "add",
          "remove",
          "test",
          "move",
          "/a/b",
          "/-",
          "/0",
          "#/definitions/a",
          "#",
          "string",
          "object",
          "array",
          "integer",
          "date-time",
          "UTC",
          "Europe/Berlin",
          "RFC3339",
          "ns",
          "days",
          "2006-01-02T15:04:05Z07:00",
          "10.0.0.0/8",
          "::/0",
          "0.0.0.0/0",
          "1.2.3.4",
          "fe80::1%eth0",
          "1.2.3-rc.1+b",
          "v1",
          "1h2m",
          "10Gi",
          "1e3K",
          "a.*b",
          "(a*)*b",
          "(?:x{1000}){1000}",
          "[[:alpha:]]",
          "\\pN",
          "{a,b,{c,d}}",
          "[!a-z]*",
          "**",
          "{{.}}",
          "{{range .}}{{.}}{{end}}",
          "%v",
          "%[3]*.[2]*[1]f",
          "%999999d",
          "a=b&c=%zz",
          "http://[::1]:80/%41?x#y",
          "eyJhbGciOiJIUzI1NiJ9.e30.",
          "---\na: &x [*x]",
          "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
          "{\"a\": [1, {\"b\": 1e400}]}",
          "[".repeat(3_000),
          "{\"a\":".repeat(2_000),
          "a".repeat(70_000),
          "a:\n".repeat(500),
          "- ".repeat(3_000),
          "(".repeat(2_000),
          "{".repeat(5_000),
          "*".repeat(300),
          "{{if 1}}".repeat(1_000),
          "0".repeat(5_000),
          "../".repeat(300),
          "%41".repeat(5_000),
          "a|".repeat(2_000),
          "query{a}",
          "type T{a:[T!]!}",
          "\uD800",
          "😀".repeat(100));

  private static final Type.ObjectOf OBJECT =
      new Type.ObjectOf(new TreeMap<>(), new Type.Entries(Type.Scalar.STRING, Type.ANYTHING));

  private final RandomGenerator random;

  public HostileValues(RandomGenerator random) {
    this.random = random;
  }

  /** Mostly what fits a type. */
  public Value of(@Nullable Type type, int depth) {
    return switch (type) {
      case null -> any(depth);
      case Type.Scalar scalar ->
          switch (scalar) {
            case NULL -> NullValue.NULL;
            case BOOLEAN -> BooleanValue.of(random.nextBoolean());
            case NUMBER -> number();
            case STRING -> string();
          };
      case Type.AnyOf any ->
          any.of().isEmpty() ? any(depth) : of(HostileText.of(random, any.of()), depth);
      case Type.ArrayOf array -> array(array, depth);
      case Type.SetOf set -> SetValue.of(items(set.of(), depth));
      case Type.ObjectOf object -> object(object, depth);
      case Signature function -> any(depth);
    };
  }

  private Value array(Type.ArrayOf array, int depth) {
    var items = new ArrayList<Value>();
    array.first().forEach(t -> items.add(of(t, depth + 1)));
    if (array.rest() != null) {
      items.addAll(items(array.rest(), depth));
    }
    return ArrayValue.of(items);
  }

  private Value object(Type.ObjectOf object, int depth) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    object.known().forEach((name, t) -> entries.put(name, of(t, depth + 1)));
    Type.Entries others = object.others();
    if (others != null) {
      for (int i = count(depth); i > 0; i--) {
        boolean word = others.key() == Type.Scalar.STRING || random.nextInt(4) > 0;
        Value key = word ? key() : of(others.key(), depth + 1);
        entries.put(key, of(others.value(), depth + 1));
      }
    }
    return ObjectValue.of(entries);
  }

  private List<Value> items(@Nullable Type type, int depth) {
    var out = new ArrayList<Value>();
    for (int i = count(depth); i > 0; i--) {
      out.add(of(type, depth + 1));
    }
    return out;
  }

  private int count(int depth) {
    return depth >= MAX_DEPTH
        ? 0
        : random.nextInt(60) == 0 ? 2_000 >> (4 * depth) : random.nextInt(5);
  }

  /** Any value. */
  public Value any(int depth) {
    return switch (random.nextInt(depth >= MAX_DEPTH ? 5 : 9)) {
      case 0 -> NullValue.NULL;
      case 1 -> BooleanValue.of(random.nextBoolean());
      case 2 -> number();
      case 3, 4 -> string();
      case 5 -> SetValue.of(items(Type.ANYTHING, depth));
      case 6 -> random.nextInt(10) == 0 ? deep() : ArrayValue.of(items(Type.ANYTHING, depth));
      default -> object(OBJECT, depth);
    };
  }

  /** As deep as documents may be. */
  private Value deep() {
    Value out = number();
    for (int i = 0; i < 490; i++) {
      out = random.nextBoolean() ? ArrayValue.of(out) : ObjectValue.of(Map.of(key(), out));
    }
    return out;
  }

  private Value key() {
    return random.nextInt(4) == 0 ? string() : StringValue.of(HostileText.of(random, KEYS));
  }

  private Value number() {
    return random.nextInt(3) == 0
        ? NumberValue.of(random.nextLong() >> random.nextInt(64))
        : NumberValue.written(HostileText.of(random, NUMBERS));
  }

  private Value string() {
    return StringValue.of(
        switch (random.nextInt(7)) {
          case 0 -> HostileText.bytes(random);
          case 1, 2 -> HostileText.of(random, WORDS);
          case 3 -> HostileText.of(random, Seeds.strings());
          default -> HostileText.mutated(random, Seeds.strings());
        });
  }
}
