package dev.bulkhead.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Code that Java links at first use: switches over types, and what records are given. */
public final class LinkedAtFirstUse implements Supplier<List<String>> {
  sealed interface Shape {
    /** In an interface, private methods are called otherwise than in a class. */
    default String named() {
      return switch (this) {
        case Circle c -> "circle";
        case Square s -> "square";
      };
    }
  }

  record Circle(double radius) implements Shape {}

  record Square(int side) implements Shape {}

  record Empty() {}

  record Every(
      boolean a,
      byte b,
      char c,
      short d,
      int e,
      long f,
      float g,
      double h,
      @Nullable String i,
      List<String> j) {}

  private static final Every ONE =
      new Every(true, (byte) -1, 'c', (short) 4, 5, 1L << 40, 0.5f, Double.NaN, null, List.of("x"));

  @Override
  public List<String> get() {
    var out = new ArrayList<String>();
    for (@Nullable Object o :
        new @Nullable Object[] {null, 7, -7, "a", "long text", 'c', 2.5, ONE}) {
      out.add(described(o));
    }
    out.add(new Circle(1).named() + new Square(1).named());
    out.add(new Empty().equals(new Empty()) + " " + new Empty().hashCode());
    out.add(ONE + " " + ONE.hashCode());
    List<Every> others =
        List.of(
            new Every(
                true, (byte) -1, 'c', (short) 4, 5, 1L << 40, 0.5f, Double.NaN, null, List.of("x")),
            new Every(
                false,
                (byte) -1,
                'c',
                (short) 4,
                5,
                1L << 40,
                0.5f,
                Double.NaN,
                null,
                List.of("x")),
            new Every(
                true, (byte) 1, 'c', (short) 4, 5, 1L << 40, 0.5f, Double.NaN, null, List.of("x")),
            new Every(
                true, (byte) -1, 'd', (short) 4, 5, 1L << 40, 0.5f, Double.NaN, null, List.of("x")),
            new Every(
                true, (byte) -1, 'c', (short) 3, 5, 1L << 40, 0.5f, Double.NaN, null, List.of("x")),
            new Every(
                true, (byte) -1, 'c', (short) 4, 6, 1L << 40, 0.5f, Double.NaN, null, List.of("x")),
            new Every(
                true, (byte) -1, 'c', (short) 4, 5, 1L << 41, 0.5f, Double.NaN, null, List.of("x")),
            new Every(
                true,
                (byte) -1,
                'c',
                (short) 4,
                5,
                1L << 40,
                -0.5f,
                Double.NaN,
                null,
                List.of("x")),
            new Every(true, (byte) -1, 'c', (short) 4, 5, 1L << 40, 0.5f, 0, null, List.of("x")),
            new Every(
                true, (byte) -1, 'c', (short) 4, 5, 1L << 40, 0.5f, Double.NaN, "i", List.of("x")),
            new Every(
                true, (byte) -1, 'c', (short) 4, 5, 1L << 40, 0.5f, Double.NaN, null, List.of()));
    for (Every other : others) {
      out.add(ONE.equals(other) + " " + other.hashCode());
    }
    out.add("" + new Circle(0.0).equals(new Circle(-0.0)) + ONE.equals((Object) "text"));
    return out;
  }

  /** With guards a switch goes on behind a label that did not hold. */
  private static String described(@Nullable Object o) {
    return switch (o) {
      case null -> "null";
      case Integer i when i < 0 -> "negative";
      case Integer i -> "integer " + i;
      case String s when s.length() > 3 -> "text";
      case CharSequence s -> "short " + s;
      case Number n -> "number " + n;
      case Record r -> "record";
      default -> "other";
    };
  }
}
