/** What the monitoring core thinks now: read from Nagios' status file or from the API of Icinga 2. */
@NullMarked
package org.hamail.recovery.core;

import org.jspecify.annotations.NullMarked;
