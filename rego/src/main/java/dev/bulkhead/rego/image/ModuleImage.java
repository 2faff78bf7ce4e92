package dev.bulkhead.rego.image;

import dev.bulkhead.rego.syntax.Module;
import java.util.List;

/**
 * Modules as bytes: what {@link #read} gives equals what {@link #write} was given, positions and
 * annotations included. Made to be read by the build that wrote it: there is no format between
 * versions, and no defence against bytes of another origin beyond an error.
 */
public final class ModuleImage {
  /** What an image begins with; to be changed with the syntax tree. */
  static final int MAGIC = 0x42_4B_49_01;

  private ModuleImage() {}

  public static byte[] write(List<Module> modules) {
    return new ImageWriter().modules(modules);
  }

  /**
   * The modules of an image.
   *
   * @throws IllegalArgumentException where the bytes are none
   */
  public static List<Module> read(byte[] image) {
    try {
      return new ImageReader(image).modules();
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("the image of modules is cut short or damaged", e);
    }
  }
}
