package org.hamail.directory;

import org.hamail.net.Resolver;
import org.hamail.probe.NetworkProbe;
import org.hamail.probe.NetworkSession;
import org.hamail.probe.Phase.Progress;
import org.hamail.time.Deadline;

/** Asks a directory once and says how it went. */
public final class DirectoryProbe extends NetworkProbe<DirectoryProbe.DirectoryAnswer> {
    private final DirectoryTarget target;
    private final SearchRequest question;
    private final Resolver resolver;
    private final Progress progress;

    public DirectoryProbe(DirectoryTarget target, SearchRequest question) {
        this(target, question, Resolver.system(), Progress.NONE);
    }

    /** One that tells {@code progress} where its conversation stands. */
    public DirectoryProbe(DirectoryTarget target, SearchRequest question, Resolver resolver, Progress progress) {
        this.target = target;
        this.question = question;
        this.resolver = resolver;
        this.progress = progress;
    }

    @Override
    protected NetworkSession<DirectoryAnswer> session(Deadline deadline) {
        return new LdapSession(target, question, resolver, deadline, progress);
    }

    /**
     * What a directory answered.
     *
     * @param found whether the search found anything
     */
    public record DirectoryAnswer(boolean found) {}
}
