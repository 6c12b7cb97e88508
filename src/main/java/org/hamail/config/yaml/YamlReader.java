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
    private int nodes;

    private YamlReader(Problems problems, Iterator<Event> events) {
        this.problems = problems;
        this.events = events;
    }

    /** The document in {@code text}; empty when there is none, or when it is no YAML and {@code problems} says why. */
    public static Optional<YamlNode> read(String text, Problems problems) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            return new YamlReader(problems, events).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            String message = String.valueOf(e.getProblem()).contains("'\\t(TAB)'")
                    ? "a tab; YAML wants spaces here"
                    : "not YAML: " + Problems.shown(String.valueOf(e.getProblem()));
            problems.add(
                    mark.map(Mark::getLine).orElse(-1) + 1,
                    mark.map(Mark::getColumn).orElse(-1) + 1,
                    "",
                    message);
        } catch (YamlEngineException e) {
            problems.add("not YAML: " + Problems.shown(String.valueOf(e.getMessage())));
        } catch (TooMuch e) {
            problems.add(e.line, e.column, "", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() throws TooMuch {
        Optional<YamlNode> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent start) {
                if (root.isPresent()) {
                    problems.add(line(event), column(event), "", "a second document; a configuration is one document");
                    return root;
                }
                root = Optional.of(node(start, "", 0));
            }
        }
        return root;
    }

    private YamlNode node(NodeEvent event, String key, int depth) throws TooMuch {
        nodes++;
        if (depth > MAX_DEPTH) {
            throw new TooMuch(event, "nested deeper than " + MAX_DEPTH + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        int before = nodes;
        YamlNode node;
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), event, key);
            node = new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), line(event), column(event));
        } else {
            refuseTag(((CollectionStartEvent) event).getTag(), event, key);
            node = event instanceof MappingStartEvent ? mapping(event, key, depth) : listing(event, key, depth);
        }
        checkSize(event);
        int size = nodes - before;
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, size)));
        return node;
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
            YamlNode name = node(first, key, depth + 1);
            String text = name instanceof YamlNode.Scalar scalar ? scalar.text() : "?";
            YamlNode value = node((NodeEvent) events.next(), Section.join(key, text), depth + 1);
            if (!(name instanceof YamlNode.Scalar scalar)) {
                problems.add(name, key, "expected a word as key");
                continue;
            }
            Integer earlier = lines.putIfAbsent(text, name.line());
            if (earlier != null) {
                problems.add(name, Section.join(key, text), "duplicate key, first defined in line " + earlier);
                continue;
            }
            entries.add(new YamlNode.MapEntry(scalar, value));
        }
        return new YamlNode.Mapping(List.copyOf(entries), line(start), column(start));
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
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(-1) + 1;
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
