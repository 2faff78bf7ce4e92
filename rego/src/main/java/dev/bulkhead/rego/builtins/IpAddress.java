package dev.bulkhead.rego.builtins;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An IP address.
 *
 * @param bits 32 or 128
 */
record IpAddress(BigInteger value, int bits) {
  private static final int GROUPS = 8;

  /**
   * Reads an address without a zone, as Go's {@code net.ParseIP} does: four decimal numbers without
   * leading zeros, or the forms of RFC 4291 section 2.2. Null where it is none.
   */
  static @Nullable IpAddress read(String text) {
    if (text.indexOf(':') >= 0) {
      return readV6(text);
    }
    long v4 = readV4(text);
    return v4 < 0 ? null : new IpAddress(BigInteger.valueOf(v4), 32);
  }

  private static long readV4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4 || text.length() > 15) {
      return -1;
    }
    long out = 0;
    for (String part : parts) {
      boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
      boolean sound = digits && !part.isEmpty() && part.length() <= 3;
      if (!sound || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > 255) {
        return -1;
      }
      out = out * 256 + Integer.parseInt(part);
    }
    return out;
  }

  private static @Nullable IpAddress readV6(String text) {
    if (text.length() > 45) {
      return null;
    }
    int gap = text.indexOf("::");
    List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), true);
    if (head == null || tail == null) {
      return null;
    }
    int missing = GROUPS - head.size() - tail.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    BigInteger value = BigInteger.ZERO;
    for (int group : head) {
      value = value.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    value = value.shiftLeft(16 * missing);
    for (int group : tail) {
      value = value.shiftLeft(16).or(BigInteger.valueOf(group));
    }
    return new IpAddress(value, 128);
  }

  private static @Nullable List<Integer> groups(String text, boolean mayEndInV4) {
    var out = new ArrayList<Integer>();
    if (text.isEmpty()) {
      return out;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].indexOf('.') >= 0 && i == parts.length - 1 && mayEndInV4) {
        long v4 = readV4(parts[i]);
        if (v4 < 0) {
          return null;
        }
        out.add((int) (v4 >> 16));
        out.add((int) (v4 & 0xffff));
      } else if (!parts[i].isEmpty()
          && parts[i].length() <= 4
          && parts[i].chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
        out.add(Integer.parseInt(parts[i], 16));
      } else {
        return null;
      }
    }
    return out;
  }

  /** An IPv4 address that was written as IPv6 in its own form. */
  IpAddress unmapped() {
    return bits == 128 && value.bitLength() == 48 && value.shiftRight(32).intValue() == 0xffff
        ? new IpAddress(BigInteger.valueOf(value.longValue() & 0xffff_ffffL), 32)
        : this;
  }

  /**
   * As RFC 5952 says: the longest run of at least two zero groups left out, the first of equals.
   */
  @Override
  public String toString() {
    IpAddress plain = unmapped();
    if (plain.bits == 32) {
      long v4 = plain.value.longValue();
      return (v4 >> 24) + "." + ((v4 >> 16) & 255) + "." + ((v4 >> 8) & 255) + "." + (v4 & 255);
    }
    var groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = value.shiftRight(16 * (GROUPS - 1 - i)).intValue() & 0xffff;
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    var out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
      } else {
        boolean first = out.isEmpty() || out.charAt(out.length() - 1) == ':';
        out.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return out.toString();
  }
}
