package org.hamail.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A directory that behaves as a test says, once, on a port of its own. */
final class ScriptedDirectory implements AutoCloseable {
    private final ServerSocket listener;

    /** What it does with the one connection that it takes; the connection stays open until the directory is closed. */
    interface Behaviour {
        void with(InputStream in, OutputStream out) throws IOException;
    }

    ScriptedDirectory(Behaviour behaviour) throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> serve(behaviour), "scripted directory");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Reads one request to its end. */
    static void hear(InputStream in) throws IOException {
        if (in.read() != Ber.SEQUENCE) {
            throw new IOException("no request");
        }
        int length = in.read();
        for (int more = length < 0x80 ? 0 : length & 0x7f; more > 0; more--) {
            length = (length << 8) | in.read();
        }
        in.readNBytes(length & 0xffffff);
    }

    /** A reply to request {@code id}: LDAPResult with {@code code} in an operation with {@code tag}. */
    static byte[] reply(int id, int tag, int code, String diagnosis) {
        return message(
                id,
                Ber.element(
                        tag,
                        Ber.number(Ber.ENUMERATED, code),
                        Ber.text(Ber.OCTETS, ""),
                        Ber.text(Ber.OCTETS, diagnosis)));
    }

    static byte[] message(int id, byte[] operation) {
        return Ber.element(Ber.SEQUENCE, Ber.number(Ber.INTEGER, id), operation);
    }

    static byte[] entry(int id, String name) {
        return message(id, Ber.element(0x64, Ber.text(Ber.OCTETS, name), Ber.element(Ber.SEQUENCE)));
    }

    private void serve(Behaviour behaviour) {
        try (Socket connection = listener.accept()) {
            behaviour.with(connection.getInputStream(), connection.getOutputStream());
        } catch (IOException e) {
            // the probe went away, or the test is over
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
