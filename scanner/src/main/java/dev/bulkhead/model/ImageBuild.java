package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Dockerfile or Containerfile.
 *
 * @param finalUser the USER in force at the end of the last stage; null where none is set
 */
public record ImageBuild(Meta meta, List<Stage> stages, @Nullable String finalUser)
    implements Entity {

  /**
   * A build stage.
   *
   * @param base the image, or null where the stage is built from {@code scratch} or from another
   *     stage
   * @param from what stands behind FROM
   */
  public record Stage(
      String pointer,
      @Nullable String name,
      String from,
      @Nullable Image base,
      boolean last,
      List<Instruction> instructions) {}

  /**
   * An instruction, for example RUN.
   *
   * @param pointer {@code /instructions/7} counted over the file
   * @param text its arguments with continuation lines joined; secret-looking values withheld
   * @param flags such as {@code --mount=type=secret,id=x}
   * @param withheld whether something that looks like a secret was taken out
   */
  public record Instruction(
      String pointer, String name, String text, List<String> flags, boolean withheld) {}
}
