#include "attribution/claim_words.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/stem.hpp"

namespace newsloom::attribution {
namespace {

template <class Visit>
void for_each_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    visit(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

std::uint64_t hash_of(std::string_view word) { return text::hash_bytes(text::folded_case(word)); }

using WordSet = std::unordered_set<std::uint64_t>;

WordSet set_of(std::string_view words) {
  WordSet set;
  for_each_word(words, [&](std::string_view word) { set.insert(hash_of(word)); });
  return set;
}

struct TopicWords {
  Topic topic = Topic::none;
  std::string_view words;
};
constexpr std::array<TopicWords, 9> topics{{
    {Topic::dead,
     "dead killed kills killing died dies deaths death fatalities toll tote toten toter getötet "
     "todesopfer starben gestorben todesfälle leben muertos muertas muerto murieron muertes "
     "fallecidos fallecieron fallecido víctimas mortales mata mató morts mort mortes tués tuées "
     "tué tuent péri décès mortos mortas morreram morreu mortos morti morte uccisi uccise uccide "
     "vittime decessi"},
    {Topic::injured,
     "injured injuring injures wounded hurt injuries verletzt verletzte verletzten verwundet "
     "heridos heridas herido resultaron blessés blessées blessé feridos feridas ferido feriti "
     "ferite ferito"},
    {Topic::missing,
     "missing unaccounted vermisst vermisste vermissten desaparecidos desaparecidas disparus "
     "disparues desaparecidos dispersi"},
    {Topic::arrested,
     "arrested arrests arresting detained festgenommen verhaftet festnahmen detenidos detenidas "
     "detenciones arrêtés arrêtées interpellés arrestations detidos presos arrestati fermati "
     "arresti"},
    {Topic::evacuated,
     "evacuated evacuate evacuating displaced evakuiert vertrieben evacuados evacuadas evacuar "
     "desplazados évacués évacuées évacuer déplacés evacuados retirados desalojados evacuati "
     "sfollati evacuate"},
    {Topic::rescued,
     "rescued rescue saved gerettet rescatados rescatadas salvados secourus sauvés resgatados "
     "resgatadas salvati soccorsi"},
    {Topic::homeless, "homeless obdachlos sans-abri desabrigados senzatetto"},
    {Topic::aboard,
     "aboard board bord bordo passengers passagiere pasajeros passagers passageiros "
     "passeggeri"},
    {Topic::jobs_cut,
     "jobs layoffs arbeitsplätze stellen despidos licenciements demissões "
     "licenziamenti"},
}};

constexpr std::string_view plurals_without_s =
    "people men women children police fish sheep cattle troops crew staff personnel feet teeth";
constexpr std::string_view leading_adjectives =
    "altos altas nuevos nuevas otros otras grandes primeros primeras últimos últimas principales "
    "nouveaux nouvelles autres grands grandes premiers premières derniers dernières jeunes petits "
    "novos novas outros outras primeiros primeiras nuovi nuove altri altre grandi primi prime "
    "ultimi ultime";
constexpr std::string_view fillers =
    "more other others additional further new total estimated so-called weitere andere más otros "
    "otras autres plus outros outras mais altri altre più de di d'";

struct Calendar {
  std::string_view language;
  std::string_view months;  // twelve, then short forms in the same order, "-" for none
  std::string_view weekdays;
  std::string_view yesterday;
  std::string_view today;
  std::string_view tomorrow;
  std::string_view places;
};
constexpr std::array calendars{
    Calendar{"en",
             "january february march april may june july august september october november "
             "december jan feb mar apr - jun jul aug sept oct nov dec",
             "monday tuesday wednesday thursday friday saturday sunday", "yesterday", "today",
             "tomorrow", "in near at from around outside off across"},
    Calendar{"de",
             "januar februar märz april mai juni juli august september oktober november dezember "
             "jänner",
             "montag dienstag mittwoch donnerstag freitag samstag sonntag", "gestern", "heute",
             "morgen", "in bei nahe aus vor nach"},
    Calendar{"es",
             "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
             "diciembre",
             "lunes martes miércoles jueves viernes sábado domingo", "ayer", "hoy", "mañana",
             "en desde cerca a"},
    Calendar{"fr",
             "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
             "lundi mardi mercredi jeudi vendredi samedi dimanche", "hier", "aujourd'hui", "demain",
             "à en près vers dans"},
    Calendar{"pt",
             "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
             "dezembro",
             "segunda terça quarta quinta sexta sábado domingo", "ontem", "hoje", "amanhã",
             "em no na perto"},
    Calendar{"it",
             "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
             "dicembre",
             "lunedì martedì mercoledì giovedì venerdì sabato domenica", "ieri", "oggi", "domani",
             "a in ad nel nella vicino presso"},
};

CalendarWords built_from(const Calendar& calendar) {
  CalendarWords words;
  constexpr unsigned months_a_year = 12;
  unsigned at = 0;
  for_each_word(calendar.months, [&](std::string_view word) {
    if (word != "-") words[hash_of(word)].month = at % months_a_year + 1;
    ++at;
  });
  at = 0;
  for_each_word(calendar.weekdays,
                [&](std::string_view word) { words[hash_of(word)].weekday = ++at; });
  words[hash_of(calendar.yesterday)].from_day = -1;
  words[hash_of(calendar.today)].from_day = 0;
  words[hash_of(calendar.tomorrow)].from_day = 1;
  for_each_word(calendar.places,
                [&](std::string_view word) { words[hash_of(word)].leads_place = true; });
  return words;
}

}  // namespace

Topic topic_word(std::uint64_t word) noexcept {
  static const auto table = [] {
    std::unordered_map<std::uint64_t, Topic> built;
    for (const TopicWords& row : topics) {
      for_each_word(row.words,
                    [&](std::string_view one) { built.emplace(hash_of(one), row.topic); });
    }
    return built;
  }();
  const auto found = table.find(word);
  return found == table.end() ? Topic::none : found->second;
}

bool is_anybody_word(std::uint64_t word) noexcept {
  static const WordSet words = set_of(
      "people persons person others victims residents menschen personen leute opfer personas "
      "víctimas vecinos habitantes personnes gens victimes habitants pessoas vítimas moradores "
      "persone vittime abitanti");
  return words.contains(word) || topic_word(word) != Topic::none;
}

bool is_plural_without_s(std::uint64_t word) noexcept {
  static const WordSet words = set_of(plurals_without_s);
  return words.contains(word);
}

bool is_leading_adjective(std::uint64_t word) noexcept {
  static const WordSet words = set_of(leading_adjectives);
  return words.contains(word);
}

bool is_filler(std::uint64_t word) noexcept {
  static const WordSet words = set_of(fillers);
  return words.contains(word);
}

bool is_number_context(std::uint64_t word, NumberContext where) noexcept {
  static const WordSet before = set_of(
      "number no nr nummer numéro número numero page seite página pagina chapter article artikel "
      "artículo artigo articolo section paragraf route channel alle às caixa kapitel platz rang");
  static const WordSet behind = set_of("times fold uhr mal fois veces vezes volte o'clock pm am");
  static const WordSet amount =
      set_of("number total tally toll zahl anzahl número nombre numero cifra total");
  static const WordSet age = set_of(
      "old ago later earlier alt alte alten später früher après tard plus después más depois fa "
      "dopo");
  static const WordSet past = set_of("vor hace há aged");
  if (where == NumberContext::amount) return amount.contains(word);
  if (where == NumberContext::age_or_past) return age.contains(word);
  if (where == NumberContext::past_before) return past.contains(word);
  return (where == NumberContext::before ? before : behind).contains(word);
}

const CalendarWords& calendar_words(std::string_view language) {
  static const auto all = [] {
    std::unordered_map<std::string_view, CalendarWords> built;
    for (const Calendar& calendar : calendars) {
      built.emplace(calendar.language, built_from(calendar));
    }
    return built;
  }();
  static const CalendarWords none;
  const auto found = all.find(language);
  return found == all.end() ? none : found->second;
}

}  // namespace newsloom::attribution
