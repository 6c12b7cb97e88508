package org.hamail.mail;

import java.util.List;

/**
 * What a mail server answered.
 *
 * @param greeting the server's first line, harmless
 * @param unheard the expected strings that did not appear
 */
public record MailAnswer(String greeting, List<String> unheard) {}
