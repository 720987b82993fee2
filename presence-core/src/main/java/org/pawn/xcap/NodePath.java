package org.pawn.xcap;

import java.util.ArrayList;
import java.util.List;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupNode;

/** Where an element stands: at each level, which of its parent's children it is. The root is the empty path. */
record NodePath(List<Integer> steps) {
    static final NodePath ROOT = new NodePath(List.of());

    NodePath {
        steps = List.copyOf(steps);
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    NodePath child(int index) {
        List<Integer> longer = new ArrayList<>(steps);
        longer.add(index);
        return new NodePath(longer);
    }

    NodePath parent() {
        return new NodePath(steps.subList(0, steps.size() - 1));
    }

    int last() {
        return steps.get(steps.size() - 1);
    }

    MarkupElement in(MarkupElement root) {
        MarkupElement at = root;
        for (int step : steps) {
            at = (MarkupElement) at.children().get(step);
        }
        return at;
    }

    /** The root and all elements on the way, the one itself last. */
    List<MarkupElement> wayIn(MarkupElement root) {
        List<MarkupElement> way = new ArrayList<>();
        way.add(root);
        for (int step : steps) {
            way.add((MarkupElement) way.get(way.size() - 1).children().get(step));
        }
        return way;
    }

    /** The tree with another element in this place. */
    MarkupElement replacedIn(MarkupElement root, MarkupElement element) {
        if (isRoot()) {
            return element;
        }
        MarkupElement parent = parent().in(root);
        List<MarkupNode> children = new ArrayList<>(parent.children());
        children.set(last(), element);
        return parent().replacedIn(root, parent.withChildren(children));
    }

    MarkupElement removedFrom(MarkupElement root) {
        MarkupElement parent = parent().in(root);
        List<MarkupNode> children = new ArrayList<>(parent.children());
        children.remove(last());
        return parent().replacedIn(root, parent.withChildren(children));
    }
}
