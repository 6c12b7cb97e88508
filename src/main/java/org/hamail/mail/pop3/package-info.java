/** POP3 (RFC 1939) as far as a probe needs it. */
@NullMarked
package org.hamail.mail.pop3;

import org.jspecify.annotations.NullMarked;
