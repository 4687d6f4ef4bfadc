"""
Words that any two texts of a language share: they tell nothing about what a text is about. Plain data.

Without them a text in a language that has none here looks rare all over, above all among a few dozen articles, and
joins the next one of its language. The words of one language must not be telling ones of another that is written with
the same letters, so of the Latin ones only such stand here as English has no other use for.
"""

from __future__ import annotations

ENGLISH = """
about above across after again against ago ahead all almost along already also although always am amid among an
analysis and another any april are around as ask asked asks at august away back be became because become becomes been
before began begin begins behind being below best better between big both breaking bring but by call called calls came
can cannot case come comes coming could country day days deal december did do does doing done down during each early
east either else end ended ends enough even ever every exclusive face faces far february few find finds first five
follow following for former found four friday from full gallery gave get gets getting give gives go goes going good
got great group had half has have having he head held help her here high him his hold how however hundred if in inside
interview into is issue it its itself january july june just keep keeps know known last late later latest least leave
leaves led left less let life like likely little live long look lot made make makes making man many march may me mean
means meet member men met might million minister monday month months more morning most move mr mrs ms much must my
near nearly need needs never new news next night no nor north not nothing november now number october of off offer
official officials often old on once one only onto open opinion or other our out over own part past pay people per
photo photos place plan plans podcast point president press prime put puts question quite rather read ready real
really recent report reported reports result return right round run said same saturday saw say saying says second see
seek seeks seen sent september set sets seven several shall share she should show shows side since six small so some
soon south start started state still stop stopped story such sunday take taken takes taking talk talks tell tells ten
than that the their them then there these they thing things think third this those though thousand three through
thursday time times to today together told toll tomorrow too took top toward towards town try trying tuesday turn two
under united until up update upon us use used using very via video videos view want wanted wants was watch way we
wednesday week weekend weeks well went were west what when where whether which while who whole whose why will win wins
with within without woman women won word work working works world would year years yes yesterday yet you young your
"""

ELSEWHERE = """
als auch auf aus bei bis das dass dem den der des die ein eine einem einen einer für hat ich im ist mehr mit nach
nicht noch nur oder sich sie sind über und vom von vor war wie wird zu zum zur al algo ante aux avec ce cette ces com
como con contra dans del desde deux dos du el elle em en entre es est esta este et foi han hasta il ils la las le les
lo los mais mas más na nas não nos nous os ou para par pas plus por pour qu que qui ses se ser sin sobre son sont sous
su sur também tras um uma un una une uno vous é à alla che da dal dalla degli dei della delle di gli ha i nel nella
più sono aan de dat een het ook op te van voor zijn att av det för har inte med och på som till är ao e o ve bir bu
için ile в во и из к как на не но о от по при с со что это за для до его из-за она они у

zij zich hij ze wordt werd werden heeft hebben niet ook maar meer naar bij tegen deze dit uit worden og af fra blev
bleve blevet blir ble hvor havde hadde siden sig seg deres efter etter mot ett sedan hade att är við það hann hún
fyrir með sem að eftir yfir þar því þegar voru hefur ja kun sekä mutta että joka jotka ovat oli olla mukaan jälkeen
noin vuonna sanoi aikana kui oma ning aga ette pärast vastu ir kad yra buvo jis metų apie prie kaip dar nuo iki pas
gada pēc tika bija viņš lai uz nie że się jest był była było przez przy oraz jak który która które kiedy gdy roku
według dla ponad około już tym je že který která které nebo jsou byl byla bylo aby když podle roce při proti ako ktorý
ktorá ktoré boli bol keď podľa pri viac bi bio bila bilo koji koja koje kada nakon prema zbog oko iznad samo nego ili
jer nije nisu iz od za ki kot tudi tako zaradi več leta lahko egy és hogy nem is volt amikor szerint több mint után
csak meg ez azt și în pe cu la mai fost pentru după când sunt este lui iar din peste către daha olarak sonra olan oldu
etti ise gibi kadar ancak değil çok yok ya da olduğu tarafından və ilə üçün görə yang dan ini itu dari untuk pada
dengan dalam akan tidak telah sudah bahwa bahawa kepada juga adalah ialah tersebut seperti karena kerana mereka lebih
setelah selepas của và là đã được trong cho khi một những các với này người vào tại sẽ không thì cũng sau trước nay
năm tháng giờ ngày nói đến ông bà rằng như nhất lại lên đang bị nhiều hơn chỉ về còn mới đo đe biết anh ấy để đó nơi
hay ở phải làm thành thể ba hai đầu số gần khoảng trên dưới nhưng vì cuộc việc sự rất récemment første första taip pat
turi il fuq fil għal kien minn meta biex els amb dels seva perquè aquest aquesta fer si alla hanno questo questa dopo
quando secondo circa cuando fue ser sus pero porque también muy tras quien pelo pela após foi isso esta esse été ont
dont mais lors leur leurs après selon cet elles ils

и в во не на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от меня еще нет о из ему
теперь когда даже ну ли если уже или быть был него до вас нибудь опять уж вам сказал ведь там потом себя ничего ей
может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет тогда кто этот
того потому этого какой ним здесь этом один мой тем чтобы нее были при после над больше тот через эти нас про них
также году время более та що як від із під щоб після коли він вона вони це цей ця бути був була було були але або які
який яка яке чи вже ще його її їх ніж з і й проти році також што калі пасля быў гэта гэтага гэты якая якое каб яго яна
яны ад ў пра толькі се е са че като след през които която когато който беше бил била този тази това със към је су од
који која које када као али није би био против након преко године те како кој кое

το του της την τη τον των τους τις τα οι ο η και από να που για με στο στη στην στον στις στους στα κατά ότι είναι
ήταν σε ένα ένας μια μία δεν θα αν όταν μετά πριν αυτό αυτή αυτός περίπου πάνω προς χωρίς αλλά ή ως

من في على إلى الى عن أن ان إن ما التي الذي الذين بعد قبل كان كانت كما هذا هذه ذلك تلك مع قد لم لن لا أو او ثم حيث
عندما بين خلال كل بعض أكثر حوالي منذ ضد أي هو هي هم وقد وفي ومن قال قالت يقول عام يوم تم غير بأن عند أمام أنه أنها
فيها به بها در از که را این است با برای آن یک شد می کرد بود های ها خود شده شود کند پس تا یا نیز بر اما اگر وی باید
دارد سال گفت کے کی کا میں نے سے کو ہے ہیں اور پر یہ وہ اس ایک کہ بھی تھا تھی تھے گیا کر کیا لیے نہیں של את על הוא היא
הם הן כי לא גם או אם אל עם בין לאחר אחרי לפני היה היתה הייתה היו אשר יותר ביותר כדי זה זו זאת כל אך רק אבל כמו מה מי
יש אין עד שלא עוד כבר אמר

के की का में ने से को है हैं और पर यह वह वे ये इस उस एक कि भी था थी थे गया गई गए कर करने किया लिए बाद नहीं ही तो हो
होने हुए हुआ हुई जो जा रहा रही रहे दिया कहा अपने तक साथ या न बीच रूप साल वाले जाने जाता जाती उन इन जब आहे आणि च व हे
ते तर पण नाही केली केले झाली झाले होते होता এবং এর ও একটি এই সে তিনি তার তাদের করে করা করেন করেছে হয় হয়ে হয়েছে ছিল
থেকে জন্য যে না কি পরে সময় মধ্যে সঙ্গে এক છે અને માં ના ની નું ને થી એ આ તે કે માટે પર એક હતી હતો હતા હતું પછી સાથે
પણ કરી ਦੇ ਦੀ ਦਾ ਵਿੱਚ ਨੇ ਤੋਂ ਨੂੰ ਹੈ ਹਨ ਅਤੇ ਇਹ ਉਹ ਇੱਕ ਵੀ ਲਈ மற்றும் என்று ஒரு இந்த அந்த அவர் இது அது என பிறகு మరియు ఒక ఈ
ఆ అని లో ను తరువాత నుండి కోసం యొక్క ఉన్న ಮತ್ತು ಒಂದು ಈ ಆ ಎಂದು ಅವರು ನಂತರ ಹಾಗೂ ಸಹ ഒരു ഈ ആ എന്ന് ശേഷം നിന്ന് എന്ന

니다 습니 했습 했다 하는 에서 으로 에게 까지 부터 다고 이라 라고 있는
있다 됐다 된다 한다 이다 것이 것은 것을 것으 위해 대한 대해 지난
"""
