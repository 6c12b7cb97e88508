/** Checks for the CheckCommand {@code ifw-api} of Icinga 2.14, by HTTP over TLS. */
@NullMarked
package org.hamail.agent.ifw;

import org.jspecify.annotations.NullMarked;
