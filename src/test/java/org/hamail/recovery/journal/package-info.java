/** Tests of the journal. */
@NullMarked
package org.hamail.recovery.journal;

import org.jspecify.annotations.NullMarked;
