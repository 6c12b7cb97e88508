/** From a situation to a decision: a pure function, without clock or input and output. */
@NullMarked
package org.hamail.recovery.policy;

import org.jspecify.annotations.NullMarked;
