import { AYSE, OGUZ, ZEYNEP } from '../demo-data.ts';
import { read, say, type DemoRoom } from './script.ts';

const subject = { roomType: 'support' };

const photos: DemoRoom = {
  kind: 21,
  opener: AYSE,
  subject,
  steps: [
    say(AYSE, 'Merhaba, ilanımızdaki fotoğraflar yan görünüyor. Yardımcı olur musunuz?'),
    say(ZEYNEP, 'Talebinizle Zeynep Doğan ilgileniyor.', { type: 'system' }),
    say(ZEYNEP, 'Merhaba Ayşe Hanım, hangi ilan olduğunu yazar mısınız?'),
    say(AYSE, '2021 Renault Clio Icon ilanı.'),
    say(ZEYNEP, 'Teşekkürler, inceliyorum.'),
    say(ZEYNEP, 'Fotoğraflar düzeltildi. Sayfayı yenileyip kontrol eder misiniz?'),
    read(AYSE),
    say(AYSE, 'Düzelmiş, çok hızlısınız 👏', { replyTo: 6, reactions: [[ZEYNEP, '😊']] }),
    read(ZEYNEP),
  ],
};

const team: DemoRoom = {
  kind: 22,
  opener: OGUZ,
  subject,
  steps: [
    say(OGUZ, 'Merhaba, galerimize yeni bir çalışan ekleyeceğiz. Yetki nereden veriliyor?'),
    say(ZEYNEP, 'Merhaba Oğuz Bey, Hesap > Ekip sayfasından davet gönderin.'),
    read(OGUZ),
    read(ZEYNEP),
    say(OGUZ, 'Davet gönderdim ama e-posta ulaşmadı.'),
    say(OGUZ, 'Gereksiz klasörüne de baktık, orada da yok.'),
  ],
};

export const SUPPORT_ROOMS = [photos, team];
