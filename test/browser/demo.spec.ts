import { AYSE, DENIZ, MEHMET, ZEYNEP } from '../../dev/demo-data.js';
import { eventually, InboxScene } from '../support/inbox/index.js';

describe('the demo', () => {
  let scene: InboxScene;

  beforeAll(async () => {
    scene = await InboxScene.openDemo();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  it('begins with whose eyes to look through: two of them, side by side, talk', async () => {
    const start = await scene.demo();
    await start.page.getByText('Boğaziçi Otomotiv').first().waitFor();
    expect(await start.barriers()).toEqual([]);
    const choose = (name: string) => start.opening(() => start.page.getByRole('link', { name }).click());
    const [ayse, mehmet] = [await choose('Ayşe Yılmaz'), await choose('Mehmet Öztürk')];
    await ayse.rooms.filter({ hasText: 'Ege Galeri' }).filter({ hasText: '320i' }).click();
    await mehmet.rooms.filter({ hasText: 'Boğaziçi Otomotiv' }).filter({ hasText: '320i' }).click();
    await ayse.write('Yarın sabah geliyorum.');
    await mehmet.message('Yarın sabah geliyorum.').waitFor();
    await mehmet.write('Bekliyorum!');
    await ayse.message('Bekliyorum!').waitFor();
  });

  it('shows each what is theirs: names, vehicles, and how much is unread', async () => {
    const ayse = await scene.demo(AYSE);
    await ayse.rooms.first().waitFor();
    expect(await ayse.rooms.count()).toBeGreaterThan(3);
    await ayse.rooms.filter({ hasText: 'okunmamış' }).first().waitFor();
    expect(await ayse.rooms.filter({ hasText: 'Boğaziçi Otomotiv' }).count()).toBe(0);
  });

  describe('its administration', () => {
    it('finds a room of others and reads it, which is recorded for the administrator to see', async () => {
      const support = await scene.demo(ZEYNEP, '#/admin/rooms');
      await support.page.getByRole('searchbox', { name: 'Oda bul' }).fill('ege galeri');
      await support.page
        .getByRole('link', { name: /Ege Galeri/ })
        .first()
        .click();
      await support.page.getByText('Bu okuma denetim kaydına geçti.').waitFor();
      expect(await support.barriers()).toEqual([]);

      const admin = await scene.demo(DENIZ, '#/admin/audit');
      await admin.page.getByText('Odayı açtı').first().waitFor();
      await admin.page.getByText('Zeynep Doğan').first().waitFor();
    });

    it('shows what goes on right now', async () => {
      const admin = await scene.demo(DENIZ, '#/admin/figures');
      const sockets = admin.page.getByText('Açık bağlantı').first().locator('..');
      await eventually(
        () => sockets.textContent(),
        (text) => /[1-9]/.test(text ?? ''),
      );
    });

    it('is closed to dealers', async () => {
      const dealer = await scene.demo(MEHMET, '#/admin/rooms');
      await dealer.page.getByText('Bu sayfaya yetkiniz yok').waitFor();
    });
  });
});
