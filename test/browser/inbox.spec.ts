import { EMRE, MEHMET, OGUZ, offer, vehicle } from '../../dev/demo-data.js';
import { eventually, InboxScene } from '../support/inbox/index.js';

describe('the inbox around the conversations', () => {
  let scene: InboxScene;

  beforeAll(async () => {
    scene = await InboxScene.openDemo();
  });
  afterEach(() => scene.closeWindows());
  afterAll(() => scene.close());

  it('begins a conversation about a vehicle, and says what is wrong with a number', async () => {
    const window = await scene.demo(EMRE);
    await window.rooms.first().waitFor();
    await window.button('Yeni konuşma').click();
    const dialog = window.page.getByRole('dialog');
    await dialog.getByText('Araç', { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Araç numarası' }).fill('320i');
    await dialog.getByRole('button', { name: 'Konuşmayı başlat' }).click();
    await dialog.getByText('Numara 8-4-4-4-12 haneli olmalı').waitFor();
    await dialog.getByRole('textbox', { name: 'Araç numarası' }).fill(vehicle(12));
    await dialog.getByRole('button', { name: 'Konuşmayı başlat' }).click();
    await window.page.getByRole('heading', { name: 'Şahinler Oto' }).waitFor();
    await window.page.getByText('2021 Peugeot 3008 GT, ilk sahibinden').first().waitFor();
  });

  it('is linked to from the page of an offer', async () => {
    const window = await scene.demo(EMRE, `#/offer/${offer(2)}`);
    await window.page.getByRole('heading', { name: 'Çankaya Motors' }).waitFor();
    await window.message('Akşama kadar araç sizin için ayrılmış durumda.').waitFor();
  });

  it('shows where the unread messages begin, and who is there', async () => {
    const window = await scene.demo(EMRE);
    const row = window.rooms.filter({ hasText: 'okunmamış mesaj' }).filter({ hasText: 'Mercedes' });
    await row.click();
    await window.page.getByTestId('new-line').waitFor();
    await window.page
      .getByText('Çevrimdışı')
      .or(window.page.getByText(/Son görülme/))
      .first()
      .waitFor();
    const other = await scene.demo(MEHMET);
    await other.rooms.first().waitFor();
    await window.page.getByText('Çevrimiçi', { exact: true }).first().waitFor();
  });

  it('speaks English and goes dark when asked to, and remembers', async () => {
    const window = await scene.demo(EMRE);
    await window.rooms.first().waitFor();
    const choose = async (name: string | RegExp) => {
      await window.button(/Menü|Menu/).click();
      await window.page.getByRole('menu').getByText(name).click();
      await window.page.keyboard.press('Escape');
    };
    await choose('English');
    await window.page.getByPlaceholder('Search').waitFor();
    await choose('Dark');
    await window.page.reload();
    await window.page.getByPlaceholder('Search').waitFor();
    const look = await window.page.evaluate<[string, string]>(
      '[document.documentElement.lang, document.documentElement.dataset.mantineColorScheme]',
    );
    expect(look).toEqual(['en', 'dark']);
  });

  it('gathers the files of a conversation', async () => {
    const window = await scene.demo(EMRE, `#/offer/${offer(2)}`);
    await window.message('Akşama kadar').waitFor();
    await window.button('Konuşmanın işlemleri').click();
    await window.page.getByRole('menuitem', { name: 'Dosyalar ve görseller' }).click();
    const panel = window.page.getByRole('region', { name: 'Dosyalar ve görseller' });
    await panel.getByRole('listitem').first().waitFor();
    await panel.getByText('Belge', { exact: true }).click();
    await panel.getByText('ekspertiz-audi-a4.pdf').waitFor();
  });

  it('goes through the list by the keyboard alone', async () => {
    const window = await scene.demo(EMRE);
    await window.rooms.first().focus();
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    await window.composer.waitFor();
    expect(await window.rooms.nth(1).getAttribute('aria-current')).toBe('page');
  });

  it('closes a conversation for both, once that was confirmed', async () => {
    const [ours, theirs] = [await scene.demo(EMRE), await scene.demo(OGUZ)];
    const theirRow = theirs.rooms.filter({ hasText: 'Corolla' });
    await theirRow.click();
    await theirs.composer.waitFor();
    await ours.rooms.filter({ hasText: 'Corolla' }).click();
    await ours.composer.waitFor();
    await ours.button('Konuşmanın işlemleri').click();
    await ours.page.getByRole('menuitem', { name: 'Konuşmayı kapat' }).click();
    await ours.page.getByRole('dialog').getByRole('button', { name: 'Konuşmayı kapat' }).click();
    await theirs.page.getByText('Bu konuşma kapatıldı.').waitFor();
    for (const { rooms } of [ours, theirs]) {
      await eventually(
        () => rooms.filter({ hasText: 'Corolla' }).count(),
        (count) => count === 0,
      );
    }
  });
});
