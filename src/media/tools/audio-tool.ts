import { ffmpeg, type Ffmpeg, type MediaFile } from './ffmpeg.js';
import { unread, type Inspection, type Replacement } from './inspection.js';
import { probe, seconds, type Contents } from './probe.js';
import { asAac, withoutMetadata } from './remux.js';
import { Peaks } from './peaks.js';

/** A second: enough to see loudness in, and little to decode. */
const SAMPLES = 8_000;
/** Seconds that are decoded, and the longest that is made AAC of: 115 MB. */
const LONGEST = 4 * 60 * 60;
/** What every telephone plays, in the containers in which it does. */
const PLAYABLE = { mp4: new Set(['aac', 'alac', 'mp3']), mp3: new Set(['mp3']) };

/**
 * Listens to a recording: how long it lasts, how loud it is when, and a copy that can be played everywhere and says
 * nothing about who made it. What iOS does not play (Opus or Vorbis, in OGG, WebM or MP4) becomes AAC; the rest is copied
 * as it is, when there is anything to leave out.
 * @throws MediaToolError when the file is not the cause
 */
export async function inspectAudio(tools: Ffmpeg, file: MediaFile): Promise<Inspection> {
  const contents = await probe(tools, file);
  if (contents?.audio === undefined) return unread('audio');
  const heard = await listen(tools, file);
  const whole = heard !== undefined && heard.duration < LONGEST;
  const replacement = await replace(tools, file, contents, whole);
  const { facts } = unread('audio');
  return {
    facts: {
      ...facts,
      // What was heard counts: a file may be shorter than it says, or not say.
      duration: whole ? heard.duration : contents.duration,
      waveform: heard?.waveform ?? null,
    },
    preview: null,
    replacement: replacement ?? null,
    metadata: replacement ? 'removed' : contents.hasMetadata ? 'kept' : 'none',
  };
}

async function listen(tools: Ffmpeg, file: MediaFile) {
  const peaks = new Peaks();
  const what = [
    ...['-map', '0:a:0', '-t', String(LONGEST), '-ac', '1', '-ar', String(SAMPLES)],
    ...['-f', 's16le', 'pipe:1'],
  ];
  // A recording that breaks off is heard as far as it goes, so how ffmpeg ended says nothing.
  await ffmpeg(tools, file, [], what, (chunk) => {
    peaks.add(chunk);
    return true;
  });
  const waveform = peaks.waveform();
  const duration = seconds(peaks.samples / SAMPLES);
  return waveform && duration !== null ? { waveform, duration } : undefined;
}

async function replace(
  tools: Ffmpeg,
  file: MediaFile,
  contents: Contents,
  whole: boolean,
): Promise<Replacement | undefined> {
  const playable: Partial<Record<string, Set<string>>> = PLAYABLE;
  const plays = playable[file.container]?.has(contents.audio?.codec_name ?? '') === true;
  const aac = plays || !whole ? undefined : await asAac(tools, file);
  if (aac !== undefined || !contents.hasMetadata) return aac;
  return withoutMetadata(tools, file, contents, 'audio');
}
