package org.hamail.mail;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hung and full states of a real Dovecot and a real Postfix, side by side; what each is taken for stands in SAFETY.md. */
class SaturatedIT {
    private static final List<String> IMAP = List.of("a CAPABILITY", "b NOOP");
    private static final List<String> LOGIN = List.of("a LOGIN alice secret", "b NOOP");
    private static final List<String> SMTP = List.of("EHLO client.test", "NOOP");
    private static final List<String> POP3 = List.of("CAPA", "NOOP");
    private static final Pattern CLASS = Pattern.compile("[A-Z3]+ (?:OK|(?:WARNING|CRITICAL) \\[(.*?)\\]): ");
    private static final long MB = 1 << 20;
    private static final ExecutorService POOL = Executors.newFixedThreadPool(8);
    private static final Map<String, Future<String>> SEEN = new LinkedHashMap<>();
    private static int states;

    @BeforeAll
    static void begin() {
        dovecots();
        logins();
        memory();
        postfixes();
        others();
    }

    @AfterAll
    static void end() {
        POOL.shutdown();
    }

    @ParameterizedTest
    @CsvSource({
        "hung master, timeout/greeting",
        "full accept backlog, timeout/connect",
        "hung login processes, timeout/greeting",
        "one hung login process among four, OK",
        "hung auth, timeout/greeting",
        "hung auth until Dovecot gives up, timeout/(greeting|hello)",
        "hung auth behind implicit TLS, timeout/(greeting|hello)",
        "hung auth at login, timeout/login",
        "hung mail process behind a login, timeout/login",
        "slow auth, saturated/login|OK",
        "login process limit with turnover, saturated/(connect|greeting)|OK|nobody-greeted/.*",
        "POP3 process limit with turnover, saturated/(connect|greeting)|OK|nobody-greeted/.*",
        "'login process limit, all places held', OK",
        "login client limit with turnover, OK|rejected",
        "session limit with turnover, closed|saturated/login|OK|nobody-greeted/.*",
        "'session limit, all places held', timeout/login",
        "memory for three login processes with turnover, saturated/(connect|greeting)|OK|nobody-greeted/.*",
        "memory for no login process, timeout/greeting",
        "memory for three sessions with turnover, saturated/login|OK|nobody-greeted/.*",
        "memory for no session, timeout/login",
        "login processes die for want of memory, closed",
        "Postfix: hung master, timeout/greeting",
        "Postfix: hung idle smtpd, timeout/greeting",
        "Postfix: process limit with turnover, saturated/greeting|OK|nobody-greeted/.*",
        "'Postfix: process limit, all places held', timeout/greeting",
        "Postfix: hung cleanup, timeout/submit",
        "'Postfix: hung cleanup, others send nothing', saturated/submit",
        "proxy before a hung Postfix, timeout/greeting",
        "proxy before a full Postfix, saturated/greeting|OK|nobody-greeted/.*",
        "Exim: hung daemon, timeout/greeting",
        "Exim: connection limit with turnover, tempfail|OK",
        "Cyrus: hung processes at their limit, timeout/greeting",
        "Cyrus: process limit with turnover, saturated/(connect|greeting)|reset|OK|nobody-greeted/.*",
        "Courier: hung couriertcpd, timeout/greeting",
        "Courier: process limit with turnover, saturated/(connect|greeting)|OK|nobody-greeted/.*"
    })
    void everyStateHasItsClass(String state, String expected) throws Exception {
        String seen = Objects.requireNonNull(SEEN.get(state)).get();
        var bracket = CLASS.matcher(seen);
        assertTrue(bracket.lookingAt(), seen);
        String found = bracket.group(1) == null ? "OK" : bracket.group(1);
        assertTrue(found.matches(expected), seen);
    }

    /** A full server may serve the probe all the same, when its turn comes in time: not all of these at once. */
    @Test
    void someFullServersLetProbeWaitTooLong() throws Exception {
        int full = 0;
        for (Map.Entry<String, Future<String>> state : SEEN.entrySet()) {
            full += state.getValue().get().contains(" CRITICAL [saturated/") ? 1 : 0;
        }
        assertTrue(full >= 3, full + " full servers were seen as full");
    }

    private interface Story {
        String run(LoadedServer situation) throws Exception;
    }

    private static void state(String name, Story story) {
        String address = "127.0.33." + ++states;
        SEEN.put(name, POOL.submit(() -> {
            try (var situation = new LoadedServer(address)) {
                return story.run(situation);
            }
        }));
    }

    private static void imap(String name, String settings, Story story) {
        state(name, situation -> {
            situation.servers().with("DOVECOT_SETTINGS", settings).start("dovecot");
            return story.run(situation);
        });
    }

    private static void smtp(String name, Map<String, String> variables, Story story) {
        state(name, situation -> {
            variables.forEach(situation.servers()::with);
            situation.servers().start("postfix");
            return story.run(situation);
        });
    }

    private static final String PROBE = "-P imap -t 5";
    private static final String SMTP_PROBE = "-P smtp -t 5";
    /** Shorter than a turn of all clients, and long enough for a slow machine to serve others meanwhile. */
    private static final String FULL_PROBE = "-P imap -t 12";

    private static final String FULL_SMTP_PROBE = "-P smtp -t 12";
    private static final String ROUND_TRIP = "-P smtp -t 5 --round-trip alice@mail.test --fetch imap --fetch-port 1";

    private static void dovecots() {
        imap("hung auth until Dovecot gives up", "", it -> {
            it.stop("dovecot", "auth", 1).crowd("IMAP_PORT").silent(3);
            return it.check("IMAP_PORT", "-P imap -t 34");
        });
        imap("hung auth behind implicit TLS", "", it -> {
            it.stop("dovecot", "auth", 1).crowd("IMAPS_PORT").silent(3);
            return it.check("IMAPS_PORT", "-P imap -S -t 34");
        });
        imap("hung master", "", it -> {
            it.crowd("IMAP_PORT").silent(3).awaitGreeted(); // a process that still starts would accept one later
            it.stopMaster("dovecot").crowd("IMAP_PORT").silent(3);
            return it.check("IMAP_PORT", PROBE);
        });
        imap("full accept backlog", "", it -> {
            it.stopMaster("dovecot").crowd("IMAP_PORT").pressing(700);
            return it.awaitQueue("IMAP_PORT", 101).check("IMAP_PORT", PROBE);
        });
        imap("hung login processes", logins(2, 100, 0, 2), it -> {
            it.stop("dovecot", "imap-login", 2).crowd("IMAP_PORT").silent(3);
            return it.check("IMAP_PORT", PROBE);
        });
        imap("one hung login process among four", logins(4, 100, 0, 4), it -> {
            it.stop("dovecot", "imap-login", 1).crowd("IMAP_PORT").busy(4, IMAP, 200, "c LOGOUT");
            return it.check("IMAP_PORT", PROBE);
        });
        // others must end within the limit of the check, wherever in their turn it begins
        imap("login process limit with turnover", logins(3, 1, 1, 0), it -> {
            it.crowd("IMAP_PORT").busy(40, IMAP, 2000, "c LOGOUT");
            return it.awaitQueue("IMAP_PORT", 4).checkFull("IMAP_PORT", FULL_PROBE);
        });
        imap("login process limit, all places held", logins(3, 1, 1, 0), it -> {
            it.crowd("IMAP_PORT").silent(3);
            return it.check("IMAP_PORT", PROBE);
        });
        imap("login client limit with turnover", logins(1, 4, 0, 1), it -> {
            it.crowd("IMAP_PORT").busy(40, IMAP, 1500, "c LOGOUT").awaitServed(4);
            return it.checkFull("IMAP_PORT", FULL_PROBE);
        });
    }

    private static void logins() {
        imap("hung auth", "", it -> {
            it.stop("dovecot", "auth", 1).crowd("IMAP_PORT").silent(3);
            return it.check("IMAP_PORT", PROBE);
        });
        imap("hung auth at login", logins(1, 100, 0, 1), it -> {
            it.crowd("IMAP_PORT").busy(3, IMAP, 1000, "c LOGIN alice secret");
            it.stop("dovecot", "auth", 1);
            return it.check("IMAP_PORT", PROBE + it.account("alice"));
        });
        state("slow auth", it -> {
            it.servers().with("DOVECOT_SETTINGS", slowAuth(it)).start("dovecot");
            Crowd crowd = it.crowd("IMAP_PORT");
            for (int i = 0; i < 5; i++) {
                crowd.busy(1, IMAP, 200 + 900 * i, "c LOGIN bob secret\r\nd LOGOUT");
            }
            crowd.awaitServed(1);
            return it.check("IMAP_PORT", "-P imap -t 3" + it.account("bob"));
        });
        imap("hung mail process behind a login", sessions(1, 100, 0), it -> {
            it.stop("dovecot", "imap", 1).crowd("IMAP_PORT").busy(3, IMAP, 1000, "c LOGIN alice secret");
            return it.check("IMAP_PORT", PROBE + it.account("alice"));
        });
        imap("session limit with turnover", sessions(1, 2, 0), it -> {
            it.crowd("IMAP_PORT").busy(20, LOGIN, 1500, "c LOGOUT").awaitServed(1);
            return it.checkFull("IMAP_PORT", FULL_PROBE + it.account("alice"));
        });
        imap("session limit, all places held", sessions(2, 1, 1), it -> {
            it.crowd("IMAP_PORT").busy(2, LOGIN, 60_000, "c LOGOUT").awaitAnswered(2);
            return it.check("IMAP_PORT", PROBE + it.account("alice"));
        });
        imap("POP3 process limit with turnover", logins(3, 1, 1, 0).replace("imap", "pop3"), it -> {
            it.crowd("POP3_PORT").busy(40, POP3, 2000, "QUIT");
            return it.awaitQueue("POP3_PORT", 4).checkFull("POP3_PORT", FULL_PROBE.replace("imap", "pop"));
        });
    }

    /** What a process lacks at its start it waits for, until another ends. */
    private static void memory() {
        littleMemory("memory for three login processes with turnover", "imap-login", 4 * MB, it -> {
            it.crowd("IMAP_PORT").busy(40, IMAP, 1500, "c LOGOUT").awaitServed(1);
            return it.awaitQueue("IMAP_PORT", 4).checkFull("IMAP_PORT", FULL_PROBE);
        });
        littleMemory("memory for no login process", "imap-login", MB / 2, it -> {
            it.crowd("IMAP_PORT").silent(3);
            return it.check("IMAP_PORT", PROBE);
        });
        littleMemory("memory for three sessions with turnover", "imap", 2 * MB, it -> {
            it.crowd("IMAP_PORT").busy(12, LOGIN, 1500, "c LOGOUT").awaitServed(1);
            return it.checkFull("IMAP_PORT", FULL_PROBE + it.account("alice"));
        });
        littleMemory("memory for no session", "imap", MB / 8, it -> {
            it.crowd("IMAP_PORT").busy(3, IMAP, 1000, "c LOGIN alice secret");
            return it.check("IMAP_PORT", PROBE + it.account("alice"));
        });
        imap("login processes die for want of memory", logins(100, 1, 1, 0), it -> {
            it.reload("service imap-login {\n vsz_limit = 8M\n}\n");
            return it.checkUntilProblem("IMAP_PORT", PROBE);
        });
    }

    private static void littleMemory(String name, String service, long bytes, Story story) {
        String limits = service.equals("imap") ? sessions(100, 1, 1) : logins(8, 1, 1, 0);
        state(name, situation -> story.run(situation.dovecotWithLittleMemory(service, limits, bytes)));
    }

    private static String logins(int processes, int clients, int each, int ready) {
        return "service imap-login {\n process_limit = " + processes + "\n client_limit = " + clients
                + "\n service_count = " + each + "\n process_min_avail = " + ready + "\n}\n";
    }

    private static String sessions(int processes, int clients, int each) {
        return logins(processes, clients, each, each == 0 ? 1 : 0).replace("imap-login", "imap");
    }

    private static String slowAuth(LoadedServer it) throws IOException {
        Path script = it.servers().root().resolve("slow");
        Files.writeString(script, "#!/bin/sh\nsleep 4\nUSER=bob exec \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return "passdb {\n driver = checkpassword\n args = " + script + "\n}\n";
    }

    private static void postfixes() {
        smtp("Postfix: hung master", Map.of("POSTFIX_SETTINGS", "max_use = 1"), it -> {
            it.stopMaster("postfix").crowd("SMTP_PORT").silent(3);
            return it.check("SMTP_PORT", SMTP_PROBE);
        });
        smtp("Postfix: hung idle smtpd", Map.of("SMTPD_PROCESSES", "1"), it -> {
            it.stop("postfix", "smtpd", 1).crowd("SMTP_PORT").silent(3);
            return it.check("SMTP_PORT", SMTP_PROBE);
        });
        smtp("Postfix: process limit with turnover", Map.of("SMTPD_PROCESSES", "2"), it -> {
            it.crowd("SMTP_PORT").busy(40, SMTP, 1500, "QUIT");
            return it.awaitQueue("SMTP_PORT", 38).checkFull("SMTP_PORT", FULL_SMTP_PROBE);
        });
        smtp("Postfix: process limit, all places held", Map.of("SMTPD_PROCESSES", "2"), it -> {
            it.crowd("SMTP_PORT").silent(2).awaitGreeted();
            it.crowd("SMTP_PORT").silent(3);
            return it.check("SMTP_PORT", SMTP_PROBE);
        });
        smtp("Postfix: hung cleanup", Map.of(), it -> {
            hangCleanup(it).crowd("SMTP_PORT").silent(3);
            return it.check("SMTP_PORT", ROUND_TRIP + it.account("alice"));
        });
        smtp("Postfix: hung cleanup, others send nothing", Map.of(), it -> {
            hangCleanup(it).crowd("SMTP_PORT").busy(3, SMTP, 100, "QUIT");
            return it.check("SMTP_PORT", ROUND_TRIP + it.account("alice"));
        });
        smtp("proxy before a hung Postfix", Map.of("POSTFIX_SETTINGS", "max_use = 1"), it -> {
            it.stopMaster("postfix").proxy("SMTP_PORT").crowd("PROXY_PORT").silent(3);
            return it.check("PROXY_PORT", SMTP_PROBE);
        });
        smtp("proxy before a full Postfix", Map.of("SMTPD_PROCESSES", "2"), it -> {
            it.proxy("SMTP_PORT").crowd("PROXY_PORT").busy(40, SMTP, 1500, "QUIT");
            return it.awaitQueue("SMTP_PORT", 38).checkFull("PROXY_PORT", FULL_SMTP_PROBE);
        });
    }

    /** It runs once a message has come. */
    private static LoadedServer hangCleanup(LoadedServer it) throws IOException {
        it.check("SMTP_PORT", ROUND_TRIP.replace("-t 5", "-t 20") + it.account("alice"));
        return it.stop("postfix", "cleanup", 1);
    }

    private static void others() {
        unpacked("exim", "Exim: hung daemon", Map.of(), it -> {
            it.stopMaster("exim").crowd("EXIM_SMTP_PORT").silent(3);
            return it.check("EXIM_SMTP_PORT", SMTP_PROBE);
        });
        unpacked("exim", "Exim: connection limit with turnover", Map.of("EXIM_SETTINGS", "smtp_accept_max = 3"), it -> {
            it.crowd("EXIM_SMTP_PORT").busy(40, SMTP, 1500, "QUIT").awaitServed(1);
            return it.check("EXIM_SMTP_PORT", SMTP_PROBE);
        });
        unpacked("cyrus", "Cyrus: hung processes at their limit", Map.of("CYRUS_PROCESSES", "2"), it -> {
            it.crowd("CYRUS_IMAP_PORT").silent(2).awaitGreeted();
            it.stop("cyrus", "imapd", 2).crowd("CYRUS_IMAP_PORT").silent(3);
            return it.check("CYRUS_IMAP_PORT", PROBE);
        });
        unpacked("cyrus", "Cyrus: process limit with turnover", Map.of("CYRUS_PROCESSES", "3"), it -> {
            it.crowd("CYRUS_IMAP_PORT").busy(40, IMAP, 1500, "c LOGOUT");
            return it.awaitQueue("CYRUS_IMAP_PORT", 4).checkFull("CYRUS_IMAP_PORT", FULL_PROBE);
        });
        unpacked("courier", "Courier: hung couriertcpd", Map.of(), it -> {
            it.stop("courier", "couriertcpd", 3).crowd("COURIER_IMAP_PORT").silent(3);
            return it.check("COURIER_IMAP_PORT", PROBE);
        });
        unpacked("courier", "Courier: process limit with turnover", Map.of("COURIER_PROCESSES", "3"), it -> {
            it.crowd("COURIER_IMAP_PORT").busy(40, IMAP, 1500, "c LOGOUT");
            return it.awaitQueue("COURIER_IMAP_PORT", 4).checkFull("COURIER_IMAP_PORT", FULL_PROBE);
        });
    }

    private static void unpacked(String server, String name, Map<String, String> variables, Story story) {
        state(name, situation -> {
            variables.forEach(situation.servers()::with);
            situation.servers().start(server);
            return story.run(situation);
        });
    }
}
