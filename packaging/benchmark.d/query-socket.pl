#!/usr/bin/perl
# Times for packaging/benchmark --bridge.
#   query-socket.pl silence SOCKET SECONDS PID  asks a core every 20 ms; prints its longest silence in ms, when it began (seconds since 1970),
#                                              and for how many ms of it the core was ready to run and had no processor
#   query-socket.pl handlers SOCKET N COMMAND  is a core: gives N event handlers, one after the other; prints median and p99 in ms
use strict;
use warnings;
use Socket qw(AF_UNIX SOCK_STREAM pack_sockaddr_un);
use Time::HiRes qw(time sleep);

sub ask {
    my ($path) = @_;
    socket(my $core, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
    connect($core, pack_sockaddr_un($path)) or return 0;
    syswrite $core, "\@echo 42\0" or return 0;
    return sysread($core, my $answer, 100) // 0;
}

# Milliseconds for which a process was ready to run and had no processor.
sub waited {
    my ($pid) = @_;
    open my $in, '<', "/proc/$pid/schedstat" or return 0;
    return (split ' ', <$in>)[1] / 1e6;
}

sub silence {
    my ($path, $seconds, $pid) = @_;
    my $begin = time;
    my ($longest, $at, $without) = (0, 0, 0);
    while (time < $begin + $seconds) {
        my $before = waited($pid);
        my $start = time;
        if (ask($path)) {
            my $took = time - $start;
            ($longest, $at, $without) = ($took, $start, waited($pid) - $before) if $took > $longest;
        }
        sleep 0.02;
    }
    printf "%.0f %.3f %.0f\n", $longest * 1000, $at, $without;
}

sub read_until {
    my ($from, $buffer, $end) = @_;
    while (index($$buffer, $end) < 0) { sysread $from, $$buffer, 65536, length $$buffer or die "the bridge has left\n" }
    substr($$buffer, 0, index($$buffer, $end) + length $end) = '';
}

sub handlers {
    my ($path, $number, $command) = @_;
    socket(my $server, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
    bind($server, pack_sockaddr_un($path)) && listen($server, 9) or die "$path: $!";
    my ($bridge, $buffer);
    while (1) {
        accept($bridge, $server) or die "accept: $!";
        $buffer = '';
        read_until($bridge, \$buffer, "\0");
        syswrite $bridge, "OK\0";
        last;
    }
    sleep 2;    # until the agent has said something to the bridge
    my @took;
    for my $id (0 .. $number + 19) {
        my $start = time;
        syswrite $bridge, "job_id=$id\0type=5\0command=$command --event-id $id\0timeout=30\0\1\0\0\0";
        read_until($bridge, \$buffer, "\1\0\0\0");
        push @took, (time - $start) * 1000 if $id >= 20;    # the first ones warm the agent up
    }
    @took = sort { $a <=> $b } @took;
    printf "%.1f %.1f\n", $took[$#took / 2], $took[$#took * 0.99];
}

my ($what, @rest) = @ARGV;
if    (($what // '') eq 'silence')  { silence(@rest) }
elsif (($what // '') eq 'handlers') { handlers(@rest) }
else                                { die "usage: query-socket.pl silence|handlers SOCKET ...\n" }
