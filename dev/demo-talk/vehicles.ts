import { AYSE, EMRE, HUSEYIN, IREM, MEHMET, OGUZ, SULE, vehicle } from '../demo-data.ts';
import { photo } from './demo-file.ts';
import { read, say, type DemoRoom } from './script.ts';

const about = (number: number) => ({ roomType: 'vehicle', vehicleId: vehicle(number) });

const corolla: DemoRoom = {
  kind: 16,
  opener: AYSE,
  subject: about(8),
  steps: [
    say(AYSE, 'Merhaba, Corolla Hybrid ortalama ne kadar yakıyor?'),
    say(SULE, 'Merhaba Ayşe Hanım, şehir içinde 4,5 litre civarında.'),
    say(AYSE, 'Hibrit bataryanın garantisi devam ediyor mu?'),
    say(SULE, 'Evet: on yıl ya da 185.000 km.', { replyTo: 3 }),
    say(AYSE, 'Müşterim beyaz istiyor, renk sedefli mi?'),
    say(SULE, 'Sedefli beyaz.', { file: photo('corolla.jpg'), reactions: [[AYSE, '❤️']] }),
    read(AYSE),
    say(AYSE, 'Tam istediğimiz gibi. Fiyatta pazarlık payı var mı?'),
    read(SULE),
    say(SULE, 'Ciddi alıcıya 1.290.000 TL yaparız.'),
    read(AYSE),
    say(AYSE, 'Müşterimle konuşup yarın haber vereceğim.'),
  ],
};

const civic: DemoRoom = {
  kind: 17,
  opener: MEHMET,
  subject: about(11),
  steps: [
    say(MEHMET, 'Merhaba, Civic LPG montajlı mı?'),
    say(HUSEYIN, 'Eco Executive, fabrika çıkışı LPG.'),
    say(MEHMET, 'Ruhsata işli mi?'),
    say(HUSEYIN, 'Evet, işli. Sızdırmazlık belgesi de güncel.'),
    read(MEHMET),
    say(MEHMET, 'Teşekkürler, müşterime iletiyorum.', { reactions: [[HUSEYIN, '👍']] }),
    read(HUSEYIN),
  ],
};

const clio: DemoRoom = {
  kind: 18,
  opener: HUSEYIN,
  subject: about(5),
  steps: [
    say(HUSEYIN, 'Selam, Clio için toptan fiyatınız nedir?'),
    say(EMRE, 'Merhaba Hüseyin Bey, 765.000 TL.'),
    say(HUSEYIN, 'Aynı modelden iki tane alsam?'),
    say(EMRE, 'Şu an tek araç var, ay sonunda bir tane daha gelecek.'),
    read(HUSEYIN),
    read(EMRE),
    say(HUSEYIN, 'Tamam, geldiğinde haber verir misiniz?'),
  ],
};

const focus: DemoRoom = {
  kind: 19,
  opener: OGUZ,
  subject: about(10),
  steps: [
    say(OGUZ, 'Merhaba, Focus için şasi numarasının son altı hanesini alabilir miyim?'),
    say(HUSEYIN, 'Tabii: 4K7291'),
    say(OGUZ, 'Sorguladım, temiz görünüyor 👌', { replyTo: 2 }),
    read(HUSEYIN),
    say(HUSEYIN, 'Aynen, hasar kaydı yok.'),
    read(OGUZ),
    say(OGUZ, 'Öğleden sonra sizi arıyorum.'),
  ],
};

const passat: DemoRoom = {
  kind: 20,
  opener: AYSE,
  subject: about(2),
  steps: [
    say(AYSE, 'Merhaba, Passat kurumsal çıkışlı mı?'),
    say(IREM, 'Hayır, şahıs aracı. İki sahipli.'),
    say(AYSE, 'DSG bakımı yapılmış mı?'),
    say(IREM, '60.000 kilometrede yağı ve filtresi değişti.'),
    read(AYSE),
    say(AYSE, 'Süper, teşekkürler 🙏'),
    read(IREM),
  ],
};

export const VEHICLE_ROOMS = [corolla, civic, clio, focus, passat];
