package org.hamail.recovery.engine.pacemaker;

import java.util.Optional;

/** What a temporary change of the cluster is for. */
enum CrmPurpose {
    /** A location constraint that puts the resource on another node. */
    MOVE("hamail-move-"),
    /** A location constraint that keeps the resource on its node while it is restarted: stopped, it has no stickiness. */
    STAY("hamail-stay-"),
    /** A target role 'Stopped', which stops the resource so that it is started again when this is gone. */
    RESTART("hamail-restart-");

    private final String prefix;

    CrmPurpose(String prefix) {
        this.prefix = prefix;
    }

    /** Names who made it, when {@code owner} is not empty. */
    String id(String owner, String resource) {
        return prefix + resource + (owner.isEmpty() ? "" : "-" + owner);
    }

    /** The owner in {@code id}, if it is one of this kind for {@code resource}. */
    Optional<String> owner(String id, String resource) {
        String start = prefix + resource;
        if (!id.startsWith(start)) {
            return Optional.empty();
        }
        String rest = id.substring(start.length());
        return rest.isEmpty() || rest.startsWith("-")
                ? Optional.of(rest.isEmpty() ? "" : rest.substring(1))
                : Optional.empty();
    }
}
