package org.hamail.directory;

import java.io.IOException;
import java.util.Set;
import org.hamail.directory.DirectoryProbe.DirectoryAnswer;
import org.hamail.model.TlsMode;
import org.hamail.net.Connection;
import org.hamail.net.Resolver;
import org.hamail.plugin.Cause;
import org.hamail.probe.ImplicitTlsAdvice;
import org.hamail.probe.NetworkSession;
import org.hamail.probe.Phase;
import org.hamail.probe.Phase.Progress;
import org.hamail.time.Deadline;

/** The steps of a conversation with a directory, each booked to its phase. */
final class LdapSession extends NetworkSession<DirectoryAnswer> {
    private static final String SECURED = "secured by";
    /** Those of LDAPS and of a global catalogue. */
    private static final Set<Integer> TLS_PORTS = Set.of(DirectoryTarget.port(TlsMode.IMPLICIT), 3269);

    private final DirectoryTarget target;
    private final SearchRequest question;

    LdapSession(
            DirectoryTarget target, SearchRequest question, Resolver resolver, Deadline deadline, Progress progress) {
        super(target, resolver, deadline, question.transcript(), progress);
        this.target = target;
        this.question = question;
        question.bind().ifPresent(bind -> secrets().add(bind.password()));
    }

    @Override
    protected DirectoryAnswer talk(Connection connection) throws IOException {
        if (target.tls() != TlsMode.NONE) {
            timer().enter(Phase.TLS);
            encrypt(connection);
        }
        LdapClient client = client(connection);
        if (question.bind().isPresent()) {
            timer().enter(Phase.LOGIN);
            client.bind(question.bind().get());
        }
        timer().enter(Phase.COMMAND);
        int entries = client.search(question, deadline());
        timer().enter(Phase.QUIT);
        client.unbind();
        return new DirectoryAnswer(entries > 0);
    }

    private void encrypt(Connection connection) throws IOException {
        if (target.tls() == TlsMode.STARTTLS) {
            Connection.prepareTls();
            client(connection).startTls();
            setup().upgrade(connection, SECURED);
        } else {
            setup().secure(connection, SECURED);
        }
    }

    private LdapClient client(Connection connection) {
        return new LdapClient(new LdapConnection(connection.input(), connection.output()), transcript());
    }

    @Override
    protected String advice(IOException fault, Cause cause, Phase phase, String sentence) {
        boolean first = phase != Phase.RESOLVE && phase != Phase.CONNECT;
        return ImplicitTlsAdvice.behind(target, TLS_PORTS.contains(target.port()), cause, first, sentence);
    }
}
