import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { MediaToolError } from './media-tool-error.js';
import { Programs, run, type Program } from './programs.js';

const SHELL: Program = { name: 'sh', command: ['/bin/sh'] };
let dir: string;

beforeAll(async () => {
  Logger.overrideLogger(false);
  dir = await mkdtemp(join(tmpdir(), 'programs-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const shell = (script: string, options: Partial<Parameters<typeof run>[2]> = {}) =>
  run(SHELL, ['-c', script], {
    dir,
    signal: new AbortController().signal,
    timeout: 10_000,
    ...options,
  });

describe('run', () => {
  it('gives what a program writes', async () => {
    const heard: Buffer[] = [];
    const onOutput = (chunk: Buffer) => heard.push(chunk) > 0;
    expect(await shell('echo merhaba; echo olmadı >&2', { onOutput })).toEqual({
      ok: true,
      complaint: 'olmadı',
    });
    expect(Buffer.concat(heard).toString()).toBe('merhaba\n');
  });

  it('keeps the last words of a program that does not like the file', async () => {
    const { ok, complaint } = await shell('head -c 100000 /dev/zero | tr "\\0" x >&2; echo son >&2; exit 1');
    expect(ok).toBe(false);
    expect(complaint).toMatch(/^x{400,500}son$/);
  });

  it('does not show a program the environment of the service', async () => {
    process.env.A_SECRET_OF_THE_SERVICE = 'x';
    await shell('export -p > environment');
    delete process.env.A_SECRET_OF_THE_SERVICE;
    const seen = await readFile(join(dir, 'environment'), 'utf8');
    expect(seen).toContain('LC_ALL');
    expect(seen).not.toContain('A_SECRET_OF_THE_SERVICE');
  });

  it('kills a program that writes too much', async () => {
    let length = 0;
    const onOutput = (chunk: Buffer) => (length += chunk.length) < 100_000;
    expect(await shell('while :; do echo more; done', { onOutput })).toMatchObject({ ok: false });
  });

  it.each([
    ['takes too long', 'exec /bin/sleep 60', /killed after 0.2 s/],
    ['is killed by somebody else', 'kill -KILL $$', /SIGKILL/],
    [
      'has no room on the disk',
      'echo "av_write_frame(): No space left on device" >&2; exit 228',
      /No space left/,
    ],
  ])('throws when a program %s, so that it is tried again', async (_, script, message) => {
    const ended = shell(script, { timeout: script.includes('sleep') ? 200 : 10_000 });
    await expect(ended).rejects.toThrow(MediaToolError);
    await expect(ended).rejects.toThrow(message);
  });

  it('throws when a program cannot be started', async () => {
    const signal = new AbortController().signal;
    const started = run({ name: 'nothing', command: [join(dir, 'nothing')] }, [], {
      dir,
      signal,
      timeout: 1_000,
    });
    await expect(started).rejects.toThrow(MediaToolError);
  });

  it('takes a crash for the fault of the file', async () => {
    expect(await shell('kill -SEGV $$')).toMatchObject({
      ok: false,
      complaint: expect.stringContaining('SEGV'),
    });
  });

  it('starts nothing when the work has ended already', async () => {
    const reason = new Error('the node ends');
    await expect(shell('echo x > started', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(readFile(join(dir, 'started'))).rejects.toThrow('ENOENT');
  });
});

describe('Programs', () => {
  it('finds the first that can be run', async () => {
    const programs = new Programs([dir, '/bin', '/usr/bin']);
    const found = await programs.find('nothing-of-the-kind', 'sh');
    expect(found).toMatchObject({ name: 'sh' });
    expect(found!.command.at(-1)).toBe('/bin/sh');
    expect(await programs.find('nothing-of-the-kind')).toBeUndefined();
    expect(await new Programs([dir]).find('sh')).toBeUndefined();
  });

  const itOnLinux = existsSync('/usr/bin/prlimit') ? it : it.skip;
  itOnLinux('gives a program little memory and time', async () => {
    const shell = await new Programs(['/bin', '/usr/bin']).find('sh');
    let limits = '';
    const onOutput = (chunk: Buffer) => (limits += chunk.toString()) !== '';
    const signal = new AbortController().signal;
    await run(shell!, ['-c', 'ulimit -v; ulimit -t'], { dir, signal, timeout: 10_000, onOutput });
    // Kilobytes and seconds.
    expect(limits.trim().split('\n')).toEqual(['2097152', '120']);
  });
});
