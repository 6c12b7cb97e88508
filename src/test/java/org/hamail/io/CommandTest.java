package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command.Ending;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void answerIsStandardOutputErrorsAreReason() {
        Command command =
                new Command(List.of("/bin/sh", "-c", "echo 'Authorised use only' >&2; echo 'IMAP OK: served'; exit 2"));
        assertEquals(
                new Ending.Exited(2, "IMAP OK: served", "Authorised use only"),
                command.answering(2000).run(LONG));
        Ending.Exited together = assertInstanceOf(Ending.Exited.class, command.run(LONG));
        assertTrue(together.output().contains("Authorised"), together::toString);
        assertEquals("", together.errors());
    }

    @Test
    void manyErrorsDoNotHoldTheAnswer() {
        Command command =
                new Command(List.of("/bin/sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x >&2; echo done"));
        Ending.Exited ending =
                assertInstanceOf(Ending.Exited.class, command.answering(2000).run(LONG));
        assertEquals("done", ending.output());
        assertEquals(Command.OUTPUT_LIMIT, ending.errors().length());
    }

    /** A shell over there that does not have our locale complains of it. */
    @Test
    void sshPassesNoLocaleAndShowsNoBanner() {
        Ending.Exited ending = assertInstanceOf(
                Ending.Exited.class,
                new Command(List.of("/usr/bin/env")).withoutLocale().run(LONG));
        assertFalse(ending.output().lines().anyMatch(line -> line.startsWith("LC_")), ending::output);
        Command ssh = new Node("phys-a", Optional.of("mail@phys-a")).command(List.of("crm_mon", "a b"));
        assertTrue(ssh.words().contains("LogLevel=ERROR"), () -> ssh.words().toString());
        assertEquals(
                List.of("--", "mail@phys-a", "'crm_mon' 'a b'"),
                ssh.words().subList(ssh.words().size() - 3, ssh.words().size()));
    }
}
