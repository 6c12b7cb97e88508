/** Time as an argument: one absolute deadline that is handed down, and the clock that it reads. */
@NullMarked
package org.hamail.time;

import org.jspecify.annotations.NullMarked;
