/** The resident agent: checks on a schedule in one process, their results to the sinks, and a socket for the launchers. */
@NullMarked
package org.hamail.agent;

import org.jspecify.annotations.NullMarked;
