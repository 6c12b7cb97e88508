package org.hamail.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server for rehearsals: it greets and agrees to everything, on a loopback port of its own. */
final class TrainingServer implements Runnable, AutoCloseable {
    private final String protocol;
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    TrainingServer(String protocol) throws IOException {
        this.protocol = protocol;
        var thread = new Thread(this, "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    String port() {
        return Integer.toString(listener.getLocalPort());
    }

    @Override
    public void run() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                serve(client);
            } catch (IOException e) {
                // the rehearsal goes on with the next call, or is over
            }
        }
    }

    private void serve(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        String line = "";
        while (line != null) {
            out.write(reply(line).getBytes(StandardCharsets.ISO_8859_1));
            line = in.readLine();
        }
    }

    private String reply(String line) {
        String[] words = line.toUpperCase(Locale.ROOT).split(" ");
        return switch (protocol) {
            case "pop" -> words[0].equals("CAPA") ? "+OK\r\nUSER\r\n.\r\n" : "+OK ready\r\n";
            case "imap" ->
                line.isEmpty()
                        ? "* OK ready\r\n"
                        : (words[1].equals("CAPABILITY") ? "* CAPABILITY IMAP4rev1\r\n" : "* BYE\r\n") + words[0]
                                + " OK done\r\n";
            default -> line.isEmpty() ? "220 ready\r\n" : words[0].equals("QUIT") ? "221 bye\r\n" : "250 ready\r\n";
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
