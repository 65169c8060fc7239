import type { MessageView } from '../../src/contracts/index.js';
import { Scene } from '../support/scene.js';
import { hitsOf, indexed, search, searchRoom } from '../support/searching.js';

/** A text, what is looked for, and what of the text is a hit; nothing when it must not be found. */
type Case = [text: string, query: string, ...hits: string[]];

const CASES: Record<string, Case[]> = {
  'upper and lower case': [
    ['İstanbul depoda', 'istanbul', 'İstanbul'],
    ['İSTANBUL depoda', 'istanbul', 'İSTANBUL'],
    ['ISTANBUL depoda', 'istanbul', 'ISTANBUL'],
    ['istanbul depoda', 'İSTANBUL', 'istanbul'],
    ['istanbul depoda', 'ISTANBUL', 'istanbul'],
    ['İstanbul depoda', 'ıstanbul', 'İstanbul'],
    ['ıstanbul depoda', 'İstanbul', 'ıstanbul'],
    ['Işık Motors arandı', 'ışık', 'Işık'],
    ['IŞIK MOTORS arandı', 'Işık', 'IŞIK'],
    ['ısıtmalı koltuk', 'ISITMALI', 'ısıtmalı'],
    ['ÇIKMA YEDEK PARÇA', 'çıkma parça', 'ÇIKMA', 'PARÇA'],
    ['diesel motor', 'DIESEL', 'diesel'],
    ['TITANYUM GRI', 'titanyum gri', 'TITANYUM', 'GRI'],
  ],
  'without a Turkish keyboard': [
    ['Araç sıfır kilometrede', 'sifir', 'sıfır'],
    ['Arac sifir kilometrede', 'sıfır', 'sifir'],
    ['Araçları galeride görebilirsiniz', 'arac', 'Araçları'],
    ['Satılık, boyasız ve değişensiz', 'degisensiz', 'değişensiz'],
    ['aracin fiyati nedir', 'araç fiyatı', 'aracin', 'fiyati'],
    ['Aracın fiyatı nedir', 'arac fiyati', 'Aracın', 'fiyatı'],
    ['On tampon kapagi degisti', 'kapak', 'kapagi'],
    ['Ön çamurluk boyalı', 'on camurluk', 'Ön', 'çamurluk'],
    ['Kâr payı konuşulur', 'kar', 'Kâr'],
    ['Görüşürüz, öğleden sonra', 'ogleden', 'öğleden'],
  ],
  suffixes: [
    ['Bagaj kapağı boyalı', 'kapak', 'kapağı'],
    ['Kapak orijinal', 'kapağı', 'Kapak'],
    ['Araçları yarın getiriyoruz', 'araç', 'Araçları'],
    ['Bu araç satıldı', 'araçları', 'araç'],
    ['Bu araç satıldı', 'araçlarınızı', 'araç'],
    ['Ekspertiz raporunu gönderin', 'rapor', 'raporunu'],
    ['Ekspertizi yarın yaptırırız', 'ekspertizden', 'Ekspertizi'],
    ['Ruhsat fotokopisi lazım', 'ruhsatı', 'Ruhsat'],
    ['Plaka hâlâ üzerimizde', 'plakası', 'Plaka'],
    ['Tek parça boya var', 'boyası', 'boya'],
    ['Galeride görüşelim', 'galerimizde', 'Galeride'],
    ['Evleri taşıyoruz', 'ev', 'Evleri'],
    ["Ankara'dan geliyoruz", 'ankara', 'Ankara'],
    ['BMW almak istiyoruz', "BMW'nin", 'BMW'],
    ['Çocuk koltuğu da verilir', 'koltuk', 'koltuğu'],
  ],
  'parts of words': [
    ['Otomatikvites arıyoruz', 'vites', 'vites'],
    ['Hatasız boyasız', 'hata', 'Hatasız'],
    ['Klimasız araç', 'limas', 'limas'],
    ['Sol öncamurluk', 'camur', 'camur'],
    ['320d xDrive', '320', '320'],
    ['320d xDrive', 'drive', 'Drive'],
    ['Bagaj kapağı', 'apak', 'kapağı'],
    ['Sinyal lambası', 'in'],
    ['Otomatikvites arıyoruz', 'es'],
    ['3.20 makyajlı kasa', '3 20', '3', '20'],
  ],
  'plates, chassis numbers, telephones, prices': [
    ['Plaka 34ABC123 olan', '34 abc 123', '34ABC123'],
    ['Plaka 34 ABC 123 olan', '34abc123', '34 ABC 123'],
    ['Plaka 34-ABC-123 olan', '34 ABC 123', '34-ABC-123'],
    ['Plaka 34 abc 123 olan', '34-ABC-123', '34 abc 123'],
    ['Plaka 34.ABC.123 olan', '34ABC123', '34.ABC.123'],
    ['Plaka 34 ABC123 olan', '34ABC 123', '34 ABC123'],
    ['Plaka 34 ABC 123 olan', 'abc12', '34 ABC 123'],
    ['Plaka 34ABC123 olan', '34 abc', '34ABC'],
    ['Plaka 06 İST 06 olan', '06ist06', '06 İST 06'],
    ['Plaka 34 ABC 123 olan', '34 ABC 124'],
    ['34 araç, 123 parça, abc', '34 abc 123'],
    ['Şasi WVWZZZ1KZAW000123', 'wvwzzz1kzaw000123', 'WVWZZZ1KZAW000123'],
    ['Şasi WVW-ZZZ-1KZ-AW-000123', 'WVWZZZ1KZAW000123', 'WVW-ZZZ-1KZ-AW-000123'],
    ['Şasi WVWZZZ1KZAW000123', 'WVW ZZZ 1KZ AW 000123', 'WVWZZZ1KZAW000123'],
    ['Şasi WVWZZZ1KZAW000123', '000123', '000123'],
    ['Tel 0532 123 45 67', '05321234567', '0532 123 45 67'],
    ['Tel 05321234567', '0532 123 45 67', '05321234567'],
    ['Fiyat 1.250.000 TL', '1250000', '1.250.000'],
    ['Fiyat 1250000 TL', '1.250.000', '1250000'],
    ['Fiyat 1.250.000 TL', '1.350.000'],
  ],
  'Unicode forms': [
    ['Şöyle bir çözüm var'.normalize('NFD'), 'çözüm', 'çözüm'.normalize('NFD')],
    ['Şöyle bir çözüm var', 'çözüm'.normalize('NFD'), 'çözüm'],
    ['İzmir bayisi', 'İZMİR'.toLowerCase(), 'İzmir'],
    ['İzmir bayisi'.toLowerCase(), 'izmir', 'İzmir'.toLowerCase()],
    ['İzmir bayisi'.normalize('NFD'), 'izmir', 'İzmir'.normalize('NFD')],
    ['ＢＭＷ ３２０', 'bmw 320', 'ＢＭＷ', '３２０'],
    ['ara\u00ADba hazır', 'araba', 'ara\u00ADba'],
    ['Anlaştık 👍🏽 yarın', '👍', '👍🏽'],
    ['Anlaştık 👍🏽 yarın', '👎'],
  ],
  'several words': [
    ['Bagaj kapağı değişmiş', 'kapak bagaj', 'Bagaj', 'kapağı'],
    ['Bagaj kapağı değişmiş', 'kapak tavan'],
    ['Araçta vites sorunu', 'araç vites motor'],
    ['İlk sahibinden satılık', '"ilk sahibinden"', 'İlk', 'sahibinden'],
    ['Sahibinden ilk kez satılık', '"ilk sahibinden"'],
    ['Sahibinden ilk kez satılık', 'ilk sahibinden', 'Sahibinden', 'ilk'],
  ],
  'signs that mean something elsewhere': [
    ['Yüzde %20 indirim', '%20', '20'],
    ['Yüzde 20 indirim', '%'],
    ['Yüzde 20 indirim', 'ʼ'],
    ['Yüzde 20 indirim', '20 ˈ'],
    ['tek ʼ harf', 'ʼ', 'ʼ'],
    ['alt_cizgi yazan', 'alt_cizgi', 'alt', 'cizgi'],
    ['ters\\bölü yazan', 'ters\\bölü', 'ters', 'bölü'],
    ["Ali'nin arabası", "ali' & | ! : ( ) <->", 'Ali'],
    ['<b>kalın</b> yazı', '<b>kalın', 'b', 'kalın', 'b'],
    ["'; DROP TABLE chat_messages; --", "'; DROP TABLE", 'DROP', 'TABLE'],
    ['satır bir\nsatır iki', '"bir satır"', 'satır', 'bir', 'satır'],
  ],
  'what is not there': [
    ['Bagaj kapağı değişmiş', 'kaput'],
    ['Motor sesi geliyor', 'motosiklet'],
    ['kar yağıyor', 'karpuz'],
    ['Ali geldi', 'Aliağa'],
  ],
};

describe('what is found', () => {
  let scene: Scene;
  const all = Object.values(CASES).flat();
  const texts = [...new Set(all.map(([text]) => text))];
  const sent = new Map<string, MessageView>();
  let room: Awaited<ReturnType<Scene['room']>>;

  beforeAll(async () => {
    scene = await Scene.open({ RATE_LIMIT_ENABLED: 'false', SEARCH_INDEX_SHARE: '100' });
    room = await scene.room();
    for (const text of texts) sent.set(text, (await room.send(room.buyer, text)).body.data);
    await indexed(scene.service.db);
  }, 60_000);
  afterAll(() => scene.close());

  describe.each(Object.entries(CASES))('%s', (_, cases) => {
    it.each(cases)('in %j by %j', async (text, query, ...expected) => {
      const pages = [
        await search(scene.as(room.seller), { q: query, limit: 100 }),
        await searchRoom(scene.as(room.buyer), room.path, { q: query, limit: 100 }),
      ];
      for (const { data } of pages) {
        const found = data.find(({ message }) => message.id === sent.get(text)?.id);
        expect(found === undefined ? [] : hitsOf(found)).toEqual(expected);
        if (found !== undefined) expect(found.message).toEqual(sent.get(text));
      }
    });
  });
});
