package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/**
 * Where an entity comes from.
 *
 * @param uri the file relative to the scan's root with forward slashes, or a URI such as {@code
 *     k8s://cluster/apps/v1/namespaces/acme/deployments/web} for what has no file
 * @param document index of the YAML document in the file, from 0
 * @param pointer JSON Pointer of the entity's root inside the document, {@code ""} for the document
 *     itself, {@code /items/3} in a List
 * @param span the entity's whole text
 * @param collector what read it: {@code file}, {@code helm}, {@code kustomize}, {@code cluster} …
 * @param via what it was rendered from, for example {@code charts/odoo (release odoo)}; null for
 *     plain files
 */
public record Source(
    String uri, int document, String pointer, Span span, String collector, @Nullable String via) {}
