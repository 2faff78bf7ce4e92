package dev.bulkhead.snapshot;

import dev.bulkhead.model.Entity;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * An entity under another id. Rare (two files define one object), so that reflection costs nothing.
 */
final class Renamed {
  private Renamed() {}

  static Entity of(Entity entity, String id) {
    RecordComponent[] components = entity.getClass().getRecordComponents();
    try {
      var values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            components[i].getName().equals("meta")
                ? SnapshotBuilder.renamed(entity.meta(), id)
                : components[i].getAccessor().invoke(entity);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      Constructor<?> constructor = entity.getClass().getDeclaredConstructor(types);
      return (Entity) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot copy " + entity.getClass(), e);
    }
  }
}
