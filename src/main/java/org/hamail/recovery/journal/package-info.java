/** The append-only record of a logical host: written and synced before anything acts, every record chained to the one before. */
@NullMarked
package org.hamail.recovery.journal;

import org.jspecify.annotations.NullMarked;
