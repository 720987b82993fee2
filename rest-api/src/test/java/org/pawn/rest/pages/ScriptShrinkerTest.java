package org.pawn.rest.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScriptShrinkerTest {
    private static String shrunk(String script) {
        return new ScriptShrinker(script).shrunk().strip();
    }

    @Test
    void commentsAndSpacesThatPartNothingGo() {
        assertThat(shrunk("""
                // says nothing
                const one = 1; /* nor this */

                function two(three, four) {
                  return three + four; // nor that
                }
                """)).isEqualTo("const one=1;function two(three,four){return three+four}");
    }

    @Test
    void aLineEndStaysWhereAStatementMayEndWithIt() {
        assertThat(shrunk("a = b\nc()\nif (a) b()\nelse c()")).isEqualTo("a=b\nc()\nif(a)b()\nelse c()");
    }

    @Test
    void wordsAndSignsThatWouldJoinStayApart() {
        assertThat(shrunk("a = b + +c - -d; async #e() { return this; }"))
                .isEqualTo("a=b+ +c- -d;async #a(){return this}");
    }

    @Test
    void whatLooksLikeACommentInATextIsText() {
        assertThat(shrunk("const a = \"https://example.com/*no*/\" + 'it\\'s // here';"))
                .isEqualTo("const a=\"https://example.com/*no*/\"+'it\\'s // here';");
    }

    @Test
    void aRegularExpressionIsNeitherADivisionNorAComment() {
        assertThat(shrunk("const a = b.replace(/[/'\"] \\/\\/ /g, \"\"); return /  x/.test(c / d / e);"))
                .isEqualTo("const a=b.replace(/[/'\"] \\/\\/ /g,\"\");return/  x/.test(c/d/e);");
    }

    @Test
    void aTemplateKeepsItsTextAndItsExpressionsAreCode() {
        assertThat(shrunk("a = `x  ${ this.#name + `in  ${ {b: 1}.b }` } // y`; #name = 2"))
                .isEqualTo("a=`x  ${this.#a+`in  ${{b:1}.b}`} // y`;#a=2");
    }

    @Test
    void aTemplateOfSeveralLinesIsAStyleSheet() {
        assertThat(shrunk("a = `\n.a { color: red; width: calc(1px + 2px); }\n.b > .c, .d { top: 0; }\n`"))
                .isEqualTo("a=`\n.a{color:red;width:calc(1px + 2px)}.b > .c,.d{top:0}`");
    }

    @Test
    void privateMembersGetShortNamesOfTheirOwn() {
        StringBuilder many = new StringBuilder("class A { ");
        for (int member = 0; member < 60; member++) {
            many.append("#member").append(member).append(" = 0; ");
        }

        String shrunk = shrunk(many.append("}").toString());

        assertThat(shrunk)
                .startsWith("class A{#a=0;#b=0;")
                .contains("#z=0;#aa=0;")
                .endsWith("#bh=0}");
    }
}
