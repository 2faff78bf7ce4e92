/**
 * Kubernetes objects of the API groups that Kubernetes itself defines, and of its common
 * extensions.
 */
@NullMarked
package dev.bulkhead.normalize.kubernetes;

import org.jspecify.annotations.NullMarked;
