package dev.bulkhead.snapshot;

import java.lang.reflect.Method;
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
  private static final ClassValue<List<Part>> PARTS =
      new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(c -> !c.getType().isPrimitive())
              .map(Part::of)
              .toList();
        }
      };

  private RequiredParts() {}

  /** A component of a record that could be null. */
  private record Part(String name, Method accessor, boolean nullable) {
    static Part of(RecordComponent component) {
      component.getAccessor().setAccessible(true);
      return new Part(
          component.getName(),
          component.getAccessor(),
          component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    @Nullable Object of(Record record) {
      try {
        return accessor.invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("accessor of " + record.getClass() + " failed", e);
      }
    }
  }

  /**
   * JSON Pointer of the first part that is missing, from the value on; null where all are there.
   */
  static @Nullable String missingIn(Object value) {
    return switch (value) {
      case Record record -> missingIn(record);
      case List<?> list -> missingIn(list);
      case Map<?, ?> map -> missingIn(map);
      default -> null;
    };
  }

  private static @Nullable String missingIn(Record record) {
    for (Part part : PARTS.get(record.getClass())) {
      Object value = part.of(record);
      if (value == null && part.nullable()) {
        continue;
      }
      String missing = value == null ? "" : missingIn(value);
      if (missing != null) {
        return "/" + part.name() + missing;
      }
    }
    return null;
  }

  private static @Nullable String missingIn(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      String missing = item == null ? "" : missingIn(item);
      if (missing != null) {
        return "/" + i + missing;
      }
    }
    return null;
  }

  private static @Nullable String missingIn(Map<?, ?> map) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object item = entry.getValue();
      // values of free form may be null
      String missing = item == null ? null : missingIn(item);
      if (missing != null) {
        return "/" + entry.getKey() + missing;
      }
    }
    return null;
  }
}
