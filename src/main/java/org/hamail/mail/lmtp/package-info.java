/** LMTP (RFC 2033), by which mail is handed to a message store: SMTP with a hello of its own. */
@NullMarked
package org.hamail.mail.lmtp;

import org.jspecify.annotations.NullMarked;
