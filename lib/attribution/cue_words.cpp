#include "attribution/cue_words.hpp"

#include <array>
#include <map>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/stem.hpp"

namespace newsloom::attribution {
namespace {

struct Row {
  std::string_view language;
  std::uint32_t bits;
  std::string_view words;  // folded, as `fold_token` makes them
};

constexpr std::uint32_t he = cue_word::pronoun | cue_word::masculine;
constexpr std::uint32_t she = cue_word::pronoun | cue_word::feminine;
constexpr std::uint32_t they = cue_word::pronoun | cue_word::plural;
constexpr std::uint32_t i = cue_word::pronoun | cue_word::first_person;
constexpr std::uint32_t mister = cue_word::title | cue_word::masculine;
constexpr std::uint32_t madam = cue_word::title | cue_word::feminine;
constexpr std::uint32_t saying = cue_word::reports | cue_word::participle;
constexpr std::uint32_t of = cue_word::preposition | cue_word::joins_nouns;

constexpr std::array rows{
    // English
    Row{"en", cue_word::reports,
        "said say says told tell tells proclaimed wrote writes write written added adds stated "
        "states "
        "explained explains noted notes concluded concludes declared declares announced announces "
        "argued argues argue claimed claims insisted insists replied replies responded responds "
        "answered warned warns tweeted tweets reported reports remarked recalled recalls admitted "
        "admits acknowledged acknowledges conceded concedes confirmed confirms denied denies "
        "predicted predicts suggested suggests stressed stresses emphasized emphasised revealed "
        "reveals complained complains testified asserted asserts contended contends cautioned "
        "cautions commented maintained maintains reiterated estimated estimates vowed vows "
        "pledged promised alleged alleges"},
    Row{"en", cue_word::introduces,
        "asked asks ask continued continues posted posts joked jokes quipped exclaimed "
        "shouted shouts yelled yells chanted chants chant screamed whispered muttered countered "
        "counters retorted interjected repeated repeats charged opined wondered wonders mused "
        "elaborated clarified boasted lamented recounted remembered urged urges called calls "
        "observed observes barked pleaded snapped laughed sighed began begins agreed agrees "
        "echoed thundered demanded vented quoted titled captioned chimed signed "
        "described describes dubbed labeled riffed demurred assured assures scoffed gushed "
        "deadpanned "
        "fumed grumbled marveled marvelled reasoned reflected reminded reminds protested bragged "
        "bristled chided chuckled confided cracked crowed enthused growled hollered implored "
        "inquired intoned lectured mumbled murmured objected offered pondered pronounced queried "
        "raved recited relayed roared ruled seethed snarled sniffed sobbed speculated stammered "
        "surmised swore taunted teased theorized volunteered whined tweets rules lists"},
    Row{"en", saying,
        "saying telling writing adding stating noting declaring announcing arguing claiming "
        "insisting replying responding warning tweeting explaining concluding suggesting "
        "asserting acknowledging admitting"},
    Row{"en", cue_word::introduces | cue_word::participle,
        "asking shouting yelling chanting calling joking posting quoting reading exclaiming "
        "urging demanding complaining"},
    Row{"en", cue_word::auxiliary,
        "has have had is was were be been being would will could should did does do may might "
        "can must also not"},
    Row{"en", cue_word::adverb,
        "also then later recently once now further again repeatedly reportedly previously earlier "
        "already quickly simply only even still never always often just separately famously "
        "publicly privately flatly bluntly sarcastically rhetorically finally soon first meanwhile "
        "however sheepishly angrily proudly clearly directly immediately jokingly ultimately "
        "actually initially today yesterday monday tuesday wednesday thursday friday saturday "
        "sunday"},
    Row{"en", cue_word::preposition,
        "in on at by with from to into during after before about over under against as per via "
        "through since until around despite amid among between without within outside inside "
        "upon toward towards like following regarding"},
    Row{"en", of, "of for"},
    Row{"en", cue_word::article,
        "the a an this that these those his her their its our my your some one another "
        "several many other both"},
    Row{"en", cue_word::conjunction,
        "and but or nor so yet while when whenever where because if although though unless "
        "whereas than"},
    Row{"en", cue_word::complement, "that how whether why"},
    Row{"en", cue_word::relative, "who which whom whose"},
    Row{"en", cue_word::according, "according"},
    Row{"en", he, "he himself"},
    Row{"en", she, "she herself"},
    Row{"en", they, "they"},
    Row{"en", cue_word::pronoun, "it"},
    Row{"en", i, "i we"},
    Row{"en", mister, "mr mister sir king prince lord brother father"},
    Row{"en", madam,
        "mrs ms miss madam queen princess lady sister mother congresswoman "
        "spokeswoman chairwoman"},
    Row{"en", cue_word::masculine,
        "spokesman chairman congressman businessman husband son actor man boy his"},
    Row{"en", cue_word::feminine, "wife daughter actress businesswoman woman girl"},
    // German
    Row{"de", cue_word::reports,
        "sagt sagte gesagt sagten sagen erklärt erklärte erklärten meint meinte meinten betont "
        "betonte berichtet berichtete berichteten schreibt schrieb geschrieben schrieben ergänzt "
        "ergänzte fügte fügt teilte teilten mitgeteilt warnt warnte gewarnt antwortet antwortete "
        "behauptet behauptete versichert versicherte äußerte äußert bekräftigt bekräftigte räumte "
        "räumt erzählt erzählte bestätigt bestätigte verkündet verkündete kündigte kündigt "
        "mahnt mahnte fordert forderte forderten gefordert kritisiert kritisierte kommentierte "
        "kommentiert erläutert erläuterte unterstrich unterstreicht resümiert resümierte "
        "twitterte twittert urteilt urteilte beteuert beteuerte argumentiert argumentierte"},
    Row{"de", cue_word::introduces,
        "so fragt fragte gefragt heißt hieß rief ruft lobt lobte lobten klagt klagte sprach "
        "spricht "
        "nannte nennt zitiert zitierte gab gibt findet fand freut freute scherzt scherzte schrie "
        "flüsterte entgegnet entgegnete erwidert erwiderte verspricht versprach beklagt beklagte "
        "begann bezeichnet bezeichnete fuhr fasst fasste schildert schilderte glaubt glaubte"},
    Row{"de", cue_word::auxiliary,
        "hat haben hatte hatten habe ist sind war waren wird wurde werden sei seien kann könne "
        "soll solle will wolle muss müsse"},
    Row{"de", cue_word::adverb,
        "auch dann später zuvor nun jetzt weiter noch bereits schon erneut wieder zudem außerdem "
        "heute gestern hinzu daraufhin dazu dagegen jedoch aber hingegen abschließend wörtlich "
        "zunächst "
        "schließlich montag dienstag mittwoch donnerstag freitag samstag sonntag"},
    Row{"de", cue_word::preposition,
        "in im an am auf bei beim mit nach vor von vom zu zum zur aus über unter gegen durch um "
        "während seit bis ohne gegenüber wegen trotz als"},
    Row{"de", of, "für"},
    Row{"de", cue_word::article,
        "der die das dem den des ein eine einer einem einen eines dieser diese dieses sein seine "
        "seiner ihr ihre ihrer viele mehrere einige"},
    Row{"de", cue_word::conjunction, "und oder wenn weil während obwohl denn sondern nachdem"},
    Row{"de", cue_word::complement, "dass daß ob wie warum"},
    Row{"de", cue_word::according, "laut zufolge"},
    Row{"de", he, "er"},
    Row{"de", she, "sie"},
    Row{"de", cue_word::pronoun, "es man"},
    Row{"de", i, "ich wir"},
    Row{"de", mister, "herr herrn könig prinz vater bruder"},
    Row{"de", madam, "frau königin mutter schwester"},
    Row{"de", cue_word::feminine, "eine ihre"},
    Row{"de", cue_word::masculine,
        "der ein minister präsident sprecher kanzler bürgermeister direktor sohn mann "
        "ministerpräsident "
        "trainer chef richter bauer fischer lehrer"},
    Row{"de", cue_word::feminine,
        "ministerin präsidentin sprecherin kanzlerin bürgermeisterin direktorin tochter "
        "ministerpräsidentin trainerin chefin richterin bäuerin lehrerin ärztin forscherin"},
    // Spanish
    Row{"es", cue_word::reports,
        "dijo dice dicen dijeron dicho declaró declara declararon declarado afirmó afirma "
        "afirmaron "
        "afirmado explicó explica explicaron explicado añadió añade añadieron añadido agregó "
        "agrega "
        "agregaron agregado señaló señala señalaron señalado aseguró asegura aseguraron asegurado "
        "indicó indica indicaron indicado manifestó manifiesta manifestado comentó comenta "
        "comentado apuntó apunta apuntado sostuvo sostiene sostenido subrayó subraya subrayado "
        "recordó recuerda recordado expresó expresa expresado advirtió advierte advertido "
        "respondió "
        "responde respondido escribió escribe escrito concluyó concluye concluido insistió insiste "
        "insistido destacó destaca destacado reconoció reconoce reconocido denunció denuncia "
        "denunciado anunció anuncia anunciado confirmó confirma confirmado relató relata relatado "
        "contó cuenta contado precisó precisa precisado reiteró reitera reiterado admitió admite "
        "opinó opina informó informa informaron informado detalló detalla estimó consideró "
        "considera argumentó alertó alerta prometió"},
    Row{"es", cue_word::introduces,
        "lamentó lamenta lamentado preguntó pregunta contestó matizó zanjó sentenció exclamó gritó "
        "gritaron pidió pide bromeó tuiteó calificó llamó criticó celebró resumió prosiguió "
        "continuó reclamó replicó espetó insta reza titula"},
    Row{"es", saying, "diciendo añadiendo asegurando afirmando señalando explicando declarando"},
    Row{"es", cue_word::auxiliary,
        "ha han había habían he hubo es fue era son está estaba ser sido se le les lo me nos"},
    Row{"es", cue_word::adverb,
        "también después luego ayer hoy además ya aún entonces así tras lunes martes miércoles "
        "jueves viernes sábado domingo"},
    Row{"es", cue_word::preposition,
        "en a al con por para sobre desde hasta durante ante tras entre contra como sin"},
    Row{"es", of, "de del"},
    Row{"es", cue_word::article,
        "el la los las un una unos unas este esta estos estas su sus varios varias muchos otro "
        "otra otros"},
    Row{"es", cue_word::conjunction, "y e o pero cuando mientras porque si aunque sino"},
    Row{"es", cue_word::complement, "que cómo si"},
    Row{"es", cue_word::relative, "quien quienes cual"},
    Row{"es", cue_word::according, "según"},
    Row{"es", he, "él"},
    Row{"es", she, "ella"},
    Row{"es", they, "ellos ellas"},
    Row{"es", i, "yo nosotros"},
    Row{"es", mister, "señor sr don rey príncipe"},
    Row{"es", madam, "señora sra doña reina princesa"},
    Row{"es", cue_word::masculine,
        "el un ministro presidente alcalde director portavoz gobernador secretario doctor juez"},
    Row{"es", cue_word::feminine,
        "la una ministra presidenta alcaldesa directora portavoza gobernadora secretaria doctora "
        "jueza"},
    // French
    Row{"fr", cue_word::reports,
        "dit disait disent déclare déclaré déclarait déclarent affirme affirmé affirment affirmait "
        "explique expliqué expliquent expliquait ajoute ajouté ajoutent indique indiqué indiquent "
        "précise précisé assure assuré assurent estime estimé estiment souligne souligné raconte "
        "raconté racontent rappelle rappelé confie confié annonce annoncé annoncent répond répondu "
        "poursuit poursuivi conclut conclu écrit écrivait écrivent reconnaît reconnu dénonce "
        "dénoncé prévient prévenu note noté juge jugé commente commenté témoigne témoigné avertit "
        "averti confirme confirmé observe observé résume résumé regrette regretté insiste insisté "
        "martèle martelé soutient soutenu admet admis rapporte rapporté rapportent révèle révélé "
        "promet promis prédit constate constaté détaille détaillé"},
    Row{"fr", cue_word::introduces,
        "lance lancé demande demandé s'exclame exclamé exclame plaide plaidé tweete tweeté réagit "
        "réagi renchérit renchéri ironise ironisé interroge interrogé appelle appelé critique "
        "critiqué salue salué s'insurge réclame réclamé lâche lâché titre titré cite cité clame "
        "crie crié plaisante plaisanté glisse glissé tonne réplique répliqué"},
    Row{"fr", saying, "disant ajoutant affirmant assurant expliquant précisant déclarant estimant"},
    Row{"fr", cue_word::auxiliary,
        "a ont avait avaient est sont était étaient été s'est n'a l'a t se lui leur fait"},
    Row{"fr", cue_word::adverb,
        "aussi ensuite hier encore également toutefois déjà alors notamment ainsi lundi mardi "
        "mercredi jeudi vendredi samedi dimanche"},
    Row{"fr", cue_word::preposition,
        "à au aux en dans par pour sur avec chez contre depuis lors après avant devant pendant "
        "entre vers sans sous comme auprès"},
    Row{"fr", of, "de du des d'"},
    Row{"fr", cue_word::article,
        "le la les l' un une ce cet cette ces son sa ses leur leurs plusieurs certains d'autres"},
    Row{"fr", cue_word::conjunction, "et ou mais quand lorsque tandis parce si comme car"},
    Row{"fr", cue_word::complement, "que qu' comment si"},
    Row{"fr", cue_word::relative, "qui dont lequel laquelle"},
    Row{"fr", cue_word::according, "selon d'après"},
    Row{"fr", he, "il lui"},
    Row{"fr", she, "elle"},
    Row{"fr", they, "ils elles"},
    Row{"fr", cue_word::pronoun, "on"},
    Row{"fr", i, "je j' nous"},
    Row{"fr", mister, "m monsieur roi prince"},
    Row{"fr", madam, "mme madame mlle reine princesse"},
    Row{"fr", cue_word::masculine,
        "le un président directeur conseiller avocat chercheur voisin père"},
    Row{"fr", cue_word::feminine,
        "la une présidente directrice conseillère avocate chercheuse voisine mère mairesse"},
    // Portuguese
    Row{"pt", cue_word::reports,
        "disse diz dizem disseram dito afirmou afirma afirmaram afirmado declarou declara "
        "declararam declarado explicou explica explicado acrescentou acrescenta contou conta "
        "ressaltou ressalta destacou destaca garantiu garante informou informa informaram escreveu "
        "escreve respondeu responde avaliou avalia comentou comenta alertou alerta anunciou "
        "anuncia "
        "anunciaram defendeu defende reconheceu reconhece observou relatou relata relataram "
        "concluiu conclui frisou lembrou lembra reiterou reforçou revelou confirmou confirma "
        "confirmaram admitiu admite argumentou apontou aponta sublinhou assegurou adiantou "
        "referiu prometeu estimou considerou indicou"},
    Row{"pt", cue_word::introduces,
        "completou completa perguntou pergunta lamentou lamenta criticou critica questionou "
        "publicou continuou prosseguiu exclamou gritou gritaram brincou pediu pede desabafou "
        "rebateu retrucou chamou classificou elogiou"},
    Row{"pt", saying, "dizendo afirmando acrescentando explicando declarando garantindo"},
    Row{"pt", cue_word::auxiliary,
        "tem têm tinha tinham havia foi é era são está estava ser sido se lhe lhes"},
    Row{"pt", cue_word::adverb,
        "também depois ontem hoje ainda já então assim além segunda terça quarta quinta sexta "
        "sábado domingo feira"},
    Row{"pt", cue_word::preposition,
        "em no na nos nas a ao à aos às com por pelo pela para sobre desde até durante após ante "
        "entre contra como sem"},
    Row{"pt", of, "de do da dos das"},
    Row{"pt", cue_word::article,
        "o a os as um uma uns umas este esta esse essa seu sua seus suas vários várias muitos "
        "outro outra outros"},
    Row{"pt", cue_word::conjunction, "e ou mas quando enquanto porque se embora"},
    Row{"pt", cue_word::complement, "que como se"},
    Row{"pt", cue_word::relative, "quem qual"},
    Row{"pt", cue_word::according, "segundo conforme"},
    Row{"pt", he, "ele"},
    Row{"pt", she, "ela"},
    Row{"pt", they, "eles elas"},
    Row{"pt", i, "eu nós"},
    Row{"pt", mister, "senhor sr dom rei"},
    Row{"pt", madam, "senhora sra dona rainha"},
    Row{"pt", cue_word::masculine,
        "o um ministro presidente prefeito diretor governador secretário doutor juiz professor"},
    Row{"pt", cue_word::feminine,
        "a uma ministra presidenta prefeita diretora governadora secretária doutora juíza "
        "professora"},
    // Italian
    Row{"it", cue_word::reports,
        "detto dice disse dicono dissero diceva dichiarato dichiara dichiarò affermato afferma "
        "affermano affermò spiegato spiega spiegano spiegò aggiunto aggiunge aggiunse sottolineato "
        "sottolinea scritto scrive scrivono scrisse commentato commenta raccontato racconta "
        "raccontano raccontò ricordato ricorda annunciato annuncia risposto risponde rispose "
        "concluso conclude osservato osserva precisato precisa assicurato assicura ribadito "
        "ribadisce riferito riferisce riferiscono sostenuto sostiene avvertito avverte confermato "
        "conferma denunciato denuncia ammesso ammette dichiarano evidenziato evidenzia promesso "
        "rivelato rivela fa sapere"},
    Row{"it", cue_word::introduces,
        "chiesto chiede chiese continuato continua proseguito prosegue esclamato esclama gridato "
        "grida lamentato lamenta criticato critica definito definisce chiamato chiama twittato "
        "replicato replica attacca attaccato scherza scherzato urla urlato chiosa"},
    Row{"it", saying, "dicendo aggiungendo affermando spiegando sottolineando assicurando"},
    Row{"it", cue_word::auxiliary,
        "ha hanno aveva avevano è sono era erano stato stata ho si gli le l'ha"},
    Row{"it", cue_word::adverb,
        "anche poi ieri oggi ancora inoltre già quindi così invece infine lunedì martedì mercoledì "
        "giovedì venerdì sabato domenica"},
    Row{"it", cue_word::preposition,
        "in nel nella nei nelle nell' a al alla ai alle all' con per su sul sulla da dal dalla "
        "dall' dopo durante prima tra fra contro come senza"},
    Row{"it", of, "di del della dei delle dell' degli dello d'"},
    Row{"it", cue_word::article,
        "il lo la i gli le l' un uno una un' questo questa suo sua suoi sue molti altri diversi"},
    Row{"it", cue_word::conjunction, "e ed o ma quando mentre perché se anche"},
    Row{"it", cue_word::complement, "che come se"},
    Row{"it", cue_word::relative, "chi quale"},
    Row{"it", cue_word::according, "secondo"},
    Row{"it", he, "lui egli"},
    Row{"it", she, "lei ella"},
    Row{"it", they, "loro"},
    Row{"it", i, "io noi"},
    Row{"it", mister, "signor sig don re"},
    Row{"it", madam, "signora sig.ra donna regina"},
    Row{"it", cue_word::masculine,
        "il lo un ministro presidente sindaco direttore governatore segretario dottore professore"},
    Row{"it", cue_word::feminine,
        "la una ministra presidentessa sindaca direttrice governatrice segretaria dottoressa "
        "professoressa"},
};

// Given names common in the languages above. Those given to both are left out.
constexpr std::string_view men =
    "james john robert michael william david richard joseph thomas charles christopher daniel "
    "matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward "
    "ronald "
    "timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott "
    "brandon benjamin samuel frank gregory raymond alexander patrick jack dennis jerry tyler aaron "
    "jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger "
    "gerald christian sean arthur austin joe bill bob tim tom jim mike ted jeb mitt barack bernie "
    "ben marco rand chris rick tony dick newt al hans karl heinz wolfgang klaus jürgen günter "
    "horst "
    "uwe manfred thorsten stefan markus lukas jonas felix moritz matthias andreas martin christoph "
    "florian tobias sebastian olaf gerhard helmut josé antonio juan manuel francisco javier carlos "
    "miguel jesús pedro ángel luis fernando jorge alberto pablo sergio rafael ramón diego andrés "
    "jean pierre michel philippe alain jacques bernard françois éric nicolas olivier laurent "
    "julien "
    "antoine mathieu emmanuel frédéric thierry hervé yves guillaume joão paulo josé antônio lucas "
    "marcos mateus gustavo eduardo felipe bruno rodrigo tiago vitor rui nuno giuseppe giovanni "
    "mario luigi roberto stefano marco andrea francesco alessandro matteo lorenzo luca paolo "
    "salvatore vincenzo enrico claudio fabio davide simone vladimir mohammed ahmed ali omar "
    "ibrahim";
constexpr std::string_view women =
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
    "margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah "
    "stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma "
    "nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather "
    "diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith "
    "hillary ivanka melania carly nikki condoleezza huma anne kate jane alice grace rose ursula "
    "petra monika sabine renate heike susanne claudia birgit katrin anja julia katharina lena "
    "hannah sophie marie annalena angelika ingrid erika maría carmen ana isabel dolores pilar "
    "teresa rosa cristina marta lucía elena sara paula raquel beatriz silvia mercedes irene nuria "
    "nathalie isabelle sylvie valérie céline sandrine véronique caroline camille léa manon "
    "chloé élise hélène juliette claire fernanda juliana mariana amanda bruna camila larissa "
    "letícia gabriela dilma joana inês rita giulia chiara francesca federica valentina giorgia "
    "elisa alessia martina silvia paola giovanna lucia fatima aisha mara";

template <class Visit>
void for_each_word(std::string_view words, Visit visit) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    visit(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

}  // namespace

CueWords::CueWords(std::string_view language) {
  for (const Row& row : rows) {
    if (row.language == language) add(row.words, row.bits);
  }
}

void CueWords::add(std::string_view words, std::uint32_t bits) {
  for_each_word(words, [&](std::string_view word) {
    const std::uint64_t hash = text::hash_bytes(text::folded_case(word));
    may_be_.set(hash % filter_bits);
    bits_[hash] |= bits;
  });
}

std::uint32_t CueWords::of(std::string_view source, const text::Token& token) const {
  const std::uint32_t whole = (*this)[token.hash];
  if (whole != 0 || !token.has(text::token_flag::apostrophe)) return whole;
  std::string folded;
  text::fold_token(source, token, folded);
  const std::size_t mark = folded.find('\'');
  if (mark == std::string::npos) return 0;
  const std::string_view view = folded;
  return (*this)[text::hash_bytes(view.substr(0, mark + 1))] |
         (*this)[text::hash_bytes(view.substr(mark + 1))];
}

const CueWords& cue_words(std::string_view language) {
  static const auto all = [] {
    std::map<std::string_view, CueWords> built;
    for (const Row& row : rows) built.try_emplace(row.language, row.language);
    return built;
  }();
  static const CueWords none("");
  const auto found = all.find(language);
  return found == all.end() ? none : found->second;
}

std::uint32_t gender_of_given_name(std::uint64_t hash) noexcept {
  static const auto table = [] {
    std::unordered_map<std::uint64_t, std::uint32_t> built;
    const auto add = [&](std::string_view names, std::uint32_t gender) {
      for_each_word(names, [&](std::string_view name) {
        built[text::hash_bytes(text::folded_case(name))] |= gender;
      });
    };
    add(men, cue_word::masculine);
    add(women, cue_word::feminine);
    return built;
  }();
  const auto found = table.find(hash);
  const bool known = found != table.end() && found->second != cue_word::gender;
  return known ? found->second : 0;
}

}  // namespace newsloom::attribution
