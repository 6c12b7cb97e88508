package org.hamail.operator.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamail.program.Bench;

/** The IMAP server of a bench: a process of its daemon's name, and a port that answers. */
final class ServedImap implements AutoCloseable {
    private final Process process;
    private final ServerSocket socket;

    ServedImap(Bench bench, Path directory) throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep"), directory.resolve("hamail-test-imapd"));
        String text = Files.readString(bench.configuration);
        int at = text.indexOf(" port: ") + 7;
        int port = Integer.parseInt(text.substring(at, text.indexOf('}', at)));
        socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        process = new ProcessBuilder(program.toString(), "600").start();
        var thread = new Thread(this::serve, "imap");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            serveOne();
        }
    }

    private void serveOne() {
        try (Socket client = socket.accept()) {
            serve(client);
        } catch (IOException e) {
            return; // the next one
        }
    }

    private static void serve(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        send(client, "* OK ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String tag = line.split(" ", 2)[0];
            send(client, line.contains("LOGOUT") ? "* BYE" : "* CAPABILITY IMAP4rev1");
            send(client, tag + " OK done");
        }
    }

    private static void send(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void endProcess() {
        process.destroyForcibly();
        process.onExit().join();
    }

    void endServer() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        endProcess();
    }
}
