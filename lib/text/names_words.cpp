#include "text/names_words.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "text/hash.hpp"

namespace newsloom::text {
namespace {

/// Lower-case words with a space between them, as `fold_token` makes them.
struct LanguageRow {
  std::string_view language;
  std::string_view titles;
  std::string_view before_titles;
  std::string_view calendar;
  std::string_view openers;
};

// Titles that are also the beginning of well-known names ("King", "Queen", "General", "Judge",
// "Justice", "Lady", "Lord") are left out: "Justice Department" is to stay whole.
constexpr std::array<LanguageRow, 6> rows{{
    {"en",
     "president chancellor minister secretary senator congressman congresswoman "
     "representative governor mayor ambassador speaker spokesman spokeswoman spokesperson "
     "professor "
     "doctor mister sir madam sen rep gov gen lt col sgt capt rev hon chairman chairwoman ceo "
     "coach "
     "detective sheriff sergeant lieutenant",
     "prime vice deputy foreign defense defence interior finance former acting press chief first",
     "january february march april may june july august september october november december jan "
     "feb "
     "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
     "sunday mon tue tues wed thu thur thurs fri sat sun",
     "however meanwhile although though while when where why how what who which after before since "
     "until during under over despite because if unless once also then there here this that these "
     "those such some many most more much several few all both each every another other others any "
     "no not nor so still yet even just only now today yesterday tomorrow later earlier soon "
     "recently "
     "last next his her its their our my your he she it we they you them him instead according "
     "among amid between within without through across around about above below against along "
     "behind beyond like unlike whether perhaps maybe indeed moreover furthermore nevertheless "
     "thus hence therefore additionally elsewhere overall officials police experts people nobody "
     "everyone someone nothing everything something two three four five six seven eight nine ten"},
    {"de",
     "herr herrn frau fräulein doktor professor präsident präsidentin bundespräsident kanzler "
     "kanzlerin bundeskanzler bundeskanzlerin minister ministerin außenminister außenministerin "
     "innenminister innenministerin finanzminister finanzministerin verteidigungsminister "
     "verteidigungsministerin ministerpräsident ministerpräsidentin premierminister "
     "premierministerin premier senator senatorin bürgermeister bürgermeisterin oberbürgermeister "
     "gouverneur sprecher sprecherin generalsekretär parteichef parteichefin trainer",
     "",
     "januar jänner februar märz april mai juni juli august september oktober november dezember "
     "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag",
     "doch dabei damit danach dann dort hier heute gestern morgen zudem außerdem allerdings jedoch "
     "während nachdem bevor seit trotz wegen wenn weil obwohl auch noch schon nur nun so wie was "
     "wer "
     "wo warum welche dieser diese dieses jeder jede alle viele mehrere einige beide kein keine "
     "sein "
     "seine ihr ihre unser mein laut zuvor bisher inzwischen insgesamt denn ob"},
    {"es",
     "señor señora señorita sr sra srta don doña doctor doctora presidente presidenta ministro "
     "ministra canciller senador senadora diputado diputada gobernador gobernadora "
     "alcalde alcaldesa embajador embajadora secretario secretaria profesor profesora "
     "vicepresidente vicepresidenta portavoz expresidente expresidenta",
     "primer primera",
     "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre "
     "diciembre lunes martes miércoles jueves viernes sábado domingo",
     "sin aunque mientras cuando donde como según tras desde hasta durante entre sobre ante bajo "
     "además también así ahora hoy ayer mañana después antes luego este esta estos estas ese esa "
     "eso esto aquel aquella todos todas muchos muchas otro otra otros otras algunos algunas cada "
     "su sus nuestro nuestra mi si ya solo sólo hay pero porque qué quién cuándo dónde él ella "
     "ellos "
     "para por con"},
    {"fr",
     "m mm mme mlle monsieur madame mademoiselle messieurs maître docteur président présidente "
     "ministre chancelier chancelière sénateur sénatrice député députée gouverneur "
     "maire ambassadeur ambassadrice secrétaire professeur",
     "premier première vice",
     "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi "
     "mardi mercredi jeudi vendredi samedi dimanche",
     "cependant toutefois pourtant mais ainsi alors après avant depuis pendant durant lors lorsque "
     "quand comme si selon malgré entre sous sur chez vers sans dès car donc aussi enfin ensuite "
     "puis ici là hier demain aujourd'hui maintenant ce cet cette ces cela ça celui celle ceux son "
     "sa "
     "ses leur leurs notre nos mon ma mes votre tout tous toute toutes plusieurs certains "
     "certaines "
     "chaque autre autres aucun aucune il elle ils elles on nous vous je c'est qui que où "
     "pourquoi comment parmi outre grâce face"},
    {"pt",
     "senhor senhora sr sra dom dona doutor doutora presidente presidenta ministro ministra "
     "chanceler senador senadora deputado deputada governador governadora prefeito prefeita "
     "embaixador embaixadora secretário secretária professor professora",
     "primeiro primeira vice",
     "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro "
     "segunda terça quarta quinta sexta feira sábado domingo",
     "porém contudo entretanto embora enquanto quando onde como segundo conforme após antes depois "
     "desde até durante entre sobre sob além também assim então agora hoje ontem amanhã este esta "
     "estes estas esse essa isso isto aquele aquela todos todas muitos muitas outro outra outros "
     "outras alguns algumas cada seu sua seus suas nosso nossa meu minha se já só mas porque ele "
     "ela "
     "eles elas para por com sem quem"},
    {"it",
     "signor signora signorina signore sig dottor dottore dottoressa dott presidente ministro "
     "ministra "
     "premier cancelliere cancelliera senatore senatrice deputato deputata governatore sindaco "
     "ambasciatore segretario segretaria professore professor professoressa onorevole "
     "vicepresidente",
     "primo",
     "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
     "dicembre "
     "lunedì martedì mercoledì giovedì venerdì sabato domenica",
     "tuttavia però mentre quando dove come secondo dopo prima da durante tra fra sotto sopra "
     "oltre "
     "anche così allora poi ora oggi ieri domani questo questa questi queste quello quella quelli "
     "quelle tutti tutte molti molte altro altra altri altre alcuni alcune ogni suo sua suoi sue "
     "nostro nostra mio mia se già solo ma perché chi che lui lei loro noi voi per con senza nel "
     "nella nei nelle sul sulla dal dalla"},
}};

/// Where a particle is a word of the language that often stands between two names.
struct ParticleException {
  std::string_view languages;
  std::string_view particles;
};
constexpr std::array<ParticleException, 8> common_words{{
    {"de", "da do di del la le der den des ten ter zu"},
    {"da no nb nn sv", "da di der den"},
    {"pl cs sk sl hr sr bs uk ru bg mk", "do da di del"},
    {"id ms", "di"},
    {"nl", "of"},
    {"ro", "la"},
    {"hu", "de le el van"},
    {"tr az", "bin da de"},
}};

constexpr std::string_view titles_everywhere = "mr mrs ms dr prof ceo";
constexpr std::string_view prefixes_everywhere = "st ste ft mt";
constexpr std::string_view particles_everywhere =
    "de da do dos das del della di du des van von der den la le al bin ibn el of the ten ter zu";
/// "Secretary of State Mike Pompeo".
constexpr std::string_view english_offices =
    "state defense defence commerce energy education labor homeland";
/// "Ursula von der Leyen", but "Ende der Woche": in German these need a particle before them.
constexpr std::string_view german_articles = "der den dem";

template <class Do>
void for_each_word(std::string_view words, Do&& action) {
  while (!words.empty()) {
    const std::size_t length = std::min(words.find(' '), words.size());
    if (length > 0) action(words.substr(0, length));
    words.remove_prefix(std::min(length + 1, words.size()));
  }
}

bool lists(std::string_view words, std::string_view wanted) {
  bool found = false;
  for_each_word(words, [&](std::string_view word) { found = found || word == wanted; });
  return found;
}

}  // namespace

void NameWords::add(std::string_view words, std::uint16_t bit) {
  for_each_word(words, [&](std::string_view word) {
    std::uint16_t& bits = bits_[hash_of(word)];
    bits = static_cast<std::uint16_t>(bits | bit);
  });
}

void NameWords::remove(std::string_view words, std::uint16_t bit) {
  for_each_word(words, [&](std::string_view word) {
    std::uint16_t& bits = bits_[hash_of(word)];
    bits = static_cast<std::uint16_t>(bits & ~bit);
  });
}

NameWords::NameWords(std::string_view primary) {
  add(titles_everywhere, name_word::title);
  add(prefixes_everywhere, name_word::dotted_prefix);
  add(particles_everywhere, name_word::particle);
  for (const ParticleException& exception : common_words) {
    if (lists(exception.languages, primary)) remove(exception.particles, name_word::particle);
  }
  if (primary == "de") add(german_articles, name_word::article);
  if (primary == "en") {
    add("i i'm i've i'd i'll", name_word::never);
    add(english_offices, name_word::office);
  }
  for (const LanguageRow& row : rows) {
    if (row.language != primary) continue;
    add(row.titles, name_word::title);
    add(row.before_titles, name_word::before_title);
    add(row.calendar, name_word::calendar);
    add(row.openers, name_word::opener);
  }
}

const NameWords& name_words(std::string_view primary) {
  static const std::map<std::string, NameWords, std::less<>> tables = [] {
    std::map<std::string, NameWords, std::less<>> made;
    for (const LanguageRow& row : rows) made.try_emplace(std::string(row.language), row.language);
    for (const ParticleException& exception : common_words) {
      for_each_word(exception.languages,
                    [&](std::string_view word) { made.try_emplace(std::string(word), word); });
    }
    made.try_emplace("", "");
    return made;
  }();
  const auto found = tables.find(primary);
  return found != tables.end() ? found->second : tables.find(std::string_view())->second;
}

std::size_t elided_prefix(std::string_view word) noexcept {
  constexpr std::string_view elided =
      "l d j m n s t c qu jusqu lorsqu puisqu quoiqu un gl dell all nell sull dall coll quell "
      "quest";
  constexpr std::string_view curly = "\u2019";
  std::size_t length = 0;
  std::array<char, 8> lower{};  // longer than each of them
  while (length < word.size() && length < lower.size()) {
    const char c = word[length];
    if (c >= 'A' && c <= 'Z') {
      lower[length] = static_cast<char>(c + ('a' - 'A'));
    } else if (c >= 'a' && c <= 'z') {
      lower[length] = c;
    } else {
      break;
    }
    ++length;
  }
  const std::string_view rest = word.substr(length);
  const std::size_t mark = rest.starts_with('\'') ? 1 : rest.starts_with(curly) ? curly.size() : 0;
  if (mark == 0 || mark == rest.size()) return 0;
  return lists(elided, {lower.data(), length}) ? length + mark : 0;
}

}  // namespace newsloom::text
