/**
 * Whether an LDAP directory answers: the few messages of RFC 4511 that this takes, spoken over {@code net}, because the
 * platform's own client has time limits only for each read and none for what it keeps in memory.
 */
@NullMarked
package org.hamail.directory;

import org.jspecify.annotations.NullMarked;
