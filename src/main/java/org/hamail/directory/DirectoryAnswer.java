package org.hamail.directory;

/**
 * What a directory answered.
 *
 * @param found whether the search found anything
 */
public record DirectoryAnswer(boolean found) {}
