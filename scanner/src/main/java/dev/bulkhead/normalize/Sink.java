package dev.bulkhead.normalize;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;

/** Takes what normalizers find. */
public interface Sink {
  void add(Entity entity);

  void gap(Gap gap);
}
