package dev.bulkhead.rego.wasm;

import dev.bulkhead.rego.builtins.BuiltinRegistry;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The WebAssembly instances of one module. Idle ones are kept, not more than there are processors.
 */
final class Instances {
  private static final int MAX_IDLE = Runtime.getRuntime().availableProcessors();

  private final byte[] module;
  private final BuiltinRegistry builtins;
  private final ConcurrentLinkedDeque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();

  Instances(byte[] module, BuiltinRegistry builtins) {
    this.module = module;
    this.builtins = builtins;
  }

  Instance take() {
    @Nullable Instance instance = idle.poll();
    if (instance == null) {
      return new Instance(module, builtins);
    }
    idleCount.decrementAndGet();
    return instance;
  }

  void giveBack(Instance instance) {
    if (idleCount.incrementAndGet() <= MAX_IDLE) {
      idle.push(instance);
    } else {
      idleCount.decrementAndGet();
    }
  }
}
