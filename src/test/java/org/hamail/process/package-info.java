/** Tests of the process table, pid files and patterns. */
@NullMarked
package org.hamail.process;

import org.jspecify.annotations.NullMarked;
