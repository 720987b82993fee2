package org.pawn.sdk.recognize;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One word of a text: a run of letters and digits. In scripts that put no blanks between words each letter is a word.
 *
 * @param folded without case and accents
 */
record Word(int start, int end, String folded, boolean isLetterOfItsOwn) {
    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    /** Letters that people write without their stroke or as two, and that do not decompose. */
    private static final Map<Integer, String> PLAIN = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ς', "σ"));

    static List<Word> of(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            int end = at + Character.charCount(letter);
            if (isPart(letter)) {
                boolean alone = isAlone(letter);
                while (end < text.length() && continues(text.codePointAt(end), alone)) {
                    end += Character.charCount(text.codePointAt(end));
                }
                words.add(new Word(at, end, folded(text.substring(at, end)), alone));
            }
            at = end;
        }
        return words;
    }

    private static boolean continues(int letter, boolean alone) {
        return alone ? isMark(letter) : isPart(letter) && !isAlone(letter);
    }

    private static boolean isPart(int letter) {
        return Character.isLetterOrDigit(letter) || isMark(letter);
    }

    private static boolean isMark(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isAlone(int letter) {
        return letter > 0x0dff && WITHOUT_BLANKS.contains(UnicodeScript.of(letter));
    }

    private static String folded(String word) {
        if (isPlainAscii(word)) {
            return word.toLowerCase(Locale.ROOT);
        }
        StringBuilder folded = new StringBuilder(word.length() + 2);
        Normalizer.normalize(word, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(letter -> Character.getType(letter) != Character.NON_SPACING_MARK)
                .forEach(letter -> {
                    String plain = PLAIN.get(letter);
                    if (plain == null) {
                        folded.appendCodePoint(letter);
                    } else {
                        folded.append(plain);
                    }
                });
        return folded.toString();
    }

    private static boolean isPlainAscii(String word) {
        for (int at = 0; at < word.length(); at++) {
            if (word.charAt(at) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
