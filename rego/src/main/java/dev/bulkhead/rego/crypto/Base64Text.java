package dev.bulkhead.rego.crypto;

import java.util.Arrays;
import java.util.Base64;

/** Base64 as Go reads it: line breaks are skipped, errors name the byte. */
public final class Base64Text {
  private Base64Text() {}

  /**
   * Reads the standard alphabet with padding.
   *
   * @throws CryptoException naming the first byte at fault
   */
  public static byte[] decode(String text) throws CryptoException {
    return decode(text, Base64.getDecoder(), '+', '/', true);
  }

  /** Reads the alphabet for URLs; padding may be missing. */
  public static byte[] decodeUrl(String text) throws CryptoException {
    return decode(text, Base64.getUrlDecoder(), '-', '_', text.length() % 4 == 0);
  }

  private static byte[] decode(
      String text, Base64.Decoder decoder, char c62, char c63, boolean padded)
      throws CryptoException {
    byte[] digits = new byte[text.length()];
    int count = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n') {
        continue;
      }
      boolean pad = c == '=' && count % 4 >= 2;
      if (!(pad || (padding == 0 && isDigit(c, c62, c63)))) {
        throw illegal(i);
      }
      if (pad && ++padding > 4 - count % 4) {
        throw illegal(i);
      }
      if (!pad) {
        digits[count++] = (byte) c;
      }
    }
    if (count % 4 == 1 || (padded && (count + padding) % 4 != 0)) {
      throw illegal(text.length());
    }
    return decoder.decode(Arrays.copyOf(digits, count));
  }

  private static boolean isDigit(char c, char c62, char c63) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == c62
        || c == c63;
  }

  private static CryptoException illegal(int at) {
    return new CryptoException("illegal base64 data at input byte " + at);
  }
}
