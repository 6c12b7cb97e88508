/** The executable programs: {@code main}, options, wiring, console and exit codes. */
@NullMarked
package org.hamail.program;

import org.jspecify.annotations.NullMarked;
