package org.hamail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.YamlNode;

/** Reads one logical host. */
final class LogicalHostReader {
    private LogicalHostReader() {}

    static LogicalHostConfig read(String name, Section keys, Set<String> profiles) {
        Optional<String> address = keys.need("address").flatMap(Names::server);
        List<NodeConfig> nodes =
                keys.need("nodes").map(LogicalHostReader::nodes).orElse(List.of());
        ServerConfig server = server(keys.get("server"), profiles);
        PolicyConfig policy = keys.get("policy")
                .flatMap(Value::section)
                .map(PolicyReader::read)
                .orElse(PolicyConfig.DEFAULT);
        EngineConfig engine = keys.get("engine")
                .flatMap(Value::section)
                .map(section -> EngineReader.read(section, policy.mode()))
                .orElse(new EngineConfig.None(EngineConfig.DEFAULT_TIMEOUT));
        Optional<SanityConfig> sanity =
                keys.get("sanity").flatMap(Value::section).map(LogicalHostReader::sanity);
        Optional<Section> directories = keys.get("directories").flatMap(Value::section);
        Optional<DirectoryConfig> config = directories.flatMap(section -> directory(section, "config"));
        Optional<DirectoryConfig> userGroup = directories.flatMap(section -> directory(section, "user_group"));
        directories.ifPresent(Section::refuseOthers);
        keys.refuseOthers();
        return new LogicalHostConfig(
                name, address.orElse(""), nodes, server, engine, policy, sanity, config, userGroup);
    }

    private static List<NodeConfig> nodes(Value value) {
        var nodes = new ArrayList<NodeConfig>();
        var names = new HashSet<String>();
        for (Value item : value.items()) {
            Optional<Section> section = item.section();
            section.ifPresent(keys -> nodes.add(node(keys, names)));
        }
        return nodes;
    }

    private static NodeConfig node(Section keys, Set<String> names) {
        Optional<Value> value = keys.need("name");
        Optional<String> name = value.flatMap(Names::name);
        if (name.isPresent() && !names.add(name.get())) {
            value.get().problem("the node " + name.get() + " is there twice");
        }
        Optional<NodeConfig.Transport> transport =
                keys.get("transport").flatMap(word -> Names.choice(word, NodeConfig.Transport.values()));
        Optional<Value> login = keys.get("login");
        Optional<String> account = login.flatMap(Names::login);
        NodeConfig.Transport way = transport.orElse(NodeConfig.Transport.LOCAL);
        if (login.isPresent() && way == NodeConfig.Transport.LOCAL) {
            login.get().problem("a login goes with transport: ssh only");
        }
        keys.refuseOthers();
        return new NodeConfig(name.orElse(""), way, account);
    }

    private static ServerConfig server(Optional<Value> value, Set<String> profiles) {
        if (value.isPresent() && value.get().node() instanceof YamlNode.Listing) {
            value.get().problem("a logical host has one server: more than one server root is not possible");
            return ServerConfig.DEFAULT;
        }
        return value.flatMap(Value::section).map(keys -> server(keys, profiles)).orElse(ServerConfig.DEFAULT);
    }

    private static ServerConfig server(Section keys, Set<String> profiles) {
        Optional<String> profile =
                keys.get("profile").flatMap(name -> name.oneOf(profiles.toArray(String[]::new), word -> word));
        Optional<Path> root = keys.get("server_root")
                .filter(path -> isOne(path, "a logical host has one server root, not a list of them"))
                .flatMap(Value::absolutePath);
        Optional<Value> instance = keys.get("instance");
        Optional<String> folder = instance.filter(
                        name -> isOne(name, "a server root has one instance, not a list of them"))
                .flatMap(Names::folder);
        if (instance.isPresent() && !keys.has("server_root")) {
            instance.get().problem("an instance needs its server_root");
        }
        Optional<ServerConfig.Binaries> binaries =
                keys.get("binaries").flatMap(word -> Names.choice(word, ServerConfig.Binaries.values()));
        keys.refuseOthers();
        return new ServerConfig(
                profile.orElse(ServerConfig.DEFAULT_PROFILE),
                root,
                folder,
                binaries.orElse(ServerConfig.Binaries.LOCAL));
    }

    private static boolean isOne(Value value, String otherwise) {
        boolean one = !(value.node() instanceof YamlNode.Listing);
        if (!one) {
            value.problem(otherwise);
        }
        return one;
    }

    private static SanityConfig sanity(Section keys) {
        var reach = new ArrayList<SanityConfig.Endpoint>();
        List<Value> items = keys.need("reach").map(Value::items).orElse(List.of());
        items.forEach(item -> Endpoints.read(item).ifPresent(reach::add));
        keys.refuseOthers();
        return new SanityConfig(reach);
    }

    private static Optional<DirectoryConfig> directory(Section directories, String key) {
        return directories.get(key).flatMap(Value::section).map(DirectoryReader::read);
    }
}
