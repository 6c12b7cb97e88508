package org.hamail.mail.session;

/**
 * A message to be sent and to be found again.
 *
 * @param address whom it goes to
 * @param mailbox where it must arrive, by IMAP or POP3
 */
public record RoundTrip(String address, MailTarget mailbox) {}
