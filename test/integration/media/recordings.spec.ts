import { readFile } from 'node:fs/promises';
import { describeWithFfmpeg, film, inspect, probed, removeDirectories, unreadable } from './samples.js';

afterAll(removeDirectories);

/** A second of silence, then a second of a tone of four fifths of the loudness that can be. */
const VOICE = ['-f', 'lavfi', '-i', 'aevalsrc=if(lt(t\\,1)\\,0\\,0.8*sin(440*2*PI*t)):d=2:s=48000'];
const SECRET = ['-metadata', 'title=SecretNote', '-metadata', 'artist=SecretMaker'];
const record = async (name: string, ...options: string[]): Promise<Buffer> =>
  readFile(await film(name, ...VOICE, ...options));

function expectVoice(waveform: number[] | null): void {
  expect(waveform).toHaveLength(64);
  expect(Math.max(...waveform!.slice(0, 30))).toBeLessThan(5);
  const tone = waveform!.slice(34, 62);
  expect(Math.min(...tone)).toBeGreaterThan(60);
  expect(Math.max(...tone)).toBeLessThanOrEqual(100);
}

describeWithFfmpeg('a recording', () => {
  it.each([
    ['OGG', 'audio/ogg', 'voice.ogg', ['-c:a', 'libopus']],
    [
      'WebM without its length',
      'audio/webm;codecs=opus',
      'voice.webm',
      ['-c:a', 'libopus', '-f', 'webm', '-live', '1'],
    ],
    ['Vorbis', 'application/ogg', 'vorbis.ogg', ['-c:a', 'libvorbis']],
    ['MP4 with Opus', 'audio/mp4', 'opus.mp4', ['-c:a', 'libopus', '-strict', '-2']],
  ])('in %s becomes AAC, which every telephone plays', async (_, type, name, options) => {
    const { facts, preview, replacement, metadata } = await inspect(
      await record(name, ...options, ...SECRET),
      type,
    );
    expect(facts).toMatchObject({ kind: 'audio', width: null, height: null, duration: expect.closeTo(2, 1) });
    expectVoice(facts.waveform);
    expect({ preview, metadata }).toEqual({ preview: null, metadata: 'removed' });
    expect(replacement).toMatchObject({ type: 'audio/mp4', extension: 'm4a' });
    const stored = await readFile(replacement!.path);
    expect(stored.length).toBe(replacement!.size);
    expect(stored.includes('Secret')).toBe(false);
    expect(stored.indexOf('moov')).toBeLessThan(stored.indexOf('mdat'));
    const { streams, format } = probed(replacement!.path);
    expect(streams).toMatchObject([{ codec_type: 'audio', codec_name: 'aac', channels: 1 }]);
    expect(format.format_name).toContain('m4a');
    const again = await inspect(stored, 'audio/mp4');
    expect(again).toMatchObject({
      facts: { duration: expect.closeTo(2, 1) },
      replacement: null,
      metadata: 'none',
    });
    expectVoice(again.facts.waveform);
  });

  it.each([
    ['M4A', 'audio/x-m4a', 'voice.m4a', ['-c:a', 'aac'], { type: 'audio/mp4', extension: 'm4a' }, 'aac'],
    [
      'MP3',
      'audio/mpeg',
      'voice.mp3',
      ['-c:a', 'libmp3lame'],
      { type: 'audio/mpeg', extension: 'mp3' },
      'mp3',
    ],
  ])('in %s is copied as it is, without its texts', async (_, type, name, options, stored, codec) => {
    const original = await record(name, ...options, ...SECRET);
    expect(original.includes('SecretNote')).toBe(true);
    const { facts, replacement } = await inspect(original, type);
    expectVoice(facts.waveform);
    expect(replacement).toMatchObject(stored);
    expect((await readFile(replacement!.path)).includes('Secret')).toBe(false);
    const { streams, format } = probed(replacement!.path);
    expect(streams).toMatchObject([{ codec_name: codec }]);
    expect(Number(format.duration)).toBeCloseTo(2, 0);
    expect(await inspect(await readFile(replacement!.path), type)).toMatchObject({
      replacement: null,
      metadata: 'none',
    });
  });

  it('loses its cover', async () => {
    const cover = [
      '-f',
      'lavfi',
      '-i',
      'color=red:s=64x64:d=1:r=1',
      '-map',
      '0:a',
      '-map',
      '1:v',
      '-frames:v',
      '1',
    ];
    const how = [
      '-c:a',
      'libmp3lame',
      '-c:v',
      'mjpeg',
      '-disposition:v',
      'attached_pic',
      '-fflags',
      '+bitexact',
    ];
    const { replacement } = await inspect(await record('cover.mp3', ...cover, ...how), 'audio/mpeg');
    expect(probed(replacement!.path).streams).toMatchObject([{ codec_type: 'audio' }]);
  });

  it('that breaks off is heard as far as it goes', async () => {
    const whole = await record('voice.ogg', '-c:a', 'libopus', '-b:a', '64k');
    const { facts, replacement } = await inspect(whole.subarray(0, whole.length * 0.75), 'audio/ogg');
    expect(facts.duration).toBeGreaterThan(0.5);
    expect(facts.duration).toBeLessThan(2);
    expect(replacement).toMatchObject({ type: 'audio/mp4' });
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('BMW 320i, 84.000 km\n')],
  ])('that is none (%s) is known by its kind', async (_, bytes) => {
    for (const type of ['audio/ogg', 'audio/webm', 'audio/mp4', 'audio/mpeg']) {
      expect(await inspect(bytes, type)).toEqual(unreadable('audio'));
    }
  });
});
