/** The thread of the story: from a notification by way of the journal and the decision to the action and its verification. */
@NullMarked
package org.hamail.recovery;

import org.jspecify.annotations.NullMarked;
