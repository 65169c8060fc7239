import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import type { Pool } from 'pg';
import type { Pair } from '../../test/chaos/load/market.ts';
import { quietly } from '../machine.ts';
import { table } from '../report/table.ts';
import { atLeast } from '../report/target.ts';
import { spread, type Spread } from '../statistics.ts';
import { startService } from '../systems/service.ts';
import { withStops, type Section } from './section.ts';

const MESSAGES = 100_000;
/** Milliseconds between two turns of the wheel, and pixels of each. */
const TURN = 40;
const PIXELS = 400;
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

/** What a person in front of the page sees. Milliseconds, but for the frames in a second. */
interface Seen {
  firstPaint: number;
  room: number;
  frames: number;
  slowest: number;
  /** Messages that were scrolled past. */
  passed: number;
}

const canRunChromium = (): boolean => spawnSync('chromium', ['--version']).status === 0;

/** The inbox in Chromium without a graphics card: how soon a long room is there, and how smoothly one scrolls back in it. */
export const inbox: Section = {
  name: 'inbox',
  waitsForDisk: false,
  measure: (ground, { rounds, seconds, say }) =>
    withStops(async (stops) => {
      const title = `The inbox, a room of ${MESSAGES.toLocaleString('en')} messages`;
      if (!canRunChromium())
        return { title, table: 'Not measured: there is no chromium.', figures: [], targets: [] };
      const page = join(ground.folder, 'inbox');
      mkdirSync(page);
      cpSync('web/dist', page, { recursive: true });
      writeFileSync(join(page, 'config.json'), JSON.stringify({ api: '', tokenUrl: '/token' }));
      const service = await startService(ground, { page });
      stops.push(() => service.stop());
      const pair = await service.market.pair();
      await fill(ground.pool, pair);
      const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS });
      stops.push(() => browser.close());
      const seen: Seen[] = [];
      for (let round = 1; round <= rounds; round++) {
        seen.push(await quietly(say, () => look(browser, service.node.url, pair, seconds)));
        say(`round ${round}: ${seen.at(-1)?.frames.toFixed(1)} frames/s`);
      }
      const of = (figure: keyof Seen): Spread => spread(seen.map((one) => one[figure]));
      return {
        title,
        table: table(
          ['', 'median (min–max)'],
          [
            ['first paint, ms', whole(of('firstPaint'))],
            ['its newest message is there, ms', whole(of('room'))],
            ['frames a second while scrolling back', whole(of('frames'))],
            ['the slowest frame, ms', whole(of('slowest'))],
            [`messages passed in ${seconds} s`, whole(of('passed'))],
          ],
        ),
        figures: seen,
        targets: [atLeast('frames a second while scrolling back', 60, Math.round(of('frames').median), '')],
      };
    }),
};

async function look(browser: Browser, url: string, { buyer, roomId }: Pair, seconds: number): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'tr-TR' });
  try {
    const page = await context.newPage();
    await page.route('**/token', (route) => route.fulfill({ json: { token: buyer.token } }));
    await page.goto(`${url}/#/room/${roomId}`);
    await page.locator(`[data-testid=message][data-seq="${MESSAGES}"]`).waitFor();
    const room = await page.evaluate<number>('performance.now()');
    const firstPaint = await page.evaluate<number>(
      "performance.getEntriesByName('first-contentful-paint')[0].startTime",
    );
    await page.getByRole('log').hover();
    const turning = turnWheel(() => page.mouse.wheel(0, -PIXELS), seconds * 1000);
    const frames = await page.evaluate<number[]>(framesDuring(seconds * 1000));
    await turning;
    const oldest = await page.evaluate<number>(
      "Math.min(...[...document.querySelectorAll('[data-testid=message]')].map((one) => Number(one.dataset.seq)))",
    );
    return {
      firstPaint,
      room,
      frames: frames.length / (frames.reduce((sum, one) => sum + one, 0) / 1000),
      slowest: Math.max(...frames),
      passed: MESSAGES - oldest,
    };
  } finally {
    await context.close();
  }
}

async function turnWheel(turn: () => Promise<void>, milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end;) {
    await turn();
    await new Promise((resolve) => setTimeout(resolve, TURN));
  }
}

/** Evaluated in the page: milliseconds of each frame. */
const framesDuring = (milliseconds: number): string => `new Promise((resolve) => {
  const frames = [];
  const begun = performance.now();
  let last = begun;
  requestAnimationFrame(function frame(now) {
    frames.push(now - last);
    last = now;
    if (now - begun < ${milliseconds}) requestAnimationFrame(frame);
    else resolve(frames.slice(1));
  });
})`;

/** Texts of different lengths, a third of them the buyer's. */
async function fill(pool: Pool, { buyer, seller, roomId }: Pair): Promise<void> {
  await pool.query(
    `INSERT INTO chat_messages (id, room_id, sender_id, sender_gallery_id, seq, message_type, content, created_at, read_at)
     SELECT gen_random_uuid(), $1, CASE WHEN n % 3 = 0 THEN $2::uuid ELSE $4 END, CASE WHEN n % 3 = 0 THEN $3::uuid ELSE $5 END,
       n, 'text', 'Mesaj ' || n || repeat(' uzunca', n % 7 * 5), now() - (($6 - n) || ' minutes')::interval, now()
     FROM generate_series(1, $6::int) n`,
    [roomId, buyer.userId, buyer.galleryId, seller.userId, seller.galleryId, MESSAGES],
  );
  await pool.query('UPDATE chat_rooms SET last_seq = $2, last_message_at = now() WHERE id = $1', [
    roomId,
    MESSAGES,
  ]);
}

const whole = ({ median, min, max }: Spread): string =>
  `${median.toFixed(0)} (${min.toFixed(0)}–${max.toFixed(0)})`;
