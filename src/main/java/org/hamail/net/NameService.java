package org.hamail.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a name into addresses; may take for ever. */
@FunctionalInterface
public interface NameService {
    InetAddress[] lookUp(String name) throws UnknownHostException;

    static NameService system() {
        return InetAddress::getAllByName;
    }
}
