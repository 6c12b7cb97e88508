package org.hamail.config.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document into a tree that is bounded in depth and size, aliases included.
 *
 * <p>From events rather than by the library's own composer, which has no limit of depth.
 */
public final class YamlReader {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_NODES = 200_000;

    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();

    /** Each text once: ten thousand checks say {@code check_mail_protocol}, and the agent keeps all their words. */
    private final Map<String, String> texts = new HashMap<>();

    private int nodes;

    private YamlReader(Problems problems, Iterator<Event> events) {
        this.problems = problems;
        this.events = events;
    }

    /** The document in {@code text}; empty when there is none, or when it is no YAML and {@code problems} says why. */
    public static Optional<YamlNode> read(String text, Problems problems) {
        try {
            return new YamlReader(problems, events(text)).document();
        } catch (MarkedYamlEngineException e) {
            problems.add(line(e.getProblemMark()), column(e.getProblemMark()), "", reason(e));
        } catch (YamlEngineException e) {
            problems.add("not YAML: " + Problems.shown(String.valueOf(e.getMessage())));
        } catch (TooMuch e) {
            problems.add(e.line, e.column, "", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static Iterator<Event> events(String text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        return new Parse(settings).parseString(text).iterator();
    }

    private static String reason(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.contains("'\\t(TAB)'")
                ? "a tab; YAML wants spaces here"
                : "not YAML: " + Problems.shown(problem);
    }

    private Optional<YamlNode> document() throws TooMuch {
        Optional<NodeEvent> start = nextNode();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        YamlNode root = node(start.get(), "", 0);
        String message = "a second document; a configuration is one document";
        nextNode().ifPresent(second -> problems.add(line(second), column(second), "", message));
        return Optional.of(root);
    }

    private Optional<NodeEvent> nextNode() {
        while (events.hasNext()) {
            if (events.next() instanceof NodeEvent node) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private YamlNode node(NodeEvent event, String key, int depth) throws TooMuch {
        nodes++;
        if (depth > MAX_DEPTH) {
            throw new TooMuch(event, "nested deeper than " + MAX_DEPTH + " levels");
        }
        return event instanceof AliasEvent alias ? aliased(alias) : written(event, key, depth);
    }

    private YamlNode written(NodeEvent event, String key, int depth) throws TooMuch {
        int before = nodes;
        YamlNode node = event instanceof ScalarEvent scalar
                ? scalar(scalar, key)
                : collection((CollectionStartEvent) event, key, depth);
        checkSize(event);
        int size = nodes - before;
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, size)));
        return node;
    }

    private YamlNode scalar(ScalarEvent event, String key) {
        refuseTag(event.getTag(), event, key);
        String same = texts.putIfAbsent(event.getValue(), event.getValue());
        String text = same == null ? event.getValue() : same;
        return new YamlNode.Scalar(text, event.isPlain(), line(event), column(event));
    }

    private YamlNode collection(CollectionStartEvent event, String key, int depth) throws TooMuch {
        refuseTag(event.getTag(), event, key);
        return event instanceof MappingStartEvent ? mapping(event, key, depth) : listing(event, key, depth);
    }

    private YamlNode aliased(AliasEvent alias) throws TooMuch {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new TooMuch(alias, "undefined alias");
        }
        nodes += anchored.size();
        checkSize(alias);
        return anchored.node();
    }

    private YamlNode listing(Event start, String key, int depth) throws TooMuch {
        var items = new ArrayList<YamlNode>();
        while (events.next() instanceof NodeEvent item) {
            items.add(node(item, key + "[" + items.size() + "]", depth + 1));
            checkSize(item);
        }
        return new YamlNode.Listing(List.copyOf(items), line(start), column(start));
    }

    private YamlNode mapping(Event start, String key, int depth) throws TooMuch {
        var entries = new ArrayList<YamlNode.MapEntry>();
        var lines = new HashMap<String, Integer>();
        while (events.next() instanceof NodeEvent first) {
            entry(first, key, depth + 1, lines).ifPresent(entries::add);
        }
        return new YamlNode.Mapping(List.copyOf(entries), line(start), column(start));
    }

    /** {@code lines}: where the keys of the mapping are that were read before. */
    private Optional<YamlNode.MapEntry> entry(NodeEvent first, String key, int depth, Map<String, Integer> lines)
            throws TooMuch {
        YamlNode name = node(first, key, depth);
        String path = Section.join(key, name instanceof YamlNode.Scalar scalar ? scalar.text() : "?");
        YamlNode value = node((NodeEvent) events.next(), path, depth);
        if (!(name instanceof YamlNode.Scalar word)) {
            problems.add(name, key, "expected a word as key");
            return Optional.empty();
        }
        return isFirst(word, path, lines) ? Optional.of(new YamlNode.MapEntry(word, value)) : Optional.empty();
    }

    private boolean isFirst(YamlNode.Scalar name, String path, Map<String, Integer> lines) {
        Integer earlier = lines.putIfAbsent(name.text(), name.line());
        if (earlier != null) {
            problems.add(name, path, "duplicate key, first defined in line " + earlier);
        }
        return earlier == null;
    }

    private void refuseTag(Optional<String> tag, Event event, String key) {
        if (tag.isPresent()) {
            problems.add(line(event), column(event), key, "unsupported tag " + Problems.shown(tag.get()));
        }
    }

    private void checkSize(Event event) throws TooMuch {
        if (nodes > MAX_NODES) {
            throw new TooMuch(event, "more than " + MAX_NODES + " values, aliases included");
        }
    }

    private static int line(Event event) {
        return line(event.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(-1) + 1;
    }

    private static int column(Event event) {
        return column(event.getStartMark());
    }

    private static int column(Optional<Mark> mark) {
        return mark.map(Mark::getColumn).orElse(-1) + 1;
    }

    /** What an alias stands for, and how many nodes that is. */
    private record Anchored(YamlNode node, int size) {}

    /** The document goes beyond its limits; reading stops there. */
    private static final class TooMuch extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        TooMuch(Event event, String message) {
            super(message);
            this.line = YamlReader.line(event);
            this.column = YamlReader.column(event);
        }
    }
}
