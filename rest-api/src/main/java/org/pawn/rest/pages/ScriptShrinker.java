package org.pawn.rest.pages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes a script of ours smaller without changing what it does: without comments, without spaces that part nothing, and
 * with short names for private members, which nobody outside a class can name. Line ends stay where a statement may end
 * with them. A template of several lines is a style sheet.
 */
final class ScriptShrinker {
    private static final Pattern STYLE_SPACES = Pattern.compile("\\s*;?\\s*(})\\s*|\\s*([{;,])\\s*|(?<=:)\\s+");
    private static final Pattern BEFORE_EXPRESSION = Pattern.compile("(?:[(,=:\\[!&|?{};+*<>~^%-]|\\breturn)\\z");

    private final String script;
    private final StringBuilder shrunk = new StringBuilder();
    private final Map<String, String> privateNames = new HashMap<>();
    private final Deque<Integer> templates = new ArrayDeque<>(); // the depth of braces around each that is open
    private int depth;
    private int at;
    private boolean spaced;
    private boolean lineEnded;

    ScriptShrinker(String script) {
        this.script = script;
    }

    String shrunk() {
        while (at < script.length()) {
            char next = script.charAt(at);
            if (Character.isWhitespace(next)) {
                spaced = true;
                lineEnded |= next == '\n';
                at++;
            } else if (script.startsWith("//", at)) {
                at = end("\n");
            } else if (script.startsWith("/*", at)) {
                at = end("*/") + 2;
            } else if (next == '"' || next == '\'') {
                keep(endOfQuoted(next, false));
            } else if (next == '`') {
                template();
            } else if (next == '}' && !templates.isEmpty() && templates.peek() == depth) {
                templates.pop();
                template();
            } else if (next == '/' && expressionMayBegin()) {
                keep(endOfQuoted('/', true));
            } else {
                word(next);
            }
        }
        return shrunk.append('\n').toString();
    }

    private void word(char first) {
        int end = at + 1;
        if (isWord(first)) {
            while (end < script.length() && isWord(script.charAt(end))) {
                end++;
            }
        }
        String word = script.substring(at, end);
        depth += first == '{' ? 1 : first == '}' ? -1 : 0;
        put(first == '#' ? privateNames.computeIfAbsent(word, any -> shortName(privateNames.size())) : word);
        at = end;
    }

    /** From a backtick, or from the brace after an expression in a template, to the next of either. */
    private void template() {
        int end = at + 1;
        while (script.charAt(end) != '`' && !script.startsWith("${", end)) {
            end += script.charAt(end) == '\\' ? 2 : 1;
        }
        boolean expression = script.charAt(end) == '$';
        end += expression ? 2 : 1;
        String text = script.substring(at, end);
        put(text.contains("\n") ? STYLE_SPACES.matcher(text).replaceAll("$1$2") : text);
        at = end;
        if (expression) {
            templates.push(depth);
        }
    }

    private void keep(int end) {
        put(script.substring(at, end));
        at = end;
    }

    private void put(String token) {
        if (shrunk.length() > 0) {
            char first = token.charAt(0);
            if (first == '}' && ";,".indexOf(last()) >= 0) {
                shrunk.setLength(shrunk.length() - 1); // it ends with the brace anyway
            }
            char last = last();
            if (lineEnded && "{([,;".indexOf(last) < 0 && ")]}.,".indexOf(first) < 0) {
                shrunk.append('\n');
            } else if (spaced && (isWord(last) && isWord(first) || last == first && "+-/".indexOf(last) >= 0)) {
                shrunk.append(' ');
            }
        }
        shrunk.append(token);
        spaced = false;
        lineEnded = false;
    }

    private char last() {
        return shrunk.charAt(shrunk.length() - 1);
    }

    private int end(String mark) {
        int end = script.indexOf(mark, at + 2);
        return end < 0 ? script.length() : end;
    }

    private int endOfQuoted(char quote, boolean expression) {
        boolean inClass = false;
        int end = at + 1;
        while (inClass || script.charAt(end) != quote) {
            char one = script.charAt(end);
            inClass = expression && (one == '[' || inClass && one != ']');
            end += one == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    /** Whether a slash here begins a regular expression rather than dividing. */
    private boolean expressionMayBegin() {
        return shrunk.length() == 0 || BEFORE_EXPRESSION.matcher(shrunk).find();
    }

    private static String shortName(int number) {
        String letter = String.valueOf((char) ('a' + number % 26));
        return number < 26 ? '#' + letter : shortName(number / 26 - 1) + letter;
    }

    private static boolean isWord(char letter) {
        return Character.isLetterOrDigit(letter) || letter == '_' || letter == '$' || letter == '#';
    }
}
