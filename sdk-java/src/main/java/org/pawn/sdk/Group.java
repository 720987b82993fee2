package org.pawn.sdk;

/**
 * A group of the directory.
 *
 * @param members how many
 */
public record Group(String id, String name, int members) {}
