/** The logical host, its nodes, and what the engine says of them. Values only. */
@NullMarked
package org.hamail.recovery.cluster;

import org.jspecify.annotations.NullMarked;
