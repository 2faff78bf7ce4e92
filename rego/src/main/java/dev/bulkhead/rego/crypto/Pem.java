package dev.bulkhead.rego.crypto;

import org.jspecify.annotations.Nullable;

/** A block of PEM (RFC 7468). */
public final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  private final String type;
  private final byte[] der;
  private final int end;

  private Pem(String type, byte[] der, int end) {
    this.type = type;
    this.der = der;
    this.end = end;
  }

  /** What stands behind BEGIN. */
  public String type() {
    return type;
  }

  public byte[] der() {
    return der.clone();
  }

  /** Where the text goes on behind the block. */
  public int end() {
    return end;
  }

  /**
   * The next whole block at or behind {@code from}; null where there is none. Reads each line once.
   */
  public static @Nullable Pem next(String text, int from) {
    String type = null;
    int body = 0;
    for (int line = from; line < text.length(); ) {
      int newline = text.indexOf('\n', line);
      int next = newline < 0 ? text.length() : newline + 1;
      String trimmed = text.substring(line, next).stripTrailing();
      if (trimmed.startsWith(BEGIN) && trimmed.endsWith(DASHES)) {
        type = trimmed.substring(BEGIN.length(), Math.max(BEGIN.length(), trimmed.length() - 5));
        body = next;
      } else if (type != null && trimmed.startsWith(END)) {
        byte[] der = trimmed.equals(END + type + DASHES) ? bytes(text.substring(body, line)) : null;
        if (der != null) {
          return new Pem(type, der, next);
        }
        type = null;
      }
      line = next;
    }
    return null;
  }

  /** The body behind the headers, which end with an empty line; null where it is no base64. */
  private static byte @Nullable [] bytes(String body) {
    String digits = body;
    if (body.contains(": ") && body.contains("\n\n")) {
      digits = body.substring(body.indexOf("\n\n"));
    }
    try {
      return Base64Text.decode(digits.replace(" ", "").replace("\t", ""));
    } catch (CryptoException e) {
      return null;
    }
  }
}
