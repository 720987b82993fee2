package org.pawn.xml;

/** What stands in an element. Values, so that a change makes a new tree and the old one stays as it was. */
public sealed interface MarkupNode permits MarkupElement, MarkupNode.Text, MarkupNode.Comment, MarkupNode.Instruction {
    /** Characters, without escapes. */
    record Text(String text) implements MarkupNode {
        boolean isBlank() {
            return text.isBlank();
        }
    }

    record Comment(String text) implements MarkupNode {}

    /** A processing instruction. */
    record Instruction(String target, String data) implements MarkupNode {}
}
