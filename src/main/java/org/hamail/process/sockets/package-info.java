/**
 * The server's side of a port as the kernel shows it: who waits to be accepted, who is served, whom the server has sent away.
 * Source: proc_net_tcp(5), the kernel's net/ipv4/tcp_ipv4.c.
 */
@NullMarked
package org.hamail.process.sockets;

import org.jspecify.annotations.NullMarked;
