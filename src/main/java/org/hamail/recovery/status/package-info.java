/** What an operator or a check is told of a logical host: the worst thing that stands, and since when. */
@NullMarked
package org.hamail.recovery.status;

import org.jspecify.annotations.NullMarked;
