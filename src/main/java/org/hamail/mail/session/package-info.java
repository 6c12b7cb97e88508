/**
 * What all mail protocols share in a session: phases and their times, what was said, logins, faults, the message of a round
 * trip.
 */
@NullMarked
package org.hamail.mail.session;

import org.jspecify.annotations.NullMarked;
