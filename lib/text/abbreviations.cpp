#include "text/abbreviations.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace newsloom::text {
namespace {

struct List {
  std::string_view language;  // empty: all
  std::string_view leads;     // separated by single spaces, as are the `ends`
  std::string_view ends;
};

constexpr std::array lists{
    List{"", "dr prof st vs fig nr no tel ed op cit art vol pp cf ca mr mrs ms sr jr gen col",
         "etc co corp ltd inc e.g i.e a.m p.m u.s u.k u.n e.u u.s.a d.c"},
    List{"en",
         "sen sens rep reps gov govs gens profs lt sgt capt cmdr maj adm rev hon pres messrs mt ft "
         "jan feb mar apr aug sept "
         "sep oct nov dec "
         "ave blvd rd approx dept est supt det insp cpl pvt brig ph.d",
         "bros dept min max hrs assn univ ariz calif colo conn fla ga ill kan mass mich minn miss "
         "mo neb nev okla ore pa tenn tex va wash wis"},
    List{"de",
         "bzw z.b u.a d.h z u.u u.ä s i.d.r o vgl hr fr frau jan febr feb apr aug sept okt nov dez "
         "mio mrd tsd abs bd dipl ing evtl ggf geb gest hrsg inkl insb lt mag max min rd stv str "
         "tägl "
         "usf v u d i.a",
         "usw u.s.w etc gmbh n.chr v.chr"},
    List{"es",
         "sra srta dra d dña ud uds vd vds fdo pág págs núm núms art avda c/ gral lic ing arq "
         "excmo ilmo ee "
         "aprox máx mín tte cnel ene feb abr ago sept oct nov dic",
         "etc s.a ee.uu a.c d.c ff.aa jj.oo uu"},
    List{"fr",
         "m mm mme mmes mlle mlles me mgr p pp av boul bd env janv févr avr juil sept oct nov déc "
         "éd chap réf c.-à-d",
         "etc s.a apr j.-c"},
    List{"pt",
         "sra srs sras dra drs d exmo exma pág págs núm art av gal cel eng arq aprox máx mín jan "
         "fev abr ago set out nov dez séc r",
         "etc s.a ltda a.c d.c e.u.a eua"},
    List{"it",
         "sig sigg sig.ra sig.na dott dott.ssa prof.ssa avv ing arch on sen geom rag mons gen pag "
         "pagg cap art ecc.mo p v c.d",
         "ecc s.p.a spa s.r.l a.c d.c"},
    List{"nl",
         "dhr mevr mw drs ir mr ing bijv blz bv d.w.z m.b.t t.o.v o.a o.l.v i.p.v z.g.n jl a.s",
         "enz etc n.v b.v"},
    List{"sv", "bl.a t.ex dvs s.k ca kl resp m.fl fr.o.m t.o.m jan feb apr aug sept okt nov dec",
         "osv m.m etc"},
    List{"da", "bl.a f.eks dvs ca kl hhv jf jan feb apr aug sept okt nov dec", "osv m.m mv etc"},
    List{"no", "bl.a f.eks dvs ca kl hhv jf jan feb apr aug sept okt nov des", "osv m.m mv etc"},
    List{"nb", "bl.a f.eks dvs ca kl hhv jf jan feb apr aug sept okt nov des", "osv m.m mv etc"},
    List{"pl",
         "ul al pl np tzn tj m.in im św ks inż mgr hab gen płk kpt por ppłk o.o godz ok pkt poz "
         "red zob",
         "itd itp r w p.n.e n.e zł gr"},
    List{"cs", "mj tj tzv např ul č str ing mgr judr mudr phdr rndr doc genpor gen plk kpt",
         "atd apod r n.l kč"},
    List{"ru",
         "т.е т.к т.н т.п г-н г-жа им ул пр д стр рис см ср тыс млн млрд руб коп акад проф доц ген "
         "полк",
         "т.д т.п др г гг в вв н.э"},
    List{"uk", "т.зв т.ч ім вул буд стор рис див пор тис млн млрд грн проф акад ген",
         "т.д т.п ін р рр ст"},
    List{"vi", "pgs gs ts ths tp bs ks ls", ""},
    List{"tr", "doç yrd av sn örn bkz vb cad sok mah", "vs vb"},
};

using Words = std::unordered_map<std::string_view, Abbreviation>;

void add(std::string_view words, Abbreviation kind, Words& to) {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    to[words.substr(0, space)] = kind;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
}

// By language, each with the words of all; those of no listed language by the empty name.
std::unordered_map<std::string_view, Words> words_by_language() {
  std::unordered_map<std::string_view, Words> built;
  for (const List& list : lists) {
    Words& words = built[list.language];
    if (words.empty() && !list.language.empty()) words = built[""];
    add(list.leads, Abbreviation::leads, words);
    add(list.ends, Abbreviation::ends, words);
  }
  return built;
}

}  // namespace

Abbreviation abbreviation(std::string_view word, std::string_view language) noexcept {
  static const auto all = words_by_language();
  const auto own = all.find(language);
  const Words& words = own == all.end() ? all.at("") : own->second;
  const auto found = words.find(word);
  return found == words.end() ? Abbreviation::none : found->second;
}

bool writes_ordinals_with_stop(std::string_view language) noexcept {
  constexpr std::array languages{"de", "da", "no", "nb", "nn", "fi", "is", "et", "lv",
                                 "cs", "sk", "sl", "hr", "sr", "bs", "pl", "hu", "tr"};
  return std::ranges::find(languages, language) != languages.end();
}

}  // namespace newsloom::text
