/** What hamail would have done with a history: logs of a monitoring core or the journal, decided again by the shipped policy. */
@NullMarked
package org.hamail.operator.replay;

import org.jspecify.annotations.NullMarked;
