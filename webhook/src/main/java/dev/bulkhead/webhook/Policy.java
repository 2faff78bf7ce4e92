package dev.bulkhead.webhook;

import dev.bulkhead.admission.Door;
import dev.bulkhead.admission.Settings;

/** The door and the settings that it was made of: exchanged as one. */
record Policy(Door door, Settings settings) {}
