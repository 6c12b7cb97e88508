package org.hamail.recovery.engine.pacemaker;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads what Pacemaker's tools print with {@code --output-as=xml}. A document type, and so an entity, is refused. */
final class CrmXml {
    private CrmXml() {}

    /** The root of {@code text}, which {@code what} printed. */
    static Element parse(String what, String text) throws EngineUnavailable {
        try {
            return builder().parse(new InputSource(new StringReader(text))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new EngineUnavailable(what + " did not print XML that can be read");
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler()); // or it would print to the standard error stream
        return builder;
    }

    /** The children of {@code parent} with this name, in their order. */
    static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    /** The one child with this name. */
    static Element child(String what, Element parent, String name) throws EngineUnavailable {
        List<Element> all = children(parent, name);
        if (all.size() != 1) {
            throw new EngineUnavailable(what + " printed " + all.size() + " <" + name + ">, not one");
        }
        return all.get(0);
    }

    /** All elements below {@code parent} with this name, however deep. */
    static List<Element> below(Element parent, String name) {
        var found = new ArrayList<Element>();
        var all = parent.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            found.add((Element) all.item(i));
        }
        return found;
    }

    /** {@code root} as text again, for a tool to read. */
    static String print(Element root) throws EngineUnavailable {
        var text = new StringWriter();
        try {
            Transformer printer = TransformerFactory.newInstance().newTransformer();
            printer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            printer.transform(new DOMSource(root), new StreamResult(text));
        } catch (TransformerException e) {
            throw new EngineUnavailable("the cluster's configuration cannot be written again: " + e.getMessage());
        }
        return text.toString();
    }

    /** An attribute that must be there: what is not said is not known. */
    static boolean says(String what, Element element, String attribute) throws EngineUnavailable {
        String value = element.getAttribute(attribute);
        if (!value.equals("true") && !value.equals("false")) {
            throw new EngineUnavailable(
                    what + " does not say whether " + attribute + " is true for <" + element.getTagName() + ">");
        }
        return value.equals("true");
    }

    static boolean is(Element element, String attribute) {
        return element.getAttribute(attribute).equals("true");
    }
}
