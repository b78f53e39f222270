#include "formats/plain_text.hpp"

#include <gtest/gtest.h>

namespace mcs::formats {
namespace {

std::string collapsed(std::string_view html) {
  return plain_text(html, Newlines::Collapse).text;
}

TEST(PlainText, TakesTagsOffAndKeepsLines) {
  EXPECT_EQ(collapsed("<p dir=\"ltr\">Which <b>one</b>?</p>\n<p>This<br/>or  that</p>"),
            "Which one?\nThis\nor that");
  EXPECT_EQ(collapsed("a<!-- <b> --> b<?php x ?> <!DOCTYPE x>c"), "a b c");
  EXPECT_EQ(collapsed("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"), "1 2\n3");
  EXPECT_EQ(collapsed("a<script>alert('<b>')</script>b<STYLE>p{}</Style>c"), "abc");
  EXPECT_EQ(collapsed("<a title='>'>x</a>"), "x");
}

TEST(PlainText, TakesForTagsOnlyWhatIsOne) {
  EXPECT_EQ(collapsed("1 < 2 > 0, a <3 b, <"), "1 < 2 > 0, a <3 b, <");
  EXPECT_EQ(collapsed("if a<b then"), "if a<b then");
  EXPECT_EQ(collapsed("<p>x<b unended=\"y"), "x<b unended=\"y");
}

TEST(PlainText, DecodesEntities) {
  EXPECT_EQ(collapsed("&lt;b&gt; &amp;amp; &eacute;&Eacute; &#233;&#xE9;&#X1F389; a&nbsp;b"),
            "<b> &amp; éÉ éé🎉 a b");
  EXPECT_EQ(collapsed("&unknown; & &; &#; &#x; &#xZZ; &#99999999999; AT&T"),
            "&unknown; & &; &#; &#x; &#xZZ; &#99999999999; AT&T");
  EXPECT_EQ(collapsed("a&#0;b&#10;c"), "a b c");
  EXPECT_EQ(decode_entities("&#039;&quot;<b>&euro;&thetasym;&apos;"), "'\"<b>€ϑ'");
}

TEST(PlainText, KeepsPowersAndIndices) {
  EXPECT_EQ(collapsed("2<sup>10</sup> H<sub>2</sub>O x<sup>k</sup> x<sub>max</sub>"),
            "2¹⁰ H₂O x^k x_(max)");
  EXPECT_EQ(collapsed("a<sup></sup>b<sup>2<sub>3"), "ab²₃");
}

TEST(PlainText, KeepsWhatIsPreformatted) {
  EXPECT_EQ(collapsed("<p>What  does\nthis print?</p>\n<pre class=\"c\">\nint main() {\n\n"
                      "    return&nbsp;&nbsp;<b>0</b>;  \n}\n</pre>\n<p>Choose  one.</p>"),
            "What does this print?\nint main() {\n\n    return  0;  \n}\nChoose one.");
  EXPECT_EQ(collapsed("<PRE>a<br><br />  b</PRE>c"), "a\n\n  b\nc");
  EXPECT_EQ(collapsed("a</pre>  b<pre>  c  \n  d"), "a\nb\n  c  \n  d");
}

TEST(PlainText, ReadsPicturesWhereThereIsNothingElse) {
  EXPECT_EQ(collapsed("<p><img src='x' ALT = 'Flag of &Aring;land' width=3></p>"), "Flag of Åland");
  EXPECT_EQ(collapsed("<img alt=One><img data-alt='no' alt=\"Two >\">"), "One Two >");
  EXPECT_EQ(collapsed("<p><img alt='Flag'> Denmark</p>"), "Denmark");
  EXPECT_EQ(collapsed("<img alt><img alt=''><img salt='x'><img alt='&nbsp;'>"), "");
}

TEST(PlainText, GetsThroughWhatIsMeantToKeepItBusy) {
  const auto many = [](std::string_view what, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += what;
    return text;
  };
  constexpr std::size_t half = 500'000;
  EXPECT_EQ(collapsed("<img " + many("alt ", half) + std::string(half, ' ') + ">"), "");
  EXPECT_EQ(collapsed("<img " + many("alt ", half) + std::string(half, '\t') + ">"), "");
  EXPECT_EQ(collapsed(many("<img alt=x>", half)).substr(0, 5), "x x x");
  EXPECT_EQ(collapsed(many("<pre>", half) + "a" + many("</pre>", half)), "a");
  EXPECT_EQ(collapsed(many("<pre>\n", half)), "");
  EXPECT_EQ(collapsed("<pre>" + std::string(half, '\n') + "<br"), std::string("<br"));
}

TEST(PlainText, TellsWhatNoTextCanShow) {
  EXPECT_TRUE(plain_text("a<IMG src=x>", Newlines::Keep).media_left_out);
  EXPECT_TRUE(plain_text("a<audio></audio>", Newlines::Keep).media_left_out);
  EXPECT_FALSE(plain_text("a<b>b</b>", Newlines::Keep).media_left_out);
}

TEST(PlainText, KeepsLineEndsWhereTheyAreMeant) {
  EXPECT_EQ(plain_text("a \n\n b", Newlines::Keep).text, "a\nb");
  EXPECT_EQ(plain_text("a \n\n b", Newlines::Collapse).text, "a b");
}

// Each would take minutes if a reader looked ahead from every place.
TEST(PlainText, TakesTimeInProportion) {
  for (const std::string_view piece :
       {"<a", "<a \"", "<!--", "<sup>", "<script>", "&", "<", "&#"}) {
    std::string hostile;
    while (hostile.size() < 1'000'000) hostile += piece;
    EXPECT_LE(collapsed(hostile).size(), hostile.size());
  }
}

}  // namespace
}  // namespace mcs::formats
