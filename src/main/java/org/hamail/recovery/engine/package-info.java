/** What restarts a service and moves it to another node. */
@NullMarked
package org.hamail.recovery.engine;

import org.jspecify.annotations.NullMarked;
