import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { SUPPORT_GALLERY, type Person } from '../../../dev/demo-data.js';
import { performAll } from '../../../dev/demo-talk/index.js';
import { seed } from '../../../dev/seed.js';
import { startTokenServer, type TokenServer } from '../../../dev/token-server.js';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import type { MessageView, RoomView } from '../../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../../factories/marketplace.js';
import { allowOrigins, createTestBucket, type TestBucket } from '../bucket.js';
import { createTestDatabase, type TestDatabase } from '../database.js';
import { Client } from '../http.js';
import { freePort, productionEnvironment, ServiceProcess } from '../process.js';
import { TcpProxy } from '../servers/tcp-proxy.js';
import { TEST_SECRET } from '../tokens.js';
import { InboxWindow } from './inbox-window.js';

/** Debian's; playwright-core brings none of its own. */
export const CHROMIUM = '/usr/bin/chromium';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps, and nobody to be asked for it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** The built service as a process of its own, with the built inbox, before a real browser. */
export class InboxScene {
  readonly market: Marketplace;
  readonly db: Pool;
  readonly url: string;
  private readonly windows: InboxWindow[] = [];
  private service: ServiceProcess | undefined;
  private tokens: TokenServer | undefined;

  private constructor(
    private readonly database: TestDatabase,
    private readonly bucket: TestBucket,
    private readonly folder: string,
    private readonly browser: Browser,
    private readonly port: number,
    /** A line to the service that can be cut, for who is to be offline. */
    readonly line: TcpProxy,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.db = new Pool({ connectionString: database.url, max: 2 });
    this.market = new Marketplace(this.db);
  }

  static async open(): Promise<InboxScene> {
    const [database, bucket, port, browser] = await Promise.all([
      createTestDatabase(),
      createTestBucket(),
      freePort(),
      chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS }),
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'dealer-messaging-inbox-'));
    cpSync('web/dist', folder, { recursive: true });
    const scene = new InboxScene(database, bucket, folder, browser, port, await TcpProxy.start(port));
    scene.configure({ api: '', tokenUrl: '/token' });
    await allowOrigins(bucket, scene.origins);
    await scene.start();
    return scene;
  }

  /** The demo: its people and what they have said, and the page on which one chooses who to be. */
  static async openDemo(): Promise<InboxScene> {
    const scene = await InboxScene.open();
    await seed(scene.database.url);
    await performAll({ api: scene.url, jwtSecret: TEST_SECRET });
    await scene.kill();
    const { url } = (scene.tokens = await startTokenServer({
      port: await freePort(),
      secret: TEST_SECRET,
      origins: scene.origins,
    }));
    scene.configure({ api: '', tokenUrl: `${url}/token`, accountsUrl: `${url}/accounts` });
    await scene.start();
    return scene;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.line.close();
    await this.tokens?.stop();
    await this.service?.stop('SIGKILL');
    await this.db.end();
    await this.database.drop();
    await this.bucket.remove();
    rmSync(this.folder, { recursive: true });
  }

  private configure(config: Record<string, string>): void {
    writeFileSync(join(this.folder, 'config.json'), JSON.stringify(config));
  }

  private get origins(): string[] {
    return [this.url, this.line.url];
  }

  /** SIGKILL; `start` begins it again at the same place. */
  async kill(): Promise<void> {
    await this.service?.stop('SIGKILL');
  }

  async start(): Promise<void> {
    const service = await ServiceProcess.start({
      ...productionEnvironment(this.database.url),
      PORT: String(this.port),
      S3_BUCKET: this.bucket.name,
      CORS_ORIGINS: this.origins.join(','),
      SUPPORT_GALLERY_ID: SUPPORT_GALLERY,
      WEB_ROOT: this.folder,
      WEB_ORIGINS: this.tokens?.url,
    });
    this.service = await service.ready();
  }

  /** REST as this caller. */
  as({ token }: Pick<Dealer, 'token'>): Client {
    return new Client(this.url, token);
  }

  /** A deal with its offer's room open, between two galleries with names of their own. */
  async room(names: { buying?: string; selling?: string } = {}) {
    const seller = await this.market.dealer({
      galleryName: names.selling ?? 'Ege Galeri',
      firstName: 'Mehmet',
      lastName: 'Öztürk',
    });
    const buyer = await this.market.dealer({
      galleryName: names.buying ?? 'Boğaziçi Otomotiv',
      firstName: 'Ayşe',
      lastName: 'Yılmaz',
    });
    const vehicleId = await this.market.vehicle(seller.galleryId);
    const offerId = await this.market.offer(vehicleId, buyer.galleryId, seller.galleryId);
    const opened = await this.as(buyer).post<RoomView>('/chats', { roomType: 'offer', offerId });
    const roomId = opened.body.data.id;
    const send = async (dealer: Dealer, content: string, more: object = {}): Promise<MessageView> =>
      (await this.as(dealer).post<MessageView>(`/chats/${roomId}/messages`, { content, ...more })).body.data;
    return { buyer, seller, roomId, send };
  }

  /**
   * The inbox in a window of this person's own.
   * @param hash where in the inbox: `#/room/<id>`
   * @param options `url` of the line, for who is to be offline; and what Playwright takes
   */
  async window(
    dealer: Dealer,
    hash = '',
    { url = this.url, ...options }: BrowserContextOptions & { url?: string } = {},
  ): Promise<InboxWindow> {
    const context = await this.context(options);
    await context.route('**/token', (route) => route.fulfill({ json: { token: dealer.token } }));
    return this.opened(await InboxWindow.open(context, `${url}/${hash}`));
  }

  /** The demo's start page, or with a person what they see. */
  async demo(person?: Person, hash = '', options: BrowserContextOptions = {}): Promise<InboxWindow> {
    const query = person === undefined ? '' : `?as=${person.userId}`;
    return this.opened(await InboxWindow.open(await this.context(options), `${this.url}/${query}${hash}`));
  }

  private context(options: BrowserContextOptions): Promise<BrowserContext> {
    return this.browser.newContext({
      locale: 'tr-TR',
      timezoneId: 'Europe/Istanbul',
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write', 'microphone'],
      ...options,
    });
  }

  private opened(window: InboxWindow): InboxWindow {
    this.windows.push(window);
    return window;
  }

  /** Closes the windows of a test. @throws Error with what went wrong in them that nobody saw */
  async closeWindows(): Promise<void> {
    const windows = this.windows.splice(0);
    await Promise.all(windows.map((window) => window.close()));
    const complaints = windows.flatMap((window) => window.complaints);
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('\n')}`);
  }
}
