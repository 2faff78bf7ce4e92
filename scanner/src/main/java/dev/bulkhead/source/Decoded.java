package dev.bulkhead.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Text from bytes: UTF-8, or UTF-16 and UTF-32 with or without a byte order mark as YAML has them
 * (YAML 1.2.2, 5.2); else Windows-1252, in which every byte but a few is a character.
 *
 * @param charset what it was read as
 * @param guessed whether the bytes are no valid Unicode text, so that letters beyond ASCII may be
 *     others than were meant
 */
public record Decoded(String text, Charset charset, boolean guessed) {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** The text; null where the bytes are no text. */
  public static @Nullable Decoded of(byte[] bytes) {
    Charset marked = marked(bytes);
    Charset unicode = marked == null ? StandardCharsets.UTF_8 : marked;
    String text = strict(bytes, unicode);
    if (text != null) {
      return new Decoded(withoutMark(text), unicode, false);
    }
    if (marked != null || hasControls(bytes)) {
      return null;
    }
    return new Decoded(new String(bytes, WINDOWS_1252), WINDOWS_1252, true);
  }

  private static @Nullable String strict(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean binary =
          charset.equals(StandardCharsets.UTF_8)
              ? text.indexOf('\0') >= 0
              : text.chars().anyMatch(Decoded::isControl);
      return binary ? null : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** By a byte order mark, or by where the zeros of a first ASCII character lie. */
  private static @Nullable Charset marked(byte[] bytes) {
    int a = at(bytes, 0);
    int b = at(bytes, 1);
    int c = at(bytes, 2);
    int d = at(bytes, 3);
    if (a == 0xFF && b == 0xFE) {
      return c == 0 && d == 0 ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
    }
    if (a == 0xFE && b == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (a == 0 && b == 0 && ((c == 0xFE && d == 0xFF) || (c == 0 && d > 0))) {
      return Charset.forName("UTF-32BE");
    }
    if (a > 0 && b == 0) {
      return c == 0 && d == 0 ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
    }
    return a == 0 && b > 0 ? StandardCharsets.UTF_16BE : null;
  }

  /** A byte as a number; -1 behind the end. */
  private static int at(byte[] bytes, int index) {
    return index < bytes.length ? bytes[index] & 0xFF : -1;
  }

  private static boolean hasControls(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && isControl(b)) {
        return true;
      }
    }
    return false;
  }

  /** Control characters that no text file has. */
  private static boolean isControl(int c) {
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B;
  }
}
