/** Which processes of a daemon live: the process table as the kernel shows it, pid files, and patterns over both. */
@NullMarked
package org.hamail.process;

import org.jspecify.annotations.NullMarked;
