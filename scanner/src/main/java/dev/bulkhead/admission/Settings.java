package dev.bulkhead.admission;

import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Waiver;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the door is told: controls, platform, waivers and its own rules, all of one moment.
 *
 * @param digest of the files but for the policies, which have one of their own
 * @param platform null where no file declares one, so that it is inferred
 */
public record Settings(
    ControlLibrary library,
    @Nullable Platform platform,
    List<Waiver> waivers,
    DoorRules rules,
    String digest) {}
