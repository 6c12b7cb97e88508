package org.hamail.mail;

import java.util.List;
import java.util.Optional;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.Silence;
import org.hamail.net.Resolver;
import org.hamail.probe.NetworkProbe;
import org.hamail.probe.NetworkSession;
import org.hamail.probe.Phase.Progress;
import org.hamail.probe.ServerSide;
import org.hamail.time.Deadline;

/** Holds one conversation with a mail server and says how it went. */
public final class MailProbe extends NetworkProbe<MailProbe.MailAnswer> {
    private final MailTarget target;
    private final ProbeOptions options;
    private final Resolver resolver;
    private final Progress progress;
    private final Optional<ServerSide> serverSide;

    public MailProbe(MailTarget target, ProbeOptions options) {
        this(target, options, Resolver.system(), Progress.NONE);
    }

    public MailProbe(MailTarget target, ProbeOptions options, Resolver resolver, Progress progress) {
        this(target, options, resolver, progress, Optional.empty());
    }

    /** {@code serverSide} tells a full server from a hung one, where the probe runs on its machine; empty = it does not. */
    public MailProbe(
            MailTarget target,
            ProbeOptions options,
            Resolver resolver,
            Progress progress,
            Optional<ServerSide> serverSide) {
        this.serverSide = serverSide;
        this.target = target;
        this.options = options;
        this.resolver = resolver;
        this.progress = progress;
    }

    @Override
    protected NetworkSession<MailAnswer> session(Deadline deadline) {
        return new MailSession(target, options, resolver, deadline, new Silence(deadline), progress, serverSide);
    }

    /**
     * What a mail server answered.
     *
     * @param greeting the server's first line, harmless
     * @param unheard the expected strings that did not appear
     */
    public record MailAnswer(String greeting, List<String> unheard) {}
}
