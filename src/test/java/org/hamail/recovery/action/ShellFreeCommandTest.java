package org.hamail.recovery.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.action.ShellFreeCommand.Ending;
import org.junit.jupiter.api.Test;

class ShellFreeCommandTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void anAnswerIsStandardOutputAloneAndTheErrorsAreTheReason() {
        ShellFreeCommand command = new ShellFreeCommand(
                List.of("/bin/sh", "-c", "echo 'Authorised use only' >&2; echo 'IMAP OK: served'; exit 2"));
        assertEquals(
                new Ending.Exited(2, "IMAP OK: served", "Authorised use only"),
                command.answering(2000).run(LONG));
        Ending.Exited together = assertInstanceOf(Ending.Exited.class, command.run(LONG));
        assertTrue(together.output().contains("Authorised"), together::toString);
        assertEquals("", together.errors());
    }

    @Test
    void manyErrorsDoNotHoldTheAnswer() {
        ShellFreeCommand command =
                new ShellFreeCommand(List.of("/bin/sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x >&2; echo done"));
        Ending.Exited ending =
                assertInstanceOf(Ending.Exited.class, command.answering(2000).run(LONG));
        assertEquals("done", ending.output());
        assertEquals(ShellFreeCommand.OUTPUT_LIMIT, ending.errors().length());
    }

    /** A shell over there that does not have our locale complains of it. */
    @Test
    void sshHandsOnNoLocaleAndShowsNoBanner() {
        Ending.Exited ending = assertInstanceOf(
                Ending.Exited.class,
                new ShellFreeCommand(List.of("/usr/bin/env")).withoutLocale().run(LONG));
        assertFalse(ending.output().lines().anyMatch(line -> line.startsWith("LC_")), ending::output);
        ShellFreeCommand ssh = new Node("phys-a", Optional.of("mail@phys-a")).command(List.of("crm_mon", "a b"));
        assertTrue(ssh.words().contains("LogLevel=ERROR"), () -> ssh.words().toString());
        assertEquals(
                List.of("--", "mail@phys-a", "'crm_mon' 'a b'"),
                ssh.words().subList(ssh.words().size() - 3, ssh.words().size()));
    }
}
