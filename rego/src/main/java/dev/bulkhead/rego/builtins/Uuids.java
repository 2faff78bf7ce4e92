package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Universally unique identifiers (RFC 4122). */
final class Uuids {
  /** 100-nanosecond steps from 15 October 1582, where UUIDs count from, to 1970. */
  private static final long EPOCH = 0x01B2_1DD2_1381_4000L;

  private static final List<String> DOMAINS = List.of("Person", "Group", "Org");

  private Uuids() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("uuid.parse", 1, (c, a) -> parse(Args.string(a, 0))),
        Declaration.needing(Declaration.Capability.RANDOM, "uuid.rfc4122", 1, Uuids::random));
  }

  /** The same for the same key within one evaluation. */
  private static Value random(BuiltinContext context, Value[] args) {
    record Key(Value key) {}
    return context.memo(
        new Key(args[0]),
        () -> {
          var bytes = new byte[16];
          context.random().nextBytes(bytes);
          bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
          bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
          String hex = HexFormat.of().formatHex(bytes);
          return StringValue.of(
              hex.substring(0, 8)
                  + "-"
                  + hex.substring(8, 12)
                  + "-"
                  + hex.substring(12, 16)
                  + "-"
                  + hex.substring(16, 20)
                  + "-"
                  + hex.substring(20));
        });
  }

  private static @Nullable Value parse(String text) {
    byte[] uuid = bytes(text);
    if (uuid == null) {
      return null;
    }
    Map<Value, Value> out = new HashMap<>();
    int version = (uuid[6] >> 4) & 15;
    put(out, "version", NumberValue.of(version));
    put(out, "variant", StringValue.of(variant(uuid[8] & 255)));
    if (version == 1 || version == 2) {
      long time =
          ((number(uuid, 6, 8) & 0x0fff) << 48) | (number(uuid, 4, 6) << 32) | number(uuid, 0, 4);
      put(out, "time", NumberValue.of((time - EPOCH) * 100));
      put(out, "nodeid", StringValue.of(HexFormat.ofDelimiter("-").formatHex(uuid, 10, 16)));
      put(out, "macvariables", StringValue.of(macVariables(uuid[10])));
      put(out, "clocksequence", NumberValue.of(number(uuid, 8, 10) & 0x3fff));
    }
    if (version == 2) {
      int domain = uuid[9] & 255;
      put(out, "id", NumberValue.of(number(uuid, 0, 4)));
      put(
          out,
          "domain",
          StringValue.of(domain < DOMAINS.size() ? DOMAINS.get(domain) : "Domain" + domain));
    }
    return ObjectValue.wrap(out);
  }

  private static void put(Map<Value, Value> out, String key, Value value) {
    out.put(StringValue.of(key), value);
  }

  /** Plain, with {@code urn:uuid:} before it, in braces, or without dashes. */
  private static byte @Nullable [] bytes(String text) {
    String plain =
        switch (text.length()) {
          case 36 + 9 ->
              text.toLowerCase(Locale.ROOT).startsWith("urn:uuid:") ? text.substring(9) : "";
          case 36 + 2 -> text.substring(1, 37);
          default -> text;
        };
    String hex = plain;
    if (plain.length() == 36) {
      for (int dash : new int[] {8, 13, 18, 23}) {
        if (plain.charAt(dash) != '-') {
          return null;
        }
      }
      hex = plain.replace("-", "");
    }
    if (hex.length() != 32) {
      return null;
    }
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String variant(int octet) {
    if ((octet & 0xc0) == 0x80) {
      return "RFC4122";
    }
    if ((octet & 0xe0) == 0xc0) {
      return "Microsoft";
    }
    return (octet & 0xe0) == 0xe0 ? "Future" : "Reserved";
  }

  private static long number(byte[] bytes, int from, int to) {
    long out = 0;
    for (int i = from; i < to; i++) {
      out = (out << 8) | (bytes[i] & 255);
    }
    return out;
  }

  private static String macVariables(byte first) {
    return ((first & 2) == 0 ? "global:" : "local:") + ((first & 1) == 0 ? "unicast" : "multicast");
  }
}
