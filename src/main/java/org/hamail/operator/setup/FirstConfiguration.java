package org.hamail.operator.setup;

import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;

/**
 * A first configuration: one logical host, everything decided and recorded and nothing done.
 *
 * @param address of the service
 * @param nodes each as name or USER@NAME; none means this machine alone
 * @param engine none, pacemaker or command
 * @param coreStatus the file in which Nagios keeps the present state, where there is one
 */
record FirstConfiguration(
        String logicalHost,
        String stateDir,
        String address,
        List<String> nodes,
        Server server,
        String engine,
        Optional<String> resource,
        Optional<String> coreStatus) {
    /** The mail server of the logical host. */
    record Server(String profile, Optional<String> serverRoot, Optional<String> instance) {}

    /** The text of the file; {@code origin} says who wrote it and why. */
    String text(String origin, String machine) {
        var text = new StringBuilder();
        text.append("# ")
                .append(origin)
                .append(
                        "\n# hamail.yaml(5) tells of every key. After each change: hamail validate; hamail doctor.\n\n");
        text.append("# What hamail remembers. It belongs to the user of the event handler.\n");
        text.append("state_dir: ").append(scalar(stateDir)).append("\n\n");
        text.append(
                "# What the monitoring core thinks now, so that a downtime that ended is seen without another report.\n");
        text.append(coreStatus.isPresent() ? "" : "#");
        text.append("core: {kind: nagios, status_file: ")
                .append(scalar(coreStatus.orElse("/var/lib/nagios4/status.dat")))
                .append("}\n\n");
        text.append("logical_hosts:\n  ").append(scalar(logicalHost)).append(":\n");
        text.append("    address: ").append(scalar(address)).append("\n    nodes:\n");
        if (nodes.isEmpty()) {
            text.append("      - {name: ").append(scalar(machine)).append(", transport: local}\n");
        }
        nodes.forEach(node -> text.append(node(node)));
        text.append(serverText()).append(engineText());
        text.append("    policy:\n");
        text.append(
                "      # everything is decided and recorded, and nothing is done; then restart-only, then failover\n");
        return text.append("      mode: log-only\n").toString();
    }

    private static String node(String node) {
        String name = node.substring(node.lastIndexOf('@') + 1);
        return "      - {name: " + scalar(name) + ", transport: ssh, login: " + scalar(node) + "}\n";
    }

    private String serverText() {
        return "    server: {profile: " + scalar(server.profile())
                + server.serverRoot()
                        .map(root -> ", server_root: " + scalar(root))
                        .orElse("")
                + server.instance().map(name -> ", instance: " + scalar(name)).orElse("")
                + ", binaries: local}\n";
    }

    private String engineText() {
        return switch (engine) {
            case "pacemaker" ->
                "    engine: {kind: pacemaker, resource: " + scalar(resource.orElse(logicalHost + "-group")) + "}\n";
            case "command" -> """
                    # your own commands: status prints one line, active=NODE state=running eligible=NODE,NODE
                    engine:
                      kind: command
                      status:  [/usr/local/sbin/mailcluster, status, "{logical_host}"]
                      restart: [/usr/local/sbin/mailcluster, restart, "{logical_host}", "{daemon}"]
                      move:    [/usr/local/sbin/mailcluster, move, "{logical_host}", "{from}", "{to}"]
                      stop:    [/usr/local/sbin/mailcluster, stop, "{logical_host}"]
                      start:   [/usr/local/sbin/mailcluster, start, "{logical_host}"]
                """;
            default -> """
                    # no cluster: the profile's commands restart the service, and nothing is moved
                    engine: {kind: none}
                """;
        };
    }

    /** In quotes where YAML could take it for something else. */
    private static String scalar(String value) {
        boolean plain =
                value.matches("[A-Za-z/][A-Za-z0-9._@/-]*") && !value.matches("(?i)true|false|yes|no|on|off|null");
        return plain ? value : new JsonPrimitive(value).toString();
    }
}
