package dev.bulkhead.rego.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of DER (ITU-T X.690): a tag, a length and content, over shared bytes. */
final class Der {
  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int UTC_TIME = 0x17;
  static final int SEQUENCE = 0x30;

  private final byte[] bytes;
  private final int start;
  private final int content;
  private final int end;

  private Der(byte[] bytes, int start, int content, int end) {
    this.bytes = bytes;
    this.start = start;
    this.content = content;
    this.end = end;
  }

  /** The one element that {@code bytes} are. */
  static Der of(byte[] bytes) throws CryptoException {
    Der element = at(bytes, 0, bytes.length);
    if (element.end != bytes.length) {
      throw malformed("trailing data");
    }
    return element;
  }

  /** All the elements that {@code bytes} are, one behind the other. */
  static List<Der> all(byte[] bytes) throws CryptoException {
    return between(bytes, 0, bytes.length);
  }

  private static List<Der> between(byte[] bytes, int from, int end) throws CryptoException {
    var out = new ArrayList<Der>();
    for (int at = from; at < end; ) {
      Der next = at(bytes, at, end);
      out.add(next);
      at = next.end;
    }
    return out;
  }

  private static Der at(byte[] bytes, int from, int limit) throws CryptoException {
    if (limit - from < 2 || (bytes[from] & 0x1f) == 0x1f) {
      throw malformed("truncated element");
    }
    int length = bytes[from + 1] & 0xff;
    int content = from + 2;
    if (length >= 0x80) {
      int octets = length - 0x80;
      if (octets == 0 || octets > 4 || limit - content < octets) {
        throw malformed("invalid length");
      }
      long value = 0;
      for (int i = 0; i < octets; i++) {
        value = value << 8 | (bytes[content + i] & 0xff);
      }
      content += octets;
      if (value > limit - content) {
        throw malformed("data truncated");
      }
      length = (int) value;
    }
    if (length > limit - content) {
      throw malformed("data truncated");
    }
    return new Der(bytes, from, content, content + length);
  }

  private static CryptoException malformed(String detail) {
    return new CryptoException("asn1: structure error: " + detail);
  }

  int tag() {
    return bytes[start] & 0xff;
  }

  /** Whether this is the element {@code number} of a context, such as {@code [0]}. */
  boolean isContext(int number) {
    return (tag() & 0xc0) == 0x80 && (tag() & 0x1f) == number;
  }

  Der expect(int tag) throws CryptoException {
    if (tag() != tag) {
      throw malformed("tags don't match");
    }
    return this;
  }

  byte[] encoded() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  byte[] content() {
    return Arrays.copyOfRange(bytes, content, end);
  }

  List<Der> children() throws CryptoException {
    return between(bytes, content, end);
  }

  /** The elements of a SEQUENCE, at least {@code least} of them. */
  List<Der> sequence(int least) throws CryptoException {
    List<Der> items = expect(SEQUENCE).children();
    if (items.size() < least) {
      throw malformed("sequence truncated");
    }
    return items;
  }

  BigInteger integer() throws CryptoException {
    if (tag() != INTEGER || content == end) {
      throw malformed("integer expected");
    }
    return new BigInteger(bytes, content, end - content);
  }

  boolean bool() throws CryptoException {
    expect(BOOLEAN);
    return end > content && bytes[content] != 0;
  }

  /** The bytes of a BIT STRING, behind the count of unused bits. */
  byte[] bits() throws CryptoException {
    if (tag() != BIT_STRING || content == end) {
      throw malformed("bit string expected");
    }
    return Arrays.copyOfRange(bytes, content + 1, end);
  }

  /** An object identifier in dotted form. */
  String oid() throws CryptoException {
    expect(OID);
    return arcs();
  }

  /** The content as an object identifier, whatever the tag. */
  String arcs() throws CryptoException {
    var out = new StringBuilder();
    long arc = 0;
    for (int i = content; i < end; i++) {
      if (arc > Long.MAX_VALUE >> 8) {
        throw malformed("object identifier out of range");
      }
      arc = arc << 7 | (bytes[i] & 0x7f);
      if ((bytes[i] & 0x80) != 0) {
        continue;
      }
      if (out.isEmpty()) {
        long first = Math.min(arc / 40, 2);
        out.append(first).append('.').append(arc - first * 40);
      } else {
        out.append('.').append(arc);
      }
      arc = 0;
    }
    if (out.isEmpty()) {
      throw malformed("object identifier expected");
    }
    return out.toString();
  }

  /** The text of one of the string types; null where it is none. */
  @Nullable String text() {
    return switch (tag()) {
      case 0x0c -> new String(bytes, content, end - content, StandardCharsets.UTF_8);
      case 0x12, 0x13, 0x14, 0x16, 0x1a, 0x1b -> latin();
      case 0x1e -> new String(bytes, content, end - content, StandardCharsets.UTF_16BE);
      default -> null;
    };
  }

  /** The content byte by byte. */
  String latin() {
    return new String(bytes, content, end - content, StandardCharsets.ISO_8859_1);
  }

  /** An element of {@code tag} around {@code parts}. */
  static byte[] encode(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
    byte[] size = BigInteger.valueOf(length).toByteArray();
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : new byte[] {(byte) tag, (byte) (0x80 + size.length)};
    int sizes = length < 0x80 ? 0 : size.length;
    byte[] out = new byte[2 + sizes + length];
    System.arraycopy(head, 0, out, 0, 2);
    System.arraycopy(size, 0, out, 2, sizes);
    int at = 2 + sizes;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, out, at, part.length);
      at += part.length;
    }
    return out;
  }
}
