/** Reports on incidents for a post-mortem: what was seen, held, decided, done and proved, and how long mail was away. */
@NullMarked
package org.hamail.operator.report;

import org.jspecify.annotations.NullMarked;
