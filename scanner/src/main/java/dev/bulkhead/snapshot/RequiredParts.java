package dev.bulkhead.snapshot;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a record from outside lacks: components that may not be null and are. Jackson leaves
 * null what the text does not name.
 */
final class RequiredParts {
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          List<RecordComponent> components = Arrays.asList(type.getRecordComponents());
          components.forEach(c -> c.getAccessor().setAccessible(true));
          return components;
        }
      };

  private RequiredParts() {}

  /** JSON Pointer of the first part that is missing; null where all are there. */
  static @Nullable String missingIn(Object value, String pointer) {
    return switch (value) {
      case Record record -> missingIn(record, pointer);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          Object item = list.get(i);
          String missing = item == null ? pointer + "/" + i : missingIn(item, pointer + "/" + i);
          if (missing != null) {
            yield missing;
          }
        }
        yield null;
      }
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          Object item = entry.getValue();
          // values of free form may be null
          String missing = item == null ? null : missingIn(item, pointer + "/" + entry.getKey());
          if (missing != null) {
            yield missing;
          }
        }
        yield null;
      }
      default -> null;
    };
  }

  private static @Nullable String missingIn(Record record, String pointer) {
    for (RecordComponent component : COMPONENTS.get(record.getClass())) {
      Object part = get(component, record);
      String place = pointer + "/" + component.getName();
      if (part != null) {
        String missing = missingIn(part, place);
        if (missing != null) {
          return missing;
        }
      } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return place;
      }
    }
    return null;
  }

  private static @Nullable Object get(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("accessor of " + record.getClass() + " failed", e);
    }
  }
}
