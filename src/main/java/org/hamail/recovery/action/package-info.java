/** What reaches out to change or to look: engines, the nodes behind a transport, verification. */
@NullMarked
package org.hamail.recovery.action;

import org.jspecify.annotations.NullMarked;
