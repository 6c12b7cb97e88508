package org.hamail.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.config.AgentConfig;
import org.hamail.config.IcingaApi;
import org.hamail.config.SinkConfig;
import org.hamail.io.SecretFile;
import org.hamail.submit.CommandFileSink;
import org.hamail.submit.IcingaSink;
import org.hamail.submit.NrdpSink;
import org.hamail.submit.NscaCipher;
import org.hamail.submit.NscaSink;
import org.hamail.submit.ServiceName;
import org.hamail.submit.Sink;

/** Builds the sinks of a configuration. */
final class Sinks {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String machine;

    /** {@code machine} is the name under which this machine submits. */
    Sinks(String machine) {
        this.machine = machine;
    }

    /** @throws IOException with a sentence for people: a password or certificate that cannot be used, two equal sinks */
    List<Sink> of(AgentConfig config) throws IOException {
        var sinks = new ArrayList<Sink>();
        for (SinkConfig wanted : config.sinks()) {
            Sink sink = of(wanted);
            if (sinks.stream().anyMatch(other -> other.name().equals(sink.name()))) {
                throw new IOException("agent: the sink " + sink.name() + " is configured twice");
            }
            sinks.add(sink);
        }
        return List.copyOf(sinks);
    }

    /** What none of {@code sinks} could ever carry, a sentence for each. */
    static List<String> complaints(List<Sink> sinks, List<ServiceName> services) {
        var complaints = new ArrayList<String>();
        for (Sink sink : sinks) {
            for (ServiceName about : services) {
                sink.complaint(about).ifPresent(why -> complaints.add("agent: check " + about + ": " + why));
            }
        }
        return complaints;
    }

    private Sink of(SinkConfig wanted) throws IOException {
        if (wanted instanceof SinkConfig.Nsca nsca) {
            return nsca(nsca);
        }
        if (wanted instanceof SinkConfig.Icinga icinga) {
            IcingaApi api = icinga.api();
            var login = new IcingaSink.ApiUser(api.user(), SecretFile.fromFile(api.passwordFile()), machine);
            return new IcingaSink(api.url(), login, api.ca(), LIMIT);
        }
        if (wanted instanceof SinkConfig.Nrdp nrdp) {
            return new NrdpSink(nrdp.url(), SecretFile.fromFile(nrdp.tokenFile()), nrdp.ca(), LIMIT);
        }
        if (wanted instanceof SinkConfig.CommandFile file) {
            return new CommandFileSink(file.path(), LIMIT);
        }
        throw new IllegalStateException("an unknown kind of sink");
    }

    private static Sink nsca(SinkConfig.Nsca nsca) throws IOException {
        Optional<Path> file = nsca.passwordFile();
        SecretFile password = file.isPresent() ? SecretFile.fromFile(file.get()) : SecretFile.none();
        if (!NscaCipher.takes(nsca.encryption(), password)) {
            throw new IOException("the NSCA password contains non-ASCII characters, which encryption "
                    + nsca.encryption().word()
                    + " cannot use: choose another password, or encryption rijndael-128");
        }
        return new NscaSink(
                new NscaSink.Peer(nsca.host(), nsca.port(), nsca.encryption(), password, nsca.maxOutput()), LIMIT);
    }
}
