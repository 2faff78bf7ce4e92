package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Times: nanoseconds since 1970, alone or in an array with the name of a time zone. The zone named
 * Local is UTC here, so that a policy gives the same everywhere.
 */
final class Times {
  private static final long SECOND = 1_000_000_000L;
  private static final String EITHER = "either number (ns) or [number (ns), string (tz)]";

  /** Dates far beyond what 64 bits of nanoseconds hold. */
  private static final long MAX_SHIFT = 100_000_000;

  private Times() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.needing(
            Declaration.Capability.CLOCK, "time.now_ns", 0, (c, a) -> nanos(c.now())),
        Declaration.pure(
            "time.parse_ns",
            2,
            (c, a) -> parse(TimeLayout.named(Args.string(a, 0)), Args.string(a, 1))),
        Declaration.pure(
            "time.parse_rfc3339_ns", 1, (c, a) -> parse(TimeLayout.RFC3339, Args.string(a, 0))),
        Declaration.pure(
            "time.parse_duration_ns",
            1,
            (c, a) -> NumberValue.of(Durations.parse(Args.string(a, 0)))),
        Declaration.pure("time.format", 1, (c, a) -> format(a[0])),
        Declaration.pure("time.date", 1, (c, a) -> date(time(a[0]))),
        Declaration.pure("time.clock", 1, (c, a) -> clock(time(a[0]))),
        Declaration.pure(
            "time.weekday",
            1,
            (c, a) ->
                StringValue.of(
                    time(a[0]).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))),
        Declaration.pure("time.add_date", 4, (c, a) -> addDate(a)),
        Declaration.pure("time.diff", 2, (c, a) -> difference(time(a[0]), time(a[1]))));
  }

  private static NumberValue nanos(Instant instant) throws BuiltinException {
    return nanos(instant.getEpochSecond(), instant.getNano());
  }

  private static NumberValue nanos(long seconds, int nanos) throws BuiltinException {
    BigInteger out =
        BigInteger.valueOf(seconds)
            .multiply(BigInteger.valueOf(SECOND))
            .add(BigInteger.valueOf(nanos));
    if (out.bitLength() > 63) {
      throw Args.error("time outside of valid range");
    }
    return NumberValue.of(out.longValue());
  }

  private static Value parse(String layout, String text) throws BuiltinException {
    TimeReader.Moment moment = TimeReader.read(layout, text);
    return nanos(moment.seconds(), moment.nanos());
  }

  private static ZonedDateTime time(Value value) throws BuiltinException {
    Value number = value;
    ZoneId zone = ZoneOffset.UTC;
    if (value instanceof ArrayValue a && a.size() > 0) {
      number = a.get(0);
      if (!(number instanceof NumberValue)) {
        throw Args.type(1, "number", number);
      }
      zone = a.size() > 1 ? zone(text(a.get(1))) : zone;
      if (a.size() > 2) {
        text(a.get(2));
      }
    }
    if (!(number instanceof NumberValue n)) {
      throw Args.type(1, EITHER, value);
    }
    BinaryFloat exact = BinaryFloat.of(n);
    if (exact.exponent() < 0 || exact.truncated().bitLength() > 63) {
      throw Args.error("timestamp too big");
    }
    long ns = exact.truncated().longValue();
    return Instant.ofEpochSecond(Math.floorDiv(ns, SECOND), Math.floorMod(ns, SECOND)).atZone(zone);
  }

  private static String text(Value value) throws BuiltinException {
    if (value instanceof StringValue s) {
      return s.value();
    }
    throw Args.type(1, "string", value);
  }

  private static ZoneId zone(String name) throws BuiltinException {
    String known = nameInJava(name);
    if (known.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.contains("..") || name.startsWith("/") || name.startsWith("\\")) {
      throw Args.error("time: invalid location name");
    }
    if (!ZoneRulesProvider.getAvailableZoneIds().contains(known)) {
      throw Args.error("unknown time zone " + name);
    }
    return ZoneId.of(known);
  }

  /** Java leaves some names of the tz database out. */
  private static String nameInJava(String name) {
    return switch (name) {
      case "", "Local" -> "UTC";
      case "EST" -> "America/Panama";
      case "MST" -> "America/Phoenix";
      case "HST" -> "Pacific/Honolulu";
      default -> name;
    };
  }

  private static Value format(Value value) throws BuiltinException {
    String layout =
        value instanceof ArrayValue a && a.size() > 2 && a.get(2) instanceof StringValue s
            ? s.value()
            : "";
    String known = layout.isEmpty() ? TimeLayout.RFC3339_NANO : TimeLayout.named(layout);
    return StringValue.of(TimeWriter.write(time(value), TimeLayout.of(known)));
  }

  private static Value numbers(int... numbers) {
    return ArrayValue.of(IntStream.of(numbers).mapToObj(NumberValue::of).toList());
  }

  private static Value date(ZonedDateTime time) {
    return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
  }

  private static Value clock(ZonedDateTime time) {
    return numbers(time.getHour(), time.getMinute(), time.getSecond());
  }

  /** Days beyond a month's end run on into the next: 31 January and a month is 3 or 2 March. */
  private static Value addDate(Value[] args) throws BuiltinException {
    ZonedDateTime time = time(args[0]);
    long years = Args.integer(args, 1);
    long months = Args.integer(args, 2);
    long days = Args.integer(args, 3);
    if (isTooFar(years) || isTooFar(months) || isTooFar(days)) {
      throw Args.error("time outside of valid range");
    }
    LocalDate date =
        YearMonth.from(time)
            .plusMonths(12 * years + months)
            .atDay(1)
            .plusDays(time.getDayOfMonth() - 1 + days);
    LocalTime clock = time.toLocalTime();
    LocalDateTime local = LocalDateTime.of(date, clock);
    return nanos(atZone(local, time.getZone().getRules()), time.get(ChronoField.NANO_OF_SECOND));
  }

  private static boolean isTooFar(long shift) {
    return shift > MAX_SHIFT || shift < -MAX_SHIFT;
  }

  /** Where a change of the clocks leaves a choice or none, what Go's {@code time.Date} gives. */
  private static long atZone(LocalDateTime local, ZoneRules rules) {
    long asUtc = local.toEpochSecond(ZoneOffset.UTC);
    int guess = rules.getOffset(Instant.ofEpochSecond(asUtc)).getTotalSeconds();
    return guess == 0
        ? asUtc
        : asUtc - rules.getOffset(Instant.ofEpochSecond(asUtc - guess)).getTotalSeconds();
  }

  /** Years, months, days, hours, minutes and seconds between two times, in the first one's zone. */
  private static Value difference(ZonedDateTime first, ZonedDateTime second) {
    LocalDateTime x = first.toLocalDateTime();
    LocalDateTime y = second.withZoneSameInstant(first.getZone()).toLocalDateTime();
    LocalDateTime from = first.toInstant().isAfter(second.toInstant()) ? y : x;
    LocalDateTime to = from == x ? y : x;
    int[] parts = {
      to.getYear() - from.getYear(),
      to.getMonthValue() - from.getMonthValue(),
      to.getDayOfMonth() - from.getDayOfMonth(),
      to.getHour() - from.getHour(),
      to.getMinute() - from.getMinute(),
      to.getSecond() - from.getSecond()
    };
    int[] whole = {0, 12, YearMonth.from(from).lengthOfMonth(), 24, 60, 60};
    for (int i = parts.length - 1; i > 0; i--) {
      if (parts[i] < 0) {
        parts[i] += whole[i];
        parts[i - 1]--;
      }
    }
    return numbers(parts);
  }
}
