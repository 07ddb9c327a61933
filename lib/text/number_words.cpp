#include "text/number_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "newsloom/text/fold.hpp"
#include "text/hash.hpp"

namespace newsloom::text {
namespace {

// Calls `each(word)` for the words of a list separated by single spaces.
template <class Each>
void for_each_word(std::string_view words, Each each) {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    each(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
}

template <class Value>
using Table = std::unordered_map<std::uint64_t, Value>;

template <class Value>
Table<Value> table_of(std::span<const std::pair<Value, std::string_view>> lists) {
  Table<Value> table;
  for (const auto& list : lists) {
    for_each_word(list.second, [&](std::string_view word) {
      table.insert({hash_of(folded_case(word)), list.first});
    });
  }
  return table;
}

using WordSet = std::unordered_set<std::uint64_t>;

WordSet set_of(std::string_view words) {
  WordSet set;
  for_each_word(words, [&](std::string_view word) { set.insert(hash_of(word)); });
  return set;
}

template <class Value>
std::optional<Value> looked_up(const Table<Value>& table, std::uint64_t word) {
  const auto found = table.find(word);
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

constexpr std::int64_t thousand = 1000;
constexpr std::int64_t million = 1'000'000;
constexpr std::int64_t milliard = 1'000'000'000;
constexpr std::int64_t billion_long = 1'000'000'000'000;

// Words for 2, 3, … 12, then 20, 30, … 90 where they are one word, then 100; "-" where there is
// none.
struct NumberList {
  std::string_view language;
  std::string_view words;
  std::string_view articles;
};
constexpr std::array number_lists{
    NumberList{"en",
               "two three four five six seven eight nine ten eleven twelve twenty thirty forty "
               "fifty sixty "
               "seventy eighty ninety hundred",
               "a an one"},
    NumberList{
        "de",
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
        "sechzig siebzig achtzig neunzig hundert",
        "ein eine einer einem einen"},
    NumberList{"es",
               "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta "
               "cincuenta "
               "sesenta setenta ochenta noventa cien",
               "un una"},
    NumberList{
        "fr",
        "deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante "
        "soixante - - - cent",
        "un une"},
    NumberList{
        "pt",
        "dois três quatro cinco seis sete oito nove dez onze doze vinte trinta quarenta cinquenta "
        "sessenta setenta oitenta noventa cem",
        "um uma"},
    NumberList{"it",
               "due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta "
               "quaranta cinquanta "
               "sessanta settanta ottanta novanta cento",
               "un una"},
};

// Numbers that are words of their own besides; each list counts on from its first.
struct NumberRow {
  std::string_view language;
  std::int64_t first;
  std::int64_t step;
  std::string_view words;
};
constexpr std::array number_rows{
    NumberRow{"en", 13, 1, "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"},
    NumberRow{"de", 13, 1, "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"},
    NumberRow{
        "de", 100, 100,
        "einhundert zweihundert dreihundert vierhundert fünfhundert sechshundert siebenhundert "
        "achthundert neunhundert eintausend"},
    NumberRow{
        "es", 13, 1,
        "trece catorce quince dieciséis diecisiete dieciocho diecinueve - veintiuno veintidós "
        "veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"},
    NumberRow{"es", 200, 100,
              "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
              "novecientos"},
    NumberRow{"es", 200, 100,
              "doscientas trescientas cuatrocientas quinientas seiscientas setecientas ochocientas "
              "novecientas"},
    NumberRow{"fr", 13, 1, "treize quatorze quinze seize"},
    NumberRow{"pt", 13, 1, "treze catorze quinze dezesseis dezessete dezoito dezenove"},
    NumberRow{"pt", 16, 1, "dezasseis dezassete - dezanove"},
    NumberRow{"pt", 2, 1, "duas"},
    NumberRow{"pt", 200, 100,
              "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos "
              "novecentos"},
    NumberRow{
        "it", 13, 1,
        "tredici quattordici quindici sedici diciassette diciotto diciannove - ventuno ventidue "
        "ventitré ventiquattro venticinque ventisei ventisette ventotto ventinove"},
    NumberRow{"it", 200, 100,
              "duecento trecento quattrocento cinquecento seicento settecento ottocento novecento"},
};

constexpr std::array<std::pair<std::int64_t, std::string_view>, 5> multipliers{{
    {12, "dozen dutzend docena docenas douzaine douzaines dúzia dúzias dozzina dozzine"},
    {100, "hundreds hunderte"},
    {thousand, "thousand k tausend tsd mil mille milliers mila"},
    {million,
     "million millions m mn mln mio millionen millón millones milhão milhões milione milioni"},
    {milliard, "bn milliarde milliarden mrd milliard milliards miliardo miliardi bilhão bilhões"},
}};
// A thousand million where the language is English, a million million elsewhere.
constexpr std::string_view billions = "billion billions billionen billón billones bilione bilioni";

constexpr std::array<std::pair<UnitWord, std::string_view>, 45> units{{
    {{NumberKind::percent, "%"}, "percent prozent pourcent percento"},
    {{NumberKind::percent, "pp"}, "prozentpunkte prozentpunkten"},
    {{NumberKind::money, "USD"}, "usd dollar dollars dólar dólares dollari"},
    {{NumberKind::money, "EUR"}, "eur euro euros"},
    {{NumberKind::money, "GBP"}, "gbp pound pounds pfund libras sterling"},
    {{NumberKind::money, "JPY"}, "jpy yen yenes"},
    {{NumberKind::money, "CNY"}, "cny yuan yuanes renminbi"},
    {{NumberKind::money, "CHF"}, "chf franken francs"},
    {{NumberKind::money, "BRL"}, "brl reais"},
    {{NumberKind::money, "MXN"}, "mxn"},
    {{NumberKind::money, "INR"}, "inr rupees rupien rupias roupies"},
    {{NumberKind::money, "RUB"}, "rub rubles roubles rubel rublos"},
    {{NumberKind::money, "IRR"}, "irr rial rials riales"},
    {{NumberKind::money, "TRY"}, "lira liras"},
    {{NumberKind::money, "PLN"}, "pln zloty zlotys złoty"},
    {{NumberKind::money, "SEK"}, "sek kronor"},
    {{NumberKind::money, "XXX"}, "peso pesos krone kroner kronen coronas couronnes corone"},
    {{NumberKind::measure, "km"},
     "km kilometre kilometres kilometer kilometers kilometern kilómetro "
     "kilómetros kilomètre kilomètres quilômetros quilómetros chilometri"},
    {{NumberKind::measure, "mi"}, "mile miles meile meilen millas milhas miglia"},
    {{NumberKind::measure, "m"},
     "m metre metres meter meters metern metro metros mètre mètres metri"},
    {{NumberKind::measure, "cm"},
     "cm centimetres centimeters zentimeter centímetros centimètres centimetri"},
    {{NumberKind::measure, "ft"}, "ft feet foot"},
    {{NumberKind::measure, "kg"},
     "kg kilo kilos kilogram kilograms kilogramm kilogramos quilos chili"},
    {{NumberKind::measure, "t"}, "tonne tonnes ton tons tonnen toneladas tonnellate"},
    {{NumberKind::measure, "lb"}, "lb lbs"},
    {{NumberKind::measure, "l"}, "litre litres liter liters litern litros litri"},
    {{NumberKind::measure, "ha"}, "ha hectare hectares hektar hectárea hectáreas hectares ettari"},
    {{NumberKind::measure, "ac"}, "acre acres"},
    {{NumberKind::measure, "MW"}, "mw megawatt megawatts megavatios mégawatts"},
    {{NumberKind::measure, "GW"}, "gw gigawatt gigawatts"},
    {{NumberKind::measure, "kWh"}, "kwh kilowattstunden"},
    {{NumberKind::measure, "km/h"}, "kph kmh stundenkilometer"},
    {{NumberKind::measure, "mph"}, "mph"},
    {{NumberKind::measure, "C"}, "celsius"},
    {{NumberKind::measure, "F"}, "fahrenheit"},
    {{NumberKind::measure, "Hz"}, "hz hertz"},
    {{NumberKind::measure, "MHz"}, "mhz megahertz"},
    {{NumberKind::measure, "GHz"}, "ghz gigahertz"},
    {{NumberKind::measure, "s"}, "seconds second sekunden segundos secondes secondi"},
    {{NumberKind::measure, "min"},
     "minute minutes minuten minütige minütigen minutos minuto minuti"},
    {{NumberKind::measure, "h"},
     "hour hours stunde stunden stündige stündigen hora horas heure heures ora ore"},
    {{NumberKind::measure, "d"},
     "day days tag tage tagen tägige tägigen día días jour jours dia dias giorno giorni"},
    {{NumberKind::measure, "wk"},
     "week weeks woche wochen semana semanas semaine semaines settimana settimane"},
    {{NumberKind::measure, "mo"}, "month months monat monate monaten mes meses mois mês mese mesi"},
    {{NumberKind::measure, "y"},
     "year years jahr jahre jahren jährige jährigen jähriger año años an ans année années ano anos "
     "anno anni"},
}};

constexpr std::string_view magnitudes = "magnitude stärke magnitud magnitudo magnitudine";

constexpr std::string_view months =
    "january february march april may june july august september october november december jan feb "
    "mar apr "
    "jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember enero "
    "febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars "
    "avril juin "
    "juillet août septembre octobre novembre décembre janeiro fevereiro março maio junho julho "
    "setembro "
    "outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre "
    "dicembre ene abr ago dic okt dez janv févr avr juil déc fev gen mag giu lug ott";

struct Phrase {
  std::string_view words;
  NumberBound bound;
};
constexpr auto at_least = NumberBound::at_least;
constexpr auto at_most = NumberBound::at_most;
constexpr auto about = NumberBound::about;
constexpr std::array phrases{
    Phrase{"at least", at_least},
    Phrase{"more than", at_least},
    Phrase{"over", at_least},
    Phrase{"above", at_least},
    Phrase{"no fewer than", at_least},
    Phrase{"no more than", at_most},
    Phrase{"not more than", at_most},
    Phrase{"nicht mehr als", at_most},
    Phrase{"no más de", at_most},
    Phrase{"pas plus de", at_most},
    Phrase{"não mais de", at_most},
    Phrase{"non più di", at_most},
    Phrase{"más del", at_least},
    Phrase{"menos del", at_most},
    Phrase{"mais do que", at_least},
    Phrase{"oltre il", at_least},
    Phrase{"più del", at_least},
    Phrase{"meno del", at_most},
    Phrase{"no less than", at_least},
    Phrase{"mindestens", at_least},
    Phrase{"wenigstens", at_least},
    Phrase{"über", at_least},
    Phrase{"mehr als", at_least},
    Phrase{"al menos", at_least},
    Phrase{"por lo menos", at_least},
    Phrase{"más de", at_least},
    Phrase{"au moins", at_least},
    Phrase{"plus de", at_least},
    Phrase{"pelo menos", at_least},
    Phrase{"ao menos", at_least},
    Phrase{"mais de", at_least},
    Phrase{"almeno", at_least},
    Phrase{"oltre", at_least},
    Phrase{"più di", at_least},
    Phrase{"up to", at_most},
    Phrase{"at most", at_most},
    Phrase{"fewer than", at_most},
    Phrase{"less than", at_most},
    Phrase{"under", at_most},
    Phrase{"höchstens", at_most},
    Phrase{"bis zu", at_most},
    Phrase{"weniger als", at_most},
    Phrase{"hasta", at_most},
    Phrase{"menos de", at_most},
    Phrase{"como máximo", at_most},
    Phrase{"au plus", at_most},
    Phrase{"moins de", at_most},
    Phrase{"jusqu'à", at_most},
    Phrase{"até", at_most},
    Phrase{"no máximo", at_most},
    Phrase{"fino a", at_most},
    Phrase{"meno di", at_most},
    Phrase{"about", about},
    Phrase{"around", about},
    Phrase{"some", about},
    Phrase{"roughly", about},
    Phrase{"nearly", about},
    Phrase{"almost", about},
    Phrase{"approximately", about},
    Phrase{"rund", about},
    Phrase{"etwa", about},
    Phrase{"ungefähr", about},
    Phrase{"circa", about},
    Phrase{"knapp", about},
    Phrase{"fast", about},
    Phrase{"unos", about},
    Phrase{"unas", about},
    Phrase{"cerca de", about},
    Phrase{"alrededor de", about},
    Phrase{"casi", about},
    Phrase{"environ", about},
    Phrase{"près de", about},
    Phrase{"quelque", about},
    Phrase{"quase", about},
    Phrase{"aproximadamente", about},
    Phrase{"quasi", about},
};

// "einundzwanzig" to "neunundneunzig".
void add_german_compounds(NumberWords& words) {
  constexpr std::array<std::string_view, 9> ones{"ein",   "zwei",   "drei", "vier", "fünf",
                                                 "sechs", "sieben", "acht", "neun"};
  constexpr std::array<std::string_view, 8> tens{"zwanzig", "dreißig", "vierzig", "fünfzig",
                                                 "sechzig", "siebzig", "achtzig", "neunzig"};
  for (std::size_t one = 0; one < ones.size(); ++one) {
    for (std::size_t ten = 0; ten < tens.size(); ++ten) {
      const std::string word = std::string(ones[one]) + "und" + std::string(tens[ten]);
      const auto value = static_cast<std::int64_t>((ten + 2) * 10 + one + 1);
      words[hash_of(folded_case(word))].value = value;
    }
  }
}

// A word that is there stays what it is.
void add(std::string_view word, std::int64_t value, NumberWords& to) {
  if (word == "-") return;
  NumberWord& known = to[hash_of(folded_case(word))];
  if (!known.value) known.value = value;
}

// By language; the words' place in the list is their number.
std::unordered_map<std::string_view, NumberWords> number_words_by_language() {
  std::unordered_map<std::string_view, NumberWords> built;
  for (const NumberList& list : number_lists) {
    NumberWords& words = built[list.language];
    constexpr std::int64_t first = 2;
    constexpr std::int64_t last_in_row = 12;
    std::int64_t value = first;
    for_each_word(list.words, [&](std::string_view word) {
      add(word, value, words);
      value = value < last_in_row ? value + 1 : value == last_in_row ? 20 : value + 10;
    });
    for_each_word(list.articles,
                  [&](std::string_view word) { words[hash_of(word)].is_article = true; });
  }
  for (const NumberRow& row : number_rows) {
    std::int64_t value = row.first;
    for_each_word(row.words, [&](std::string_view word) {
      add(word, value, built[row.language]);
      value += row.step;
    });
  }
  add_german_compounds(built["de"]);
  return built;
}

}  // namespace

const NumberWords& number_words(std::string_view language) {
  static const auto all = number_words_by_language();
  static const NumberWords none;
  const auto found = all.find(language);
  return found == all.end() ? none : found->second;
}

bool capitalises_months(std::string_view language) noexcept {
  return language == "en" || language == "de";
}

std::optional<std::int64_t> multiplier_word(std::uint64_t word,
                                            std::string_view language) noexcept {
  static const auto table = table_of<std::int64_t>(multipliers);
  static const auto large = set_of(billions);
  if (large.contains(word)) return language == "en" ? milliard : billion_long;
  static const auto trillion = set_of("trillion trillions tn");
  if (language == "en" && trillion.contains(word)) return billion_long;
  return looked_up(table, word);
}

std::optional<UnitWord> unit_word(std::uint64_t word) noexcept {
  static const auto table = table_of<UnitWord>(units);
  return looked_up(table, word);
}

bool is_magnitude_word(std::uint64_t word) noexcept {
  static const auto table = set_of(magnitudes);
  return table.contains(word);
}

bool is_month_word(std::uint64_t word) noexcept {
  static const auto table = set_of(months);
  return table.contains(word);
}

bool is_weekday_word(std::uint64_t word) noexcept {
  static const auto table = set_of(
      "lunes martes miércoles jueves viernes sábado domingo feira hoje ontem amanhã lundi mardi "
      "mercredi jeudi vendredi samedi dimanche lunedì martedì mercoledì giovedì venerdì sabato "
      "domenica");
  return table.contains(word);
}

NumberBound bound_of(std::string_view phrase) noexcept {
  const auto found = std::ranges::find(phrases, phrase, &Phrase::words);
  return found == phrases.end() ? NumberBound::exact : found->bound;
}

std::string_view currency_of_sign(std::string_view sign) noexcept {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> signs{{
      {"US$", "USD"},
      {"R$", "BRL"},
      {"A$", "AUD"},
      {"C$", "CAD"},
      {"HK$", "HKD"},
      {"$", "USD"},
      {"€", "EUR"},
      {"£", "GBP"},
      {"¥", "JPY"},
      {"₹", "INR"},
  }};
  const auto found = std::ranges::find(signs, sign, [](const auto& pair) { return pair.first; });
  return found == signs.end() ? std::string_view{} : found->second;
}

bool has_decimal_comma(std::string_view language) noexcept {
  constexpr std::array languages{"de", "es", "fr", "pt", "it", "nl", "sv", "da", "no", "nb",
                                 "nn", "fi", "pl", "cs", "sk", "ru", "uk", "tr", "el", "ro",
                                 "hu", "hr", "sl", "bg", "sr", "id", "vi", "ca", "gl", "eu"};
  return std::ranges::find(languages, language) != languages.end();
}

}  // namespace newsloom::text
