package dev.bulkhead.model;

/** Told how far long work has come; several threads may tell at once. */
public interface Progress {
  /** For those who do not want to know. */
  Progress NONE = new Untold();

  /**
   * Work of another kind begins.
   *
   * @param what what is counted, in the plural, such as {@code files}
   * @param total how many steps there will be; 0 where that is not known
   */
  void begin(String what, int total);

  /** One step of the present work is done. */
  void step();

  /** Tells nobody. */
  record Untold() implements Progress {
    @Override
    public void begin(String what, int total) {}

    @Override
    public void step() {}
  }
}
