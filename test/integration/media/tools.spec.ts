import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MediaToolError } from '../../../src/media/tools/index.js';
import { directory, inspect, installed, removeDirectories, scene, toolsWith, unreadable } from './samples.js';

afterAll(removeDirectories);

const sample = Buffer.from('OggS');

/** Programs that do what the script says instead of their work. @returns their directory */
async function programs(script: string): Promise<string> {
  const dir = await directory();
  for (const name of ['ffmpeg', 'ffprobe']) {
    await writeFile(join(dir, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(dir, name), 0o755);
  }
  return dir;
}

describe('the tools', () => {
  it('say which programs are installed', async () => {
    expect(await toolsWith().abilities()).toEqual({
      ffmpeg: installed('ffmpeg') && installed('ffprobe'),
      heic: installed('heif-convert') || installed('heif-dec'),
    });
    expect(await toolsWith(await directory()).abilities()).toEqual({ ffmpeg: false, heic: false });
  });

  it('leave films and recordings as they are without ffmpeg, and know pictures', async () => {
    const tools = toolsWith(await directory());
    expect(await inspect(sample, 'audio/ogg', { tools })).toEqual(unreadable('audio'));
    expect(await inspect(sample, 'video/mp4', { tools })).toEqual(unreadable('video'));
    const photo = await scene().jpeg().toBuffer();
    expect(await inspect(photo, 'image/jpeg', { tools })).toMatchObject({
      facts: { width: 600, height: 400 },
    });
  });

  it('kill a program that hangs when the work is called off', async () => {
    const here = await directory();
    const pidFile = join(here, 'pid');
    const tools = toolsWith(
      await programs(`echo $$ > ${pidFile}.new && /bin/mv ${pidFile}.new ${pidFile}; exec /bin/sleep 600`),
    );
    const [abort, reason] = [new AbortController(), new Error('the node ends')];
    const work = inspect(sample, 'video/mp4', { tools, signal: abort.signal });
    const pid = Number(await written(pidFile));
    process.kill(pid, 0);
    abort.abort(reason);
    await expect(work).rejects.toBe(reason);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('ask for another try when a program was killed', async () => {
    const tools = toolsWith(await programs('kill -KILL $$'));
    await expect(inspect(sample, 'video/mp4', { tools })).rejects.toThrow(MediaToolError);
  });

  it('begin nothing when the work was called off before', async () => {
    const reason = new Error('the node ends');
    for (const type of ['image/jpeg', 'video/mp4', 'audio/ogg', 'text/plain']) {
      await expect(inspect(sample, type, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    }
  });
});

/** What a program writes into a file, once it has. */
async function written(path: string): Promise<string> {
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
    await delay(10);
  }
}
