package org.hamail.process.sockets;

/** Both ends of a connection, as the server's side has them: the remote one is the client's. */
record Ends(Endpoint local, Endpoint remote) {}
