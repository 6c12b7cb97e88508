/** What happened, for people: history and explanations from the journal. */
@NullMarked
package org.hamail.report;

import org.jspecify.annotations.NullMarked;
