package org.hamail.mail;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.hamail.support.TestTls;

/**
 * A server that plays a script to each of its callers, and notes where they said something else.
 *
 * <p>{@code S: text} sends a line, {@code S- text} sends it without a line end; {@code \r \n \t \0 \e \\ \xNN} are bytes.
 * {@code C: text} waits for that line; a {@code *} in it stands for anything, which {@code {*}} repeats behind {@code S}. {@code @delay MILLIS}, {@code @close},
 * {@code @reset}, {@code @hang} (until the caller goes away), {@code @garbage COUNT} (so many bytes without a line end),
 * {@code @repeat COUNT TEXT} (a line many times), {@code @trickle MILLIS TEXT} (byte by byte, for ever), {@code @pieces N}
 * (from here on in pieces of N bytes), {@code @passes SECONDS} (of a {@link PassingTime}), {@code @lf} (from here on lines end with LF alone), {@code @tls IDENTITY} (see {@link TestTls}).
 */
public final class ScriptedServer implements Closeable {
    private final ServerSocket listener;
    private final Deque<List<String>> scripts;
    private final PassingTime time;
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> callers = Collections.synchronizedList(new ArrayList<>());

    public ScriptedServer(List<String> steps) throws IOException {
        this(new ArrayDeque<>(List.of(steps)), new PassingTime());
    }

    /** Plays the first script to the first caller, and so on; the last one to all further callers. */
    public static ScriptedServer inTurn(PassingTime time, List<List<String>> scripts) throws IOException {
        return new ScriptedServer(new ArrayDeque<>(scripts), time);
    }

    private ScriptedServer(Deque<List<String>> scripts, PassingTime time) throws IOException {
        this.scripts = scripts;
        this.time = time;
        this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many have called so far. */
    int callers() {
        return callers.size();
    }

    /** Where callers did not keep to the script. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = listener.accept();
                caller.setTcpNoDelay(true);
                callers.add(caller);
                List<String> steps = scripts.size() > 1 ? scripts.remove() : scripts.element();
                start(() -> play(caller, steps));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void play(Socket caller, List<String> steps) {
        try (caller) {
            var part = new Part(caller);
            for (String step : steps) {
                if (!part.play(step)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // the caller went away, which is its right
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket caller : List.copyOf(callers)) {
            caller.close();
        }
    }

    /** The server's part in one conversation. */
    private final class Part {
        private Socket socket;
        private String lineEnd = "\r\n";
        private int pieces = Integer.MAX_VALUE;
        private String anything = "";

        Part(Socket socket) {
            this.socket = socket;
        }

        /** Whether the script goes on behind {@code step}. */
        boolean play(String step) throws IOException, InterruptedException {
            if (step.startsWith("S: ") || step.equals("S:")) {
                send(Escapes.bytes(repeated(step.substring(Math.min(3, step.length()))) + lineEnd));
                return true;
            }
            if (step.startsWith("S- ")) {
                send(Escapes.bytes(repeated(step.substring(3))));
                return true;
            }
            if (step.startsWith("C: ")) {
                return hear(step.substring(3));
            }
            String[] words = step.split(" ", 3);
            switch (words[0]) {
                case "@delay" -> Thread.sleep(Integer.parseInt(words[1]));
                case "@passes" -> time.pass(Duration.ofSeconds(Integer.parseInt(words[1])));
                case "@pieces" -> pieces = Integer.parseInt(words[1]);
                case "@lf" -> lineEnd = "\n";
                case "@garbage" -> send("x".repeat(Integer.parseInt(words[1])).getBytes(StandardCharsets.US_ASCII));
                case "@repeat" -> repeat(Integer.parseInt(words[1]), Escapes.bytes(words[2] + lineEnd));
                case "@trickle" -> trickle(Integer.parseInt(words[1]), Escapes.bytes(words[2]));
                case "@tls" -> socket = TestTls.server(socket, words[1]);
                case "@hang" -> awaitEnd();
                case "@reset" -> socket.setSoLinger(true, 0);
                case "@close" -> {}
                default -> throw new IllegalArgumentException("no such step: " + step);
            }
            return !words[0].equals("@close") && !words[0].equals("@reset");
        }

        private void send(byte[] bytes) throws IOException, InterruptedException {
            for (int from = 0; from < bytes.length; from += Math.min(pieces, bytes.length)) {
                socket.getOutputStream().write(bytes, from, Math.min(pieces, bytes.length - from));
                socket.getOutputStream().flush();
                if (pieces < bytes.length) {
                    Thread.sleep(5);
                }
            }
        }

        private void repeat(int count, byte[] line) throws IOException {
            var block = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                block.write(line);
                if (block.size() > 60_000 || i == count - 1) {
                    socket.getOutputStream().write(block.toByteArray());
                    block.reset();
                }
            }
        }

        private void trickle(int millis, byte[] bytes) throws IOException, InterruptedException {
            for (int i = 0; ; i = (i + 1) % bytes.length) {
                socket.getOutputStream().write(bytes[i]);
                socket.getOutputStream().flush();
                Thread.sleep(millis);
            }
        }

        private void awaitEnd() throws IOException {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // whatever it says
            }
        }

        private boolean hear(String wanted) throws IOException {
            var line = new ByteArrayOutputStream();
            for (int b = socket.getInputStream().read();
                    b != '\n';
                    b = socket.getInputStream().read()) {
                if (b < 0) {
                    complaints.add("instead of '" + wanted + "' the caller went away");
                    return false;
                }
                line.write(b);
            }
            String said = line.toString(StandardCharsets.UTF_8).stripTrailing();
            if (!Escapes.glob(wanted).matcher(said).matches()) {
                complaints.add("instead of '" + wanted + "' the caller said '" + said + "'");
            } else if (wanted.indexOf('*') == wanted.length() - 1) {
                anything = said.substring(wanted.length() - 1);
            }
            return true;
        }

        private String repeated(String text) {
            return text.replace("{*}", anything);
        }
    }
}
