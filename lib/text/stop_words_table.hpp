// Written by lib/text/data/make_stop_words.cpp; how is said there. Do not edit.
// clang-format off
#pragma once

#include <array>
#include <string_view>

namespace newsloom::text {

/// Folded words of a language, most frequent first, a space between two.
struct StopWordList {
  std::string_view language;
  std::string_view words;
};

inline constexpr std::array<StopWordList, 79> stop_word_lists{{
    {"af",
     "die en is van in n het wat dit te nie vir om met as ek dat op ons word se sy maar hulle "
     "ook aan hy kan hierdie my oor na daar by was jy deur jou sal gaan moet of soos wees baie "
     "toe al maak uit sê tot so ander dan haar hom kom net nou wil mense een laat hoe meer waar "
     "groot nog sou dis eerste mens af begin kon teen voor dag kyk lewe"},
    {"am",
     "እና ነው ላይ ወደ ነበር ውስጥ ጋር በኋላ እንደ ጊዜ ግን "
     "እኤአ ሲሆን ናቸው ደግሞ ይህ እስከ ዋሽንግተን ጦርነት "
     "በ ነገር መንግሥት አንድ መካከል ወይም ዋና ስቴትስ "
     "ድረስ ዓም ዘመን ብዙ ሰዎች ያለው ቤት አገር ጦር ምንም "
     "በፊት ናት በላይ ቀን ወቅት ግዛት መንግስት ታሪክ ከተማ "
     "ዓመት የአሜሪካ ይህም ጀምሮ ብቻ ዩናይትድ ሀገር ሆነ "
     "በዚህ ሌሎች በጣም ሥነ ቃል ክፍለ ወንዝ ሁሉ ስለ አሜሪካ "
     "ከ ሆኖ በኢትዮጵያ አዲስ እንደገና አፍሪካ እንዲሁም "
     "ከዚህ ደረጃ ደቡብ ግዛቶች ማለት ቋንቋ ቅኝ የኢትዮጵያ "
     "ተብሎ"},
    {"ar",
     "في من على أن إلى التي و هذا عن لا أو ما هذه مع "
     "الحلقة مسلسل الله ذلك مباشرة الذي بعد كل هو "
     "مشاهدة يوتيوب كما اون بعض لاين الى كان بين "
     "العربية ي إن خلال لم قد هي العمل هل أي ان"},
    {"az",
     "və bu bir ildə ilə ci də da olan ki üçün isə sonra kimi o çox onun tərəfindən "
     "idi ən edir olaraq böyük il cü görə hər ilk cı baş cu yeni daha lakin öz həmin "
     "olmuşdur həyatı onu bütün edən ya belə olur tarixi burada dəfə istifadə qədər "
     "əsas"},
    {"be",
     "і ў на у з што не да а па за як гэта але калі для ён "
     "ад якія іх яго мы толькі пра які таму яны таксама "
     "вельмі яшчэ больш года пры было быў якая вось каб "
     "так яе можна я аб будзе ці час тым гадоў пасля "
     "праз"},
    {"bg",
     "на в и от за се да е не с ще по са че това си като до "
     "през които а но има той г те още след бъде най му "
     "трябва към много всички или време години при само "
     "един който може във тези вече тях беше няма "
     "според със също ли този ако бяха все го обаче"},
    {"bn",
     "ও করে এবং থেকে জন্য করতে না হবে করা "
     "যে তাদের এ হয় করার এক বিভিন্ন কোন "
     "তারা এই আমাদের কাজ হচ্ছে সঙ্গে "
     "আপনার থাকে আপনি তা কি কিছু হয়েছে "
     "আমরা শিক্ষা এর আর একটি তার বা একটা "
     "হয়ে করেন তিনি যায় নিয়ে হতে পারে "
     "আমার ব্যবহার মানুষ শেষ পারেন "
     "মাধ্যমে আমি কিন্তু বলে বলেন মধ্যে "
     "আছে দেশের সময় তবে দিয়ে মনে করুন "
     "গ্রহণ নতুন যদি কোনো সব সাথে সে"},
    {"bs",
     "je i u se na su od da za a sa koji kao iz do s bio godine što nakon te to koja ili bi po "
     "nije ali bila koje najveći ne ima minuta oko sg najmanji prečnik uglovnih o hiljada "
     "godina mu ga on sve također prvi samo tako ovaj"},
    {"ca",
     "de la i a el que en per les del els un amb es una no és al dels com o més ha tot va hi "
     "si aquesta però ser aquest fer se han part seva també són on col cal d'un fins seu als "
     "altres pot sobre pel anys entre ja tots web"},
    {"cs",
     "a v na se je s do z o pro že to i k ve jsou od po si nebo jako za ale byl při které tak "
     "by jsem bylo jak bude která co jen který také u aby"},
    {"cy",
     "yn y a o i ar yr mae ei ac gan oedd o'r yw i'r roedd ond fel un mewn yng r wedi mae'n am "
     "mae'r ym l a'r fod hyd neu yw'r sy'n rhwng hefyd cael eu enw rhan arall n er hyn erbyn "
     "nifer flwyddyn gyda hen pan lle bu iawn tua cynnwys eraill at ceir de byd dros fwyaf iddo "
     "rhai daeth fab ganrif gogledd nid"},
    {"da",
     "og i er at en det til på af med for der har de den som ikke et jeg kan om men så du vi "
     "fra skal være man var hvor også eller ved vil når her blev han hvis meget mange nu sig "
     "efter kunne op selv få mere alle da vores dig år andre nogle havde nye over bliver dette "
     "mig min noget end have godt hvad kl lidt ud dem denne derfor din lige se hun kun"},
    {"de",
     "die und der in von das den mit ist auf zu im sich ein für es eine auch des dem nicht an "
     "als werden wir wird ich aus sind oder dass bei einer nach einen am nur einem er noch wie "
     "aber hat kann man so zum war um vor diese durch uns über dann können haben mehr zur da "
     "wenn alle bis wurde sein immer wieder dieser gibt hier schon was"},
    {"el",
     "και το να του με την για τησ η που από ο τα είναι "
     "δεν σε θα στο οι των στην τουσ τη τισ τον ότι στη "
     "μια ένα μασ στισ αυτό αλλά έχει αν στα ή ήταν σασ "
     "στον ωσ πρέπει κάθε μου οποία κι πολύ όλα έχουν "
     "μετά μία πιο μπορεί στουσ αυτή τι όμωσ δύο κατά "
     "μέχρι μήνυμα πωσ έτσι γιατί νέα σήμερα σαν όχι "
     "ηλεκτρονικού μην ταχυδρομείου όπωσ όταν"},
    {"en",
     "the of and to in a for is on that be with it as at are by you this will or an from have "
     "was your can if has all not which he their but our we one they information other after "
     "more out time its any been some two about also his these do health may please work how "
     "there were before most my up had into when year each first new such would years only "
     "students them who"},
    {"eo",
     "la de kaj en estas al mi ke ne estis por pri el li kiel kun sed ili oni kiu ni pli tiu per "
     "nur ĝi vi tio ankaŭ aŭ havas da jam kiuj inter se ĉi plej sur dum post ol ĉe kiam pro "
     "povas tiuj je unu du tiel ĉiuj ĝis laŭ lingvo tre tamen homoj jaroj nun sia ĉu devas "
     "do jaro sian urbo"},
    {"es",
     "de la y que en el a los un con es se las para ms una no por del su lo como al este o si "
     "noticias relacionadas ha son sus pero muy ser ya te esta tiene todo contenidos tu entre "
     "nos puede est me sobre parte educacin sin cada hay donde todos clasificados tags ahora "
     "cuando tambin mundo qu e hasta dos gran todas vida da esto han mejor nuestro puedes aos "
     "trabajo vez as bien ver"},
    {"et",
     "ja on ei et kui ka see aga oma siis või ning oli nii seda pole ta mis ma juba kas saab "
     "veel kuid võib kes kõik tuleb üle mida väga meie ole ära läbi midagi olema sest "
     "jaoks nende oleks nagu vaid välja hea ikka ise kus nad nüüd olla üks me mitte peaks "
     "peale"},
    {"eu",
     "eta da zen izan bat zuen ere ziren dira animalia ez du generoko bere udalerrian egin zuten "
     "zituen demografia ditu dute biztanleak erroldatutako edo udalerria baina dago eskualdean "
     "beste dagoena egiten ondoren pertsona diru arabera bi departamenduan de den sarrera sortu "
     "hau urteko artean bakoitzeko baten behar biztanle duen euro fiskalaren izena mediana oso"},
    {"fa",
     "در و به از که است این را با سال آن شد برای یک بود او "
     "بر شده قرار میشود کرد نیز دارد یا ایران خود می نام "
     "تا شهر یکی شدهاست اما آنها دو واقع دیگر عنوان "
     "میباشد استفاده نفر هر تاریخ پس کشور مورد انجام وی "
     "باشد میکند وجود توسط دست روی شود ملی جمعیت داده هم "
     "کار آثار شهرستان صورت اثر بوده تهران دوره های بخش "
     "بعد زمان کرده آمریکا بین میتوان استان بیشتر "
     "دهستان روز زبان"},
    {"fi",
     "ja on että ei myös ovat oli tai sekä se n voi ole joka sen kun mutta vuoden ollut kuin "
     "mukaan aikana niin"},
    {"fr",
     "de la et le les à des en du est une un dans pour que il par au sur qui l a sont ce pas "
     "plus ne d avec se ou cette mais aux être nous je peut on ces même leur fait elle ils ont "
     "vous deux d'un ses son aussi c'est entre ainsi comme tout été d'une sa bien faire non "
     "sera tous"},
    {"ga",
     "an a na is agus i ar é le go de ag sa mar sin sé tá in bhí seo ina atá nó ach suite "
     "ó ann chun leis baile ba féin den raibh bhliain eile ní faoi as do ea í chuid san iad "
     "air ná amach don nuair nua siad féidir dá mó mór sna bhfuil nach réir duine t "
     "gcontae gur chomh gach níos am chur cuid aige idir maith teanga tháinig ón aon fáil "
     "ainm chuir"},
    {"gu",
     "છે અને આ એક ભારત આવેલા કે દેશના "
     "ભાગમાં પણ માટે રાજ્યના પશ્ચિમ ગામ "
     "ગુજરાત તે જિલ્લાના જ હતી પર જે હોય "
     "આવેલું હતો આવે કરી હતા કરે એ "
     "તાલુકાનું સાથે તાલુકામાં હતું "
     "ગામમાં થાય મહત્વનું તેમના જ્યારે "
     "માં તરીકે તેના તેને દ્વારા લોકો "
     "તેમણે મુખ્ય રીતે સૌથી કારણે ની "
     "કરવામાં તેઓ નથી વસે તો ત્યારે ના "
     "પછી આવી તથા ખાસ દિવસ ને અન્ય "
     "આદિવાસી કરવા કરીને તેમની વર્ષ શકે "
     "અથવા તેમ ન"},
    {"he",
     "של את על הוא עם ב לא גם היה או זה כי היא ידי לאחר כל "
     "בשנת בין אך הם זו יותר אשר היו כאשר עד כדי ה אחד "
     "ביותר יש הייתה אותו מספר"},
    {"hi",
     "है के में की को से का और हैं भी पर कि "
     "तो ही नहीं ने एक इस था हो यह कर लिए "
     "वह करने किया अपने गया जो रहे आप कोई "
     "थी साथ हुए कुछ दिया तक फिर बात होता "
     "थे लेकिन कहा मैं वाले पहले ये रहा "
     "बाद किसी जा अपनी या हम करते क्या "
     "तरह न बहुत रही वे आज उस जब सकता अब "
     "गई हुआ गए होगा उन्हें उसे सरकार "
     "दिन नाम समय अगर देश बार"},
    {"hr",
     "i je u se na za su od a da s koji te će o kao godine iz što koje do ne ili nakon to uz "
     "koja sa prema kako biti po sve bio ali bi mogu nije tako godina više može samo dana pa "
     "gdje ove pod jer još vrijeme"},
    {"hu",
     "a az és hogy is nem egy de meg volt csak ez el mint még vagy már ki azt ha van magyar "
     "nagy sem után így pedig s majd ezt mert én amely kell minden be két aki ilyen úgy új "
     "erdélyi lehet"},
    {"hy",
     "է եւ են որ ու համար ի հետ մասին այս էր իր մի այն եմ "
     "ենք չի այդ էլ թե ես ոչ ին պետք նա ինչ մեր ավելի "
     "անգամ կարող շատ առաջին նաեւ նրա բայց ինչպես իսկ "
     "մեջ չէ եթե բոլոր ն այլ երբ մեծ վրա իրենց նոր դա "
     "մենք արդեն կամ մեկ մոտ ը ինձ հայ քաղաքական եք էին "
     "ժամանակ իմ հայկական որը ում րդ"},
    {"id",
     "yang dan dengan itu di tidak untuk ini dari akan dalam orang telah pada ia dapat maka "
     "mereka ke menjadi tetapi adalah karena oleh bahwa juga ada sudah lebih sebagai kemudian "
     "namun atau pun beberapa harus kepada anda masih aku anak para saja kita bagi bisa sehingga "
     "ketika satu saya secara ternyata baru sangat tahun demikian serta banyak kami sampai "
     "segera seorang tersebut hanya jika saat atas hal seperti setiap apakah hari jalan lain "
     "tentang dilakukan lagi sama tinggi"},
    {"is",
     "að og í á er sem til það ekki um við en með fyrir af var ég því eru frá þá "
     "hann hefur verið þar hafa svo eftir eða þeir þetta ef þegar þeim nú vera þess "
     "fram eins hér upp úr þeirra sér verður voru hún mér sig vegna yfir út sé vel bara "
     "væri kemur þessu gera kl einnig fá getur tíma hjá"},
    {"it",
     "di e il la in a per che del un è i le della con non si da una al ha sono alla dei anche "
     "ma nel più delle stato sul gli dal alle ai nella ad due lo anni o ed questo tra ci se su "
     "parte sempre smsan cui essere euro solo degli come dopo hanno prima dalla questa sarà "
     "ancora già sulla via oggi poi sia fa governo oltre politica"},
    {"ja",
     "の が に は を で て と ます し も な た した って こと れ です "
     "ない い ま から する いる さ てい ある か ので という っ や せん "
     "では ば 的 よう だ など ら なく でき でも しょう 人 お き ですが "
     "として 方 その く この ため だけ なり もの り あり なる まで え "
     "しま なら これ セフレ 日 せ できる ありま け ご ず 思 私 さい "
     "さん 何 必要 あっ"},
    {"ka",
     "და წელს იყო წლის ის მისი რომელიც "
     "რომ არ ამ ერთი იგი კი შემდეგ "
     "როგორც არის ერთ ასევე მას ეს "
     "მაგრამ პირველი აქვს დროს დიდი "
     "მხოლოდ ს სხვა მოსახლეობა ხოლო მათ "
     "საქართველოს ან მეორე მიერ რაც "
     "მათი სხვადასხვა"},
    {"kk",
     "және мен бұл оның жылы де бар болып км да үшін "
     "орналасқан саны болды бойынша ол құрайды адамды "
     "тұрғындарының бір осы ақ деп деген жер өзенінің "
     "қазақ өзен сол сондай қашықтықта ал болады "
     "жағалауынан сағасы алып өзге болатын бірі ең "
     "кейін адам басқа жылғы"},
    {"ko",
     "있다 이 등 고 말했다 수 한 있는 것으로 대한 것은 최근 뒤 미국 또 "
     "대해 지난 것 한다 함께 밝혔다 전 했다 더 이날 가 위해"},
    {"la",
     "est in et de anno ad sunt ut a cum vide non quae ab etiam pro erat quod sed vel fuit haec "
     "nomen qui usu urbs ex indicem numerum explicatione nostrae numerorum regulae numero "
     "numerus die natus inter esse legas autem post s per eius hoc"},
    {"lg",
     "mu ku ne nga nti e era abaana bwe ba abalala wa abakazi aba ya ate abadde poliisi abakyala "
     "buli be oba abantu ssente gye bano kyokka abamu lwa kuba nnyo kino kya y'e kuliko nabo "
     "baabwe kye ye naye bangi abafumbo abakulembeze bya eno we bagamba za bali okuva wabula "
     "zino balina kubanga naddala abasajja baagala lwe"},
    {"lt",
     "ir su kad yra iš į tik tai savo ne kaip o nuo ar bet buvo taip apie per bei kai pat jų "
     "m po daug iki jau jis gali mūsų būti dar labai to turi arba metu prie galima d jie "
     "kuris metų dėl jei kartu jo jos tačiau už be kas nes nėra todėl"},
    {"lv",
     "un ir ar par ka arī no vai kas bet uz kā to tas ja lai tā nav ko tad var pēc jau bija "
     "tikai man es gan jo kad līdz vēl savu būs tiek gada mūsu pie daudz mēs ne vairāk "
     "ļoti darba kaut mums tās šo varētu būtu kur pa iespējams jums būt jūs laikā viņa"},
    {"mi",
     "te i ki ngā o e a he ka kei ko ana me atu mahi mai ia hei hoki nei ētahi ai kia wā ā "
     "mō kua rā ake tēnei tētahi tau anō nui kōrero rātou tā tonu mea whai tōna roto "
     "mā nā noho haere rātau tō ao mua rua nuinga tana tū nō tangata wāhi katoa iwi noa "
     "engari kaupapa nga whare reo whānau kai hea kura kē waka runga tikanga tino whakaaro "
     "whenua ōna mo tērā tamariki"},
    {"mk",
     "на во и се од со за да е како го година ја што бил "
     "по ги дека тој до не тоа но а кои има кој така или "
     "која била биле поради време под според било "
     "додека други сите може објектот пред ќе беше еден "
     "исто кога овој повеќе многу неговата околу само "
     "па години некои тие имаат кај ова оваа дел иако "
     "кон овие својот"},
    {"mn",
     "нь байна юм ч энэ гэж байгаа л бол их олон байсан "
     "нэг хүн тэр улс байх болж гэсэн дээр хоёр уу би "
     "болох бид болон маань манай мөн бас байдаг болсон "
     "гээд дээ шиг ямар харин биш болно төрийн буй вэ "
     "улсын газар дэлхийн одоо хийж хэдэн хүний арга "
     "дараа жил засгийн ард байж тухай авч билээ нэр "
     "онд хамгийн гэдэг нэгэн орон та хувьд зүйл нар "
     "оны сайн ын үед"},
    {"mr",
     "आहे या आणि व नाही तर ते हे होते असे "
     "आहेत काही एक पण हा त्या मी यांनी की "
     "केला केले झाले त्यांनी दोन असते ही "
     "केली तरी सर्व त्यांना अनेक अशा "
     "त्यामुळे मला म्हणून असून आली "
     "करण्यात तो असतात झाली ती "
     "त्यांच्या होता अशी करून म्हणजे "
     "यांच्या होती"},
    {"ms",
     "yang dan di ini pada untuk dengan dari oleh dalam adalah ada tidak itu sebagai batu juga "
     "komentar mereka atau menjadi album ke tahun lebih seperti tersebut akan anda besar banyak "
     "satu telah dunia lagi hanya sebuah orang dapat jika dia kepada saja atas jangan merupakan "
     "sangat seorang bisa crusher memiliki posting salah secara kemudian lupa semua setelah "
     "kedua mesin para tempat"},
    {"nb",
     "og i er til av for det som på med å en har at et ikke om de den kan fra vi skal dette "
     "vil var ved men også eller etter ble du denne andre seg blir jeg han ut så mot kunne "
     "være når opp år alle ha mellom må se nå over både få inn noen to bli hadde hva mer "
     "da her"},
    {"nl",
     "de van in het een en is op zijn met voor te door hij werd uit die als dat ook was aan er "
     "bij deze om tot naar maar naam niet dit of eerst familie worden ze wordt na dan heeft "
     "soort zich gepubliceerd geldig wetenschappelijke kan meer nog haar werden onder eerste "
     "jaar twee al had inwoners zou weer plaats tussen waren andere gemeente grote hun over"},
    {"nn",
     "i og er som av til ein på det den dei med for eit frå var han har å vart ei ikkje at om "
     "seg men òg etter eller ved andre der kan vert blei talet ut blir under dette mellom hadde "
     "over opp to denne kom mange ho norsk då sine sjå første mot namnet år fleire gjennom "
     "seinare byen desse"},
    {"om",
     "kan fi yoo akka ta'u dha bara immo tokko hin kuni keessatti kana keessaa kunis kessatti "
     "yeroo isaa itti irra irratti jedhamu ture hanga gara keessa kessa argamu kun qaba waan ni "
     "akkasumas ta'e walitti qabu lafa of yokan bakka gt lt br ta'an wajjin haa naannoo malee "
     "bayye nama immoo irraa argama ta'a ofii maqaa garuu magaalaa ummata booda aanaa biraa "
     "kunii baayyee bishaan biyya danda'u kutaa gossa jiru mana dhalfate isa kanaa adda godina "
     "karaa argaman jalatti meetira"},
    {"pa",
     "ਹੈ ਦੇ ਦੀ ਨੂੰ ਦਾ ਅਤੇ ਤੇ ਨੇ ਇਸ ਨਾਲ ਕਿ "
     "ਵੀ ਤੋਂ ਹਨ ਲਈ ਨਹੀਂ ਵਿੱਚ ਚ ਸੀ ਹੀ ਇਹ "
     "ਵਿਚ ਕਰ ਤਾਂ ਉਹ ਕੇ ਉਸ ਹੋ ਕਰਨ ਕੀਤਾ "
     "ਉਨ੍ਹਾਂ ਦੀਆਂ ਗਿਆ ਆਪਣੇ ਸਿੰਘ ਇਕ ਪਰ "
     "ਕੀਤੀ ਜਾ ਦਿੱਤਾ ਲੋਕਾਂ ਰਿਹਾ ਕਿਹਾ ਗਈ "
     "ਇੱਕ ਜਿਸ ਵਾਲੇ ਕੋਈ ਬਾਅਦ ਵੱਲੋਂ ਹੋਰ "
     "ਕਿਸੇ ਨਾ ਸਨ ਪਹਿਲਾਂ ਰਹੇ ਜਾਂ ਜੋ ਰਹੀ "
     "ਲੋਕ ਹੁਣ ਹੋਣ ਤੱਕ ਗਏ ਇਨ੍ਹਾਂ ਕਰਕੇ ਹੋਏ "
     "ਕੁਝ ਬਹੁਤ ਕੰਮ ਹੋਇਆ ਆਪਣੀ ਕਰਦੇ ਗੱਲ "
     "ਪਿੰਡ ਜਦੋਂ ਪੰਜਾਬ ਬਾਰੇ ਸਾਰੇ ਤਰ੍ਹਾਂ"},
    {"pl",
     "w na i z się do nie to że jest o po od a za już tym ale dla jak tylko przez są ma "
     "które będzie jednak co roku też oraz być czy tej bo ich tego jego lat który przy pod "
     "mówi może także"},
    {"pt",
     "de a o e que do da com para em os no se um na não é uma as por mais dos ao como das mas "
     "sua tem à ser já foi ou está nos também seu pelo muito pela este anos são ainda pode "
     "aos acordo forma fazer dia esta ano isso ter todos vai há às bem vida close nas num "
     "outros porque entre parte pessoas primeiro sem grande música presidente quando depois "
     "estão suas"},
    {"ro",
     "de a la în cu si şi care este o din pentru pe in se mai nu un au sau ca sa să ce sunt "
     "fost fi va al i că prin poate s ďż n acest dar ne am cele cel multe trebuie face "
     "aceasta le lui noi toate vor ale timp ei foarte ar iar ani peste fie unui cadrul cea cum "
     "daca e unei"},
    {"ru",
     "и в не на что я с это а он как по к но его все у мы из "
     "то за только они было от так о мне для ее если еще "
     "или меня был же были до"},
    {"si",
     "හා අතර සහ ලෙස වන වූ ඇති සිංහල ඇත වේ "
     "කරන ද මෙම විසින් විය දී බව අනුව නම් "
     "මේ යන එය වශයෙන් කළ කිරීම සඳහා එහි "
     "කර බොහෝ ය ශ්රී ඒ ක්රිස්තියානි යනු "
     "ඔවුන් හෝ වැනි විට ලද ලංකාවේ දක්වා "
     "ප්රධාන වෙයි විවිධ එම පිළිබඳ බවට වී "
     "වහන්සේ ම සිට සිදු නිසා වෙනත් කරයි "
     "කොට ව වඩා හැකි තුළ මුල් මෙය වන්නේ "
     "වහන්සේගේ නමුත් බවයි විශ්වාස ලබා "
     "කිරීමට ලැබේ වීම ඔහු නැවත මහා "
     "යේසුස් අයත් වලින් හෙවත් එහෙත් ඒවා"},
    {"sk",
     "a na sa v je s aj z ako si že to do pre o ale sú som pri po za nie od by čo k tak "
     "ktorý už len alebo sme vo jeho aby ktoré má byť ich keď až bola viac ani ho jej "
     "veľmi bol zo tu"},
    {"sl",
     "je in v na se za da ki pa z so tudi s ne bo še po bi to lahko ni kot pri ali že do o od "
     "iz če tem si smo tako ko med sem kar ter ga ob bodo jih ker kaj nekaj bil samo več vse "
     "bila ima ta tega a zelo vendar zaradi jo le nas saj zato bilo pred"},
    {"sn",
     "kuti kana asi uye ini chete akati iyi ari uyu iri akadaro mari vanhu izvi ndiri nekuti "
     "makore ane murume mwana wake vari apo vakadaro ava kuita vana kubva sezvo mukadzi anoti "
     "uyo achiti mumwe aya iye kune mudzimai pamwe saka vakati vake wangu kusvika baba nyaya "
     "hapana ichi vamwe gore basa chikwata nguva sei amai kuda mushure anonzi imwe kwete munhu "
     "musikana mutambo avo izvo zvakanaka zvakare zvikuru asina chero zvinhu dambudziko isu "
     "nyika rino zvino"},
    {"so",
     "oo iyo ka ku ah u waa ee waxaa la ay uu waxay soo badan in mid kale wuxuu ayaa lagu ugu "
     "waxa loo laga aad si ama sida tahay ahaa dadka wax dalka yahay magaalada kala aan ahaan "
     "waxaana leh marka sidoo markii ilaa inuu isku wadanka dad dib yihiin ayuu dheer dhulka "
     "inta isla loogu qof ma sanadkii sare yar ha ingiriis waana laakiin yiri guud jiray sii "
     "tirada uga weyn hore leedahay meel taasi wuxuuna"},
    {"sq",
     "e të në dhe i me një nga për që është më ka u edhe si së se tij ai nuk ishte "
     "janë duke këtë te ne por prej shumë vitin do pas ku parë deri kjo tyre kishte ky mund "
     "ajo cili disa gjatë ta ata dy kanë saj vitit atë banorë vetëm qe sipas këto para "
     "gjithë kishin madhe sipërfaqe çdo ndryshme popullsi t'i"},
    {"sr",
     "је у и се на су а да од за са као из који објекта "
     "био m износи или до што које није по али о "
     "магнитуда величина има која s привидна "
     "фотографска код после h га како деклинација "
     "налази ректасцензија више становника док не око "
     "година живи када све била метара може према само"},
    {"st",
     "ho le ka e ya ba a o ha ke tse tsa sa se wa di hore la mme tla re kapa bo ne bona ile "
     "batho empa ena na etsa pele bakeng hae rona eo yona nako moo neng haholo jwalo leng nang "
     "feela molao mong bana hao teng bophelo hape matla bang motho be ding jwale lokela mora "
     "naha nngwe fumana ntle sena feta maemo metsi nka yena mo tsona bohle lekgetho nakong "
     "tsohle ona bohlokwa hobane kgolo"},
    {"sv",
     "och i att en för som på av är till med det har ett den om de kan från vi inte man "
     "eller du finns sig så var vid jag men detta han alla när andra efter vara där ska även "
     "här under genom olika ut hur mot mycket skall få mer många också vill del får oss"},
    {"sw",
     "ya na wa kwa katika ni mwaka za la kuwa kama cha hii yake au lugha pia wakati baada watu "
     "zaidi idadi lakini kutoka hivyo kwenye nchini hadi hata ilikuwa vya miaka wake wakazi "
     "kwanza pamoja mji ambayo nchi jina kundi nyingi sana kuna eneo ndani kati kwamba moja "
     "wasemaji chini alikuwa huu imehesabiwa juu sababu iko sensa hiyo makala inahusu kazi "
     "kufuatana kawaida kutokana mara hali historia uainishaji huo kabla kila kubwa sehemu "
     "karibu lake tu inayozungumzwa"},
    {"ta",
     "ஒரு மற்றும் இது இந்த ஆகும் என்று "
     "ஆம் என்பது அல்லது உள்ள பல ஆண்டு "
     "சில இவர் என்ற என என்னும் போன்ற "
     "முதல் அவர் பின்னர் மேலும் "
     "இருந்து தனது அமைந்துள்ளது"},
    {"te",
     "మరియు ఈ ఒక ఆ యొక్క కూడా లో ఇది "
     "నుండి అని లేదా ఉన్న ఉంది చెందిన తన "
     "తరువాత నుంచి ఇతర ఉంటుంది రెండు "
     "అనే కి ను ఉన్నాయి మొదటి"},
    {"th",
     "ที่ การ วัน และ ใน ผู้ มี ปี ของ งาน "
     "น ความ เป็น เวลา โดย คณะ ให้ พ รับ "
     "ประชุม ได้ จัด โครงการ ศึกษา "
     "เรื่อง ค เมื่อ ร่วม ครั้ง จังหวัด "
     "เข้า ไป ประจํา เพื่อ เขต นาย จาก ศ "
     "กับ นี้ ส่ง ณ ทาง ผล สํานักงาน ไม่ "
     "อ ด้วย ประกาศ กรรมการ ใช้ บริหาร "
     "ว่า คน ดร พัฒนา ราคา สอบ ไทย จะ "
     "ข่าว จํานวน ประธาน ภาค ห้อง เปิด "
     "ตั้ง ต่อ พระ มา ย แห่ง โรงเรียน "
     "มหาวิทยาลัย ดําเนิน พล อําเภอ ต "
     "ตําบล น้ํา"},
    {"ti",
     "ኣብ እዩ ናይ ድማ ካብ እቲ ሓደ ቋንቋ ምስ ኢዩ ከም ወይ "
     "ትምህርቲ ግን ከኣ ግዜ እዚ ናብ ነቲ ኣደ ሓረግ ቁጽሪ "
     "ሰብ ኣላህ ዓለም እያ ካልኦት ክልተ ሰባት ቤት እቶም ዘሎ "
     "ሓንቲ ከተማ ገለ ብዙሕ ኤርትራ ሃገር ህዝቢ ካልእ ክሳዕ "
     "ዝኾነ ኣሎ ሕማም ዓሰርተ ኣዝዩ ዓመት ጥራሕ ስለ ስነ ቦታ "
     "ነዚ ኣብዚ ዞባ ብዙሓት እታ ኮይኑ ዓቢ"},
    {"tl",
     "sa ang ng ay na mga at isang ito si noong ni may o hindi siya bilang mula kanyang para "
     "nito pang kung ibang upang unang pag kanilang nang naging dahil hanggang niya rin lamang "
     "mas maaaring din isa ilang pamamagitan taong nasa pa ayon iba ngunit of tao ika dito kay "
     "lahat maraming bansa kasama panahon artista naman taon"},
    {"tn",
     "go a le ka ba e o re ya fa mo ke gore ga ne mme di wa se sa kwa tsa tse bone bo la nna "
     "fela jalo na yo gagwe batho jwa dira thata jaaka ntse bona tlaa ene nako morago motho neng "
     "teng twe bangwe gape gone bana supa ngwana pele tswa jaana puso sentle tla tlhalosa tsaya "
     "tsone mongwe thusa itse yone ja bua nne kana ra setse ele kgang kopa lefatshe madi tiro eo "
     "ntlha"},
    {"tr",
     "ve bir bu ile için olarak da de olan daha çok her en sonra ilgili gibi tarafından "
     "büyük kadar bilgi göre ise veya eğitim olmak iki o yeni"},
    {"ts",
     "ku hi na ya eka va wa ta nga ka a yi ri swi ra swa xa leswaku leswi i ndzi loko bya yo "
     "leyi le u lava wu hina ti vona leri vanhu lowu ni nkarhi wo laha mfumo no xi emahlweni "
     "kona endla lembe lexi sungula swo ha tala yena suka fanele leti mina kambe tiko kumbe "
     "ndlela xiyimo byi malembe rixaka lawa munhu nkoka to kahle mi vaaki eku loyi matiko "
     "naswona tlhela vana mhaka nhluvukiso on"},
    {"uk",
     "і на в у з не що до та а за про для й його це від як "
     "але є він я по її так то тому із чи може їх цього "
     "які був р вони також вона лише якщо або були було "
     "коли після того час має ще щоб вже ж ми року "
     "тільки який"},
    {"ur",
     "کے کی ہے میں سے اور کا کو اس نے کہ ہیں پر یہ بھی ایک "
     "ان کیا کرنے نہیں کر تو ہی اپنے تھا وہ بات جو و ہو "
     "تھے وقت کہا جس جب لیکن in ساتھ لئے گیا لیے ہوئے "
     "ملاقات read لیگ وزیر کراچی from بلاول زرداری کمانڈر "
     "کور اگر آپ نہ تھی دیا طرح انہوں رہے کسی اب بھارت تک "
     "close net بعد اعظم رہی آئے کوئی گرفتار ہم ہندوستان "
     "جائے مطالبہ پھر کرتے انھوں کام"},
    {"vi",
     "và có của các là cho được trong với những không một người để đã "
     "công đến thể về đó khi bạn học hiện tại nhà như nhiều việc ra này "
     "sự thành trường vào hợp năm động chỉ hàng cũng từ chính phải sẽ "
     "theo trên ở hơn thông đầu nhất thực cơ làm điều còn sinh đồng hội "
     "dụng nước quan sản tôi định lại hành phát kết lý cao chủ dân gia giá "
     "lượng mà ngày viên"},
    {"xh",
     "ukuba okanye emva kwaye xa le ke abantu i kuba kunye kodwa ezi isebe lemfundo nto eli kwi "
     "ukuze na zonke bonke into ukuya umntu ziya kakhulu apha iya lo lentshona yaye abafundi "
     "kufuneka ye abo enye ngenxa utshilo zabo apho koko"},
    {"yo",
     "ni je ti o ó tele n tí ní ati to ile ede a orile awon e àti ara sí kan si àwo ń bi "
     "fi yìí re lati ò fún won lo pé sì wa s se náà àwọn jẹ́ ninu fun ko nínú "
     "tó wó bá mo wà èdè gba rè máa kò wo bí ohun jé láti ló so de gbogbo le omo di "
     "kí è ba ilé pe tabi ìlú lè awọn oloselu èyí tún wọn"},
    {"zh",
     "的 在 了 是 和 我 人 这 与 有 会 也 上 就 说 他 为 一个 对 中 一 而 "
     "被 要 但 让 等 都 你 她 将 从 我们 时 不 大 之 地 来 以 到 及 就是 "
     "中国 自己 个 还 年 两 却 可以 那 后 没有 能 月 时间 问题 所 把 并 "
     "道 下 不是 于 因为 当 或 本 给 这个 又 多 很 更 用 他们 心 成为 者"},
    {"zu",
     "ukuthi futhi kodwa uma kakhulu kanye ngoba uthe abantu i noma lokhu lapho kusho ukuba "
     "khona ukuze njengoba kahle u nje le ngo ngenxa ngaphandle lo kanti kukhona kumele "
     "unkulunkulu ku ngesikhathi"},
}};

}  // namespace newsloom::text
