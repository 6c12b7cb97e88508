package org.hamail.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Accepts whoever comes, whether the server behind it does or not, as postscreen and load balancers do. */
final class Proxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    Proxy(String address, int port) throws IOException {
        server = new InetSocketAddress(address, port);
        listener = new ServerSocket(0, 50, InetAddress.getByName(address));
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void start(Step step) {
        var thread = new Thread(() -> {
            try {
                step.run();
            } catch (IOException e) {
                return; // one of the sockets is closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            var back = new Socket();
            sockets.add(client);
            sockets.add(back);
            back.connect(server);
            start(() -> pass(client, back));
            start(() -> pass(back, client));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
