package dev.bulkhead.model;

/**
 * A file that was read.
 *
 * @param digest SHA-256 in hex
 * @param documents how many documents it gave
 */
public record InputFile(String uri, String digest, long size, String format, int documents) {}
