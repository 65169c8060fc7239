import { AYSE, EMRE, HUSEYIN, IREM, MEHMET, offer, OGUZ, SULE } from '../demo-data.ts';
import { photo, report, voiceMessage } from './demo-file.ts';
import { read, say, type DemoRoom } from './script.ts';

const about = (number: number) => ({ roomType: 'offer', offerId: offer(number) });

const EXPERTISE = [
  'Ekspertiz Raporu',
  '2020 Audi A4 40 TDI, 68.140 km',
  'Motor: 92 / 100',
  'Fren sistemi: 88 / 100',
  'Süspansiyon: 90 / 100',
  'Kaporta: sol arka çamurlukta lokal boya, gerisi orijinal',
  'Tramer: 4.250 TL (ön cam)',
];

/** The room of the tour. The buyer has not read its end: the tour marks it read. */
export const TOUR_ROOM: DemoRoom = {
  kind: 5,
  opener: AYSE,
  subject: about(1),
  steps: [
    say(AYSE, 'Merhaba, 320i için 1.775.000 TL teklif verdim. Değerlendirir misiniz?'),
    say(MEHMET, 'Merhaba Ayşe Hanım, teklifinizi değerlendiriyorum.'),
    say(MEHMET, 'Bu sabah çektim.', { file: photo('bmw-320i.jpg'), reactions: [[AYSE, '😍']] }),
    read(AYSE),
    say(AYSE, 'Çok temiz duruyor. Bakımları yetkili serviste mi yapıldı?'),
    say(MEHMET, 'Evet, hepsi yetkili serviste. Son bakımı 62.000 kilometrede yapıldı.', { replyTo: 4 }),
    read(AYSE),
    say(AYSE, 'Güzel. Ekspertiz raporunu da paylaşır mısınız?'),
    read(MEHMET),
    say(MEHMET, 'Tabii, bugün buradan gönderirim.'),
  ],
};

const audi: DemoRoom = {
  kind: 11,
  opener: EMRE,
  subject: about(2),
  steps: [
    say(EMRE, 'Merhaba, A4 için 1.900.000 TL teklif bıraktım. Araç hâlâ satılık mı?'),
    say(OGUZ, 'Merhaba Emre Bey, evet satılık. Dün bir müşteri daha baktı, acele etmekte fayda var 🙂'),
    say(EMRE, 'İlanda değişensiz yazıyor. Boya var mı?'),
    say(OGUZ, 'Sol arka çamurlukta lokal boya var, onun dışında tamamen orijinal.'),
    say(EMRE, 'Tramer kaydı?'),
    say(OGUZ, '4.250 TL, cam değişimi. Başka kaydı yok.'),
    say(OGUZ, 'Ekspertiz raporu', { file: report('ekspertiz-audi-a4.pdf', EXPERTISE), pinned: true }),
    read(EMRE),
    say(EMRE, 'Rapor için teşekkürler. Motor 92 çıkmış, gayet iyi.', {
      replyTo: 7,
      reactions: [[OGUZ, '👍']],
    }),
    say(EMRE, 'Kilometre 68 bin görünüyor, servis kayıtlarıyla uyumlu mu?'),
    say(OGUZ, 'Uyumlu. İsterseniz dökümü yetkili servisten birlikte alırız.'),
    say(SULE, 'Merhaba, ben Şule. Oğuz Bey bugün fuarda, sorularınızı bana da yazabilirsiniz.', {
      reactions: [[EMRE, '👋']],
    }),
    say(EMRE, 'Merhaba Şule Hanım, memnun oldum.'),
    say(EMRE, 'Lastikler ne durumda?'),
    say(SULE, 'Dördü de 2024 üretimi, diş derinliği 6 mm civarında.'),
    say(SULE, 'Güncel hâli', { file: photo('audi-a4.jpg') }),
    read(EMRE),
    say(EMRE, 'Süper. Takas düşünür müsünüz? Elimizde 2021 Clio Icon var.'),
    say(OGUZ, 'Takas olmuyor maalesef.', {
      editedTo: 'Takasa sıcak bakmıyoruz ama fiyatta biraz yardımcı oluruz.',
    }),
    say(EMRE, '1.900.000 TL olursa bugün kapora gönderebilirim.'),
    read(OGUZ),
    say(OGUZ, '1.940.000 TL yapalım, yarın noterde devri bitirelim.', { replyTo: 18 }),
    say(EMRE, 'Ayşe Hanım ile konuşup döneyim.', {
      reactions: [
        [SULE, '👍'],
        [OGUZ, '👍'],
      ],
    }),
    read(EMRE),
    read(OGUZ),
    say(OGUZ, 'Tabii, bekliyorum.'),
    say(OGUZ, 'Akşama kadar araç sizin için ayrılmış durumda.'),
  ],
};

const mercedes: DemoRoom = {
  kind: 12,
  opener: IREM,
  subject: about(3),
  steps: [
    say(IREM, 'C 200 için teklifimizi ilettik.', { type: 'offer_update' }),
    say(AYSE, 'Merhaba İrem Hanım, teşekkürler. 2.120.000 TL altına inemiyoruz.'),
    read(IREM),
    say(IREM, 'Biraz yüksek kaldı. İkinci anahtarı ve bakım defteri tam mı?'),
    read(AYSE),
    say(AYSE, 'İkisi de var. Cam tavan ve Burmester ses sistemi de mevcut.', { reactions: [[IREM, '🔥']] }),
    read(IREM),
    say(IREM, 'O zaman son rakamımız 2.080.000 TL.'),
    say(IREM, 'Kabul ederseniz bu hafta içinde alabiliriz.'),
  ],
};

const peugeot: DemoRoom = {
  kind: 13,
  opener: MEHMET,
  subject: about(4),
  steps: [
    say(MEHMET, '3008 için 1.480.000 TL son teklifimiz, Hüseyin Bey.'),
    say(HUSEYIN, 'Bu rakama anlaştık Mehmet Bey, hayırlı olsun 🤝', {
      reactions: [
        [MEHMET, '🎉'],
        [IREM, '🎉'],
      ],
    }),
    say(HUSEYIN, 'Teklifi sistemde de kabul ettim.', { type: 'offer_update' }),
    say('service', 'Teklif kabul edildi. İlan, devir için üç gün süreyle ayrıldı.', { type: 'system' }),
    say(MEHMET, 'Kapora için IBAN paylaşır mısınız?'),
    say(HUSEYIN, 'TR00 0000 0000 0000 0000 0000 00', { deleted: true }),
    say(HUSEYIN, 'IBAN bilgisini buradan yazmayayım, güvenli ödeme sayfasından ilerleyelim.'),
    say(MEHMET, 'Daha doğru olur. Ödemeyi başlattım.', { reactions: [[HUSEYIN, '👍']] }),
    say(MEHMET, 'Yarın saat 11.00, Karşıyaka 3. Noteri uygun mu?', { pinned: true }),
    say(HUSEYIN, 'Uygun. Ruhsat ve yedek anahtar yanımda olacak.', { replyTo: 9 }),
    read(MEHMET),
    say(MEHMET, 'Teşekkürler, yarın görüşürüz.', { reactions: [[HUSEYIN, '🙏']] }),
    read(HUSEYIN),
  ],
};

const togg: DemoRoom = {
  kind: 14,
  opener: SULE,
  subject: about(5),
  steps: [
    say(SULE, 'Merhaba, T10X için 1.600.000 TL nakit teklifimiz var.'),
    say(EMRE, 'Merhaba Şule Hanım, maalesef 1.690.000 TL altını düşünmüyoruz.'),
    say(SULE, 'Batarya sağlık raporu var mı?'),
    say(EMRE, 'Var, yüzde 97. Batarya garantisi 2031 yılına kadar sürüyor.'),
    say(SULE, 'Anlıyorum. Bütçemizi aşıyor, yine de teşekkürler.'),
    read(EMRE),
    say(EMRE, 'Fikriniz değişirse buradayız 🙂', { reactions: [[SULE, '👍']] }),
    read(SULE),
  ],
};

const egea: DemoRoom = {
  kind: 15,
  opener: HUSEYIN,
  subject: about(6),
  steps: [
    say(HUSEYIN, 'Merhaba, Egea için 840.000 TL verdim. Filo çıkışı mı acaba?'),
    say(IREM, 'Merhaba, hayır. Tek kullanıcıdan, hususi araç.'),
    say(HUSEYIN, 'Muayenesi ne zaman?'),
    say(IREM, 'Daha 14 ay var.', { replyTo: 3 }),
    say(IREM, null, { file: voiceMessage, reactions: [[HUSEYIN, '👍']] }),
    read(HUSEYIN),
    read(IREM),
    say(HUSEYIN, 'Dinledim, teşekkürler. Cuma günü gelip bakmak isterim.'),
    say(HUSEYIN, 'Saat 14.00 gibi olur mu?'),
  ],
};

export const OFFER_ROOMS = [audi, mercedes, peugeot, togg, egea];
