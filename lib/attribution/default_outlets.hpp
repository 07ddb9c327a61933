// newsloom attribution: facts about outlets that come with the library.
//
// A line an outlet: domains, the first of which is its id | name | other names it is credited by,
// parted by '/' | publisher family | country | language | kind. Domains of editions with a newsroom
// of their own have lines of their own and share the family.
#pragma once

#include <string_view>

namespace newsloom::attribution {

inline constexpr std::string_view default_outlets[] = {
    // Wires, and agencies of countries and fields.
    R"(reuters.com|Reuters|Thomson Reuters/Reuters News Agency|thomsonreuters|GB|en|wire
apnews.com,ap.org|The Associated Press|AP/Associated Press/AP News|ap|US|en|wire
afp.com|Agence France-Presse|AFP|afp|FR|fr|wire
bloomberg.com|Bloomberg|Bloomberg News|bloomberg|US|en|wire
upi.com|United Press International|UPI||US|en|wire
dpa.com,dpa-international.com|Deutsche Presse-Agentur|dpa||DE|de|wire
efe.com|Agencia EFE|EFE|efe|ES|es|wire
ansa.it|ANSA|Agenzia ANSA||IT|it|wire
xinhuanet.com,news.cn|Xinhua|Xinhua News Agency|xinhua|CN|zh|agency
chinanews.com,chinanews.com.cn|China News Service|CNS||CN|zh|agency
tass.com,tass.ru|TASS|ITAR-TASS||RU|ru|agency
interfax.ru,interfax.com|Interfax||interfax|RU|ru|agency
ria.ru|RIA Novosti|RIA|rossiya-segodnya|RU|ru|agency
sputniknews.com,sputnikglobe.com|Sputnik||rossiya-segodnya|RU|en|agency
kyodonews.net,kyodonews.jp|Kyodo News|Kyodo||JP|ja|agency
jiji.com|Jiji Press|Jiji||JP|ja|agency
yna.co.kr|Yonhap News Agency|Yonhap|yonhap|KR|ko|agency
yonhapnewstv.co.kr|Yonhap News TV||yonhap|KR|ko|broadcaster
newsis.com|Newsis|||KR|ko|agency
news1.kr|News1|||KR|ko|agency
ptinews.com|Press Trust of India|PTI||IN|en|agency
aninews.in|Asian News International|ANI||IN|en|agency
ians.in|Indo-Asian News Service|IANS||IN|en|agency
uniindia.com|United News of India|UNI||IN|en|agency
app.com.pk|Associated Press of Pakistan|APP||PK|en|agency
antaranews.com|Antara|Antara News||ID|id|agency
bernama.com|Bernama|||MY|ms|agency
pna.gov.ph|Philippine News Agency|PNA||PH|en|agency
vnanet.vn,vietnamplus.vn|Vietnam News Agency|VNA/TTXVN||VN|vi|agency
cna.com.tw|Central News Agency|CNA||TW|zh|agency
aap.com.au|Australian Associated Press|AAP||AU|en|agency
thecanadianpress.com|The Canadian Press|CP||CA|en|agency
pa.media|PA Media|Press Association/PA/PA news agency||GB|en|agency
kna.de|Katholische Nachrichten-Agentur|KNA||DE|de|agency
epd.de|Evangelischer Pressedienst|epd||DE|de|agency
sid.de|Sport-Informations-Dienst|SID|afp|DE|de|agency
apa.at|Austria Presse Agentur|APA||AT|de|agency
keystone-sda.ch|Keystone-SDA|SDA/Keystone-ATS/ATS||CH|de|agency
belga.be,belganewsagency.eu|Belga|Agence Belga||BE|nl|agency
anp.nl|Algemeen Nederlands Persbureau|ANP||NL|nl|agency
europapress.es|Europa Press|||ES|es|agency
lusa.pt|Lusa|Agência Lusa||PT|pt|agency
adnkronos.com|Adnkronos|||IT|it|agency
agi.it|Agenzia Giornalistica Italia|AGI||IT|it|agency
askanews.it|Askanews|||IT|it|agency
lapresse.it|LaPresse|||IT|it|agency
ritzau.dk,ritzau.com|Ritzau|||DK|da|agency
ntb.no|Norsk Telegrambyrå|NTB||NO|nb|agency
tt.se|Tidningarnas Telegrambyrå|TT/TT Nyhetsbyrån||SE|sv|agency
stt.fi|Suomen Tietotoimisto|STT||FI|fi|agency
bns.ee,bns.lt,bns.lv|Baltic News Service|BNS||EE|en|agency
leta.lv|LETA|||LV|lv|agency
elta.lt|ELTA|||LT|lt|agency
pap.pl|Polska Agencja Prasowa|PAP||PL|pl|agency
ctk.cz,ceskenoviny.cz|Česká tisková kancelář|ČTK/CTK||CZ|cs|agency
tasr.sk,teraz.sk|TASR|||SK|sk|agency
mti.hu|Magyar Távirati Iroda|MTI||HU|hu|agency
agerpres.ro|Agerpres|||RO|ro|agency
mediafax.ro|Mediafax|||RO|ro|agency
bta.bg|Bulgarian News Agency|BTA||BG|bg|agency
hina.hr|HINA|||HR|hr|agency
sta.si|Slovenska tiskovna agencija|STA||SI|sl|agency
tanjug.rs|Tanjug|||RS|sr|agency
beta.rs|Beta|Beta News Agency||RS|sr|agency
fena.ba|FENA|||BA|bs|agency
amna.gr|Athens-Macedonian News Agency|AMNA/ANA-MPA||GR|el|agency
ukrinform.net,ukrinform.ua|Ukrinform|||UA|uk|agency
unian.net,unian.ua|UNIAN|||UA|uk|agency
interfax.com.ua|Interfax-Ukraine|||UA|uk|agency
belta.by|BelTA|||BY|ru|agency
aa.com.tr|Anadolu Agency|Anadolu/AA/Anadolu Ajansı||TR|tr|agency
dha.com.tr|Demirören Haber Ajansı|DHA|demiroren|TR|tr|agency
iha.com.tr|İhlas Haber Ajansı|IHA||TR|tr|agency
irna.ir|Islamic Republic News Agency|IRNA||IR|fa|agency
isna.ir|Iranian Students' News Agency|ISNA||IR|fa|agency
mehrnews.com|Mehr News Agency|||IR|fa|agency
tasnimnews.com|Tasnim News Agency|Tasnim||IR|fa|agency
mena.org.eg|Middle East News Agency|||EG|ar|agency
spa.gov.sa|Saudi Press Agency|SPA||SA|ar|agency
wam.ae|Emirates News Agency|WAM||AE|ar|agency
qna.org.qa|Qatar News Agency|QNA||QA|ar|agency
kuna.net.kw|Kuwait News Agency|KUNA||KW|ar|agency
bna.bh|Bahrain News Agency|BNA||BH|ar|agency
omannews.gov.om|Oman News Agency|ONA||OM|ar|agency
petra.gov.jo|Jordan News Agency|Petra||JO|ar|agency
nna-leb.gov.lb|National News Agency|NNA||LB|ar|agency
ina.iq|Iraqi News Agency|INA||IQ|ar|agency
sana.sy|Syrian Arab News Agency|SANA||SY|ar|agency
wafa.ps|WAFA|Palestinian News and Info Agency||PS|ar|agency
map.ma,mapnews.ma|Maghreb Arabe Presse|||MA|ar|agency
aps.dz|Algérie Presse Service|||DZ|ar|agency
nannews.ng|News Agency of Nigeria|NAN||NG|en|agency
ghananewsagency.org|Ghana News Agency|GNA||GH|en|agency
notimex.gob.mx|Notimex|||MX|es|agency
ebc.com.br|Agência Brasil||ebc|BR|pt|agency
telam.com.ar|Télam|Telam||AR|es|agency
prensa-latina.cu|Prensa Latina|||CU|es|agency
andina.pe|Andina|Agencia Andina||PE|es|agency
catholicnewsagency.com|Catholic News Agency||ewtn|US|en|agency
religionnews.com|Religion News Service|RNS||US|en|agency
jta.org|Jewish Telegraphic Agency|JTA||US|en|agency
kffhealthnews.org,khn.org|KFF Health News|Kaiser Health News||US|en|agency)",

    // Services that distribute what others pay for, and authorities.
    R"(prnewswire.com,prnewswire.co.uk|PR Newswire|PRNewswire|cision|US|en|press_release
businesswire.com|Business Wire|BusinessWire||US|en|press_release
globenewswire.com|GlobeNewswire|GLOBE NEWSWIRE|notified|US|en|press_release
accesswire.com,accessnewswire.com|ACCESSWIRE|ACCESS Newswire||US|en|press_release
newswire.com|Newswire.com|||US|en|press_release
newswire.ca|CNW Group|CNW|cision|CA|en|press_release
einpresswire.com,einnews.com|EIN Presswire|||US|en|press_release
prweb.com|PRWeb||cision|US|en|press_release
marketwired.com|Marketwired||notified|US|en|press_release
eurekalert.org|EurekAlert!|||US|en|press_release
presseportal.de|Presseportal|news aktuell||DE|de|press_release
ots.at|APA-OTS|OTS||AT|de|press_release
pressebox.de|PresseBox|||DE|de|press_release
openpr.com,openpr.de|openPR|||DE|de|press_release
prtimes.jp|PR TIMES|||JP|ja|press_release
newswire.co.kr|Korea Newswire|||KR|ko|press_release
scoop.co.nz|Scoop|||NZ|en|press_release
whitehouse.gov|The White House|||US|en|government
state.gov|U.S. Department of State|||US|en|government
justice.gov|U.S. Department of Justice|||US|en|government
defense.gov|U.S. Department of Defense|||US|en|government
fbi.gov|Federal Bureau of Investigation|||US|en|government
nasa.gov|NASA|||US|en|government
europa.eu|European Union|||BE|en|government
bundesregierung.de|Die Bundesregierung|||DE|de|government
admin.ch|Federal administration of Switzerland|||CH|de|government
rijksoverheid.nl|De Rijksoverheid|||NL|nl|government
elysee.fr|Présidence de la République|||FR|fr|government
lamoncloa.gob.es|La Moncloa|||ES|es|government
korea.kr|Policy Briefing Korea|||KR|ko|government
sis.gov.eg|State Information Service|||EG|ar|government
kremlin.ru|Kremlin|||RU|ru|government
un.org|United Nations|UN News||US|en|government
who.int|World Health Organization|||CH|en|government)",

    // United States and Canada.
    R"(nytimes.com,nyti.ms|The New York Times|NYT/N.Y. Times|nytco|US|en|newspaper
washingtonpost.com,wapo.st|The Washington Post|||US|en|newspaper
wsj.com|The Wall Street Journal|WSJ|dowjones|US|en|newspaper
marketwatch.com|MarketWatch||dowjones|US|en|website
barrons.com|Barron's||dowjones|US|en|magazine
investors.com|Investor's Business Daily||dowjones|US|en|newspaper
nypost.com|New York Post|||US|en|newspaper
usatoday.com|USA Today||gannett|US|en|newspaper
azcentral.com|The Arizona Republic||gannett|US|en|newspaper
freep.com|Detroit Free Press||gannett|US|en|newspaper
jsonline.com|Milwaukee Journal Sentinel||gannett|US|en|newspaper
indystar.com|The Indianapolis Star||gannett|US|en|newspaper
tennessean.com|The Tennessean||gannett|US|en|newspaper
latimes.com|Los Angeles Times|LA Times||US|en|newspaper
sandiegouniontribune.com|The San Diego Union-Tribune||medianews|US|en|newspaper
mercurynews.com|The Mercury News||medianews|US|en|newspaper
denverpost.com|The Denver Post||medianews|US|en|newspaper
chicagotribune.com|Chicago Tribune||tribunepublishing|US|en|newspaper
nydailynews.com|New York Daily News||tribunepublishing|US|en|newspaper
baltimoresun.com|The Baltimore Sun|||US|en|newspaper
orlandosentinel.com|Orlando Sentinel||tribunepublishing|US|en|newspaper
sun-sentinel.com|South Florida Sun Sentinel||tribunepublishing|US|en|newspaper
miamiherald.com|Miami Herald||mcclatchy|US|en|newspaper
kansascity.com|The Kansas City Star||mcclatchy|US|en|newspaper
sacbee.com|The Sacramento Bee||mcclatchy|US|en|newspaper
charlotteobserver.com|The Charlotte Observer||mcclatchy|US|en|newspaper
mcclatchydc.com|McClatchy DC|McClatchy||US|en|website
bostonglobe.com|The Boston Globe||bostonglobemedia|US|en|newspaper
boston.com|Boston.com||bostonglobemedia|US|en|website
statnews.com|STAT||bostonglobemedia|US|en|website
bostonherald.com|Boston Herald||medianews|US|en|newspaper
inquirer.com,philly.com|The Philadelphia Inquirer|||US|en|newspaper
seattletimes.com|The Seattle Times|||US|en|newspaper
sfchronicle.com|San Francisco Chronicle||hearst|US|en|newspaper
sfgate.com|SFGATE||hearst|US|en|website
houstonchronicle.com|Houston Chronicle||hearst|US|en|newspaper
chron.com|Chron||hearst|US|en|website
timesunion.com|Times Union||hearst|US|en|newspaper
dallasnews.com|The Dallas Morning News||hearst|US|en|newspaper
startribune.com|Star Tribune|The Minnesota Star Tribune||US|en|newspaper
suntimes.com|Chicago Sun-Times|||US|en|newspaper
tampabay.com|Tampa Bay Times|||US|en|newspaper
politifact.com|PolitiFact||poynter|US|en|website
ajc.com|The Atlanta Journal-Constitution|||US|en|newspaper
cleveland.com|Cleveland.com|The Plain Dealer|advance|US|en|newspaper
nj.com|NJ.com|The Star-Ledger|advance|US|en|newspaper
oregonlive.com|The Oregonian|OregonLive|advance|US|en|newspaper
washingtontimes.com|The Washington Times|||US|en|newspaper
washingtonexaminer.com|Washington Examiner|||US|en|website
csmonitor.com|The Christian Science Monitor|||US|en|newspaper
cnn.com|CNN|CNN Politics/CNN Business||US|en|broadcaster
foxnews.com|Fox News|Fox|fox|US|en|broadcaster
foxbusiness.com|Fox Business||fox|US|en|broadcaster
ktvu.com|KTVU FOX 2||fox|US|en|broadcaster
nbcnews.com|NBC News|NBC|nbcuniversal|US|en|broadcaster
msnbc.com,ms.now|MSNBC|MS NOW||US|en|broadcaster
cnbc.com|CNBC|||US|en|broadcaster
telemundo.com|Telemundo||nbcuniversal|US|es|broadcaster
cbsnews.com|CBS News|CBS|cbs|US|en|broadcaster
abcnews.go.com,abcnews.com|ABC News||disney|US|en|broadcaster
fivethirtyeight.com|FiveThirtyEight||disney|US|en|website
npr.org|NPR|National Public Radio||US|en|broadcaster
pbs.org|PBS|PBS NewsHour/Public Broadcasting Service||US|en|broadcaster
c-span.org|C-SPAN|||US|en|broadcaster
univision.com|Univision|||US|es|broadcaster
voanews.com|Voice of America|VOA|usagm|US|en|broadcaster
rferl.org|Radio Free Europe/Radio Liberty|RFE-RL|usagm|US|en|broadcaster
rfa.org|Radio Free Asia|RFA|usagm|US|en|broadcaster
newsmax.com|Newsmax|||US|en|broadcaster
oann.com|One America News|OAN||US|en|broadcaster
democracynow.org|Democracy Now!|||US|en|broadcaster
cbn.com|CBN|Christian Broadcasting Network||US|en|broadcaster
kron4.com|KRON4||nexstar|US|en|broadcaster
thehill.com|The Hill||nexstar|US|en|newspaper
newsnationnow.com|NewsNation||nexstar|US|en|broadcaster
politico.com|Politico||axelspringer|US|en|website
politico.eu|Politico Europe||axelspringer|BE|en|website
businessinsider.com|Business Insider|Insider|axelspringer|US|en|website
axios.com|Axios|||US|en|website
semafor.com|Semafor|||US|en|website
vox.com|Vox||voxmedia|US|en|website
theverge.com|The Verge||voxmedia|US|en|website
nymag.com|New York Magazine|Intelligencer|voxmedia|US|en|magazine
vulture.com|Vulture||voxmedia|US|en|website
slate.com|Slate||grahamholdings|US|en|website
foreignpolicy.com|Foreign Policy||grahamholdings|US|en|magazine
salon.com|Salon|||US|en|website
thedailybeast.com|The Daily Beast||iac|US|en|website
huffpost.com,huffingtonpost.com|HuffPost|The Huffington Post|buzzfeed|US|en|website
buzzfeednews.com|BuzzFeed News||buzzfeed|US|en|website
propublica.org|ProPublica|||US|en|website
theintercept.com|The Intercept|||US|en|website
motherjones.com|Mother Jones||cir|US|en|magazine
revealnews.org|Reveal||cir|US|en|website
theatlantic.com|The Atlantic|||US|en|magazine
newyorker.com|The New Yorker||condenast|US|en|magazine
wired.com|WIRED||condenast|US|en|magazine
vanityfair.com|Vanity Fair||condenast|US|en|magazine
arstechnica.com|Ars Technica||condenast|US|en|website
time.com|TIME|Time Magazine||US|en|magazine
newsweek.com|Newsweek|||US|en|magazine
fortune.com|Fortune|||US|en|magazine
forbes.com|Forbes|||US|en|magazine
rollingstone.com|Rolling Stone||penske|US|en|magazine
variety.com|Variety||penske|US|en|magazine
hollywoodreporter.com|The Hollywood Reporter||penske|US|en|magazine
deadline.com|Deadline||penske|US|en|website
theweek.com|The Week||futureplc|GB|en|magazine
nationalreview.com|National Review|||US|en|magazine
weeklystandard.com|The Weekly Standard|||US|en|magazine
thenation.com|The Nation|||US|en|magazine
newrepublic.com|The New Republic|||US|en|magazine
prospect.org|The American Prospect|||US|en|magazine
reason.com|Reason|||US|en|magazine
usnews.com|U.S. News & World Report|||US|en|magazine
scientificamerican.com|Scientific American||springernature|US|en|magazine
nature.com|Nature||springernature|GB|en|magazine
science.org|Science|||US|en|magazine
livescience.com|Live Science||futureplc|US|en|website
space.com|Space.com||futureplc|US|en|website
qz.com|Quartz|||US|en|website
techcrunch.com|TechCrunch|||US|en|website
engadget.com|Engadget||yahoo|US|en|website
yahoo.com|Yahoo|Yahoo News/Yahoo Finance|yahoo|US|en|website
zdnet.com|ZDNET||ziffdavis|US|en|website
cnet.com|CNET||ziffdavis|US|en|website
pcmag.com|PCMag|PC Magazine|ziffdavis|US|en|website
mashable.com|Mashable||ziffdavis|US|en|website
breitbart.com|Breitbart|Breitbart News||US|en|website
dailycaller.com|The Daily Caller|Daily Caller News Foundation||US|en|website
dailywire.com|The Daily Wire|||US|en|website
dailysignal.com|The Daily Signal|||US|en|website
thefederalist.com|The Federalist|||US|en|website
freebeacon.com|The Washington Free Beacon|||US|en|website
theblaze.com|TheBlaze|Blaze Media||US|en|website
townhall.com|Townhall||salem|US|en|website
hotair.com|Hot Air||salem|US|en|blog
redstate.com|RedState||salem|US|en|blog
pjmedia.com|PJ Media||salem|US|en|website
twitchy.com|Twitchy||salem|US|en|blog
realclearpolitics.com|RealClearPolitics|||US|en|website
justthenews.com|Just the News|||US|en|website
newsbusters.org|NewsBusters||mrc|US|en|blog
mediamatters.org|Media Matters for America|||US|en|blog
dailykos.com|Daily Kos|||US|en|blog
talkingpointsmemo.com|Talking Points Memo|TPM||US|en|website
allsides.com|AllSides|||US|en|website
ibtimes.com|International Business Times|IBTimes||US|en|website
newlinesmag.com|New Lines Magazine|||US|en|magazine
restofworld.org|Rest of World|||US|en|website
theglobeandmail.com|The Globe and Mail|||CA|en|newspaper
thestar.com|Toronto Star||torstar|CA|en|newspaper
nationalpost.com|National Post||postmedia|CA|en|newspaper
financialpost.com|Financial Post||postmedia|CA|en|newspaper
montrealgazette.com|Montreal Gazette||postmedia|CA|en|newspaper
vancouversun.com|Vancouver Sun||postmedia|CA|en|newspaper
torontosun.com|Toronto Sun||postmedia|CA|en|newspaper
ottawacitizen.com|Ottawa Citizen||postmedia|CA|en|newspaper
calgaryherald.com|Calgary Herald||postmedia|CA|en|newspaper
winnipegfreepress.com|Winnipeg Free Press|||CA|en|newspaper
cbc.ca|CBC News|CBC/Canadian Broadcasting Corporation|cbc-radio-canada|CA|en|broadcaster
radio-canada.ca|Radio-Canada|Ici Radio-Canada|cbc-radio-canada|CA|fr|broadcaster
ctvnews.ca|CTV News|CTV|bellmedia|CA|en|broadcaster
globalnews.ca|Global News||corus|CA|en|broadcaster
lapresse.ca|La Presse|||CA|fr|newspaper
ledevoir.com|Le Devoir|||CA|fr|newspaper
journaldemontreal.com|Le Journal de Montréal||quebecor|CA|fr|newspaper
macleans.ca|Maclean's|||CA|en|magazine)",

    // United Kingdom and Ireland, Australia and New Zealand.
    R"(bbc.co.uk|BBC News|BBC/BBC UK|bbc|GB|en|broadcaster
bbc.com|BBC.com||bbc|GB|en|broadcaster
theguardian.com,guardian.co.uk|The Guardian|Guardian/The Observer|guardianmedia|GB|en|newspaper
thetimes.co.uk,thetimes.com|The Times||newsuk|GB|en|newspaper
thesun.co.uk|The Sun||newsuk|GB|en|newspaper
telegraph.co.uk|The Daily Telegraph|The Telegraph/The Sunday Telegraph||GB|en|newspaper
ft.com|Financial Times|FT|nikkei|GB|en|newspaper
independent.co.uk|The Independent|||GB|en|website
standard.co.uk|The Standard|Evening Standard||GB|en|newspaper
dailymail.co.uk,mailonline.co.uk|Daily Mail|MailOnline/Mail on Sunday|dmg|GB|en|newspaper
metro.co.uk|Metro||dmg|GB|en|newspaper
inews.co.uk|The i Paper|i newspaper|dmg|GB|en|newspaper
newscientist.com|New Scientist||dmg|GB|en|magazine
mirror.co.uk|Daily Mirror|The Mirror|reach|GB|en|newspaper
express.co.uk|Daily Express||reach|GB|en|newspaper
dailystar.co.uk|Daily Star||reach|GB|en|newspaper
dailyrecord.co.uk|Daily Record||reach|GB|en|newspaper
manchestereveningnews.co.uk|Manchester Evening News||reach|GB|en|newspaper
liverpoolecho.co.uk|Liverpool Echo||reach|GB|en|newspaper
walesonline.co.uk|WalesOnline|Western Mail|reach|GB|en|newspaper
birminghammail.co.uk|Birmingham Mail||reach|GB|en|newspaper
scotsman.com|The Scotsman||nationalworld|GB|en|newspaper
yorkshirepost.co.uk|The Yorkshire Post||nationalworld|GB|en|newspaper
heraldscotland.com|The Herald|||GB|en|newspaper
sky.com|Sky News||sky|GB|en|broadcaster
itv.com|ITV News|ITV||GB|en|broadcaster
channel4.com|Channel 4 News|||GB|en|broadcaster
gbnews.com|GB News|||GB|en|broadcaster
economist.com|The Economist|||GB|en|magazine
spectator.co.uk|The Spectator|||GB|en|magazine
newstatesman.com|New Statesman|||GB|en|magazine
prospectmagazine.co.uk|Prospect|||GB|en|magazine
opendemocracy.net|openDemocracy|||GB|en|website
cityam.com|City A.M.|||GB|en|newspaper
theregister.com,theregister.co.uk|The Register|||GB|en|website
middleeasteye.net|Middle East Eye|||GB|en|website
middleeastmonitor.com|Middle East Monitor|||GB|en|website
theconversation.com|The Conversation|||AU|en|website
irishtimes.com|The Irish Times||irishtimes|IE|en|newspaper
irishexaminer.com|Irish Examiner||irishtimes|IE|en|newspaper
independent.ie|Irish Independent||mediahuis|IE|en|newspaper
rte.ie|RTÉ|RTE||IE|en|broadcaster
thejournal.ie|TheJournal.ie|||IE|en|website
belfasttelegraph.co.uk|Belfast Telegraph||mediahuis|GB|en|newspaper
abc.net.au|Australian Broadcasting Corporation|ABC News Australia||AU|en|broadcaster
sbs.com.au|SBS Australia|||AU|en|broadcaster
9news.com.au|Nine News|9News|nine|AU|en|broadcaster
smh.com.au|The Sydney Morning Herald||nine|AU|en|newspaper
theage.com.au|The Age||nine|AU|en|newspaper
brisbanetimes.com.au|Brisbane Times||nine|AU|en|website
afr.com|Australian Financial Review||nine|AU|en|newspaper
theaustralian.com.au|The Australian||newscorpaustralia|AU|en|newspaper
news.com.au|news.com.au||newscorpaustralia|AU|en|website
dailytelegraph.com.au|The Daily Telegraph (Sydney)||newscorpaustralia|AU|en|newspaper
heraldsun.com.au|Herald Sun||newscorpaustralia|AU|en|newspaper
skynews.com.au|Sky News Australia||newscorpaustralia|AU|en|broadcaster
7news.com.au|7NEWS||sevenwest|AU|en|broadcaster
thewest.com.au|The West Australian||sevenwest|AU|en|newspaper
crikey.com.au|Crikey|||AU|en|website
nzherald.co.nz|The New Zealand Herald|NZ Herald|nzme|NZ|en|newspaper
newstalkzb.co.nz|Newstalk ZB||nzme|NZ|en|broadcaster
stuff.co.nz|Stuff||stuff|NZ|en|website
thepost.co.nz|The Post||stuff|NZ|en|newspaper
thepress.co.nz|The Press||stuff|NZ|en|newspaper
waikatotimes.co.nz|Waikato Times||stuff|NZ|en|newspaper
rnz.co.nz|Radio New Zealand|RNZ||NZ|en|broadcaster
1news.co.nz|1News|TVNZ||NZ|en|broadcaster
newsroom.co.nz|Newsroom|||NZ|en|website
odt.co.nz|Otago Daily Times|||NZ|en|newspaper)",

    // German, French, Dutch.
    R"(spiegel.de|Der Spiegel|Spiegel/Spiegel Online|spiegel|DE|de|magazine
zeit.de|Die Zeit|Zeit Online||DE|de|newspaper
faz.net|Frankfurter Allgemeine Zeitung|FAZ||DE|de|newspaper
sueddeutsche.de|Süddeutsche Zeitung|SZ|swmh|DE|de|newspaper
stuttgarter-zeitung.de|Stuttgarter Zeitung||swmh|DE|de|newspaper
welt.de|Die Welt|Welt|axelspringer|DE|de|newspaper
bild.de|Bild||axelspringer|DE|de|newspaper
taz.de|taz|die tageszeitung||DE|de|newspaper
handelsblatt.com|Handelsblatt||dvh|DE|de|newspaper
wiwo.de|WirtschaftsWoche||dvh|DE|de|magazine
tagesspiegel.de|Der Tagesspiegel|Tagesspiegel|dvh|DE|de|newspaper
focus.de|Focus|Focus Online|burda|DE|de|magazine
stern.de|Stern||rtl|DE|de|magazine
n-tv.de|n-tv|ntv|rtl|DE|de|broadcaster
rtl.de|RTL||rtl|DE|de|broadcaster
tagesschau.de|tagesschau|ARD|ard|DE|de|broadcaster
ndr.de|NDR||ard|DE|de|broadcaster
wdr.de|WDR||ard|DE|de|broadcaster
br.de|BR|BR24/Bayerischer Rundfunk|ard|DE|de|broadcaster
swr.de|SWR||ard|DE|de|broadcaster
mdr.de|MDR||ard|DE|de|broadcaster
rbb24.de,rbb-online.de|rbb|rbb24|ard|DE|de|broadcaster
zdf.de,zdfheute.de|ZDF|ZDFheute||DE|de|broadcaster
dw.com|Deutsche Welle|DW||DE|de|broadcaster
deutschlandfunk.de|Deutschlandfunk||deutschlandradio|DE|de|broadcaster
fr.de|Frankfurter Rundschau||ippen|DE|de|newspaper
merkur.de|Münchner Merkur||ippen|DE|de|newspaper
hna.de|HNA||ippen|DE|de|newspaper
rnd.de|RedaktionsNetzwerk Deutschland|RND|madsack|DE|de|website
haz.de|Hannoversche Allgemeine||madsack|DE|de|newspaper
lvz.de|Leipziger Volkszeitung||madsack|DE|de|newspaper
rp-online.de|Rheinische Post|||DE|de|newspaper
ksta.de|Kölner Stadt-Anzeiger|||DE|de|newspaper
morgenpost.de|Berliner Morgenpost||funke|DE|de|newspaper
waz.de|WAZ||funke|DE|de|newspaper
abendblatt.de|Hamburger Abendblatt||funke|DE|de|newspaper
berliner-zeitung.de|Berliner Zeitung|||DE|de|newspaper
augsburger-allgemeine.de|Augsburger Allgemeine|||DE|de|newspaper
t-online.de|t-online||stroeer|DE|de|website
watson.de|watson (Deutschland)||stroeer|DE|de|website
correctiv.org|CORRECTIV|||DE|de|website
netzpolitik.org|netzpolitik.org|||DE|de|website
heise.de|heise online|||DE|de|website
golem.de|Golem|||DE|de|website
derstandard.at|Der Standard|||AT|de|newspaper
diepresse.com|Die Presse||styria|AT|de|newspaper
kleinezeitung.at|Kleine Zeitung||styria|AT|de|newspaper
krone.at|Kronen Zeitung||mediaprint|AT|de|newspaper
kurier.at|Kurier||mediaprint|AT|de|newspaper
orf.at|ORF|||AT|de|broadcaster
nzz.ch|Neue Zürcher Zeitung|NZZ||CH|de|newspaper
tagesanzeiger.ch|Tages-Anzeiger||tx|CH|de|newspaper
derbund.ch|Der Bund||tx|CH|de|newspaper
20min.ch|20 Minuten||tx|CH|de|newspaper
24heures.ch|24 heures||tx|CH|fr|newspaper
tdg.ch|Tribune de Genève||tx|CH|fr|newspaper
letemps.ch|Le Temps|||CH|fr|newspaper
aargauerzeitung.ch|Aargauer Zeitung||chmedia|CH|de|newspaper
luzernerzeitung.ch|Luzerner Zeitung||chmedia|CH|de|newspaper
tagblatt.ch|St. Galler Tagblatt||chmedia|CH|de|newspaper
watson.ch|watson||chmedia|CH|de|website
blick.ch|Blick||ringier|CH|de|newspaper
srf.ch|SRF||srgssr|CH|de|broadcaster
rts.ch|RTS||srgssr|CH|fr|broadcaster
rsi.ch|RSI||srgssr|CH|it|broadcaster
swissinfo.ch|SWI swissinfo.ch||srgssr|CH|en|broadcaster
lemonde.fr|Le Monde||lemonde|FR|fr|newspaper
nouvelobs.com|Le Nouvel Obs|L'Obs|lemonde|FR|fr|magazine
telerama.fr|Télérama||lemonde|FR|fr|magazine
courrierinternational.com|Courrier international||lemonde|FR|fr|magazine
lefigaro.fr|Le Figaro|||FR|fr|newspaper
liberation.fr|Libération|||FR|fr|newspaper
leparisien.fr|Le Parisien|Aujourd'hui en France|lesechosleparisien|FR|fr|newspaper
lesechos.fr|Les Échos|Les Echos|lesechosleparisien|FR|fr|newspaper
la-croix.com|La Croix||bayard|FR|fr|newspaper
humanite.fr|L'Humanité|||FR|fr|newspaper
lopinion.fr|L'Opinion|||FR|fr|newspaper
ouest-france.fr|Ouest-France||sipa|FR|fr|newspaper
20minutes.fr|20 Minutes|||FR|fr|newspaper
sudouest.fr|Sud Ouest|||FR|fr|newspaper
ladepeche.fr|La Dépêche du Midi|||FR|fr|newspaper
lavoixdunord.fr|La Voix du Nord||rossel|FR|fr|newspaper
letelegramme.fr|Le Télégramme|||FR|fr|newspaper
leprogres.fr|Le Progrès||ebra|FR|fr|newspaper
dna.fr|Dernières Nouvelles d'Alsace||ebra|FR|fr|newspaper
estrepublicain.fr|L'Est républicain||ebra|FR|fr|newspaper
ledauphine.com|Le Dauphiné libéré||ebra|FR|fr|newspaper
nicematin.com|Nice-Matin|||FR|fr|newspaper
laprovence.com|La Provence||cmamedia|FR|fr|newspaper
latribune.fr|La Tribune||cmamedia|FR|fr|website
bfmtv.com|BFM TV|BFMTV|cmamedia|FR|fr|broadcaster
lexpress.fr|L'Express|||FR|fr|magazine
lepoint.fr|Le Point|||FR|fr|magazine
marianne.net|Marianne|||FR|fr|magazine
lecanardenchaine.fr|Le Canard enchaîné|||FR|fr|newspaper
mediapart.fr|Mediapart|||FR|fr|website
franceinfo.fr,francetvinfo.fr|franceinfo||francetv|FR|fr|broadcaster
france24.com|France 24||francemm|FR|fr|broadcaster
rfi.fr|RFI||francemm|FR|fr|broadcaster
radiofrance.fr,franceinter.fr|Radio France|France Inter||FR|fr|broadcaster
tf1info.fr,lci.fr|TF1 Info|LCI||FR|fr|broadcaster
europe1.fr|Europe 1||lagardere|FR|fr|broadcaster
lejdd.fr|Le Journal du Dimanche||lagardere|FR|fr|newspaper
cnews.fr|CNEWS||canalplus|FR|fr|broadcaster
rtl.fr|RTL France|||FR|fr|broadcaster
huffingtonpost.fr|Le HuffPost|||FR|fr|website
slate.fr|Slate.fr|||FR|fr|website
euronews.com|Euronews|||FR|en|broadcaster
tv5monde.com|TV5MONDE|||FR|fr|broadcaster
lesoir.be|Le Soir||rossel|BE|fr|newspaper
sudinfo.be|Sudinfo||rossel|BE|fr|newspaper
lalibre.be|La Libre Belgique||ipm|BE|fr|newspaper
dhnet.be|La Dernière Heure||ipm|BE|fr|newspaper
rtbf.be|RTBF|||BE|fr|broadcaster
standaard.be|De Standaard||mediahuis|BE|nl|newspaper
nieuwsblad.be|Het Nieuwsblad||mediahuis|BE|nl|newspaper
gva.be|Gazet van Antwerpen||mediahuis|BE|nl|newspaper
hbvl.be|Het Belang van Limburg||mediahuis|BE|nl|newspaper
demorgen.be|De Morgen||dpgmedia|BE|nl|newspaper
hln.be|Het Laatste Nieuws|HLN|dpgmedia|BE|nl|newspaper
tijd.be|De Tijd||mediafin|BE|nl|newspaper
lecho.be|L'Echo||mediafin|BE|fr|newspaper
vrt.be|VRT NWS|VRT||BE|nl|broadcaster
knack.be|Knack||roularta|BE|nl|magazine
euobserver.com|EUobserver|||BE|en|website
nos.nl|NOS|||NL|nl|broadcaster
nu.nl|NU.nl||dpgmedia|NL|nl|website
ad.nl|Algemeen Dagblad|AD|dpgmedia|NL|nl|newspaper
volkskrant.nl|de Volkskrant||dpgmedia|NL|nl|newspaper
trouw.nl|Trouw||dpgmedia|NL|nl|newspaper
parool.nl|Het Parool||dpgmedia|NL|nl|newspaper
bd.nl|Brabants Dagblad||dpgmedia|NL|nl|newspaper
gelderlander.nl|De Gelderlander||dpgmedia|NL|nl|newspaper
nrc.nl|NRC|NRC Handelsblad|mediahuis|NL|nl|newspaper
telegraaf.nl|De Telegraaf||mediahuis|NL|nl|newspaper
fd.nl|Het Financieele Dagblad|FD||NL|nl|newspaper
ftm.nl|Follow the Money|||NL|nl|website)",

    // Spanish, Portuguese, Italian, in Europe and America.
    R"(elpais.com|El País|El Pais|prisa|ES|es|newspaper
cincodias.com|Cinco Días||prisa|ES|es|newspaper
as.com|Diario AS||prisa|ES|es|newspaper
cadenaser.com|Cadena SER||prisa|ES|es|broadcaster
elmundo.es|El Mundo||unidadeditorial|ES|es|newspaper
expansion.com|Expansión||unidadeditorial|ES|es|newspaper
marca.com|Marca||unidadeditorial|ES|es|newspaper
abc.es|ABC (España)|Diario ABC|vocento|ES|es|newspaper
elcorreo.com|El Correo||vocento|ES|es|newspaper
larazon.es|La Razón||planeta|ES|es|newspaper
lasexta.com|laSexta||planeta|ES|es|broadcaster
lavanguardia.com|La Vanguardia||godo|ES|es|newspaper
elperiodico.com|El Periódico||prensaiberica|ES|es|newspaper
20minutos.es|20minutos||henneo|ES|es|newspaper
elconfidencial.com|El Confidencial|||ES|es|website
eldiario.es|elDiario.es|||ES|es|website
elespanol.com|El Español|||ES|es|website
publico.es|Público (España)|||ES|es|website
elsaltodiario.com|El Salto|||ES|es|website
rtve.es|RTVE|||ES|es|broadcaster
clarin.com|Clarín||clarin|AR|es|newspaper
tn.com.ar|Todo Noticias|TN|clarin|AR|es|broadcaster
lanacion.com.ar|La Nación (Argentina)|||AR|es|newspaper
infobae.com|Infobae|||AR|es|website
pagina12.com.ar|Página/12|Página 12||AR|es|newspaper
ambito.com|Ámbito|||AR|es|newspaper
eluniversal.com.mx|El Universal (México)|||MX|es|newspaper
reforma.com|Reforma|Grupo Reforma||MX|es|newspaper
jornada.com.mx|La Jornada|||MX|es|newspaper
milenio.com|Milenio|||MX|es|newspaper
excelsior.com.mx|Excélsior|||MX|es|newspaper
elfinanciero.com.mx|El Financiero|||MX|es|newspaper
proceso.com.mx|Proceso|||MX|es|magazine
animalpolitico.com|Animal Político|||MX|es|website
eltiempo.com|El Tiempo|||CO|es|newspaper
elespectador.com|El Espectador|||CO|es|newspaper
semana.com|Semana|||CO|es|magazine
emol.com|Emol|El Mercurio||CL|es|newspaper
latercera.com|La Tercera|||CL|es|newspaper
biobiochile.cl|BioBioChile|||CL|es|broadcaster
elcomercio.pe|El Comercio (Perú)||elcomercio|PE|es|newspaper
gestion.pe|Gestión||elcomercio|PE|es|newspaper
larepublica.pe|La República (Perú)|||PE|es|newspaper
elcomercio.com|El Comercio (Ecuador)|||EC|es|newspaper
eluniverso.com|El Universo|||EC|es|newspaper
elpais.com.uy|El País (Uruguay)|||UY|es|newspaper
elnacional.com|El Nacional|||VE|es|newspaper
telesurtv.net|teleSUR|||VE|es|broadcaster
nacion.com|La Nación (Costa Rica)|||CR|es|newspaper
prensa.com|La Prensa (Panamá)|||PA|es|newspaper
prensalibre.com|Prensa Libre|||GT|es|newspaper
elsalvador.com|El Diario de Hoy|||SV|es|newspaper
confidencial.digital|Confidencial|||NI|es|website
listindiario.com|Listín Diario|||DO|es|newspaper
uol.com.br|UOL|Folha/Folhapress/Folha de S.Paulo||BR|pt|website
estadao.com.br|O Estado de S. Paulo|Estadão/Estadão Conteúdo||BR|pt|newspaper
globo.com|Globo|O Globo/G1|globo|BR|pt|broadcaster
abril.com.br|Abril|Veja||BR|pt|magazine
metropoles.com|Metrópoles|||BR|pt|website
cnnbrasil.com.br|CNN Brasil|||BR|pt|broadcaster
r7.com|R7|Record|record|BR|pt|broadcaster
correiobraziliense.com.br|Correio Braziliense|||BR|pt|newspaper
gazetadopovo.com.br|Gazeta do Povo|||BR|pt|newspaper
cartacapital.com.br|CartaCapital|||BR|pt|magazine
publico.pt|Público|||PT|pt|newspaper
dn.pt|Diário de Notícias||globalmedia|PT|pt|newspaper
jn.pt|Jornal de Notícias||globalmedia|PT|pt|newspaper
expresso.pt|Expresso||impresa|PT|pt|newspaper
sicnoticias.pt|SIC Notícias||impresa|PT|pt|broadcaster
cmjornal.pt|Correio da Manhã||medialivre|PT|pt|newspaper
observador.pt|Observador|||PT|pt|website
rtp.pt|RTP|||PT|pt|broadcaster
rr.pt,sapo.pt|Renascença|||PT|pt|broadcaster
corriere.it|Corriere della Sera||rcs|IT|it|newspaper
gazzetta.it|La Gazzetta dello Sport||rcs|IT|it|newspaper
repubblica.it|la Repubblica||gedi|IT|it|newspaper
lastampa.it|La Stampa||gedi|IT|it|newspaper
huffingtonpost.it|HuffPost Italia||gedi|IT|it|website
ilsecoloxix.it|Il Secolo XIX|||IT|it|newspaper
ilsole24ore.com|Il Sole 24 Ore|||IT|it|newspaper
ilfattoquotidiano.it|Il Fatto Quotidiano|||IT|it|newspaper
ilfoglio.it|Il Foglio|||IT|it|newspaper
ilgiornale.it|Il Giornale||angelucci|IT|it|newspaper
liberoquotidiano.it|Libero||angelucci|IT|it|newspaper
iltempo.it|Il Tempo||angelucci|IT|it|newspaper
ilmessaggero.it|Il Messaggero||caltagirone|IT|it|newspaper
ilmattino.it|Il Mattino||caltagirone|IT|it|newspaper
ilgazzettino.it|Il Gazzettino||caltagirone|IT|it|newspaper
lanazione.it|La Nazione||monrif|IT|it|newspaper
ilrestodelcarlino.it|Il Resto del Carlino||monrif|IT|it|newspaper
ilgiorno.it|Il Giorno||monrif|IT|it|newspaper
avvenire.it|Avvenire|||IT|it|newspaper
ilmanifesto.it|il manifesto|||IT|it|newspaper
ilpost.it|il Post|||IT|it|website
fanpage.it|Fanpage|||IT|it|website
open.online|Open|||IT|it|website
rainews.it,rai.it|Rai News|RAI||IT|it|broadcaster
mediaset.it|Mediaset|TGCOM24||IT|it|broadcaster
skytg24.it|Sky TG24|||IT|it|broadcaster
affaritaliani.it|Affaritaliani|||IT|it|website
today.it|Today||citynews|IT|it|website
vaticannews.va|Vatican News|||VA|it|broadcaster)",

    // Northern and eastern Europe, Turkey.
    R"(dr.dk|DR|||DK|da|broadcaster
politiken.dk|Politiken||jppol|DK|da|newspaper
jyllands-posten.dk|Jyllands-Posten||jppol|DK|da|newspaper
ekstrabladet.dk|Ekstra Bladet||jppol|DK|da|newspaper
berlingske.dk|Berlingske||berlingske|DK|da|newspaper
bt.dk|B.T.||berlingske|DK|da|newspaper
nrk.no|NRK|||NO|nb|broadcaster
aftenposten.no|Aftenposten||schibsted|NO|nb|newspaper
vg.no|VG|Verdens Gang|schibsted|NO|nb|newspaper
dagbladet.no|Dagbladet||aller|NO|nb|newspaper
svt.se|SVT|SVT Nyheter||SE|sv|broadcaster
sverigesradio.se|Sveriges Radio|Ekot||SE|sv|broadcaster
dn.se|Dagens Nyheter||bonnier|SE|sv|newspaper
expressen.se|Expressen||bonnier|SE|sv|newspaper
di.se|Dagens Industri||bonnier|SE|sv|newspaper
sydsvenskan.se|Sydsvenskan||bonnier|SE|sv|newspaper
aftonbladet.se|Aftonbladet||schibsted|SE|sv|newspaper
svd.se|Svenska Dagbladet||schibsted|SE|sv|newspaper
gp.se|Göteborgs-Posten|||SE|sv|newspaper
thelocal.se|The Local||thelocal|SE|en|website
yle.fi|Yle|||FI|fi|broadcaster
hs.fi|Helsingin Sanomat||sanoma|FI|fi|newspaper
is.fi|Ilta-Sanomat||sanoma|FI|fi|newspaper
iltalehti.fi|Iltalehti||almamedia|FI|fi|newspaper
kauppalehti.fi|Kauppalehti||almamedia|FI|fi|newspaper
mtvuutiset.fi|MTV Uutiset|||FI|fi|broadcaster
ruv.is|RÚV|||IS|is|broadcaster
mbl.is|Morgunblaðið|||IS|is|newspaper
err.ee|ERR News|ERR||EE|et|broadcaster
postimees.ee|Postimees|||EE|et|newspaper
delfi.ee|Delfi||delfi|EE|et|website
lsm.lv|LSM|||LV|lv|broadcaster
lrt.lt|LRT|||LT|lt|broadcaster
wyborcza.pl|Gazeta Wyborcza||agora|PL|pl|newspaper
rp.pl|Rzeczpospolita|||PL|pl|newspaper
onet.pl|Onet||ringieraxelspringer|PL|pl|website
fakt.pl|Fakt||ringieraxelspringer|PL|pl|newspaper
tvn24.pl|TVN24|||PL|pl|broadcaster
polsatnews.pl|Polsat News|||PL|pl|broadcaster
tvp.info,tvp.pl|TVP|||PL|pl|broadcaster
wp.pl|Wirtualna Polska|||PL|pl|website
idnes.cz|iDNES.cz|MF Dnes|mafra|CZ|cs|newspaper
lidovky.cz|Lidové noviny||mafra|CZ|cs|newspaper
novinky.cz|Novinky|Právo||CZ|cs|newspaper
seznamzpravy.cz|Seznam Zprávy|||CZ|cs|website
ceskatelevize.cz|Česká televize|ČT24||CZ|cs|broadcaster
irozhlas.cz|Český rozhlas|||CZ|cs|broadcaster
sme.sk|SME||petit|SK|sk|newspaper
dennikn.sk|Denník N|||SK|sk|newspaper
aktuality.sk|Aktuality||ringier|SK|sk|website
index.hu|Index.hu|||HU|hu|website
telex.hu|Telex|||HU|hu|website
hvg.hu|HVG|||HU|hu|magazine
444.hu|444|||HU|hu|website
digi24.ro|Digi24|||RO|ro|broadcaster
hotnews.ro|HotNews|||RO|ro|website
adevarul.ro|Adevărul|||RO|ro|newspaper
g4media.ro|G4Media|||RO|ro|website
bnr.bg|Bulgarian National Radio|BNR||BG|bg|broadcaster
dnevnik.bg|Dnevnik|||BG|bg|website
24sata.hr|24sata||styria|HR|hr|newspaper
vecernji.hr|Večernji list||styria|HR|hr|newspaper
jutarnji.hr|Jutarnji list|||HR|hr|newspaper
hrt.hr|HRT|||HR|hr|broadcaster
delo.si|Delo|||SI|sl|newspaper
rtvslo.si|RTV Slovenija|||SI|sl|broadcaster
rts.rs|Radio Television of Serbia|||RS|sr|broadcaster
n1info.rs,n1info.com|N1||unitedmedia|RS|sr|broadcaster
politika.rs|Politika|||RS|sr|newspaper
danas.rs|Danas||unitedmedia|RS|sr|newspaper
blic.rs|Blic||ringieraxelspringer|RS|sr|newspaper
kathimerini.gr,ekathimerini.com|Kathimerini|||GR|el|newspaper
tovima.gr,tovima.com|To Vima||alter-ego|GR|el|newspaper
tanea.gr|Ta Nea||alter-ego|GR|el|newspaper
ert.gr,ertnews.gr|ERT|||GR|el|broadcaster
pravda.com.ua|Ukrainska Pravda|||UA|uk|website
kyivindependent.com|The Kyiv Independent|||UA|en|website
kyivpost.com|Kyiv Post|||UA|en|newspaper
suspilne.media|Suspilne|||UA|uk|broadcaster
meduza.io|Meduza|||LV|ru|website
novayagazeta.ru,novayagazeta.eu|Novaya Gazeta|||RU|ru|newspaper
themoscowtimes.com|The Moscow Times|||NL|en|newspaper
kommersant.ru|Kommersant|||RU|ru|newspaper
vedomosti.ru|Vedomosti|||RU|ru|newspaper
rbc.ru|RBC|||RU|ru|website
lenta.ru|Lenta.ru||rambler|RU|ru|website
gazeta.ru|Gazeta.ru||rambler|RU|ru|website
iz.ru|Izvestia|||RU|ru|newspaper
kp.ru|Komsomolskaya Pravda|||RU|ru|newspaper
rg.ru|Rossiyskaya Gazeta|||RU|ru|newspaper
rt.com|RT|Russia Today||RU|en|broadcaster
hurriyet.com.tr|Hürriyet||demiroren|TR|tr|newspaper
hurriyetdailynews.com|Hürriyet Daily News||demiroren|TR|en|newspaper
milliyet.com.tr|Milliyet||demiroren|TR|tr|newspaper
sabah.com.tr|Sabah||turkuvaz|TR|tr|newspaper
dailysabah.com|Daily Sabah||turkuvaz|TR|en|newspaper
cumhuriyet.com.tr|Cumhuriyet|||TR|tr|newspaper
sozcu.com.tr|Sözcü|||TR|tr|newspaper
trthaber.com|TRT Haber|TRT|trt|TR|tr|broadcaster
trtworld.com|TRT World||trt|TR|en|broadcaster)",

    // Asia, the Middle East, Africa.
    R"(aljazeera.com|Al Jazeera|Al Jazeera English|aljazeera|QA|en|broadcaster
aljazeera.net|Al Jazeera (Arabic)||aljazeera|QA|ar|broadcaster
alarabiya.net|Al Arabiya||mbc|SA|ar|broadcaster
alhadath.net|Al Hadath||mbc|SA|ar|broadcaster
aawsat.com|Asharq Al-Awsat||srmg|SA|ar|newspaper
arabnews.com|Arab News||srmg|SA|en|newspaper
saudigazette.com.sa|Saudi Gazette|||SA|en|newspaper
okaz.com.sa|Okaz|||SA|ar|newspaper
thenationalnews.com|The National|||AE|en|newspaper
gulfnews.com|Gulf News|||AE|en|newspaper
khaleejtimes.com|Khaleej Times|||AE|en|newspaper
skynewsarabia.com|Sky News Arabia|||AE|ar|broadcaster
alkhaleej.ae|Al Khaleej|||AE|ar|newspaper
gulf-times.com|Gulf Times|||QA|en|newspaper
thepeninsulaqatar.com|The Peninsula|||QA|en|newspaper
timesofoman.com|Times of Oman|||OM|en|newspaper
jordantimes.com|The Jordan Times|||JO|en|newspaper
annahar.com|An-Nahar|||LB|ar|newspaper
lorientlejour.com|L'Orient-Le Jour|L'Orient Today||LB|fr|newspaper
naharnet.com|Naharnet|||LB|en|website
almayadeen.net|Al Mayadeen|||LB|ar|broadcaster
rudaw.net|Rudaw|||IQ|ku|broadcaster
kurdistan24.net|Kurdistan 24|||IQ|ku|broadcaster
enabbaladi.net|Enab Baladi|||SY|ar|newspaper
haaretz.com,haaretz.co.il|Haaretz|||IL|he|newspaper
timesofisrael.com|The Times of Israel|||IL|en|website
jpost.com|The Jerusalem Post|||IL|en|newspaper
ynet.co.il,ynetnews.com|Ynet|Yedioth Ahronoth||IL|he|website
ahram.org.eg|Al-Ahram|Ahram Online||EG|ar|newspaper
almasryalyoum.com|Al-Masry Al-Youm||almasryalyoum|EG|ar|newspaper
egyptindependent.com|Egypt Independent||almasryalyoum|EG|en|website
madamasr.com|Mada Masr|||EG|ar|website
youm7.com|Youm7|||EG|ar|newspaper
presstv.ir|Press TV|||IR|en|broadcaster
tehrantimes.com|Tehran Times|||IR|en|newspaper
dawn.com|Dawn|||PK|en|newspaper
tribune.com.pk|The Express Tribune|||PK|en|newspaper
thenews.com.pk|The News International||jang|PK|en|newspaper
jang.com.pk|Daily Jang||jang|PK|ur|newspaper
geo.tv|Geo News||jang|PK|ur|broadcaster
nation.com.pk|The Nation (Pakistan)||nawaiwaqt|PK|en|newspaper
nawaiwaqt.com.pk|Nawa-i-Waqt||nawaiwaqt|PK|ur|newspaper
arynews.tv|ARY News|||PK|ur|broadcaster
brecorder.com|Business Recorder||brecorder|PK|en|newspaper
pakistantoday.com.pk|Pakistan Today|||PK|en|newspaper
thehindu.com|The Hindu||thehindu|IN|en|newspaper
thehindubusinessline.com|BusinessLine||thehindu|IN|en|newspaper
indianexpress.com|The Indian Express||indianexpress|IN|en|newspaper
financialexpress.com|The Financial Express||indianexpress|IN|en|newspaper
hindustantimes.com|Hindustan Times||htmedia|IN|en|newspaper
livemint.com|Mint||htmedia|IN|en|newspaper
livehindustan.com|Hindustan||htmedia|IN|hi|newspaper
indiatimes.com|The Times of India|TOI/The Economic Times|timesgroup|IN|en|newspaper
timesnownews.com|Times Now||timesgroup|IN|en|broadcaster
ndtv.com|NDTV|New Delhi Television||IN|en|broadcaster
indiatoday.in|India Today||livingmedia|IN|en|magazine
aajtak.in|Aaj Tak||livingmedia|IN|hi|broadcaster
news18.com|News18||network18|IN|en|broadcaster
firstpost.com|Firstpost||network18|IN|en|website
moneycontrol.com|Moneycontrol||network18|IN|en|website
deccanherald.com|Deccan Herald|||IN|en|newspaper
telegraphindia.com|The Telegraph (India)||abp|IN|en|newspaper
anandabazar.com|Anandabazar Patrika||abp|IN|bn|newspaper
business-standard.com|Business Standard|||IN|en|newspaper
thewire.in|The Wire|||IN|en|website
scroll.in|Scroll.in|||IN|en|website
theprint.in|ThePrint|||IN|en|website
bhaskar.com|Dainik Bhaskar|||IN|hi|newspaper
jagran.com|Dainik Jagran|||IN|hi|newspaper
thedailystar.net|The Daily Star (Bangladesh)||mediaworld|BD|en|newspaper
prothomalo.com|Prothom Alo||mediaworld|BD|bn|newspaper
bdnews24.com|bdnews24.com|||BD|bn|website
kathmandupost.com|The Kathmandu Post||kantipur|NP|en|newspaper
dailymirror.lk|Daily Mirror (Sri Lanka)|||LK|en|newspaper
scmp.com|South China Morning Post|SCMP|alibaba|HK|en|newspaper
hongkongfp.com|Hong Kong Free Press|HKFP||HK|en|website
people.com.cn,people.cn|People's Daily|People's Daily Online|peoplesdaily|CN|zh|newspaper
globaltimes.cn,huanqiu.com|Global Times||peoplesdaily|CN|zh|newspaper
chinadaily.com.cn|China Daily|||CN|en|newspaper
cgtn.com|CGTN||cmg|CN|en|broadcaster
cctv.com,cctv.cn|CCTV||cmg|CN|zh|broadcaster
caixin.com,caixinglobal.com|Caixin|||CN|zh|magazine
thepaper.cn|The Paper||smg|CN|zh|website
sixthtone.com|Sixth Tone||smg|CN|en|website
taipeitimes.com|Taipei Times||libertytimes|TW|en|newspaper
ltn.com.tw|Liberty Times||libertytimes|TW|zh|newspaper
udn.com|United Daily News|UDN||TW|zh|newspaper
focustaiwan.tw|Focus Taiwan|||TW|en|website
nhk.or.jp|NHK|NHK World||JP|ja|broadcaster
asahi.com|The Asahi Shimbun|Asahi||JP|ja|newspaper
yomiuri.co.jp|The Yomiuri Shimbun|Yomiuri||JP|ja|newspaper
mainichi.jp|The Mainichi|Mainichi Shimbun||JP|ja|newspaper
nikkei.com|Nikkei|Nihon Keizai Shimbun|nikkei|JP|ja|newspaper
sankei.com|Sankei Shimbun|||JP|ja|newspaper
japantimes.co.jp|The Japan Times|||JP|en|newspaper
japantoday.com|Japan Today|||JP|en|website
chosun.com|The Chosun Ilbo|Chosun||KR|ko|newspaper
donga.com|The Dong-A Ilbo|||KR|ko|newspaper
joins.com,joongang.co.kr|JoongAng Ilbo||joongang|KR|ko|newspaper
jtbc.co.kr|JTBC||joongang|KR|ko|broadcaster
hani.co.kr|The Hankyoreh|Hankyoreh||KR|ko|newspaper
khan.co.kr|Kyunghyang Shinmun|||KR|ko|newspaper
hankyung.com|The Korea Economic Daily|||KR|ko|newspaper
mk.co.kr|Maeil Business Newspaper||maekyung|KR|ko|newspaper
mbn.co.kr|MBN||maekyung|KR|ko|broadcaster
koreaherald.com|The Korea Herald||herald|KR|en|newspaper
koreatimes.co.kr|The Korea Times|||KR|en|newspaper
kbs.co.kr|KBS|||KR|ko|broadcaster
imbc.com|MBC|||KR|ko|broadcaster
sbs.co.kr|SBS (Korea)|||KR|ko|broadcaster
straitstimes.com|The Straits Times||sph|SG|en|newspaper
businesstimes.com.sg|The Business Times||sph|SG|en|newspaper
zaobao.com,zaobao.com.sg|Lianhe Zaobao||sph|SG|zh|newspaper
channelnewsasia.com|Channel NewsAsia||mediacorp|SG|en|broadcaster
todayonline.com|TODAY (Singapore)||mediacorp|SG|en|website
thestar.com.my|The Star (Malaysia)|||MY|en|newspaper
malaysiakini.com|Malaysiakini|||MY|en|website
nst.com.my|New Straits Times|||MY|en|newspaper
bangkokpost.com|Bangkok Post|||TH|en|newspaper
nationthailand.com|The Nation (Thailand)|||TH|en|newspaper
inquirer.net|Philippine Daily Inquirer|||PH|en|newspaper
rappler.com|Rappler|||PH|en|website
gmanetwork.com|GMA News|||PH|en|broadcaster
abs-cbn.com|ABS-CBN News|||PH|en|broadcaster
philstar.com|The Philippine Star|||PH|en|newspaper
kompas.com|Kompas||kompasgramedia|ID|id|newspaper
thejakartapost.com|The Jakarta Post|||ID|en|newspaper
tempo.co|Tempo|||ID|id|magazine
detik.com|Detik||transmedia|ID|id|website
cnnindonesia.com|CNN Indonesia||transmedia|ID|id|broadcaster
vnexpress.net|VnExpress|||VN|vi|website
tuoitre.vn|Tuổi Trẻ|||VN|vi|newspaper
thanhnien.vn|Thanh Niên|||VN|vi|newspaper
dantri.com.vn|Dân trí|||VN|vi|website
news24.com|News24||media24|ZA|en|website
dailymaverick.co.za|Daily Maverick|||ZA|en|website
mg.co.za|Mail & Guardian|||ZA|en|newspaper
iol.co.za|IOL||independentmedia|ZA|en|website
timeslive.co.za|TimesLIVE||arena|ZA|en|newspaper
sabcnews.com|SABC News|SABC||ZA|en|broadcaster
punchng.com|The Punch|||NG|en|newspaper
premiumtimesng.com|Premium Times|||NG|en|website
guardian.ng|The Guardian (Nigeria)|||NG|en|newspaper
vanguardngr.com|Vanguard|||NG|en|newspaper
thisdaylive.com|ThisDay||leadersandco|NG|en|newspaper
channelstv.com|Channels Television|||NG|en|broadcaster
nation.africa|Daily Nation||nationmedia|KE|en|newspaper
theeastafrican.co.ke|The EastAfrican||nationmedia|KE|en|newspaper
monitor.co.ug|Daily Monitor||nationmedia|UG|en|newspaper
standardmedia.co.ke|The Standard (Kenya)|||KE|en|newspaper
the-star.co.ke|The Star (Kenya)|||KE|en|newspaper
newvision.co.ug|New Vision|||UG|en|newspaper
addisstandard.com|Addis Standard|||ET|en|magazine
graphic.com.gh|Daily Graphic|||GH|en|newspaper
myjoyonline.com|MyJoyOnline|||GH|en|broadcaster
allafrica.com|AllAfrica|||ZA|en|website
jeuneafrique.com|Jeune Afrique|||FR|fr|magazine
hespress.com|Hespress|||MA|ar|website)",
};

}  // namespace newsloom::attribution
