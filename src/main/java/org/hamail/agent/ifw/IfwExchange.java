package org.hamail.agent.ifw;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;
import org.hamail.agent.CheckRun;
import org.hamail.agent.ifw.HttpRequest.HttpRefusal;

/** One caller: handshake, request, check, answer. A check ends when its caller has gone. */
final class IfwExchange {
    private static final long SECONDS_TO_ASK = 10;
    private static final long SECONDS_TO_LISTEN = 10;
    private static final long MOST_IGNORED = 1 << 20;

    private final Socket plain;
    private final IfwAccess access;
    private final Checks checks;
    private final Optional<Supplier<String>> figures;
    private final ExecutorService threads;
    private final ScheduledExecutorService watch;

    IfwExchange(
            Socket plain,
            IfwAccess access,
            Checks checks,
            Optional<Supplier<String>> figures,
            ExecutorService threads,
            ScheduledExecutorService watch) {
        this.plain = plain;
        this.access = access;
        this.checks = checks;
        this.figures = figures;
        this.threads = threads;
        this.watch = watch;
    }

    /** Returns when the caller has its answer or is gone. */
    void serve() {
        try (plain) {
            plain.setTcpNoDelay(true);
            var secured = (SSLSocket) access.tls().getSocketFactory().createSocket(plain, null, plain.getPort(), true);
            secured.setUseClientMode(false);
            secured.setNeedClientAuth(access.certificates());
            ask(secured);
        } catch (IOException | RuntimeException e) {
            // gone, or nobody whom we know: nobody is there to be told
        }
    }

    private void ask(SSLSocket caller) throws IOException {
        try {
            String name;
            CheckRun run;
            ScheduledFuture<?> end = within(SECONDS_TO_ASK);
            try {
                caller.startHandshake();
                InputStream in = new BufferedInputStream(caller.getInputStream());
                HttpRequest request = request(in);
                if (wantsFigures(request)) {
                    sayAtOnce(caller, HttpReply.figures(figures.orElseThrow().get()));
                    return;
                }
                IfwCall call = call(request, in, caller.getOutputStream());
                name = call.name();
                run = run(call.words());
            } finally {
                end.cancel(false);
            }
            check(caller, name, run);
        } catch (HttpRefusal refusal) {
            sayAtOnce(caller, HttpReply.of(refusal));
        }
    }

    /** Says it at once. What has not been read of the request is thrown away before the end, or the caller would not get to see the reply. */
    private void sayAtOnce(SSLSocket caller, HttpReply reply) throws IOException {
        ScheduledFuture<?> end = within(SECONDS_TO_LISTEN);
        try (caller) {
            caller.getOutputStream().write(reply.bytes());
            caller.shutdownOutput();
            caller.getInputStream().skipNBytes(MOST_IGNORED);
        } finally {
            end.cancel(false);
        }
    }

    private HttpRequest request(InputStream in) throws IOException, HttpRefusal {
        HttpRequest request = HttpRequest.read(in);
        if (!access.lets(request)) {
            throw new HttpRefusal(401, "user and password are wrong or missing");
        }
        return request;
    }

    private boolean wantsFigures(HttpRequest request) {
        return figures.isPresent()
                && request.method().equals("GET")
                && request.target().matches("/metrics(\\?.*)?");
    }

    private IfwCall call(HttpRequest request, InputStream in, OutputStream out) throws IOException, HttpRefusal {
        String name = IfwCall.command(request.target());
        if (!request.method().equals("POST")) {
            throw new HttpRefusal(405, "only POST");
        }
        if (checks.named(List.of(name)).isEmpty()) {
            throw new HttpRefusal(404, "no such check");
        }
        return IfwCall.of(name, request.body(in, out));
    }

    /** Whoever calls may name hosts, not files: the first line of any of them could be sent to a host as a password. */
    private CheckRun run(List<String> words) throws HttpRefusal {
        if (words.stream().anyMatch(word -> word.contains("/"))) {
            throw new HttpRefusal(403, "files cannot be named over the network");
        }
        Optional<CheckRun> run = checks.runFor(words);
        return run.orElseThrow(() -> new HttpRefusal(403, "these words are answered on the agent's own machine only"));
    }

    private void check(SSLSocket caller, String name, CheckRun run) throws IOException, HttpRefusal {
        var answer = new FutureTask<Void>(() -> {
            HttpReply reply;
            try {
                Answer given = run.answer();
                reply = HttpReply.of(name, given);
            } catch (RuntimeException | LinkageError e) {
                reply = HttpReply.of(new HttpRefusal(500, "a defect of hamail: " + e));
            }
            say(caller, reply);
            return null;
        });
        try {
            threads.execute(answer);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            throw new HttpRefusal(503, "too much is running");
        }
        waitFor(caller, run, answer);
    }

    /** Until the answer is said, which closes the connection, or the caller closes it, which ends the check. */
    private void waitFor(SSLSocket caller, CheckRun run, FutureTask<Void> answer) {
        try {
            if (caller.getInputStream().read() >= 0) {
                plain.close(); // one request for each connection
            }
        } catch (IOException e) {
            // closed
        }
        if (answer.cancel(true)) {
            run.abandon();
        }
    }

    private void say(SSLSocket caller, HttpReply reply) throws IOException {
        ScheduledFuture<?> end = within(SECONDS_TO_LISTEN);
        try (caller) {
            caller.getOutputStream().write(reply.bytes());
            caller.getOutputStream().flush();
        } finally {
            end.cancel(false);
        }
    }

    /** The connection under TLS is closed: to close TLS itself could wait for the caller. */
    private ScheduledFuture<?> within(long seconds) {
        return watch.schedule(
                () -> {
                    try {
                        plain.close();
                    } catch (IOException e) {
                        // nothing is lost with a connection that is being given up
                    }
                },
                seconds,
                TimeUnit.SECONDS);
    }
}
