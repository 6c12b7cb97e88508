/** The configuration file: YAML to records, with every problem named by file, line, column and key. */
@NullMarked
package org.hamail.config;

import org.jspecify.annotations.NullMarked;
