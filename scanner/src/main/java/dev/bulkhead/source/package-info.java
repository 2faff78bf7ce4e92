/**
 * Where bytes come from: walks directories, reads files under limits, parses them into documents
 * with positions, renders charts and overlays. Reports what could not be read as gaps. Knows the
 * model's gaps and spans, nothing of meaning.
 */
@NullMarked
package dev.bulkhead.source;

import org.jspecify.annotations.NullMarked;
