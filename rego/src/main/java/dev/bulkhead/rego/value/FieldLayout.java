package dev.bulkhead.rego.value;

import org.jspecify.annotations.Nullable;

/** The names of the fields of many alike objects, and where each has its value. */
final class FieldLayout {
  private final StringValue[] names;

  /** Open addressing: one more than the index of a name, 0 for none. */
  private final int[] slots;

  /**
   * @param names each once
   */
  FieldLayout(StringValue[] names) {
    this.names = names;
    this.slots = new int[Integer.highestOneBit(Math.max(1, names.length)) * 4];
    for (int i = 0; i < names.length; i++) {
      int slot = slot(names[i]);
      while (slots[slot] != 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = i + 1;
    }
  }

  int size() {
    return names.length;
  }

  StringValue name(int index) {
    return names[index];
  }

  /** Place of a field; -1 where there is none of that name. */
  int index(@Nullable Object name) {
    if (!(name instanceof StringValue wanted)) {
      return -1;
    }
    for (int slot = slot(wanted); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
      int index = slots[slot] - 1;
      if (names[index].equals(wanted)) {
        return index;
      }
    }
    return -1;
  }

  private int slot(StringValue name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 16) & slots.length - 1;
  }
}
