package dev.bulkhead.rego.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Bytes being written: numbers in groups of seven bits, the lowest first; texts by their length.
 */
final class Output {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  void flag(boolean value) {
    bytes.write(value ? 1 : 0);
  }

  void text(String text) {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte[] content) {
    number(content.length);
    bytes.writeBytes(content);
  }

  <T> void list(List<T> items, Consumer<? super T> write) {
    number(items.size());
    items.forEach(write);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
