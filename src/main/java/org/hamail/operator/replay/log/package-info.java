/** Reads the logs of a monitoring core: lines, files, several files as one, and what the outputs and names in them mean. */
@NullMarked
package org.hamail.operator.replay.log;

import org.jspecify.annotations.NullMarked;
