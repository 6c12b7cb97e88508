/** SMTP (RFC 5321) as far as a probe needs it. */
@NullMarked
package org.hamail.mail.smtp;

import org.jspecify.annotations.NullMarked;
