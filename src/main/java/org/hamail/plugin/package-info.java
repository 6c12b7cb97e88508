/** The plugin contract: state, cause, ranges, performance data and the one line that a check prints. Values only. */
@NullMarked
package org.hamail.plugin;

import org.jspecify.annotations.NullMarked;
