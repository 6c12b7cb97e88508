package org.hamail.simulator;

/** The node of a logical host that does not hold it: nobody is served there, and yet it is watched. */
final class IdleNode {
    private final Mail mail;
    private final Mail.Trouble[] trouble = {Mail.Trouble.NONE, Mail.Trouble.NONE};
    private final int[] occurrence = new int[Mail.ROLES.length];

    IdleNode(Mail mail) {
        this.mail = mail;
    }

    /** What is wrong with a daemon there; where none run on the idle node, all look dead. */
    Mail.Trouble trouble(int role) {
        return mail.world.settings.idleRuns ? trouble[role] : Mail.Trouble.DEAD;
    }

    int occurrence(int role) {
        return occurrence[role];
    }

    void strike(int role, Mail.Trouble kind, long lasting) {
        if (!mail.world.settings.idleRuns) {
            return;
        }
        mail.world.fault("daemons of the idle node " + kind.words);
        befall(role, kind, lasting);
        mail.changed();
    }

    private void befall(int role, Mail.Trouble kind, long lasting) {
        trouble[role] = kind;
        int mine = ++occurrence[role];
        mail.world.clockwork.at(mail.now() + lasting, () -> {
            if (occurrence[role] == mine) {
                trouble[role] = Mail.Trouble.NONE;
                mail.changed();
            }
        });
    }

    /** The service has left it as it was, and on the other one the daemons have been started. */
    void isLeft() {
        for (int role = 0; role < trouble.length; role++) {
            trouble[role] = Mail.Trouble.NONE;
            occurrence[role]++;
            if (mail.trouble[role] != Mail.Trouble.NONE) {
                befall(role, mail.trouble[role], mail.world.dice.between(60_000, World.HOUR));
            }
        }
    }
}
