package org.hamail.program;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.hamail.agent.Check.Checks;
import org.hamail.agent.ifw.IfwAccess;
import org.hamail.agent.ifw.IfwApi;
import org.hamail.agent.ifw.ServerIdentity;
import org.hamail.config.IfwApiConfig;
import org.hamail.io.SecretFile;

/** Listens for Icinga where the configuration says so; files are read again at each reload. */
final class IfwListener implements Closeable {
    private final Optional<IfwApiConfig> first;
    private final Optional<IfwApi> api;

    private IfwListener(Optional<IfwApiConfig> first, Optional<IfwApi> api) {
        this.first = first;
        this.api = api;
    }

    static IfwListener open(Optional<IfwApiConfig> config, Checks checks, Supplier<String> figures) throws IOException {
        if (config.isEmpty()) {
            return new IfwListener(config, Optional.empty());
        }
        IfwApiConfig given = config.get();
        var api = new IfwApi(given.address(), given.port(), access(given), checks);
        api.figures(Optional.of(figures).filter(any -> given.metrics()));
        return new IfwListener(config, Optional.of(api));
    }

    /**
     * What makes {@code next} the configuration in force.
     *
     * @throws IOException where it cannot be used
     */
    Runnable change(Optional<IfwApiConfig> next, Supplier<String> figures) throws IOException {
        if (!place(next).equals(place(first))) {
            throw new IOException("agent: ifw_api can be switched on, off or moved only by a restart");
        }
        if (next.isEmpty() || api.isEmpty()) {
            return () -> {};
        }
        IfwAccess access = access(next.get());
        boolean metrics = next.get().metrics();
        return () -> {
            api.get().replace(access);
            api.get().figures(Optional.of(figures).filter(any -> metrics));
        };
    }

    private static Optional<String> place(Optional<IfwApiConfig> config) {
        return config.map(given -> given.address() + " " + given.port());
    }

    private static IfwAccess access(IfwApiConfig config) throws IOException {
        Optional<IfwAccess.IfwLogin> login = Optional.empty();
        if (config.user().isPresent() && config.passwordFile().isPresent()) {
            String password = SecretFile.fromFile(config.passwordFile().get()).reveal();
            login = Optional.of(new IfwAccess.IfwLogin(config.user().get(), password));
        }
        return new IfwAccess(
                ServerIdentity.tls(config.certificate(), config.key(), config.ca()),
                config.ca().isPresent(),
                login);
    }

    @Override
    public void close() throws IOException {
        if (api.isPresent()) {
            api.get().close();
        }
    }
}
