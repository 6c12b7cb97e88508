package org.hamail.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.hamail.net.NetworkException.Kind;
import org.hamail.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the kernel's errors, as the platform words them, is whose. */
class SocketErrorsTest {
    private static final Deadline FAR = Deadline.after(Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({
        "connect, Connection refused, REFUSED",
        "connect, Connection timed out, TIMEOUT",
        "route, No route to host (Host unreachable), UNREACHABLE",
        "socket, Network is unreachable, UNREACHABLE",
        "socket, Invalid argument, UNREACHABLE",
        "socket, Network is down, UNREACHABLE",
        "socket, Protocol family unavailable, UNREACHABLE",
        "socket, Connection reset, RESET",
        "bind, Permission denied, LOCAL",
        "bind, Cannot assign requested address, LOCAL",
        "socket, Operation not permitted, LOCAL",
        "socket, No buffer space available, LOCAL",
        "socket, Cannot allocate memory, LOCAL",
        "socket, Too many open files, LOCAL"
    })
    void aConnectThatFailedIsTheServersTheNetworksOrOurs(String type, String message, Kind kind) {
        assertEquals(
                kind, SocketErrors.whileConnecting(error(type, message), FAR).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "socket, Connection reset, RESET",
        "socket, Broken pipe, RESET",
        "socket, Connection timed out, UNREACHABLE",
        "route, No route to host, UNREACHABLE",
        "socket, Network is unreachable, UNREACHABLE",
        "socket, Network is down, UNREACHABLE",
        "socket, Host is down, UNREACHABLE",
        "socket, No buffer space available, LOCAL",
        "socket, Cannot allocate memory, LOCAL",
        "socket, Operation not permitted, LOCAL"
    })
    void aConnectionThatBrokeIsTheServersTheNetworksOrOurs(String type, String message, Kind kind) {
        assertEquals(kind, SocketErrors.whileTalking(error(type, message), FAR).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "h: Name or service not known, UNKNOWN_NAME, the name h does not resolve",
        "h: Temporary failure in name resolution, UNKNOWN_NAME, the name h does not resolve: no name server answers",
        "h: Too many open files, LOCAL, this machine cannot look up h: h: Too many open files",
        "h: Cannot allocate memory, LOCAL, this machine cannot look up h: h: Cannot allocate memory"
    })
    void aLookUpThatFailedIsTheNamesOrOurs(String message, Kind kind, String sentence) {
        var resolver = new Resolver(name -> {
            throw new UnknownHostException(message);
        });
        NetworkException fault = assertThrows(NetworkException.class, () -> resolver.resolve("h", Family.ANY, FAR));
        assertEquals(kind, fault.kind());
        assertEquals(sentence, fault.getMessage());
    }

    @Test
    void lookUpWithoutMemoryIsRepeated() throws NetworkException {
        var resolver = new Resolver(new Resolver.NameService() {
            private boolean again;

            @Override
            public InetAddress[] lookUp(String name) {
                if (!again) {
                    again = true;
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }
        });
        NetworkException fault = assertThrows(NetworkException.class, () -> resolver.resolve("h", Family.ANY, FAR));
        assertEquals(Kind.LOCAL, fault.kind());
        assertEquals(List.of(InetAddress.getLoopbackAddress()), resolver.resolve("h", Family.ANY, FAR));
    }

    @Test
    void silentServerToWhichRouteLeadsStaysTimeout() {
        var timeout = new NetworkException(Kind.TIMEOUT, "silent");
        assertEquals(timeout, Route.judged(timeout, List.of(InetAddress.getLoopbackAddress())));
    }

    private static IOException error(String type, String message) {
        return switch (type) {
            case "connect" -> new ConnectException(message);
            case "route" -> new NoRouteToHostException(message);
            case "bind" -> new BindException(message);
            default -> new SocketException(message);
        };
    }
}
