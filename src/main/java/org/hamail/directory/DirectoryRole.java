package org.hamail.directory;

import org.hamail.plugin.Status;

/** What a directory is for, which decides how bad it is when it does not answer. */
public enum DirectoryRole {
    /** The configuration directory: expected to be down at times, and harmless. */
    CONFIG("config", Status.WARNING),
    /** Users and groups: without it no mail is delivered or read, and moving the mail service repairs nothing. */
    USER_GROUP("user-group", Status.CRITICAL);

    private final String word;
    private final Status status;

    DirectoryRole(String word, Status status) {
        this.word = word;
        this.status = status;
    }

    /** As it stands on the command line. */
    public String word() {
        return word;
    }

    /** The worst state of a check of it. */
    public Status status() {
        return status;
    }
}
