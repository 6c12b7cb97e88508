/** YAML as values that know their line, and errors that are collected instead of ending at the first. */
@NullMarked
package org.hamail.config.yaml;

import org.jspecify.annotations.NullMarked;
