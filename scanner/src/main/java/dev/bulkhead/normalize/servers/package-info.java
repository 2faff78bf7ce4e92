/**
 * Servers that Kubernetes objects run: the resources of operators, and containers by their
 * arguments and environment. What is not said there, a file in the image or a volume may say.
 */
@NullMarked
package dev.bulkhead.normalize.servers;

import org.jspecify.annotations.NullMarked;
