/**
 * Keys, certificates and signatures for the built-ins: PEM and DER in, Rego values in the form of
 * Go's JSON out. On the JDK's cryptography alone; knows nothing of built-ins or evaluation.
 */
@NullMarked
package dev.bulkhead.rego.crypto;

import org.jspecify.annotations.NullMarked;
