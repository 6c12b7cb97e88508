/** What the journal tells, as text: records, incidents, a timeline. */
@NullMarked
package org.hamail.operator.story;

import org.jspecify.annotations.NullMarked;
