package org.hamail.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a name into addresses; may take for ever. */
@FunctionalInterface
public interface NameService {
    InetAddress[] lookUp(String name) throws UnknownHostException;

    static NameService system() {
        return new NameService() { // a class: the first lambda of a JVM takes milliseconds, which a check has not
            @Override
            public InetAddress[] lookUp(String name) throws UnknownHostException {
                return InetAddress.getAllByName(name);
            }
        };
    }
}
