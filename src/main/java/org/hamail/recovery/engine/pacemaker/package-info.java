/** An existing Pacemaker cluster as the engine. */
@NullMarked
package org.hamail.recovery.engine.pacemaker;

import org.jspecify.annotations.NullMarked;
