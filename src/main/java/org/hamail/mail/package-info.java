/** Does the daemon serve: one short conversation in SMTP, POP3, IMAP or HTTP, observed from connect to goodbye. */
@NullMarked
package org.hamail.mail;

import org.jspecify.annotations.NullMarked;
