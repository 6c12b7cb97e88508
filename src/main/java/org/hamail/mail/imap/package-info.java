/** IMAP4rev1 (RFC 3501) as far as a probe needs it. */
@NullMarked
package org.hamail.mail.imap;

import org.jspecify.annotations.NullMarked;
