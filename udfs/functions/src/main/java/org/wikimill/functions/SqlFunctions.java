package org.wikimill.functions;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.wikimill.functions.SqlFunction.Argument;
import org.wikimill.functions.SqlFunction.Example;

/** All of wikimill's functions of SQL. */
final class SqlFunctions {
  private static final String HELLO_CID =
      "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq";

  private static final Argument BYTES = new Argument("bytes", BinaryType, "what is hashed");

  private static final Argument PROFILE =
      new Argument(
          "profile",
          StringType,
          "how files and directories become blocks; unixfs-v1-2025 if not given");

  private static final Argument CID = new Argument("cid", StringType, "a CID in any base");

  private static final Argument TITLE =
      new Argument("title", StringType, "as a wiki shows it, or as its links spell it");

  private static final Argument HTML = new Argument("html", BinaryType, "a page in its charset");

  private static final Argument FIRST_LETTER =
      new Argument(
          "case",
          StringType,
          "first-letter, as on Wikipedias, or case-sensitive, as on Wiktionaries");

  private static final StructType CID_PARTS =
      new StructType()
          .add("version", IntegerType, false)
          .add("codec", StringType, false)
          .add("hash", StringType, false)
          .add("digest", BinaryType, false);

  private static final StructType LINK =
      new StructType()
          .add("name", StringType, false)
          .add("cid", StringType, false)
          .add("tsize", LongType, false);

  private static final StructType URL =
      new StructType()
          .add("url", StringType, false)
          .add("element", StringType, false)
          .add("attribute", StringType, false);

  static final List<SqlFunction> ALL =
      List.of(
          new SqlFunction(
              "cid_v1",
              CidFunctions.class,
              "cidV1",
              StringType,
              List.of(BYTES),
              1,
              "Returns the CID of bytes as one raw block: CIDv1, base32.",
              List.of(new Example("SELECT _FUNC_('hello')", HELLO_CID))),
          new SqlFunction(
              "unixfs_cid",
              CidFunctions.class,
              "unixfsCid",
              StringType,
              List.of(BYTES, PROFILE),
              1,
              "Returns the CID of bytes as a UnixFS file.",
              List.of(
                  new Example("SELECT _FUNC_('hello')", HELLO_CID),
                  new Example(
                      "SELECT _FUNC_('', 'unixfs-v0-2015')",
                      "QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH"))),
          new SqlFunction(
              "cid_parse",
              CidFunctions.class,
              "parse",
              CID_PARTS,
              List.of(CID),
              1,
              "Returns version, codec, hash function and digest of a CID, or NULL of what is none.",
              List.of(
                  new Example("SELECT _FUNC_('bafkqaaa').codec", "raw"),
                  new Example(
                      "SELECT _FUNC_('QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH').hash",
                      "sha2-256"),
                  new Example("SELECT _FUNC_('no CID') IS NULL", "true"))),
          new SqlFunction(
              "cid_base",
              CidFunctions.class,
              "inBase",
              StringType,
              List.of(
                  CID,
                  new Argument(
                      "base", StringType, "base16, base32, base36, base58btc or base64url")),
              2,
              "Returns a CID in another base, or NULL of what is no CID. One of version 0 becomes one"
                  + " of version 1 in every base but base58btc.",
              List.of(
                  new Example(
                      "SELECT _FUNC_('QmbFMke1KXqnYyBBWxB74N4c5SBnJMVAiMNRcGu6x1AwQH', 'base32')",
                      "bafybeif7ztnhq65lumvvtr4ekcwd2ifwgm3awq4zfr3srh462rwyinlb4y"),
                  new Example("SELECT _FUNC_('bafkqaaa', 'base16')", "f01550000"))),
          new SqlFunction(
              "dag_pb_links",
              DagFunctions.class,
              "links",
              DataTypes.createArrayType(LINK, false),
              List.of(new Argument("block", BinaryType, "the bytes of a block")),
              1,
              "Returns name, CID and Tsize of the links of a dag-pb block, or NULL of what is none.",
              List.of(
                  new Example("SELECT _FUNC_(X'0A020801')", "[]"),
                  new Example("SELECT _FUNC_(X'120B0A04015500001201611800')[0].name", "a"))),
          new SqlFunction(
              "hamt_path",
              DagFunctions.class,
              "hamtPath",
              DataTypes.createArrayType(StringType, false),
              List.of(new Argument("name", StringType, "of a directory entry"), PROFILE),
              1,
              "Returns the labels of the buckets that lead to a name in a HAMT, from the root on; the"
                  + " name stands in the first where no other name is.",
              List.of(
                  new Example("SELECT _FUNC_('index.html')", "[A0, 6D, 7E, C8, 78, 79, 38, 1D]"))),
          new SqlFunction(
              "wiki_title_to_path",
              WikiFunctions.class,
              "path",
              StringType,
              List.of(TITLE, FIRST_LETTER),
              1,
              "Returns the path of an article in a site, before conflicts.",
              List.of(
                  new Example("SELECT _FUNC_('new York  City')", "wiki/New_York_City"),
                  new Example("SELECT _FUNC_('Node.js')", "wiki/Node.js/index.html"),
                  new Example("SELECT _FUNC_('pi', 'case-sensitive')", "wiki/pi"))),
          new SqlFunction(
              "wiki_url",
              WikiFunctions.class,
              "url",
              StringType,
              List.of(new Argument("host", StringType, "of the wiki"), TITLE, FIRST_LETTER),
              2,
              "Returns the URL of an article on its wiki.",
              List.of(
                  new Example(
                      "SELECT _FUNC_('en.wikipedia.org', 'C++ 11')",
                      "https://en.wikipedia.org/wiki/C%2B%2B_11"))),
          new SqlFunction(
              "html_text",
              WikiFunctions.class,
              "text",
              StringType,
              List.of(HTML),
              1,
              "Returns the text of a page: a line a block, no scripts, no styles, no title.",
              List.of(
                  new Example(
                      "SELECT _FUNC_('<title>T</title><p>Salt &amp; <b>pepper</b>')",
                      "Salt & pepper"))),
          new SqlFunction(
              "html_links",
              WikiFunctions.class,
              "urls",
              DataTypes.createArrayType(URL, false),
              List.of(HTML),
              1,
              "Returns the URLs in the attributes of a page, with their elements and attributes.",
              List.of(
                  new Example(
                      "SELECT _FUNC_('<a href=B>b</a><img src=../c.png>').url", "[B, ../c.png]"))));

  private SqlFunctions() {}
}
