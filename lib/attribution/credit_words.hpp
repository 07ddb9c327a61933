// newsloom attribution: the closed lists behind credits and genres. Folded (NFKC case folding).
#pragma once

#include <string_view>

namespace newsloom::attribution {

/// What a byline begins with, the space behind it included.
inline constexpr std::string_view byline_words[] = {
    "By ",  "BY ", "by ", "Von ",  "VON ", "Por ", "POR ",       "Par ",
    "PAR ", "Di ", "Da ", "Door ", "Av ",  "Af ",  "Redacción ", "Texto: "};

/// What may stand before the name in an ending line.
inline constexpr std::string_view ending_words[] = {
    "©",       "(c)",    "copyright", "source:", "sources:", "quelle:", "quellen:",
    "fuente:", "fonte:", "source :",  "bron:",   "kilde:",   "källa:",  "--",
    "—",       "–",      "-",         "/",       "*",        "the "};

/// Words of a URL's path, a section or a headline's mark that say opinion …
inline constexpr std::string_view opinion_words[] = {"opinion",
                                                     "opinions",
                                                     "opinionpages",
                                                     "commentisfree",
                                                     "editorial",
                                                     "editorials",
                                                     "editoriale",
                                                     "editoriali",
                                                     "op-ed",
                                                     "oped",
                                                     "op-eds",
                                                     "columnist",
                                                     "columnists",
                                                     "columns",
                                                     "commentary",
                                                     "comment",
                                                     "comments-and-views",
                                                     "views",
                                                     "viewpoint",
                                                     "viewpoints",
                                                     "letters",
                                                     "meinung",
                                                     "kommentar",
                                                     "kommentare",
                                                     "leitartikel",
                                                     "gastbeitrag",
                                                     "kolumne",
                                                     "kolumnen",
                                                     "glosse",
                                                     "debats",
                                                     "tribune",
                                                     "tribunes",
                                                     "chronique",
                                                     "chroniques",
                                                     "editos",
                                                     "edito",
                                                     "billet",
                                                     "opinión",
                                                     "tribuna",
                                                     "columna",
                                                     "columnas",
                                                     "columnistas",
                                                     "editoriales",
                                                     "opiniao",
                                                     "opinião",
                                                     "coluna",
                                                     "colunas",
                                                     "colunistas",
                                                     "opinioni",
                                                     "opinione",
                                                     "commento",
                                                     "commenti",
                                                     "opinie",
                                                     "commentaar",
                                                     "column",
                                                     "kronik",
                                                     "kronikk",
                                                     "debatt",
                                                     "debat",
                                                     "leder",
                                                     "ledare",
                                                     "krönika",
                                                     "mening"};
/// … or analysis.
inline constexpr std::string_view analysis_words[] = {"analysis", "analyses", "analyse", "analysen",
                                                      "análisis", "analisis", "análise", "analise",
                                                      "analisi",  "analys",   "analyysi"};

/// How press releases begin.
inline constexpr std::string_view release_openings[] = {
    "FOR IMMEDIATE RELEASE", "For Immediate Release", "PRESS RELEASE",
    "Press Release:",        "Press release:",        "Pressemitteilung:",
    "PRESSEMITTEILUNG",      "Communiqué de presse",  "COMMUNIQUÉ DE PRESSE",
    "Comunicado de prensa",  "COMUNICADO DE PRENSA",  "Comunicato stampa",
    "COMUNICATO STAMPA",     "NEWS RELEASE"};
/// What stands in their first line.
inline constexpr std::string_view release_marks[] = {
    "/PRNewswire",  "(BUSINESS WIRE)", "(GLOBE NEWSWIRE)", "/CNW/",
    "(ACCESSWIRE)", "/EINPresswire",   "(Marketwired"};

}  // namespace newsloom::attribution
