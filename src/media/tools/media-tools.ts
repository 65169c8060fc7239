import { Injectable } from '@nestjs/common';
import type { MediaView } from '../../contracts/index.js';

/** What was found in a file, and made of it. */
export interface Inspection {
  facts: Omit<MediaView, 'thumbnail'>;
  /** A small picture of it. */
  preview: { bytes: Buffer; type: 'image/webp'; width: number; height: number } | null;
  /** What is to be stored instead of it. */
  replacement: { path: string; size: number; type: string; extension: string } | null;
}

/** Tells what kind of file it is. What it shows is not looked at yet. */
@Injectable()
export class MediaTools {
  inspect(_path: string, type: string, _dir: string, _signal: AbortSignal): Promise<Inspection> {
    const facts = { kind: kindOf(type), width: null, height: null, duration: null, waveform: null };
    return Promise.resolve({ facts, preview: null, replacement: null });
  }
}

const kindOf = (type: string): MediaView['kind'] => {
  const [main] = type.split('/');
  return main === 'image' || main === 'video' || main === 'audio' ? main : 'document';
};
